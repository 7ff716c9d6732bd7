"""What PostgreSQL says when it cannot go on, in the library's own errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from onrecord.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryFull, LibraryReadOnly

# Conditions by their codes (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_BUSY = {"55P03", "40001", "40P01"}  # a lock was not to be had in time
_CROWDED = {"53300", "53000", "53200"}
_FULL = {"53100"}
_READ_ONLY, _NO_RIGHTS = {"25006"}, {"42501"}
_NO_REASON = ("Is the server running", "Multiple connection attempts failed")
_DAMAGED = {"XX001", "XX002", "58030"}
_OTHER_TABLES = {"42P01", "42703", "3F000"}


@contextmanager
def server_errors(place: str, secrets: tuple[str, ...] = ()) -> Iterator[None]:
    """Raise the errors of the server as LibraryError.

    place: what the library is called.  secrets: words that no message may hold, whatever the server says.
    """
    try:
        yield
    except DBAPIError as error:
        if (told := _told(error, place, secrets)) is None:
            raise
        # What lies under it is of the driver, which was given the password.
        for under in (error, error.orig):
            if under is not None:
                under.__traceback__ = under.__cause__ = None
        raise told from None
    except NoConnection:
        raise LibraryBusy(f"{place}: all connections are in use; try again in a moment") from None


def _told(error: DBAPIError, place: str, secrets: tuple[str, ...]) -> LibraryError | None:
    import psycopg

    code = getattr(error.orig, "sqlstate", None) or ""
    if code in _BUSY:
        return LibraryBusy(f"{place}: others are writing to it for long; wait until they are done and try again")
    if code in _CROWDED:
        return LibraryBusy(f"{place}: the server has no room for one more connection; try again in a moment")
    if code in _FULL:
        return LibraryFull(f"{place}: no space is left on the server's disk; what was stored is kept; make room there")
    if code in _READ_ONLY:
        return LibraryReadOnly(
            f"{place}: nothing can be written to it now; name the primary, or ask who runs the server"
        )
    if code in _NO_RIGHTS:
        return LibraryReadOnly(f"{place}: you lack the rights for that; ask who runs the server for them")
    if code in _DAMAGED:
        return LibraryDamaged(f"{place}: the server says it is damaged; restore a backup of it")
    if code in _OTHER_TABLES:
        return LibraryDamaged(f"{place}: its tables are not a library's; restore a backup, or name another database")
    if error.connection_invalidated or (code and code[:2] in ("08", "57")):
        return LibraryError(f"{place}: the connection was lost; what was stored is kept; run it again")
    if isinstance(error.orig, psycopg.ProgrammingError) and not code:
        return LibraryError(f"{place}: the address is not as the driver takes it: {_first(error, secrets)}")
    if isinstance(error.orig, psycopg.OperationalError) and not code:
        return LibraryError(f"{place}: the server cannot be reached, or lets nobody in so: {_first(error, secrets)}")
    if code[:2] == "28" or code == "3D000":
        return LibraryError(f"{place}: the server lets nobody in so; check name, password and database")
    return None


def _first(error: DBAPIError, secrets: tuple[str, ...]) -> str:
    """The last thing that the driver says of why it failed, on one line, without secrets."""
    lines = [line.strip() for line in str(error.orig).splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith(_NO_REASON)]
    words = " ".join((told[-1] if told else "no reason is given").rpartition("FATAL:")[2].split())
    for secret in secrets:
        words = words.replace(secret, "***")
    return words
