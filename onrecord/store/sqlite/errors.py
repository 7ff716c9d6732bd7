"""What SQLite says when it cannot go on, in the library's own errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from onrecord.errors import LibraryBusy, LibraryDamaged, LibraryError
from onrecord.store.disk import disk_errors, full, read_only

# Errors of the disk that mean: it does not take what is to be written.  (A limit on the size of a file shows so too.)
_WRITING_FAILED = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}


@contextmanager
def library_errors(path: Path) -> Iterator[None]:
    """Raise the errors of the database, and of the folder that it is in, as LibraryError with the file's name."""
    try:
        with disk_errors(path):
            yield
    except DBAPIError as error:
        raise _told(error.orig, path) or error from error
    except sqlite3.Error as error:
        raise _told(error, path) or error from error


def _told(error: object, path: Path) -> LibraryError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    first = code & 0xFF
    if first in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusy(f"{path}: another program is writing to it; wait until it is done and try again")
    if first == sqlite3.SQLITE_FULL or code in _WRITING_FAILED:
        return full(path)
    if first in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return read_only(path)
    if first in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path)
    if first == sqlite3.SQLITE_IOERR:
        return LibraryDamaged(f"{path}: the disk gives an error ({error}); check the disk, then the library")
    return None


def damaged(path: Path) -> LibraryDamaged:
    """For a library with broken pages."""
    return LibraryDamaged(f"{path}: it is damaged; put a backup in its place, or add its sources to a new library")
