"""What is read: every file behind the sources, listed once, in a fixed order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from onrecord.acquire.addresses import is_address
from onrecord.acquire.document import Refused
from onrecord.acquire.folders import files_in, shown_path
from onrecord.acquire.run import Run
from onrecord.errors import UsageError
from onrecord.scale.store import files_at, is_stored

_PATTERN = frozenset("*?[")
# What tells of a file in a store whether it is still the same, in the words of several of them.
_STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "generation", "LastModified", "last_modified", "mtime",
           "modificationTime", "updated", "modified", "created")  # fmt: skip
# Small files are read together, so many or so many bytes of them; a larger one alone.
_MOST_FILES, _MOST_BYTES = 256, 32_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class InputFile:
    """A file to read.  ``path``: absolute, or its address; ``uri``: what its documents are named by; ``stamp``: what
    changes when the file does."""

    path: str
    uri: str
    size: int
    stamp: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Files that are read one after the other by one task.  ``number``: the how manieth piece of the job."""

    number: int
    files: tuple[InputFile, ...]

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(one.size for one in self.files)


def input_files(sources: Iterable[str], run: Run) -> list[InputFile]:
    """All files of the sources, each once: files, folders and patterns, of this machine or of object stores.

    One that is not there is among them, to be refused when it is read.  Raises UsageError for standard input and for
    addresses of the web, which are not read here; MissingExtra where a store needs what is not installed.
    """
    found: dict[str, InputFile] = {}
    for source in sources:
        for one in _files_of(source, run):
            found.setdefault(one.path, one)
    return list(found.values())


def pieces_of(files: Iterable[InputFile]) -> list[Piece]:
    """The files in pieces, in their order."""
    pieces: list[Piece] = []
    some: list[InputFile] = []
    size = 0

    def close() -> None:
        nonlocal size
        if some:
            pieces.append(Piece(number=len(pieces), files=tuple(some)))
            some.clear()
            size = 0

    for one in files:
        if len(some) >= _MOST_FILES or size + one.size > _MOST_BYTES:
            close()
        some.append(one)
        size += one.size
    close()
    return pieces


def _files_of(source: str, run: Run) -> Iterator[InputFile]:
    if source == "-":
        raise UsageError("standard input is not read into tables; give files, folders or addresses of object stores")
    if source.startswith("file://"):
        source = source[7:]
    if is_stored(source):
        yield from _in_store(source, run)
    elif is_address(source):
        raise UsageError(f"{source}: pages and feeds are fetched by onrecord add; give files, folders or object stores")
    elif os.path.isdir(source):  # noqa: PTH112
        yield from _in_folder(source, run)
    elif _PATTERN & {*source} and not os.path.lexists(source):
        matched = sorted(glob.glob(source, recursive=True))  # noqa: PTH207
        for path in matched or [source]:
            yield from _in_folder(path, run) if os.path.isdir(path) else iter((_local(path),))  # noqa: PTH112
    else:
        yield _local(source)


def _in_folder(folder: str, run: Run) -> Iterator[InputFile]:
    for one in files_in(folder, run):
        yield _local(one) if isinstance(one, str) else _lost(one)


def _local(path: str) -> InputFile:
    """A file of this machine; without a size where it is not there or may not be looked at."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return InputFile(path=os.path.abspath(path), uri=shown_path(path), size=0, stamp="")  # noqa: PTH100
    return InputFile(
        path=os.path.abspath(path),  # noqa: PTH100
        uri=shown_path(path), size=found.st_size, stamp=str(found.st_mtime_ns),
    )  # fmt: skip


def _lost(refused: Refused) -> InputFile:
    """What could not be listed; opening it fails for the same reason."""
    return InputFile(path=os.path.abspath(refused.uri), uri=refused.uri, size=0, stamp="")  # noqa: PTH100


def _in_store(source: str, run: Run) -> Iterator[InputFile]:
    files, path = files_at(source)
    # What stands before the path: the scheme, of some with a host.
    source = source.rstrip("/")
    below = path.rstrip("/")
    lead = source.removesuffix(below) if source.endswith(below) else ""
    try:
        there = [path] if files.exists(path) else sorted(files.glob(path)) if _PATTERN & {*path} else []
        for matched in there:
            yield from _below(files, matched, lead, run)
        if not there:
            yield InputFile(path=source, uri=source, size=0, stamp="")
    # Each store fails in its own words.
    except Exception as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise UsageError(f"{source} cannot be listed ({reason}); check the address and what you may see") from None


def _below(files: Any, path: str, lead: str, run: Run) -> Iterator[InputFile]:
    """A file of a store, or all below a folder, without the hidden ones."""
    if not files.isdir(path):
        yield _stored(files, path, lead, files.info(path))
        return
    for name, told in sorted(files.find(path, detail=True).items()):
        below = PurePath(name[len(path.rstrip("/")) + 1 :])
        hidden = any(part.startswith(".") for part in below.parts)
        if hidden or not below.parts or not run.globs.wants(below.as_posix()):
            run.tally.passed_over += 1
        elif told.get("type") != "directory":
            yield _stored(files, name, lead, told)


def _stored(files: Any, path: str, lead: str, told: dict[str, Any]) -> InputFile:
    address = lead + path if lead else str(files.unstrip_protocol(path))
    stamp = next((str(told[name]) for name in _STAMPS if told.get(name) is not None), "")
    return InputFile(path=address, uri=address, size=int(told.get("size") or 0), stamp=stamp)
