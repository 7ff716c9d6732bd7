"""kill -9 while adding, 200 times: what was acknowledged is there and whole, and a second run completes."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord.store.checking import check_library
from onrecord.store.hashing import canonical_line
from onrecord.store.sqlite_files import faults_of
from tests.store.made import document, environment, opened, read, run, write_reports

KILLS, LANES, REPORTS = 200, 2, 400


def killed_add(folder: Path, path: Path, rng: random.Random, workers: int) -> tuple[bool, set[str]]:
    """Begin to add and kill it, somewhere at its start or while it stores; whether it was alive, and what it told."""
    command = [sys.executable, "-m", "onrecord", "add", str(folder), "-v", "--library", str(path)]
    with subprocess.Popen(
        [*command, "--workers", str(workers)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
    ) as process:
        assert process.stdout
        output: list[bytes] = []
        begun = threading.Event()

        def follow() -> None:
            for line in process.stdout or ():
                output.append(line)
                if line.startswith(b"added "):
                    begun.set()
            begun.set()

        reading = threading.Thread(target=follow)
        reading.start()
        if rng.random() < 0.8:
            # Something new is stored, so every life goes further than the one before.
            begun.wait(60)
            time.sleep(rng.uniform(0, 0.15))
        else:
            time.sleep(rng.uniform(0.1, 1.0))
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
        reading.join()
    told = {line.split()[1].decode() for line in output if line.endswith(b"\n") and line.startswith(b"added ")}
    return process.returncode == -signal.SIGKILL, told


def check(path: Path, after: int) -> tuple[set[str], int]:
    """See that the file is whole, and the reports that came since; returns all keys and the last number."""
    with opened(path) as library, library.reading() as connection:
        assert faults_of(connection) == []
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
    rng = random.Random(seed)
    done = told_in_all = library_number = 0
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
            alive, new = killed_add(folder, path, rng, workers=2 if done % 4 == 0 else 1)
            done += alive
            told |= new
            if path.exists() and path.stat().st_size:
                keys, last = check(path, last)
                assert told <= keys
            else:
                assert not told
            if not alive:
                break
        told_in_all += len(told)
        again = run("add", folder, "--library", path, "--workers", "1")
        assert again.returncode == 0, again.stderr
        with opened(path) as library:
            checked = library.check()
        assert (checked.faults, checked.reports, checked.hash) == ((), len(list(folder.iterdir())), hash_of(folder))
    return told_in_all


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_killed_while_adding(tmp_path: Path) -> None:
    places = [tmp_path / str(lane) for lane in range(LANES)]
    for place in places:
        place.mkdir()
    with ThreadPoolExecutor(LANES) as lanes:
        told = list(lanes.map(lambda lane: all_killed(places[lane], KILLS // LANES, lane), range(LANES)))
    assert min(told) > 0
