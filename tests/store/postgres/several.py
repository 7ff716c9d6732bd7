"""Two programs that add and two people who review, at once, on one library of a server."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
import traceback
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from onrecord.acquire.document import Document
from onrecord.library import Library
from onrecord.settings import Settings
from onrecord.store import schema
from tests.conftest import ROOT
from tests.store.made import ENGLISH, document, environment, mixed, put, tiny

FEWEST = 6  # judgements of each, however short the time


@dataclass(kw_only=True)
class Outcome:
    """What several did.  told: lines of the programs that add; judged: of who reviews, by name."""

    told: list[str] = field(default_factory=list)
    judged: dict[str, list[tuple[int, str, int]]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)


def write_inputs(place: Path, batch: int, size: int) -> dict[str, list[Path]]:
    """The inputs of a batch for "one" and "two": each has its own, and the same again as the other."""
    made: dict[str, list[Path]] = {"one": [], "two": []}
    for who, number in (("one", 0), ("two", 1), ("both", 2)):
        folder = place / f"{batch}-{who}"
        folder.mkdir()
        first = 100_000 * (number + 1) + batch * size
        for at in range(first, first + size // 2):
            (folder / f"{at}.txt").write_text(tiny(at), encoding="utf-8")
        (folder / "mayor.txt").write_text(ENGLISH.format(number=first), encoding="utf-8")
        for name in made if who == "both" else [who]:
            made[name].append(folder)
    # Pages that changed: the same addresses in every batch, in another order for each.
    pages = [
        json.dumps({"text": one.data.decode(), "url": one.given.url})
        for one in mixed(size, seed=batch)
        if one.given.url
    ]
    for name, some in (("one", pages), ("two", pages[::-1])):
        path = place / f"{batch}-{name}.jsonl"
        path.write_text("\n".join(some) + "\n", encoding="utf-8")
        made[name].append(path)
    return {name: some if name == "one" else some[::-1] for name, some in made.items()}


@contextmanager
def serving(address: str, name: str) -> Iterator[str]:
    """``onrecord serve`` as a program; gives its address."""
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--as", name, "--library", address]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment(), cwd=ROOT) as process:
        try:
            assert process.stderr
            line = process.stderr.readline()
            found = re.search(r"http://\S+", line)
            assert found, line + process.stderr.read()
            threading.Thread(target=process.stderr.read, daemon=True).start()
            yield found[0].rstrip("/")
        finally:
            process.terminate()
            process.wait(timeout=20)


def _review_over_http(room: str, outcome: Outcome, name: str, until: float) -> None:
    """Judge and sign off as the pages do."""
    page = urllib.request.urlopen(f"{room}/reports/1", timeout=30).read().decode()
    token = re.search(r'"X-CSRF-Token": "([^"]+)"', page)
    assert token, page[:2000]
    mine = outcome.judged.setdefault(name, [])
    turn = 0
    while time.monotonic() < until or turn < FEWEST:
        turn += 1
        report = 1 + turn % 4
        form = {"csrf": token[1], "what": ("accept", "reject")[turn % 2], "known": "0"}
        data = urllib.parse.urlencode(form).encode()
        asked = urllib.request.Request(f"{room}/reports/{report}/review/marks/a1", data=data)
        try:
            urllib.request.urlopen(asked, timeout=60).read()
            mine.append((0, "review", report))
        except urllib.error.HTTPError as error:
            outcome.problems.append(f"HTTP {error.code}: {error.read().decode()[:300]}")
        time.sleep(0.05)


def _add_all(address: str, batches: list[list[Path]], outcome: Outcome, until: float) -> int:
    """Add batch after batch until the time is over; returns how many were done."""
    done = 0
    for sources in batches:
        if done and time.monotonic() > until:
            break
        command = [sys.executable, "-m", "onrecord", "add", *map(str, sources), "-v", "--workers", "1"]
        ran = subprocess.run(
            [*command, "--library", address], capture_output=True, text=True, env=environment(), cwd=ROOT, check=False
        )
        outcome.told += ran.stdout.splitlines()
        if ran.returncode:
            outcome.problems.append(f"add ended with {ran.returncode}: {ran.stderr[-500:]}")
        done += 1
    return done


def run_several(address: str, place: Path, *, seconds: float, batches: int, size: int) -> Outcome:
    """Let all go on at once for so long, and see that nothing is lost or double."""
    outcome = Outcome()
    inputs = [write_inputs(place, batch, size) for batch in range(batches)]
    seed = [document(ENGLISH.format(number=number), uri=f"/first/{number}") for number in range(4)]
    put(address, seed)
    done: dict[str, int] = {}
    with serving(address, "ada") as room:
        until = time.monotonic() + seconds
        bea = subprocess.Popen(
            [sys.executable, "-m", "tests.store.postgres.reviewer", address, "bea", str(seconds)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), cwd=ROOT,
        )  # fmt: skip

        def adding(name: str) -> None:
            done[name] = _add_all(address, [batch[name] for batch in inputs], outcome, until)

        def reviewing() -> None:
            try:
                _review_over_http(room, outcome, "ada", until)
            except Exception:
                outcome.problems.append(traceback.format_exc())

        threads = [threading.Thread(target=adding, args=[name]) for name in ("one", "two")]
        threads.append(threading.Thread(target=reviewing))
        for thread in threads:
            thread.start()
        words, errors = bea.communicate()
        for thread in threads:
            thread.join()
    if bea.returncode:
        outcome.problems.append(f"the reviewer ended with {bea.returncode}: {errors[-500:]}")
    outcome.judged["bea"] = [(int(n), what, int(r)) for n, what, r in (line.split() for line in words.splitlines())]
    _count(address, outcome)
    whole = [path for name, count in done.items() for batch in inputs[:count] for path in batch[name]]
    outcome.figures["batches"] = sum(done.values())
    outcome.figures["other_hash"] = _compare_with_one_run(address, place, seed, whole, outcome)
    return outcome


def _count(address: str, outcome: Outcome) -> None:
    """What is lost or double, as figures."""
    told = [line.split()[:2] for line in outcome.told if line.split()[:1] in (["added"], ["version"], ["unchanged"])]
    new = Counter(key for became, key in told if became in ("added", "version"))
    with Library(address, Settings()) as library:
        with library.reading() as connection:
            keys = Counter(connection.scalars(select(schema.report.c.key)))
            met = set(connection.scalars(select(schema.sighting.c.key)))
            rows = {row.id: row for row in connection.execute(select(schema.judgement))}
        checked = library.check()
    lost = 0
    for name, mine in outcome.judged.items():
        there = [row for row in rows.values() if row.by == name]
        if name == "bea":
            gone = [one for one in mine if one[0] not in rows or rows[one[0]].by != "bea"]
            undone = {number for number, what, _ in mine if what == "undo"}
            gone += [(number, "undo", 0) for number in undone if rows[number].undone_by is None]
            lost += len(gone) + len(there) - len({number for number, what, _ in mine})
        else:
            lost += abs(len(mine) - len(there))
    outcome.problems += list(checked.faults)
    outcome.figures |= {
        "acknowledged_reports": len({key for _, key in told}),
        "judgements": sum(len(mine) for mine in outcome.judged.values()),
        "lost_reports": len({key for _, key in told if key not in met and key not in keys}),
        "double_reports": sum(count - 1 for count in keys.values()) + sum(1 for count in new.values() if count > 1),
        "lost_judgements": lost,
        "faults": len(checked.faults),
    }


def _compare_with_one_run(
    address: str, place: Path, seed: list[Document], sources: list[Path], outcome: Outcome
) -> float:
    """Whether a library to which all was added in one run has another hash."""
    one = place / "one-run.onrecord"
    put(one, seed)
    with Library(one, Settings()) as library:
        library.add(sorted(set(sources)), workers=2)
        expected = library.check()
    with Library(address, Settings()) as library:
        there = library.check()
    outcome.figures["reports"] = there.reports
    return float((expected.reports, expected.hash) != (there.reports, there.hash))
