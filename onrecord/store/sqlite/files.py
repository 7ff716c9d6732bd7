"""A library's file as SQLite sees it: whose it is, whether it is whole, and a copy of it while others write."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection

from onrecord.store.sqlite.engine import BUSY, may_write

MAGIC = b"SQLite format 3\x00"
APPLICATION = 0x4F4E5243  # "ONRC": marks the file as a library, for ``file`` and for us


def is_database(path: Path) -> bool:
    """Whether the file begins as SQLite's do.  An empty one does not."""
    with open(path, "rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def looked_at(path: Path) -> tuple[int, bool, str | None]:
    """The mark of the application, whether any table is there, and the schema's revision where there is one.

    Nothing is written to the file, nor beside it where it is another program's.  Raises sqlite3.Error.
    """
    with open(path, "rb") as file:
        ours = int.from_bytes(file.read(72)[68:72], "big") == APPLICATION
    log = Path(f"{path}-wal").exists()
    with closing(_read(path) if ours else _connect(path, "mode=ro" if log else "mode=ro&immutable=1")) as connection:
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        revision = None
        if mark == APPLICATION and "alembic_version" in tables:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            revision = row[0] if row else None
    return mark, bool(tables), revision


def _read(path: Path) -> sqlite3.Connection:
    """A connection to a library that writes nothing, beside writers where there may be any."""
    mode = "mode=rw" if may_write(path) else "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"
    connection = _connect(path, mode)
    connection.execute("PRAGMA query_only=ON")
    return connection


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?{mode}", uri=True, timeout=BUSY / 1000)


def mark_as_library(connection: Connection) -> None:
    """Within the transaction that makes its tables."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")


def begin_log(path: Path) -> None:
    """Make the file where it is not there, and set its write-ahead log.

    Several programs may do so at once: that one is locked out then is no matter, so it tries again.
    """
    until = time.monotonic() + BUSY / 1000
    while True:
        try:
            with closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY / 1000)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def copy_library(path: Path, target: Path) -> None:
    """A whole copy as of this moment, through SQLite's online backup; others may read and write meanwhile.

    It gets its name only when it is complete and on the disk.  Raises sqlite3.Error, OSError.
    """
    part = target.with_name(f"{target.name}.part-{os.getpid()}")
    try:
        with closing(_read(path)) as source, closing(sqlite3.connect(part, isolation_level=None)) as copy:
            source.backup(copy)
            # The copy is one file: no log beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
        with open(part, "rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
        _sync_folder(target.absolute().parent)
    finally:
        for name in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            name.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """So that a new name in it outlives a power cut."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def faults_of(connection: Connection) -> list[str]:
    """What SQLite's own checks find: broken pages and indexes, then rows that refer to none."""
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        found.append(f"row {row} of {table} refers to a row of {parent} that is not there")
    return found
