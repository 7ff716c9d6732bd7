"""Libraries of tests on either engine: a path stands for a file, or for a database of the tests' server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.command import upgrade
from alembic.config import Config
from sqlalchemy import Engine

from onrecord.errors import LibraryMissing
from onrecord.settings import Settings

# A copy is a file whatever paths stand for: what makes it is loaded before any stands for a database.
from onrecord.store import copying, place  # noqa: F401
from onrecord.store.opening import MIGRATIONS, writing
from onrecord.store.postgres.engine import lock
from onrecord.store.postgres.place import MARK, ServerPlace
from onrecord.store.search import create_index
from onrecord.store.sqlite.files import begin_log, mark_as_library
from onrecord.store.sqlite.place import FilePlace
from tests.postgres import Server

ENGINES = ("sqlite", "postgres")
_now: Databases | None = None


class Databases:
    """Which database each path stands for."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._names: dict[Path, str] = {}

    def place(self, path: Path) -> place.Place:
        """What is there in the place of a library's file; a file that is there is itself."""
        return FilePlace(path) if path.is_file() else _Mapped(self, path.absolute())

    def name(self, path: Path) -> str | None:
        """The database's name; None where none was made yet."""
        return self._names.get(path)

    def make(self, path: Path, *, library: bool = True) -> None:
        """Make the database.  library: with an empty library in it."""
        self._names[path] = self._server.make(library=library)

    def address(self, path: Path) -> str:
        """The database's address, whether or not it was made."""
        return self._server.address(self._names.get(path, "not_made"))

    @contextmanager
    def dropped(self) -> Iterator[None]:
        """Drop at the end those that were made within."""
        before = set(self._names)
        yield
        gone = [self._names.pop(path) for path in self._names.keys() - before]
        if gone:
            self._server.run(*(f"DROP DATABASE {name} WITH (FORCE)" for name in gone))


class _Mapped(ServerPlace):
    """A database of the tests' server, that is known by a path."""

    def __init__(self, databases: Databases, path: Path) -> None:
        super().__init__(databases.address(path))
        self._databases, self._path = databases, path
        self._named = databases.name(path) is not None

    @property
    def file(self) -> Path:
        return self._path

    @property
    def beside(self) -> Path:
        return self._path

    def exists(self) -> bool:
        return self._found() and super().exists()

    def prepare(self, *, make: bool) -> None:
        if not self._found(make=make):
            raise LibraryMissing(f"there is no library at {self._path} yet: onrecord add FILE")
        super().prepare(make=make)

    def engine(self, *, reading: bool = False) -> Engine:
        self._found(make=True)
        return super().engine(reading=reading)

    def _found(self, *, make: bool = False) -> bool:
        """Whether there is a database by now: another place of this path may have made it."""
        if not self._named and make and self._databases.name(self._path) is None:
            self._databases.make(self._path)
        if not self._named and self._databases.name(self._path):
            _Mapped.__init__(self, self._databases, self._path)
        return self._named


@contextmanager
def mapped(server: Server) -> Iterator[Databases]:
    """Within it every path stands for a database."""
    global _now
    with pytest.MonkeyPatch.context() as patch:
        _now = databases = Databases(server)
        patch.setattr(place, "file_place", databases.place)
        try:
            with databases.dropped():
                yield databases
        finally:
            _now = None


def on_server() -> bool:
    """Whether paths stand for databases now."""
    return _now is not None


def address_of(path: Path, *, library: bool = True) -> str:
    """What another program is told to use the library at a path: the path, or the database's address.

    library: where there is no database yet, make one with an empty library in it, else one with nothing in it.
    """
    if _now is None:
        return str(path)
    if _now.name(path.absolute()) is None:
        _now.make(path.absolute(), library=library)
    return _now.address(path.absolute())


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """What a library's tables hold, past onrecord."""
    with connected(path) as connection:
        return [tuple(row) for row in connection.execute(query)]


def named_rows(path: Path, query: str) -> list[dict[str, Any]]:
    """The same by the names of columns."""
    with connected(path) as connection:
        cursor = connection.execute(query)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def change(path: Path, *commands: str) -> None:
    """Change a library's tables, past onrecord."""
    with connected(path) as connection:
        for command in commands:
            connection.execute(command)


@contextmanager
def connected(path: Path) -> Iterator[Any]:
    """The driver's own connection to a library; each command is a transaction."""
    if _now is None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            yield connection
    else:
        import psycopg

        with psycopg.connect(_now.address(path.absolute()), autocommit=True) as other:
            yield other


def of_revision(path: Path, revision: str) -> None:
    """Make an empty library as an older version made it."""
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    if _now is None:
        begin_log(path)
    else:
        address_of(path, library=False)
    engine = place.place_of(path, Settings()).engine()
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        upgrade(config, revision)
        create_index(connection)
        if _now is None:
            mark_as_library(connection)
        else:
            connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{MARK}'")
    engine.dispose()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Within it another program writes to the library."""
    with connected(path) as other:
        if _now is None:
            other.execute("BEGIN IMMEDIATE")
        else:
            other.execute("BEGIN")
            other.execute(lock())
        yield
        other.execute("ROLLBACK")
