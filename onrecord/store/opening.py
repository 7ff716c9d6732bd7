"""Where the library is, and how it is opened: made where it is not there, upgraded where it is older."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from onrecord.errors import LibraryDamaged, LibraryMissing, LibraryNewer
from onrecord.settings import Settings
from onrecord.store.migrations import HEAD, REVISIONS
from onrecord.store.search import create_index
from onrecord.store.sqlite import WRITES, is_held, may_write, sqlite_engine
from onrecord.store.sqlite_errors import library_errors, read_only
from onrecord.store.sqlite_files import APPLICATION, begin_log, copy_library, is_database, looked_at, mark_as_library
from onrecord.store.views import create_views, drop_views

MIGRATIONS = "onrecord.store:migrations"
_alembic = threading.Lock()  # it keeps what it is at in a place that all threads share


def library_path(path: str | os.PathLike[str] | None, settings: Settings) -> Path:
    """The library's file: the one named, else the settings' (``ONRECORD_LIBRARY``), else in the user's data folder."""
    named = os.fspath(path) if path is not None else settings.library
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("onrecord", appauthor=False) / "library.onrecord"


def prepare(path: Path, *, make: bool) -> None:
    """See to it that a library of this version's schema is at the path.

    make: whether to make one where there is none.  Raises LibraryMissing where there is none otherwise,
    LibraryDamaged where the file is something else (which is not touched), LibraryNewer, LibraryReadOnly, LibraryBusy
    or LibraryFull.
    """
    with library_errors(path):
        if is_held(path):  # it was looked at then, and must not be opened past SQLite now
            return
        revision = _revision(path)
        if revision == HEAD:
            return
        if revision is None:
            if not make:
                raise LibraryMissing(f"there is no library at {path}; add reports and it is made: onrecord add FILE")
            _make(path)
        else:
            _upgrade(path, revision)


def _revision(path: Path) -> str | None:
    """The schema's revision; None where there is no library yet."""
    if path.is_dir():
        raise LibraryDamaged(f"{path}: it is a folder, not a library; name a file")
    if not path.exists() or (path.stat().st_size == 0 and not Path(f"{path}-wal").exists()):
        return None
    if not is_database(path):
        raise LibraryDamaged(f"{path}: it is not a library, or a broken one; name another file, or restore a backup")
    mark, has_tables, revision = looked_at(path)
    if mark == 0 and not has_tables:
        return None  # a run was stopped before it had made the tables
    if mark != APPLICATION:
        raise LibraryDamaged(f"{path}: it is another program's database; name another file")
    if revision is None:
        raise LibraryDamaged(f"{path}: its tables are not a library's; restore a backup")
    if revision not in REVISIONS:
        raise LibraryNewer(f"{path}: a newer version of onrecord made it; upgrade: pip install --upgrade onrecord")
    return revision


def _make(path: Path) -> None:
    folder = path.absolute().parent
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
    if not may_write(path):
        raise read_only(path)
    begin_log(path)
    _migrate(path)


def _upgrade(path: Path, revision: str) -> None:
    """To the last revision, after a copy of what is there was put beside it."""
    if not may_write(path):
        raise read_only(path)
    copy_library(path, path.with_name(f"{path.name}.{revision}.backup"))
    _migrate(path)


def _migrate(path: Path) -> None:
    """Run the revisions that are missing, all in one transaction: they are there whole or not at all."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    engine = sqlite_engine(path)
    try:
        with _alembic, writing(engine) as connection:
            config.attributes["connection"] = connection
            # Tables cannot be changed under a view that names them.
            drop_views(connection)
            command.upgrade(config, "head")
            create_views(connection)
            create_index(connection)
            mark_as_library(connection)
    finally:
        engine.dispose()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the writer's lock from its beginning; committed at the end, taken back on an error."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


def is_current(connection: Connection) -> bool:
    """Whether the tables are of this version's schema."""
    return bool(connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD)
