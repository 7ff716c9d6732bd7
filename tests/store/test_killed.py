"""kill -9 while adding: what was acknowledged is there and whole, and a second run completes.

``python -m benchmarks.library --part kill`` does the same 200 times.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord.store.checking import check_library
from onrecord.store.hashing import canonical_line
from tests.conftest import ROOT
from tests.store.engines import address_of, on_server
from tests.store.made import document, environment, opened, read, write_reports

KILLS, LANES, REPORTS = 50, 2, 240
ON_SERVER = 20  # kills; there it is the server's business that a transaction is there whole or not at all


def killed_add(server: subprocess.Popen[str], arguments: list[str], out: Path, rng: random.Random) -> bool:
    """Begin to add and kill it, somewhere at its start or while it stores; whether it was at work till then.

    One run in six is begun as a user begins them, the others are forks of a process with the modules loaded.
    """
    real = rng.random() < 1 / 6
    out.write_bytes(b"")
    if real:
        with out.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "onrecord", *arguments],
                stdout=file,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
    else:
        tell(server, json.dumps([arguments, str(out)]))
    if rng.random() < 0.8:
        # Something new is stored, so every life goes further than the one before.
        until = time.monotonic() + 60
        while b"added " not in out.read_bytes() and not ended(out) and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(rng.uniform(0, 0.15))
    else:
        time.sleep(rng.uniform(0, 1.0 if real else 0.5))
    if real:
        process.send_signal(signal.SIGKILL)
        return process.wait(timeout=30) == -signal.SIGKILL
    return tell(server, "kill", answered=True) == "killed\n"


def tell(server: subprocess.Popen[str], line: str, *, answered: bool = False) -> str:
    assert server.stdin and server.stdout
    server.stdin.write(line + "\n")
    server.stdin.flush()
    return server.stdout.readline() if answered else ""


def ended(out: Path) -> bool:
    """Whether the run has printed its sum."""
    return b" refused" in out.read_bytes()


def told_in(out: Path) -> set[str]:
    """The keys that were said to be stored; a half line says nothing."""
    lines = out.read_text(encoding="utf-8").splitlines(keepends=True)
    return {line.split()[1] for line in lines if line.startswith("added ") and line.endswith("\n")}


def check(path: Path, after: int) -> tuple[set[str], int]:
    """See that the file is whole, and the reports that came since; returns all keys and the last number."""
    with opened(path) as library, library.reading() as connection:
        assert library.place.faults(connection) == []
        assert check_library(connection, after=after).faults == ()
        rows = list(connection.exec_driver_sql("SELECT key, id FROM report"))
    return {key for key, _ in rows}, max((number for _, number in rows), default=0)


def hash_of(folder: Path) -> str:
    """The hash of a library of these files to which nothing happened."""
    lines = []
    for path in folder.iterdir():
        _, identity, report = read(document(path.read_text(encoding="utf-8"), uri=str(path)))
        lines.append((identity.key, canonical_line(report)))
    return hashlib.sha256(b"".join(line for _, line in sorted(lines))).hexdigest()


def all_killed(place: Path, kills: int, seed: int) -> int:
    """So many kills over as many libraries as that takes; returns how many reports were told of before a kill."""
    command = [sys.executable, "-m", "tests.store.kill_server"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT
    ) as server:
        try:
            return _all_killed(server, place, kills, random.Random(seed))
        finally:
            assert server.stdin
            server.stdin.close()


def _all_killed(server: subprocess.Popen[str], place: Path, kills: int, rng: random.Random) -> int:
    done = told_in_all = library_number = 0
    arguments: list[str] = []
    while done < kills:
        library_number += 1
        folder = write_reports(
            place / f"reports-{library_number}", REPORTS, english=6 if library_number == 1 else 0,
            first=library_number * 10_000,
        )  # fmt: skip
        path = place / f"{library_number}.onrecord"
        told: set[str] = set()
        last = 0
        while done < kills:
            workers = "2" if done % 4 == 0 else "1"
            arguments = ["add", str(folder), "-v", "--library", address_of(path), "--workers", workers]
            alive = killed_add(server, arguments, place / "told.txt", rng)
            done += alive
            told |= told_in(place / "told.txt")
            if on_server() or (path.exists() and path.stat().st_size):
                keys, last = check(path, last)
                assert told <= keys
            else:
                assert not told
            if not alive:
                break
        told_in_all += len(told)
        tell(server, json.dumps([arguments, str(place / "told.txt")]))
        assert tell(server, "wait", answered=True) == "ended 0\n"
        with opened(path) as library:
            checked = library.check()
        assert (checked.faults, checked.reports, checked.hash) == ((), len(list(folder.iterdir())), hash_of(folder))
    return told_in_all


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_killed_while_adding(tmp_path: Path) -> None:
    kills = ON_SERVER if on_server() else KILLS
    places = [tmp_path / str(lane) for lane in range(LANES)]
    for place in places:
        place.mkdir()
    with ThreadPoolExecutor(LANES) as lanes:
        told = list(lanes.map(lambda lane: all_killed(places[lane], kills // LANES, lane), range(LANES)))
    assert min(told) > 0
