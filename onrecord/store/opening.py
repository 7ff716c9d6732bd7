"""What opening a library takes, whichever database it is in: transactions that write, and the missing revisions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DataError, IntegrityError

from onrecord.store.migrations import HEAD
from onrecord.store.search import create_index
from onrecord.store.views import create_views, drop_views

MIGRATIONS = "onrecord.store:migrations"
# An execution option of a connection: it is going to write, so it takes the writer's lock when it begins.
WRITES = "onrecord_writes"
# What storing a record fails with where the record is odd, not the library.
ODD = (ValueError, KeyError, TypeError, OverflowError, IntegrityError, DataError)
_alembic = threading.Lock()  # it keeps what it is at in a place that all threads share


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the writer's lock from its beginning; committed at the end, taken back on an error."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


def migrate(connection: Connection, adapt: Callable[[Connection], None] | None = None) -> None:
    """Run the revisions that are missing, and draw views and index, within the caller's transaction: they are there
    whole or not at all.

    adapt: does what else a database needs, once the tables are there.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    with _alembic:
        config.attributes["connection"] = connection
        # Tables cannot be changed under a view that names them.
        drop_views(connection)
        command.upgrade(config, "head")
        if adapt is not None:
            adapt(connection)
        create_views(connection)
        create_index(connection)


def is_current(connection: Connection) -> bool:
    """Whether the tables are of this version's schema."""
    return bool(connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD)
