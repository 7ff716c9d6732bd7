"""All that holds of SQLite alone: how a library's file is opened, its search index, its backup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

# How long a writer waits for another one, in milliseconds.
BUSY = 4000


def sqlite_engine(path: Path) -> Engine:
    """An engine on a library's file: write-ahead log, every commit on the disk before it is acknowledged."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY / 1000})

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _: Any) -> None:
        # The driver begins transactions by itself, and too late for reads; SQLAlchemy is to do it.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
