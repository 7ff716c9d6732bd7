"""The program that adds is killed or hangs: nothing is there by half, and its turn goes to the others."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.library import Library
from onrecord.settings import Settings
from tests.conftest import ROOT
from tests.postgres import Server
from tests.store.made import document, environment, german, put, write_reports
from tests.store.postgres.adding import adding, keys_of
from tests.store.test_killed import hash_of, killed_add, tell, told_in

pytestmark = [pytest.mark.file_only, pytest.mark.skipif(os.name == "nt", reason="signals")]
KILLS, REPORTS = 12, 150


def test_killed_while_adding(server: Server, tmp_path: Path) -> None:
    address = server.address(server.make())
    folder, rng = write_reports(tmp_path / "reports", REPORTS, english=2), random.Random(3)
    arguments = ["add", str(folder), "-v", "--library", address, "--workers", "1"]
    told: set[str] = set()
    command = [sys.executable, "-m", "tests.store.kill_server"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT
    ) as forks:
        for _ in range(KILLS):
            if not killed_add(forks, arguments, tmp_path / "told.txt", rng):
                break
            told |= told_in(tmp_path / "told.txt")
            began = time.monotonic()
            with Library(address, Settings()) as library:
                library.make()
                # The lock is let go of.
                with library.writing():
                    pass
            assert time.monotonic() - began < 10
            assert told <= keys_of(address)
        assert told
        tell(forks, json.dumps([arguments, str(tmp_path / "told.txt")]))
        assert tell(forks, "wait", answered=True) == "ended 0\n"
        assert forks.stdin
        forks.stdin.close()
    with Library(address, Settings()) as library:
        checked = library.check()
    assert (checked.faults, checked.reports, checked.hash) == ((), len(list(folder.iterdir())), hash_of(folder))
    assert server.run("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == [(0,)]


def test_one_that_hangs_with_its_turn(server: Server, tmp_path: Path) -> None:
    address = server.address(server.make(library=True))
    folder = write_reports(tmp_path / "reports", 100)
    # It stops itself in the middle of a transaction, as a program on a machine that is put to sleep.
    first = (
        "import os, signal, time, onrecord.store.postgres.engine as engine, onrecord.store.writer as writer\n"
        "engine.HANGING = 3000\n"
        "enter, calls = writer.enter_waiting, []\n"
        "def stops(*given, **told):\n"
        "    calls.append(1)\n"
        "    enter(*given, **told)\n"
        "    if len(calls) == 3:\n"
        "        os.kill(os.getpid(), signal.SIGSTOP)\n"
        # Another thread may be the one that is stopped first; this one must not go on to its commit meanwhile.
        "        time.sleep(1)\n"
        "writer.enter_waiting = stops\n"
    )
    with adding(address, folder, first=first) as run:
        run.until(lambda: _stopped(run.process.pid))
        with Library(address, Settings()) as library:
            began = time.monotonic()
            assert library.add_documents([document(german(7), uri="7")], workers=1).added == 1
            # Long before a writer gives up (engine.PATIENCE), which would have raised LibraryBusy.
            assert time.monotonic() - began < 15
        os.kill(run.process.pid, signal.SIGCONT)
        assert run.end() == 4
    said = [line for line in run.errors if line.strip()]
    assert len(said) == 1 and "the connection was lost" in said[0] and "run it again" in said[0], said
    assert run.stored <= keys_of(address)
    with adding(address, folder) as again:
        assert again.end() == 0
    assert len(keys_of(address)) == 101


def _stopped(process: int) -> bool:
    import psutil

    return bool(psutil.Process(process).status() == psutil.STATUS_STOPPED)


def test_who_waits_gets_the_turn(server: Server) -> None:
    """A reader never waits, and a writer no longer than the one before it takes."""
    address = server.address(server.make(library=True))
    put(address, [document(german(1), uri="1")])
    with Library(address, Settings()) as one, Library(address, Settings()) as two, one.writing():
        assert two.check().reports == 1
