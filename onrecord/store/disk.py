"""What the disk says when it cannot go on, in the library's own errors."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import LibraryFull, LibraryReadOnly


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Raise that a disk is full, or a file or folder may not be written to, as LibraryFull and LibraryReadOnly."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise full(path) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise read_only(path) from error
        raise


def full(path: Path) -> LibraryFull:
    """For a disk that takes no more."""
    return LibraryFull(f"{path}: no space is left on the disk; what was stored is kept; make room and run it again")


def read_only(path: Path) -> LibraryReadOnly:
    """For a file or a folder that may not be written to."""
    return LibraryReadOnly(f"{path}: it, or its folder, may not be written to; check the permissions, or name another")
