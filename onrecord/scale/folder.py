"""A folder of this machine, or one that several machines share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from onrecord.errors import LibraryBusy, UsageError
from onrecord.scale.place import Place


class Folder(Place):
    """A folder of this machine, or one that several machines share."""

    def __init__(self, address: str) -> None:
        super().__init__(str(Path(address).absolute()))
        self._root = Path(self.address)

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        return (self._root / name).read_bytes()

    def opened(self, name: str) -> IO[bytes]:
        """A file to read."""
        return (self._root / name).open("rb")

    def sizes(self, folder: str = "") -> dict[str, int]:
        """All files below a folder with their bytes."""
        found: dict[str, int] = {}
        top = self._root / folder
        for place, below, names in os.walk(top):
            below.sort()
            for name in names:
                path = Path(place, name)
                if not name.endswith(".part"):
                    found[path.relative_to(self._root).as_posix()] = path.stat().st_size
        return dict(sorted(found.items()))

    def folders(self) -> list[str]:
        """The names right in this folder."""
        if self._root.exists() and not self._root.is_dir():
            raise UsageError(f"{self._root} is a file; give the name of a folder")
        return sorted(path.name for path in self._root.iterdir()) if self._root.is_dir() else []

    def _create(self, name: str) -> IO[bytes]:
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")

    def _finish(self, file: IO[bytes]) -> None:
        file.flush()
        os.fsync(file.fileno())

    def _settle(self, made: str, name: str, file: IO[bytes]) -> None:
        (self._root / made).replace(self._root / name)

    def move(self, folder: str, target: str) -> None:
        """Move all files of a folder."""
        # One step of the file system: a table is there whole or not at all.
        (self._root / folder).rename(self._root / target)

    def remove(self, folder: str) -> None:
        """Remove a folder or a file."""
        path = self._root / folder
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Alone, by a lock that ends with this process."""
        try:
            import fcntl
        except ImportError:  # no such locks on Windows
            yield
            return
        path = self._root / "_job" / "lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise LibraryBusy(
                    f"another run writes to {self.address}; wait for it, or give another folder"
                ) from None
            yield
