"""How a library's database on a server is reached."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from onrecord.store.opening import WRITES

APPLICATION = 0x4F4E5243  # "ONRC": the first half of the writer's lock
# How long a writer waits for the one before it, in milliseconds: a turn lasts a second at most (writer.py), and there
# may be several in the queue.
PATIENCE = 30_000
# A writer whose program hangs, or whose machine is cut off, loses its turn after so many milliseconds.
HANGING = 120_000
# A connection that is cut off without a word is noticed within a minute, not after hours.
_CONNECTING: dict[str, Any] = {
    "connect_timeout": 10, "keepalives_idle": 20, "keepalives_interval": 10, "keepalives_count": 4,
    "fallback_application_name": "onrecord", "client_encoding": "UTF8",
}  # fmt: skip
_KEPT, _MORE = 4, 36  # connections of a pool, and how many more while many ask at once


def server_engine(url: URL, *, reading: bool = False, pooled: bool = True) -> Engine:
    """A pool of connections to a database.

    reading: read only, each transaction on one snapshot.  Else transactions with the option WRITES take turns, by an
    advisory lock of the schema: as in a file one writes at any moment, so that what it reads before it writes still
    holds then, whoever else adds, judges or joins.  (A report takes 20 times as long to read as to write.)

    pooled: whether connections are kept; else each is closed when it is let go.
    """
    # The driver tells there, past all that handles errors, what went wrong while it let go of a lost connection.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    pool: dict[str, Any] = {"poolclass": NullPool}
    if pooled:
        pool = {"pool_pre_ping": True, "pool_size": _KEPT, "max_overflow": _MORE}
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if reading else {}
    engine = create_engine(
        url, connect_args={key: value for key, value in _CONNECTING.items() if key not in url.query},
        execution_options=options, hide_parameters=True, **pool,
    )  # fmt: skip

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _: object) -> None:
        connection.adapters.register_dumper(str, _words())
        connection.server_cursor_factory = _streams()

    if not reading:

        @event.listens_for(engine, "begin")
        def on_begin(connection: Connection) -> None:
            if connection.get_execution_options().get(WRITES):
                connection.exec_driver_sql(lock())

        @event.listens_for(engine, "after_cursor_execute")
        def on_executed(_: object, cursor: Any, *rest: Any) -> None:
            if rest[-1]:  # many rows: the driver sends them in a pipeline, and behind it the server counts no idle time
                cursor.connection.execute("SELECT 1")

    return engine


@cache
def _streams() -> Any:
    """What streams rows.  It ends with its transaction; that it was not closed before is no matter to warn of."""
    from psycopg import ServerCursor

    class Streams(ServerCursor[Any]):
        def __del__(self, *_: Any) -> None:
            """Nothing is left to do."""

    return Streams


@cache
def _words() -> Any:
    """What hands texts to the driver.  A NUL, which the server's texts cannot hold, becomes U+FFFD; a record has it
    still, since records are kept as bytes."""
    from psycopg.types.string import StrDumperUnknown

    class Words(StrDumperUnknown):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd") if "\0" in obj else obj)

    return Words


def lock() -> str:
    """What a writer asks for first: its turn."""
    return (
        f"SELECT set_config('lock_timeout', '{PATIENCE}', true), "
        f"set_config('idle_in_transaction_session_timeout', '{HANGING}', true), "
        f"pg_advisory_xact_lock({APPLICATION}, hashtext(current_schema()))"
    )
