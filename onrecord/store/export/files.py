"""Files and folders that are there whole or not at all: written beside their place, then moved to it."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import LibraryFull, UsageError

# What a disk, a quota or a limit on file sizes says when nothing more goes in.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def new_file(target: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of ``target`` once all of it is on the disk.

    Whatever goes wrong, nothing half is left and what was there stays.  Raises UsageError where there is something
    already (without force), no folder to write to or no leave; LibraryFull where the disk is full.
    """
    if target.is_dir():
        raise UsageError(f"{target} is a folder; give the name of a file")
    _check_place(target, force)
    beside = _beside(target)
    with _told(target):
        try:
            with beside.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


@contextmanager
def new_folder(target: Path, *, force: bool = False, mark: str) -> Iterator[Path]:
    """A folder to fill that takes the place of ``target`` once it is whole.

    mark: a file that tells a folder made here; with force nothing else is replaced.  Raises as ``new_file`` does.
    """
    if force and target.is_dir() and any(target.iterdir()) and not (target / mark).is_file():
        raise UsageError(f"{target} has files that were not exported (no {mark} in it); give another name")
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; give the name of a folder")
    _check_place(target, force)
    beside = _beside(target)
    with _told(target):
        try:
            beside.mkdir()
            yield beside
            if target.exists():
                old = _beside(target)
                target.rename(old)
                beside.rename(target)
                shutil.rmtree(old)
            else:
                beside.rename(target)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise


@contextmanager
def to_stdout() -> Iterator[None]:
    """Tells of a full disk behind standard output on one line."""
    with _told(None):
        yield


def _check_place(target: Path, force: bool) -> None:
    if not force and (target.exists() or target.is_symlink()):
        raise UsageError(f"{target} is there already; give another name, or --force to replace it")
    if not target.parent.is_dir():
        raise UsageError(f"no folder {target.parent}; make it, or give another name")


def _beside(target: Path) -> Path:
    """A name in the same folder, so that moving it is one step of the file system."""
    return target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")


@contextmanager
def _told(target: Path | None) -> Iterator[None]:
    where = target or "standard output"
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise LibraryFull(f"no space is left for {where}; make room and export again") from None
        raise UsageError(f"{where} cannot be written: {error.strerror or error}") from None
