"""The server goes while reports are added: a clear line, nothing lost that was acknowledged, and a second run completes."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import LibraryError
from onrecord.library import Library
from onrecord.settings import Settings
from tests.store.made import document, german, put, run, write_reports
from tests.store.postgres.adding import adding, keys_of
from tests.store.postgres.own import OwnServer

pytestmark = pytest.mark.file_only
REPORTS = 160
_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
_WRITERS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"


def ended_sessions(own: OwnServer, name: str) -> None:
    """Somebody who may ends all that are connected, in the middle of a transaction."""
    until = time.monotonic() + 20
    while not own.run(_WRITERS)[0][0] and time.monotonic() < until:
        pass
    own.run(_BACKENDS.format(name=name).replace("pid FROM", "pg_terminate_backend(pid) FROM"))


def killed_session(own: OwnServer, name: str) -> None:
    """One process of the server dies; it begins anew with all others."""
    (number,) = own.run(_BACKENDS.format(name=name) + " ORDER BY backend_start LIMIT 1")[0]
    os.kill(number, signal.SIGKILL)


def stopped_at_once(own: OwnServer, name: str) -> None:
    """The server ends as in a crash."""
    own.stop("immediate")


def killed_server(own: OwnServer, name: str) -> None:
    """All its processes die, as when the power goes."""
    own.kill()


def ended_in_order(own: OwnServer, name: str) -> None:
    """The server is stopped by who runs it."""
    own.stop("fast")


def back(own: OwnServer) -> None:
    """See that it runs, by itself or begun anew."""
    import psycopg

    if not own.runs:
        own.start()
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            own.run("SELECT 1")
            return
        except psycopg.Error:  # it is not ready yet
            time.sleep(0.1)


@pytest.mark.parametrize(
    "happens",
    [ended_sessions, killed_session, stopped_at_once, killed_server, ended_in_order],
    ids=lambda one: one.__name__,
)
def test_a_server_that_goes_while_reports_are_added(
    own: OwnServer, tmp_path: Path, happens: Callable[[OwnServer, str], None]
) -> None:
    folder = write_reports(tmp_path / "reports", REPORTS)
    name = happens.__name__
    address = own.make(name)
    with adding(address, folder) as run_:
        run_.until_stored()
        happens(own, name)
        began = time.monotonic()
        status = run_.end()
        assert time.monotonic() - began < 15
    back(own)
    assert status == 4, run_.errors
    said = [line for line in run_.errors if line.strip()]
    assert len(said) == 1 and said[0].startswith(f"onrecord: postgresql://postgres@127.0.0.1:{own.port}/{name}: "), said
    assert "run it again" in said[0] or "cannot be reached" in said[0], said
    assert 0 < len(run_.stored) < REPORTS
    assert run_.stored <= keys_of(address)
    again = run("add", folder, "--library", address, "--workers", "1")
    assert (again.returncode, len(keys_of(address))) == (0, REPORTS), again.stderr


def test_a_library_that_is_open_goes_on_when_the_server_is_back(own: OwnServer) -> None:
    address = own.make("comes_back")
    put(address, [document(german(1), uri="1")])
    with Library(address, Settings()) as library:
        library.judge(1, "report", "publisher", "A", "ina")
        before = library.check()
        for happens in (stopped_at_once, killed_server):
            happens(own, "comes_back")
            for use in (library.check, lambda: library.judge(1, "report", "publisher", "B", "ina")):
                with pytest.raises(LibraryError, match=r"cannot be reached|connection was lost") as raised:
                    use()
                assert "\n" not in str(raised.value)
            own.start()
            assert library.check() == before
            assert library.judge(1, "report", "publisher", "C", "ina")
        assert library.add_documents([document(german(2), uri="2")], workers=1).added == 1


def test_while_the_server_begins(own: OwnServer) -> None:
    address = own.make("begins")
    own.stop("immediate")
    with pytest.raises(LibraryError, match="cannot be reached"):
        Library(address, Settings())
    own.start()
    Library(address, Settings()).close()
