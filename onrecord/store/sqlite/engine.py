"""How a library's file is opened."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event

from onrecord.store.opening import WRITES

# How long a writer waits for another one, in milliseconds.
BUSY = 4000
# A batch of reports changes some ten megabytes of pages all over the tables.  Those that do not fit the cache (2 MB by
# itself) are written to the log and fetched again within the transaction, and a log that is copied into the file at
# every 4 MB is copied at every commit: together that took two fifths of the system's time and a fifth of all bytes.
_TO_WRITE = (
    "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000", "wal_autocheckpoint=4000"
)  # fmt: skip


# How many connections this program has to each file, by device and inode.
_held: Counter[tuple[int, int]] = Counter()


def is_held(path: Path) -> bool:
    """Whether this program has a connection to the file.

    Then nobody may open and close it past SQLite: that lets go of all locks that the program has on it (POSIX), and
    another program that ends takes the log away (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    identity = _identity(path)
    return identity is not None and _held[identity] > 0


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def sqlite_engine(path: Path, *, reading: bool = False) -> Engine:
    """An engine on a library's file: write-ahead log, every commit on the disk before it is acknowledged.

    reading: nothing can be written through it; it works beside a writer, and where the file or its folder may not be
    written to.  (Where they may, SQLite still opens the file to write, since one who may not leaves the emptied log
    behind; ``query_only`` holds the statements off.)
    """
    mode = "mode=rw" if may_write(path) or not reading else "mode=ro"
    if mode == "mode=ro" and not Path(f"{path}-wal").exists():
        mode += "&immutable=1"  # no writer is at it, and the log that SQLite asks for cannot be made
    if not reading:
        mode = "mode=rwc"
    address = f"sqlite:///file:{quote(str(path.absolute()))}?{mode}&uri=true"
    engine = create_engine(address, connect_args={"timeout": BUSY / 1000})

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, entry: Any) -> None:
        if identity := _identity(path):
            entry.info["identity"] = identity
            _held[identity] += 1
        # The driver begins transactions by itself, and too late for reads; SQLAlchemy is to do it.
        connection.isolation_level = None
        for pragma in (f"busy_timeout={BUSY}", *(("query_only=ON",) if reading else _TO_WRITE)):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "close")
    def on_close(_: Any, entry: Any) -> None:
        if entry is not None and (identity := entry.info.pop("identity", None)):
            _held[identity] -= 1

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        # A transaction that reads first and writes then may find that another has written in between.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")

    return engine


def may_write(path: Path) -> bool:
    """Whether the file, or one not yet there, may be written to, and its folder too: the log lies beside it."""
    effective = os.access in os.supports_effective_ids
    folder = path.absolute().parent
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=effective) and (
        not path.exists() or os.access(path, os.W_OK, effective_ids=effective)
    )
