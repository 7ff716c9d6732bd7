"""Libraries of tests on either engine: a path stands for a file, or for a database of the tests' server."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store import place
from onrecord.store.postgres.place import ServerPlace
from tests.postgres import Server

ENGINES = ("sqlite", "postgres")


class Databases:
    """Which database each path stands for."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._names: dict[Path, str] = {}

    def place(self, path: Path) -> place.Place:
        """What is there in the place of a library's file."""
        return _Mapped(self, path.absolute())

    def name(self, path: Path) -> str | None:
        """The database's name; None where none was made yet."""
        return self._names.get(path)

    def make(self, path: Path) -> None:
        """Make the database, with an empty library."""
        self._names[path] = self._server.make(library=True)

    def address(self, path: Path) -> str:
        """The database's address, whether or not it was made."""
        return self._server.address(self._names.get(path, "not_made"))

    def drop(self) -> None:
        """Drop all of them."""
        self._server.run(*(f"DROP DATABASE {name} WITH (FORCE)" for name in self._names.values()), "SELECT 1")


class _Mapped(ServerPlace):
    def __init__(self, databases: Databases, path: Path) -> None:
        super().__init__(databases.address(path))
        self._databases, self._path = databases, path

    @property
    def file(self) -> Path:
        """Tests name it by its path."""
        return self._path

    @property
    def beside(self) -> Path:
        return self._path

    def exists(self) -> bool:
        return self._databases.name(self._path) is not None and super().exists()

    def prepare(self, *, make: bool) -> None:
        if self._databases.name(self._path) is None and make:
            self._databases.make(self._path)
            super().__init__(self._databases.address(self._path))
        super().prepare(make=make)


def mapped(monkeypatch: pytest.MonkeyPatch, server: Server) -> Databases:
    """Let every path stand for a database from now on."""
    databases = Databases(server)
    monkeypatch.setattr(place, "file_place", databases.place)
    return databases
