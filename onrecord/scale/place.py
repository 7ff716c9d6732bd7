"""Where tables are written: a folder of this machine, or one of an object store through fsspec.

A file is there whole or not at all, whenever a process is killed.  Names are relative to the folder, with slashes.
"""

from __future__ import annotations

import hashlib
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from onrecord.acquire.addresses import is_address
from onrecord.errors import UsageError


class Place(ABC):
    """A folder to write tables in."""

    def __init__(self, address: str) -> None:
        self.address = address

    @abstractmethod
    def read(self, name: str) -> bytes:
        """The bytes of a file.  Raises FileNotFoundError."""

    @abstractmethod
    def opened(self, name: str) -> IO[bytes]:
        """A file to read, which can be gone back and forth in.  Raises FileNotFoundError."""

    @abstractmethod
    def sizes(self, folder: str = "") -> dict[str, int]:
        """All files below a folder with their bytes, in the order of their names; empty where it is not there."""

    @abstractmethod
    def folders(self) -> list[str]:
        """The names right in this folder, files and folders."""

    @abstractmethod
    def _create(self, name: str) -> IO[bytes]: ...

    @abstractmethod
    def _settle(self, made: str, name: str, file: IO[bytes]) -> None:
        """Give a file that was written under the name ``made`` its own name."""

    @abstractmethod
    def move(self, folder: str, target: str) -> None:
        """Move all files of a folder, so that no part of them can be taken for the whole."""

    @abstractmethod
    def remove(self, folder: str) -> None:
        """Remove a folder or a file with all in it, where it is there."""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes here meanwhile, as far as the place can tell."""
        yield

    @contextmanager
    def writer(self, name: str) -> Iterator[Written]:
        """A file to write that gets its name once it is whole."""
        made = self._beside(name)
        with self._create(made) as file:
            written = Written(file)
            yield written
            self._finish(file)
        self._settle(made, name, file)

    def write(self, name: str, data: bytes) -> None:
        """Write a file, whole."""
        with self.writer(name) as file:
            file.write(data)

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        try:
            self.opened(name).close()
        except FileNotFoundError:
            return False
        return True

    def _beside(self, name: str) -> str:
        folder, _, last = name.rpartition("/")
        return (folder + "/" if folder else "") + f".{last}.{secrets.token_hex(4)}.part"

    def _finish(self, file: IO[bytes]) -> None:  # noqa: B027
        """Whatever is to be done before a file is closed."""


class Written:
    """A file that is being written, which counts and hashes what goes in; enough of a file for pyarrow."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0
        self.closed = False

    def write(self, data: Any) -> int:
        """Write some bytes; returns how many."""
        piece = memoryview(data).cast("B")
        self._digest.update(piece)
        self.size += len(piece)
        self._file.write(cast(bytes, piece))
        return len(piece)

    def tell(self) -> int:
        """Bytes written so far."""
        return self.size

    def flush(self) -> None:
        """Nothing: the file is flushed at its end."""

    def close(self) -> None:
        """Nothing: the place closes it."""

    def writable(self) -> bool:
        """Yes."""
        return True

    def readable(self) -> bool:
        """No."""
        return False

    def seekable(self) -> bool:
        """No."""
        return False

    @property
    def sha256(self) -> str:
        """Of what was written."""
        return self._digest.hexdigest()


def place_at(address: str) -> Place:
    """The place of a folder's name or address.  Raises UsageError, MissingExtra."""
    from onrecord.scale.folder import Folder
    from onrecord.scale.store import Store, is_stored

    if is_stored(address):
        return Folder(address[7:]) if address.startswith("file://") else Store(address)
    if is_address(address):
        raise UsageError(f"{address} cannot be written to; give a folder, or an address of an object store")
    return Folder(address)
