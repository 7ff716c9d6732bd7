"""A folder of an object store, or of any other file system that fsspec knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from onrecord.acquire.addresses import is_address
from onrecord.errors import MissingExtra, UsageError
from onrecord.scale.place import Place, Written

# Stores in which a file appears when its last byte is written, and not before.
_WHOLE = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "r2", "memory"}


class Store(Place):
    """A folder of an object store, or of any other file system that fsspec knows."""

    def __init__(self, address: str) -> None:
        super().__init__(address.rstrip("/"))
        self._files, self._root = files_at(self.address)
        protocol = self._files.protocol
        self._whole = bool(_WHOLE & {protocol} if isinstance(protocol, str) else _WHOLE & {*protocol})

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}" if name else self._root

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        return cast(bytes, self._files.cat_file(self._path(name)))

    def opened(self, name: str) -> IO[bytes]:
        """A file to read."""
        return cast(IO[bytes], self._files.open(self._path(name), "rb"))

    def sizes(self, folder: str = "") -> dict[str, int]:
        """All files below a folder with their bytes."""
        self._files.invalidate_cache()
        try:
            found = self._files.find(self._path(folder), detail=True)
        except FileNotFoundError:
            return {}
        start = len(self._root.rstrip("/")) + 1
        named = {path[start:]: int(one.get("size") or 0) for path, one in found.items() if not path.endswith(".part")}
        return dict(sorted(named.items()))

    def folders(self) -> list[str]:
        """The names right in this folder."""
        self._files.invalidate_cache()
        try:
            found = self._files.ls(self._root, detail=True)
        except (FileNotFoundError, NotADirectoryError):
            return []
        names = {str(one["name"]).rstrip("/").rsplit("/", 1)[-1]: one for one in found}
        if len(found) == 1 and str(found[0]["name"]).rstrip("/") == self._root.rstrip("/"):
            if found[0].get("type") == "file" and found[0].get("size"):
                raise UsageError(f"{self.address} is a file; give the name of a folder")
            return []
        return sorted(names)

    def _beside(self, name: str) -> str:
        return name if self._whole else super()._beside(name)

    def _create(self, name: str) -> IO[bytes]:
        path = self._path(name)
        if not self._whole:
            self._files.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        return cast(IO[bytes], self._files.open(path, "wb"))

    @contextmanager
    def writer(self, name: str) -> Iterator[Written]:
        """A file to write that gets its name once it is whole."""
        made = self._beside(name)
        file = self._create(made)
        try:
            written = Written(file)
            yield written
        except BaseException:
            # Closing it would give a part of it its name.
            discard = getattr(file, "discard", None)
            if self._whole and discard is not None:
                discard()
            raise
        file.close()
        self._settle(made, name, file)

    def _settle(self, made: str, name: str, file: IO[bytes]) -> None:
        if made != name:
            target = self._path(name)
            # Not all of them move over a file that is there.
            if self._files.exists(target):
                self._files.rm_file(target)
            self._files.mv(self._path(made), target)

    def move(self, folder: str, target: str) -> None:
        """Move all files of a folder."""
        # Files can be moved one by one only.  So long as this one lies among them, whoever reads the table as a
        # whole is told instead of given a part.
        stop = f"{target}/unfinished.parquet"
        there = self.sizes(folder)
        self.write(stop, b"This table is being moved to its place; run the same command again to finish it.\n")
        for name in there:
            moved = target + name[len(folder) :]
            if not self._whole:
                self._files.makedirs(self._path(moved).rsplit("/", 1)[0], exist_ok=True)
            if self._files.exists(self._path(moved)):
                self._files.rm_file(self._path(moved))
            self._files.mv(self._path(name), self._path(moved))
        self._files.rm_file(self._path(stop))

    def remove(self, folder: str) -> None:
        """Remove a folder or a file."""
        self._files.invalidate_cache()
        path = self._path(folder)
        if self._files.exists(path):
            self._files.rm(path, recursive=True)


def files_at(address: str) -> tuple[Any, str]:
    """The fsspec file system of an address, and the path in it.

    Raises MissingExtra where fsspec is not there or lacks what it needs for such addresses, UsageError where it knows
    none or cannot open it.
    """
    try:
        import fsspec
    except ImportError:
        raise MissingExtra("object stores need fsspec; install it with: pip install 'onrecord[ray]'") from None
    scheme = address.partition("://")[0]
    try:
        files, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise MissingExtra(f"{scheme}:// addresses need more packages: {error}") from None
    except ValueError as error:
        raise UsageError(f"{address}: {error}; give a folder, or an address that fsspec knows") from None
    except OSError as error:
        raise UsageError(f"{address} cannot be opened: {error}") from None
    return files, str(path)


def is_stored(source: str) -> bool:
    """Whether a source is an address of an object store or the like: neither a path nor on the web."""
    return is_address(source) and not source.lower().startswith(("http:", "https:", "data:", "javascript:"))
