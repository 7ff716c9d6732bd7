"""A library's database on a server: how it is found, made where it is empty, upgraded where it is older."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, make_url, text
from sqlalchemy.exc import ArgumentError

from onrecord.errors import LibraryDamaged, LibraryError, LibraryMissing, LibraryNewer, MissingExtra, UsageError
from onrecord.store.migrations import HEAD, REVISIONS
from onrecord.store.opening import migrate, writing
from onrecord.store.place import Place
from onrecord.store.postgres.columns import settle_numbers, widen
from onrecord.store.postgres.engine import server_engine
from onrecord.store.postgres.errors import server_errors
from onrecord.store.postgres.indexes import loosen
from onrecord.store.schema import metadata

# Said of the table with the schema's revision, which many programs have: that it is ours.
MARK = "onrecord library"
_SECRET = ("password", "passfile", "sslpassword")
_LOOK = text(
    "SELECT current_schema(), current_setting('server_encoding'), to_regclass('alembic_version') IS NOT NULL, "
    "obj_description(to_regclass('alembic_version'), 'pg_class')"
)
_TABLES = text("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()")


class ServerPlace(Place):
    """A library in a database, or in a schema of one where the address names it (``?options=-csearch_path%3DNAME``)."""

    def __init__(self, address: str) -> None:
        """address: as ``psql`` takes it.  Raises UsageError, MissingExtra."""
        self._url, self._given = _url(address), address
        self._ready = False
        query = {key: value for key, value in self._url.query.items() if key not in _SECRET}
        # A password is left out whole: even stars would say that there is one.
        shown = URL.create(
            "postgresql", self._url.username, None, self._url.host, self._url.port, self._url.database, query
        )
        self._shown = shown.render_as_string()
        given = (self._url.password, *(self._url.query.get(key) for key in _SECRET))
        self._secrets = tuple(str(one) for one in given if one)

    def __str__(self) -> str:
        return self._shown

    def __repr__(self) -> str:
        return f"ServerPlace({self._shown!r})"

    @property
    def address(self) -> str:
        """The address as it was given."""
        return self._given

    @property
    def beside(self) -> Path:
        """In the user's data folder: what waits to be added is this machine's, not the server's."""
        from platformdirs import user_data_path

        name = re.sub(r"[^\w.-]+", "-", f"{self._url.host or 'server'}-{self._url.database}")
        mark = hashlib.sha256(self._shown.encode()).hexdigest()[:8]
        return user_data_path("onrecord", appauthor=False) / f"{name}-{mark}"

    def exists(self) -> bool:
        """Whether the schema has a library's tables."""
        if self._ready:
            return True
        with self.errors(), self._looking() as connection:
            return self._revision(connection) is not None

    def prepare(self, *, make: bool) -> None:
        """As ``Place.prepare``.  An upgrade is one transaction; a copy of what was there is the server's matter."""
        if self._ready:
            return
        with self.errors():
            with self._looking() as connection:
                revision = self._revision(connection)
            if revision is None and not make:
                raise LibraryMissing(f"there is no library at {self}; add reports and it is made: onrecord add FILE")
            if revision != HEAD:
                self._migrate()
        self._ready = True

    def engine(self, *, reading: bool = False) -> Engine:
        """As ``Place.engine``; see ``server_engine``."""
        return server_engine(self._url, reading=reading)

    def check_writable(self) -> None:
        """The server says so itself when something is written."""

    def errors(self) -> AbstractContextManager[None]:
        """As ``Place.errors``."""
        return server_errors(self._shown, self._secrets)

    def changes(self, connection: Connection) -> str:
        """Which transactions a reader sees that begins now: another word after every commit, and after some others."""
        return str(connection.exec_driver_sql("SELECT pg_current_snapshot()").scalar_one())

    def faults(self, connection: Connection) -> list[str]:
        """Constraints that the server was told not to hold to."""
        found = connection.execute(
            text(
                "SELECT conrelid::regclass::text, conname FROM pg_constraint "
                "WHERE connamespace = current_schema()::regnamespace AND NOT convalidated ORDER BY 1, 2"
            )
        )
        return [f"table {table}: the constraint {name} does not hold" for table, name in found]

    def settle(self, connection: Connection) -> None:
        """As ``Place.settle``."""
        settle_numbers(connection)

    def copy(self, target: Path) -> None:
        """As ``Place.copy``: a library in a file."""
        from onrecord.store.copying import copy_library
        from onrecord.store.place import file_place

        copy_library(self, file_place(target))

    def _looking(self) -> Connection:
        return server_engine(self._url, pooled=False).connect()

    def _revision(self, connection: Connection) -> str | None:
        """The schema's revision; None where there is no library yet."""
        schema, encoding, has_revision, mark = connection.execute(_LOOK).one()
        if schema is None:
            raise LibraryError(f"{self}: it has no such schema; make one first: CREATE SCHEMA")
        if encoding != "UTF8":
            raise LibraryError(f"{self}: its encoding is {encoding}; make a database with ENCODING 'UTF8'")
        if not has_revision:
            if there := set(connection.scalars(_TABLES)) & set(metadata.tables):
                names = ", ".join(sorted(there)[:3])
                raise LibraryDamaged(f"{self}: it has another program's tables ({names}); name an empty database")
            return None
        if mark != MARK:
            raise LibraryDamaged(f"{self}: it is another program's database; name another")
        revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        if revision is None:
            raise LibraryDamaged(f"{self}: its tables are not a library's; restore a backup, or name another database")
        if revision not in REVISIONS:
            raise LibraryNewer(f"{self}: a newer version of onrecord made it; upgrade: pip install --upgrade onrecord")
        return str(revision)

    def _migrate(self) -> None:
        engine = server_engine(self._url, pooled=False)
        with writing(engine) as connection:
            # Another program may have done so while this one waited for its turn.
            if self._revision(connection) == HEAD:
                return
            migrate(connection, _adapt)
            connection.execute(text(f"COMMENT ON TABLE alembic_version IS '{MARK}'"))


def _adapt(connection: Connection) -> None:
    """Let the tables hold whatever a file's hold."""
    widen(connection)
    loosen(connection)


def _url(address: str) -> URL:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise MissingExtra("a library on a server needs more packages: pip install 'onrecord[postgres]'") from None
    scheme, _, rest = address.partition("://")
    url: URL | None = None
    with suppress(ArgumentError, ValueError):
        url = make_url(f"{scheme.lower()}://{rest}").set(drivername="postgresql+psycopg")
    if url is None:
        # Not even a part of it is told, nor what was wrong with it: either may be the password.
        raise UsageError("that is no address of a database; it is like postgresql://NAME@HOST/DATABASE")
    if not url.database:
        raise UsageError("the address names no database; it is like postgresql://NAME@HOST/DATABASE")
    parts = (url.username, url.password, url.host, url.database, *url.query, *_flat(url.query.values()))
    if any(part and not part.isprintable() for part in parts):
        raise UsageError("the address has signs that cannot be printed; it is like postgresql://NAME@HOST/DATABASE")
    if "@" in (url.host or ""):
        # What stands before it is the end of the password.
        raise UsageError("the address has more than one @; those in a name or password are written %40")
    if url.port is not None and not 0 < url.port < 65_536:
        raise UsageError("the address has no port of 1 to 65535 behind the host; leave it out for the usual one")
    return url


def _flat(values: Iterable[str | tuple[str, ...]]) -> Iterator[str]:
    for value in values:
        yield from (value,) if isinstance(value, str) else value
