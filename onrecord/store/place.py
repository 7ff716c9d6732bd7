"""Where a library is: in a file, or in a database of a PostgreSQL server.  All that tells the two apart is behind it.

Each has its own package: ``sqlite/`` and ``postgres/``.  Besides the search index (``search.py`` chooses it by the
connection) nothing else in onrecord knows which of them a library is in.
"""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, Engine

from onrecord.errors import UsageError
from onrecord.settings import Settings

SERVER = ("postgresql://", "postgres://")  # how the address of a database begins
# What is meant as an address, rightly written or not: it is no file, whose name may be shown.  (A letter alone is a
# drive of Windows.)
_ADDRESS = re.compile(r"\s*(?:postgres\w*[+\w]*:|[a-z][a-z0-9+.-]+:[/\\]{2})", re.IGNORECASE)


class Place(ABC):
    """Where a library is.  As text it is what may be shown to anybody: a path, or an address without its password."""

    @abstractmethod
    def __str__(self) -> str: ...

    @property
    @abstractmethod
    def address(self) -> str:
        """What opens it again, from whatever folder.  It may hold a password: it is not for people, nor for logs."""

    @property
    @abstractmethod
    def beside(self) -> Path:
        """A path of this library's own on this machine; what belongs to it gets names that begin so."""

    @property
    def file(self) -> Path | None:
        """The library's file; None where it has none."""
        return None

    @abstractmethod
    def exists(self) -> bool:
        """Whether a library is there.  Raises LibraryError where that cannot be told."""

    @abstractmethod
    def prepare(self, *, make: bool) -> None:
        """See to it that a library of this version's schema is there.

        make: whether to make one where there is none.  Raises LibraryMissing where there is none otherwise,
        LibraryDamaged where something else is there (which is not touched), LibraryNewer, LibraryReadOnly, LibraryBusy
        or LibraryFull.
        """

    @abstractmethod
    def engine(self, *, reading: bool = False) -> Engine:
        """Connections to it.

        reading: nothing can be written through it, and a transaction goes on seeing the library as it was when it
        began.  Else each transaction with the option WRITES is the only one that writes until it ends.
        """

    @abstractmethod
    def check_writable(self) -> None:
        """Raise LibraryReadOnly where it is known that nothing can be written."""

    @abstractmethod
    def errors(self) -> AbstractContextManager[None]:
        """Raise what the database says as LibraryError, in one line."""

    @abstractmethod
    def changes(self, connection: Connection) -> str:
        """A word that is another one after every change by anybody; the connection is used for nothing else."""

    @abstractmethod
    def faults(self, connection: Connection) -> list[str]:
        """What the database's own checks find."""

    @abstractmethod
    def settle(self, connection: Connection) -> None:
        """Have numbers handed out behind the last ones, after rows came that had theirs; within a transaction."""

    @abstractmethod
    def copy(self, target: Path) -> None:
        """Write a whole copy, as of this moment, to a file that is not there yet; others may go on writing."""

    def holds(self, file: Path) -> bool:
        """Whether a file is a part of the library, and not to be written over."""
        return False


def place_of(named: str | os.PathLike[str] | None, settings: Settings) -> Place:
    """The place that is named, else the settings' (``ONRECORD_LIBRARY``), else a file in the user's data folder.

    named: a path, or the address of a database (``postgresql://NAME@HOST/DATABASE``).  Raises UsageError where an
    address is none, MissingExtra where what it takes to reach a server is not installed.
    """
    name = os.fspath(named) if named is not None else settings.library
    if is_address(name):
        words = name.strip()
        if not words.lower().startswith(SERVER):
            # Not a part of it is told: there may be a password in it.
            raise UsageError("a library is a file, or a database as postgresql://NAME@HOST/DATABASE; this is neither")
        from onrecord.store.postgres.place import ServerPlace

        return ServerPlace(words)
    if name:
        return file_place(Path(name).expanduser())
    from platformdirs import user_data_path

    return file_place(user_data_path("onrecord", appauthor=False) / "library.onrecord")


def is_address(name: str) -> bool:
    """Whether this is meant as the address of a database, and not as the name of a file."""
    return _ADDRESS.match(name) is not None


def file_place(path: Path) -> Place:
    """A library in a file."""
    from onrecord.store.sqlite.place import FilePlace

    return FilePlace(path)
