"""How placing a new report grows with the library: in one of 10,000 reports, and of 100,000.

    python -m benchmarks.growth [--small 10000] [--large 100000] [--placed 100] [--keep FOLDER]

Reports are drawn from the pairs of words that follow one another in real texts (PolNeAR train where there is data,
else the examples), so that runs of three words are as often the same by chance as in reports on one subject; one in
five has a part of another, of 60 to 400 words, and came out within three days of it (with days drawn at random such a
passage is taken for furniture, as it must).  Their rows are written straight to the store, with their marks in bulk.
Then new reports, drawn in the same way, are placed one by one as ``add`` does, and each is asked for its copies:
placing is both together, by the processor's time and by the clock.  ``recall``: of those that have a part of another,
how many were found to.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, insert

from benchmarks.common import ROOT, check_floors, cpu, data_folder
from onrecord.follow.copies.shingles import marks_of
from onrecord.follow.copies.story import compared_words
from onrecord.follow.copies.words import Words, numbers_of
from onrecord.record import Block, MadeBy, Origin, Published, Report
from onrecord.store import schema
from onrecord.store.following.copies import packed_marks, page_number, place
from onrecord.store.following.copies_found import copies
from onrecord.store.opening import writing
from onrecord.store.place import file_place
from onrecord.store.put import packed
from onrecord.store.rows import report_row

SEED = 11
SHORTEST, LONGEST = 120, 600  # words of a report
COPIES = 0.2
_POOL = 2000  # reports that copies are made of
_FIRST, _DAYS = date(2010, 1, 1), 12 * 365  # they came out within so many days
Ints = NDArray[np.int64]


@dataclass
class Drawn:
    """Reports as rows of word numbers, ``lengths`` and ``days`` of each, and whether it has a part of another."""

    rows: Ints
    lengths: Ints
    days: Ints
    copied: Ints


class Source:
    """Texts drawn word by word from what follows each word in real ones, many at once."""

    def __init__(self, folder: Path | None, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        pattern = (folder / "data" / "polnear" / "train" / "text") if folder else ROOT / "examples"
        found: list[str] = []
        for path in sorted(pattern.glob("*.txt")):
            found += re.findall(r"[a-z]+", path.read_text(encoding="utf-8", errors="ignore").lower())
        self.words, self.corpus = np.unique(np.array(found), return_inverse=True)
        self.corpus = np.append(self.corpus, self.corpus[0])
        self.order = np.argsort(self.corpus[:-1], kind="stable")
        self.count = np.bincount(self.corpus[:-1], minlength=len(self.words))
        self.start = np.cumsum(self.count) - self.count
        self.numbers = numbers_of(" ".join(self.words.tolist()))
        self.pool: Ints | None = None
        self.pool_days: Ints = np.zeros(0, dtype=np.int64)

    def draw(self, count: int) -> Drawn:
        """So many reports."""
        lengths = self.rng.integers(SHORTEST, LONGEST + 1, count)
        rows = np.zeros((count, LONGEST), dtype=np.int64)
        place = self.rng.integers(0, len(self.corpus) - 1, count)
        for column in range(LONGEST):
            word = self.corpus[place + 1]
            rows[:, column] = word
            place = self.order[self.start[word] + (self.rng.random(count) * self.count[word]).astype(np.int64)]
        days = self.rng.integers(0, _DAYS, count)
        copied = (self.rng.random(count) < COPIES).astype(np.int64)
        if self.pool is None:
            self.pool, self.pool_days = rows[:_POOL].copy(), days[:_POOL].copy()
        for row in np.flatnonzero(copied).tolist():
            size = int(self.rng.integers(60, min(400, int(lengths[row])) + 1))
            number = int(self.rng.integers(len(self.pool)))
            source, days[row] = self.pool[number], self.pool_days[number] + self.rng.integers(0, 4)
            there = int(self.rng.integers(0, SHORTEST - 60 + 1))
            here = int(self.rng.integers(0, int(lengths[row]) - size + 1))
            rows[row, here : here + size] = source[there : there + size]
        return Drawn(rows, lengths, days, copied)

    def text(self, row: Ints) -> str:
        """The text of a row of words."""
        return " ".join(self.words[row].tolist())


def report_of(text: str, number: int, days: int) -> Report:
    """A report with this text in one paragraph; days: after the first day of all."""
    day = (_FIRST + timedelta(days=days)).isoformat()
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


def write(engine: Engine, source: Source, first: int, last: int) -> None:
    """Write reports with these numbers and their marks, all at once."""
    marks, pages = list[Ints](), list[Ints]()
    for start in range(first, last, 2000):
        drawn = source.draw(min(2000, last - start))
        rows: dict[str, list[dict[str, object]]] = {"report": [], "record": [], "copy_words": []}
        for offset, (words, length, day) in enumerate(
            zip(drawn.rows, drawn.lengths.tolist(), drawn.days.tolist(), strict=True)
        ):
            number, row = start + offset, words[:length]
            report = report_of(source.text(row), number, day)
            numbers = source.numbers[row]
            known = Words(
                numbers=numbers, starts=row, stops=row, common=_common(source)[row], quoted=row < 0, skipped=row
            )
            found, page = marks_of(known), page_number(report.origin.uri or "")
            if not offset:
                whole = compared_words(report.text, (("paragraph", block.spans) for block in report.blocks))
                assert found.tolist() == marks_of(whole).tolist(), "marks as the program makes them"
            rows["report"].append(_row(report, number))
            rows["record"].append({"report": number, "data": packed(report)})
            rows["copy_words"].append(
                {"report": number, "page": page, "words": length, "whole": known.whole, "marks": packed_marks(found)}
            )
            marks.append(found)
            pages.append(np.full(len(found), page))
        with writing(engine) as connection:
            for table, some in rows.items():
                connection.execute(insert(schema.metadata.tables[table]), some)
    every, of = np.concatenate(marks), np.concatenate(pages)
    order = np.lexsort((of, every))
    command = "INSERT OR IGNORE INTO copy_mark (mark, page) VALUES (?, ?)"
    with writing(engine) as connection:
        # In the order of the table, or it would take many times as long.
        connection.exec_driver_sql("PRAGMA cache_size=-200000")
        for start in range(0, len(order), 100_000):
            part = order[start : start + 100_000]
            connection.exec_driver_sql(command, list(zip(every[part].tolist(), of[part].tolist(), strict=True)))


_known_common: dict[int, NDArray[np.bool_]] = {}


def _common(source: Source) -> NDArray[np.bool_]:
    """Which words of the source say nothing of the subject."""
    if id(source) not in _known_common:
        text = " ".join(source.words.tolist())
        _known_common[id(source)] = compared_words(text, [("paragraph", ((0, len(text)),))]).common
    return _known_common[id(source)]


def _row(report: Report, number: int) -> dict[str, object]:
    return report_row(
        report, number, key=report.id, address=report.origin.uri, uri=report.origin.uri, latest=True,
        added="2024-01-01T00:00:00Z",
    )  # fmt: skip


def place_some(engine: Engine, source: Source, first: int, count: int) -> dict[str, float]:
    """Place so many reports more, one by one, and ask each for its copies; milliseconds."""
    clock, busy, putting = list[float](), list[float](), list[float]()
    found = right = 0
    drawn = source.draw(count)
    columns = (drawn.rows, drawn.lengths.tolist(), drawn.days.tolist(), drawn.copied.tolist())
    for number, words, length, day, copied in zip(range(first, first + count), *columns, strict=True):
        report = report_of(source.text(words[:length]), number, day)
        with writing(engine) as connection:
            connection.execute(insert(schema.report), _row(report, number))
            data = packed(report)
            connection.execute(insert(schema.record), {"report": number, "data": data})
            began, used = time.perf_counter(), time.process_time()
            place(connection, [number])
            putting.append(1000 * (time.process_time() - used))
            answer = copies(connection, number)
            clock.append(1000 * (time.perf_counter() - began))
            busy.append(1000 * (time.process_time() - used))
            found += bool(answer.copies)
            right += bool(answer.copies and copied)
    made = int(drawn.copied.sum())
    print(
        f"    {first - 1:,} reports: placed {count}, of which {found} have words of others, "
        f"of {made} made so {right}; "
        f"median {median(clock):.1f}, longest {max(clock):.1f} ms; "
        f"processor {median(busy):.1f}, marks alone {median(putting):.1f} ms"
    )
    return {
        "median": median(clock),
        "longest": max(clock),
        "processor": sum(busy) / count,
        "marks": sum(putting) / count,
        "recall": 100 * right / max(1, made),
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
    file_place(path).prepare(make=True)
    engine = file_place(path).engine()
    source = Source(folder, SEED)
    write(engine, source, 1, small + 1)
    place_some(engine, source, small + 1, 5)
    small += 5
    before = place_some(engine, source, small + 1, count)
    write(engine, source, small + count + 1, large + 1)
    after = place_some(engine, source, large + 1, count)
    engine.dispose()
    found = {
        "placing_milliseconds": after["median"],
        "longest_milliseconds": after["longest"],
        "processor_milliseconds": after["processor"],
        "marks_milliseconds": after["marks"],
        "growth": after["processor"] / before["processor"],
        "megabytes": path.stat().st_size / 1e6,
    }
    # The examples have so few words that nothing in reports drawn from them is rare.
    return found | {"recall": after["recall"], "recall_in_the_small": before["recall"]} if folder else found


if __name__ == "__main__":
    raise SystemExit(main())
