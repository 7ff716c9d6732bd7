"""A library's file: how it is found, made where it is not there, upgraded where it is older."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, Engine

from onrecord.errors import LibraryDamaged, LibraryMissing, LibraryNewer
from onrecord.store.disk import read_only
from onrecord.store.migrations import HEAD, REVISIONS
from onrecord.store.opening import migrate, writing
from onrecord.store.place import Place
from onrecord.store.sqlite.engine import is_held, may_write, sqlite_engine
from onrecord.store.sqlite.errors import library_errors
from onrecord.store.sqlite.files import (
    APPLICATION,
    begin_log,
    copy_library,
    faults_of,
    is_database,
    looked_at,
    mark_as_library,
)


class FilePlace(Place):
    """A library in a file, with SQLite's log and what else belongs to it beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __str__(self) -> str:
        return str(self._path)

    @property
    def address(self) -> str:
        """The file's whole path."""
        return str(self._path.absolute())

    @property
    def beside(self) -> Path:
        """The file itself."""
        return self._path

    @property
    def file(self) -> Path:
        """The library's file."""
        return self._path

    def exists(self) -> bool:
        """Whether there is a file."""
        return self._path.exists()

    def prepare(self, *, make: bool) -> None:
        """As ``Place.prepare``; an older library is upgraded after a copy of it was put beside it."""
        with library_errors(self._path):
            if is_held(self._path):  # it was looked at then, and must not be opened past SQLite now
                return
            revision = self._revision()
            if revision == HEAD:
                return
            if revision is None:
                if not make:
                    raise LibraryMissing(
                        f"there is no library at {self._path}; add reports and it is made: onrecord add FILE"
                    )
                self._make()
            else:
                self._upgrade(revision)

    def engine(self, *, reading: bool = False) -> Engine:
        """As ``Place.engine``; see ``sqlite_engine``."""
        return sqlite_engine(self._path, reading=reading)

    def check_writable(self) -> None:
        """Raise LibraryReadOnly where the file, or one not yet there, may not be written to, nor its folder."""
        if not may_write(self._path):
            raise read_only(self._path)

    def errors(self) -> AbstractContextManager[None]:
        """As ``Place.errors``; those of the folder too."""
        return library_errors(self._path)

    def changes(self, connection: Connection) -> str:
        """SQLite counts for a connection the commits of all others (https://sqlite.org/pragma.html#pragma_data_version).

        The time of the file would not do: two commits may fall into one tick.
        """
        return str(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def faults(self, connection: Connection) -> list[str]:
        """What SQLite's own checks find."""
        return faults_of(connection)

    def settle(self, connection: Connection) -> None:
        """SQLite does so by itself."""

    def copy(self, target: Path) -> None:
        """As ``Place.copy``."""
        with library_errors(target):
            copy_library(self._path, target)

    def holds(self, file: Path) -> bool:
        """Whether a file is the library or one of those that SQLite keeps beside it."""
        names = [self._path, *(self._path.with_name(self._path.name + end) for end in ("-wal", "-shm", "-journal"))]
        same = any(file.exists() and one.exists() and file.samefile(one) for one in names)
        return same or file.resolve() in [one.resolve() for one in names]

    def _revision(self) -> str | None:
        """The schema's revision; None where there is no library yet."""
        path = self._path
        if path.is_dir():
            raise LibraryDamaged(f"{path}: it is a folder, not a library; name a file")
        if not path.exists() or (path.stat().st_size == 0 and not Path(f"{path}-wal").exists()):
            return None
        if not is_database(path):
            raise LibraryDamaged(
                f"{path}: it is not a library, or a broken one; name another file, or restore a backup"
            )
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

    def _make(self) -> None:
        folder = self._path.absolute().parent
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
        self.check_writable()
        begin_log(self._path)
        self._migrate()

    def _upgrade(self, revision: str) -> None:
        self.check_writable()
        copy_library(self._path, self._path.with_name(f"{self._path.name}.{revision}.backup"))
        self._migrate()

    def _migrate(self) -> None:
        engine = sqlite_engine(self._path)
        try:
            with writing(engine) as connection:
                migrate(connection)
                mark_as_library(connection)
        finally:
            engine.dispose()
