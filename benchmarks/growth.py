"""How placing a new report grows with the library: in one of 10,000 reports, and of 100,000.

    python -m benchmarks.growth [--small 10000] [--large 100000] [--placed 100] [--keep FOLDER]

Reports are drawn from the pairs of words that follow one another in real texts (PolNeAR train where there is data,
else the examples), so that runs of three words are as often the same by chance as in reports on one subject; one in
five is a copy of another, whole or in part.  Their rows are written straight to the store, with their marks in bulk.
Then new reports, one in five of them a copy, are placed one by one as ``add`` does, and each is asked for its copies:
placing is both together, by the processor's time and by the clock.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from statistics import median

import numpy as np
from sqlalchemy import Engine, insert

from benchmarks.common import ROOT, check_floors, cpu, data_folder
from onrecord.follow.copies.shingles import marks_of
from onrecord.follow.copies.story import compared_words
from onrecord.record import Block, MadeBy, Origin, Published, Report
from onrecord.store import schema
from onrecord.store.following.copies import packed_marks, page_number, place
from onrecord.store.following.copies_found import copies
from onrecord.store.opening import prepare, writing
from onrecord.store.put import packed
from onrecord.store.rows import report_row
from onrecord.store.sqlite import sqlite_engine

SEED = 11
WORDS = (120, 700)  # of a report
COPIES = 0.2


class Source:
    """Texts drawn word by word from what follows each word in real ones."""

    def __init__(self, folder: Path | None, seed: int) -> None:
        self.rng = random.Random(seed)
        pattern = (folder / "data" / "polnear" / "train" / "text") if folder else ROOT / "examples"
        follow: dict[str, list[str]] = defaultdict(list)
        for path in sorted(pattern.glob("*.txt")):
            words = re.findall(r"\S+", path.read_text(encoding="utf-8", errors="ignore"))
            for one, other in pairwise(words):
                follow[one].append(other)
        self.follow = dict(follow)
        self.first = sorted(self.follow)
        self.kept: list[str] = []

    def texts(self) -> Iterator[str]:
        """One text after the other; some are copies of one before."""
        while True:
            text = self._copy() if self.kept and self.rng.random() < COPIES else self._own()
            if len(self.kept) < 5000:
                self.kept.append(text)
            yield text

    def _own(self) -> str:
        word, words = self.rng.choice(self.first), list[str]()
        for _ in range(self.rng.randint(*WORDS)):
            words.append(word)
            word = self.rng.choice(self.follow.get(word) or self.first)
        return " ".join(words)

    def _copy(self) -> str:
        words = self.rng.choice(self.kept).split()
        start = self.rng.randrange(max(1, len(words) // 2))
        part = words[start : start + self.rng.randint(100, 700)]
        return self._own()[: self.rng.randint(0, 600)] + " " + " ".join(part)


def report_of(text: str, number: int) -> Report:
    """A report with this text in one paragraph."""
    day = f"20{10 + number % 12:02}-{1 + number // 12 % 12:02}-{1 + number % 28:02}"
    return Report(
        id=hashlib.sha256(f"{number} {text}".encode()).hexdigest(),
        made_by=MadeBy(onrecord="0", model="made"),
        origin=Origin(uri=f"https://made.example/{number}", media_type="text/plain", retrieved=None, reader="made"),
        complete=True,
        problems=(),
        text=text,
        language="en",
        blocks=(Block(kind="paragraph", spans=((0, len(text)),)),),
        sentences=(),
        headline=None,
        authors=(),
        publisher=None,
        published=Published(date=day, time=None, confidence=0.9, evidence=(), rejected=()),
        links=(),
    )


def write(engine: Engine, source: Iterator[str], first: int, last: int) -> None:
    """Write reports with these numbers and their marks, all at once."""
    marks: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    pages: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    for start in range(first, last, 1000):
        rows: dict[str, list[dict[str, object]]] = {"report": [], "record": [], "copy_words": []}
        for number in range(start, min(start + 1000, last)):
            text = next(source)
            report = report_of(text, number)
            words = compared_words(text, (("paragraph", block.spans) for block in report.blocks))
            found, page = marks_of(words), page_number(report.origin.uri or "")
            row = report_row(
                report, number, key=report.id, address=report.origin.uri, uri=report.origin.uri, latest=True,
                added="2024-01-01T00:00:00Z",
            )  # fmt: skip
            rows["report"].append(row)
            rows["record"].append({"report": number, "data": packed(report)})
            rows["copy_words"].append(
                {
                    "report": number, "page": page, "words": len(words), "whole": words.whole,
                    "marks": packed_marks(found),
                }
            )  # fmt: skip
            marks.append(found)
            pages.append(np.full(len(found), page))
        with writing(engine) as connection:
            for table, some in rows.items():
                connection.execute(insert(schema.metadata.tables[table]), some)
    every, of = np.concatenate(marks), np.concatenate(pages)
    order = np.lexsort((of, every))
    with writing(engine) as connection:
        # In the order of the table, or it would take many times as long.
        command = "INSERT OR IGNORE INTO copy_mark (mark, page) VALUES (?, ?)"
        for start in range(0, len(order), 100_000):
            some = order[start : start + 100_000]
            pairs = list(zip(every[some].tolist(), of[some].tolist(), strict=True))
            connection.exec_driver_sql(command, pairs)


def place_some(engine: Engine, source: Iterator[str], first: int, count: int) -> dict[str, float]:
    """Place so many reports more, one by one, and ask each for its copies; milliseconds."""
    clock, busy, putting, found = list[float](), list[float](), list[float](), 0
    for number in range(first, first + count):
        report = report_of(next(source), number)
        row = report_row(
            report, number, key=report.id, address=report.origin.uri, uri=report.origin.uri, latest=True,
            added="2024-01-01T00:00:00Z",
        )  # fmt: skip
        with writing(engine) as connection:
            connection.execute(insert(schema.report), row)
            connection.execute(insert(schema.record), {"report": number, "data": packed(report)})
            began, used = time.perf_counter(), time.process_time()
            place(connection, [number])
            putting.append(1000 * (time.process_time() - used))
            answer = copies(connection, number)
            clock.append(1000 * (time.perf_counter() - began))
            busy.append(1000 * (time.process_time() - used))
            found += bool(answer.copies)
    print(
        f"    {first - 1:,} reports: placed {count}, of which {found} have words of others; "
        f"median {median(clock):.1f}, longest {max(clock):.1f} ms; "
        f"processor {median(busy):.1f}, marks alone {median(putting):.1f} ms"
    )
    return {
        "median": median(clock),
        "longest": max(clock),
        "processor": sum(busy) / count,
        "marks": sum(putting) / count,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--placed", type=int, default=100)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    print(f"growth, {arguments.small:,} and {arguments.large:,} reports, {cpu()[0]}")
    with tempfile.TemporaryDirectory() as temporary:
        path = (arguments.keep or Path(temporary)) / "growth.onrecord"
        figures = measure(path, data_folder(arguments.data), arguments.small, arguments.large, arguments.placed)
    section = "growth" if arguments.large >= 100_000 else "growth-small"
    return bool(check_floors(section, figures))


def measure(path: Path, folder: Path | None, small: int, large: int, count: int) -> dict[str, float]:
    """Write a library of ``small`` reports, place some, write on to ``large``, place some more."""
    prepare(path, make=True)
    engine = sqlite_engine(path)
    source = Source(folder, SEED).texts()
    write(engine, source, 1, small + 1)
    list(islice(source, 10))
    before = place_some(engine, source, small + 1, count)
    write(engine, source, small + count + 1, large + 1)
    after = place_some(engine, source, large + 1, count)
    engine.dispose()
    return {
        "placing_milliseconds": after["median"],
        "longest_milliseconds": after["longest"],
        "processor_milliseconds": after["processor"],
        "marks_milliseconds": after["marks"],
        "growth": after["processor"] / before["processor"],
        "megabytes": path.stat().st_size / 1e6,
    }


if __name__ == "__main__":
    raise SystemExit(main())
