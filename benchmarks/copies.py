"""Copies: are pairs found through a library, and none that are none; are the passages right; who is the original.

    python -m benchmarks.copies [--part train|dev] [--data DATA] [--show N]

The set is that of ``benchmarks.copy_set``: tune with ``train``, judge with ``dev``.  All its reports are put into one
library (their pages are read, but not by the model, which copies do not ask), then ``copies`` is asked of each.  A
pair is found where one report is among the copies of the other, with passages of their own.

- ``precision``, ``recall``: of the 500 pairs and the 5,000 that are none, percent;
- ``aligned``, ``aligned_precision``: words that were copied and stand in a passage with the words that they were made
  of; words in passages that were copied; of all pairs found, percent;
- ``strays``: links between reports of the set that have no source in common, beside those judged;
- ``original_right``, ``original_wrong``: of the copies with one source, percent; the rest was left open.

``orders``: 500 of the reports are added in three orders; the answers must be the same.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.common import check_floors, cpu, data_folder
from benchmarks.copy_set import CopySet, Made, build
from onrecord.library import Library
from onrecord.pipeline import Pipeline
from onrecord.reading.document import page_from
from onrecord.reading.given import Given
from onrecord.record import Report, Spans
from onrecord.settings import Settings
from onrecord.store.entering import enter_waiting
from onrecord.store.following.copies_found import Copies
from onrecord.store.place import file_place
from onrecord.store.put import next_ids, put_report

THROUGH = "through the original"


def report_of(made: Made) -> Report:
    """The report's record as far as it is read without the model."""
    data = made.text.encode("utf-8")
    given = Given(published=made.day, time=made.time)
    page = replace(page_from(data, given), language=None)
    return Pipeline(Settings()).read_page(page, hashlib.sha256(data).hexdigest(), given, uri=None)


def library_of(path: Path, reports: Iterable[tuple[str, Report]]) -> Library:
    """A library of these reports, each with the name as its key, entered 48 at a time as ``add`` does."""
    file_place(path).prepare(make=True)
    library = Library(path, Settings())
    lot: list[tuple[str, Report]] = []

    def put() -> None:
        with library.writing() as connection:
            ids = next_ids(connection)
            for name, report in lot:
                put_report(
                    connection, report, ids, key=name, address=None, uri=name, added="2024-01-01T00:00:00Z"
                )  # fmt: skip
            enter_waiting(connection, ids)
        lot.clear()

    for one in reports:
        lot.append(one)
        if len(lot) == 48:
            put()
    put()
    return library


def ask(library: Library) -> tuple[dict[str, Copies], list[float]]:
    """The copies of each report by its key, and the processor's milliseconds that each took."""
    found: dict[str, Copies] = {}
    took: list[float] = []
    with library.reading() as connection:
        from onrecord.store import schema

        numbers = [row[0] for row in connection.execute(schema.report.select().with_only_columns(schema.report.c.id))]
    for number in numbers:
        began = time.process_time()
        answer = library.copies(number)
        took.append(1000 * (time.process_time() - began))
        found[answer.report.key] = answer
    return found, took


def judge(made: CopySet, found: dict[str, Copies], show: int) -> dict[str, float]:
    """The figures; prints the first so many mistakes of each kind."""
    linked = {
        key: {one.report.key for one in answer.copies if one.relation != THROUGH} for key, answer in found.items()
    }

    def is_found(one: str, other: str) -> bool:
        return other in linked[one] or one in linked[other]

    missed = [(source, copy) for source, copy in made.pairs if not is_found(source, copy)]
    false = [(one, other, kind) for one, other, kind in made.others if is_found(one, other)]
    right = len(made.pairs) - len(missed)
    _show("missed", [(made.reports[copy].how, source, copy) for source, copy in missed], show)
    _show("false", false, show)
    for kind, count in sorted(Counter(kind for _, _, kind in false).items()):
        print(f"    {kind}: {count} of {sum(one[2] == kind for one in made.others)} taken for copies")
    aligned = [_aligned(made, found[source], source, copy) for source, copy in made.pairs if copy in linked[source]]
    held, wanted, covered, given = (sum(column) for column in zip(*aligned, strict=True))
    one_sided = sum(one not in linked[other] for one in linked for other in linked[one])
    return {
        "precision": 100 * right / max(1, right + len(false)),
        "recall": 100 * right / len(made.pairs),
        "aligned": 100 * held / wanted,
        "aligned_precision": 100 * covered / given,
        "strays": len(_strays(made, linked)),
        "links_seen_from_one_side": one_sided,
        **_origins(made, found),
    }


def _aligned(made: CopySet, answer: Copies, source: str, copy: str) -> tuple[int, int, int, int]:
    """Words copied that are held by the right passage, all of these; words in passages that were copied, all of these.

    Counted in both texts.
    """
    passages = next(one.passages for one in answer.copies if one.report.key == copy)
    truth = made.reports[copy].copied[source]
    here, there = made.reports[source].text, made.reports[copy].text
    held = 0
    for one in truth:
        held += any(
            _within(one.there, passage.spans) and _within(one.here, passage.spans_there) for passage in passages
        )
    covered = given = 0
    for text, spans, copied in (
        (here, [one.spans for one in passages], [one.there for one in truth]),
        (there, [one.spans_there for one in passages], [one.here for one in truth]),
    ):
        marked, true = _marked(len(text), [span for some in spans for span in some]), _marked(len(text), copied)
        letters = np.array([char.isalnum() for char in text])
        covered += int((marked & true & letters).sum())
        given += int((marked & letters).sum())
    return held, len(truth), covered, given


def _within(place: tuple[int, int], spans: Spans) -> bool:
    """Whether a word's middle lies in a passage: a passage ends with letters, a word may end with a comma."""
    return any(start < place[1] and place[0] < end for start, end in spans)


def _marked(size: int, spans: Sequence[tuple[int, int]]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    marks = np.zeros(size, dtype=bool)
    for start, end in spans:
        marks[start:end] = True
    return marks


def _strays(made: CopySet, linked: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Links that are neither judged nor between reports with a source in common."""
    judged = {frozenset(pair) for pair in made.pairs} | {frozenset(one[:2]) for one in made.others}
    roots = {name: set(one.copied) | {name} for name, one in made.reports.items()}
    return [
        (one, other)
        for one in linked
        for other in linked[one]
        if one < other and frozenset((one, other)) not in judged and not roots[one] & roots[other]
    ]


def _origins(made: CopySet, found: dict[str, Copies]) -> dict[str, float]:
    """How often the source is named as the original of a copy with one source."""
    right = wrong = whole = 0
    for name, one in made.reports.items():
        if len(one.copied) == 1 and one.how != "inside":
            whole += 1
            right += found[name].original in one.copied
            wrong += found[name].original is not None and found[name].original not in one.copied
    return {"original_right": 100 * right / max(1, whole), "original_wrong": 100 * wrong / max(1, whole)}


def _show(what: str, some: Sequence[tuple[str, ...]], count: int) -> None:
    for one in some[:count]:
        print(f"    {what}: {'  '.join(one)}")


def in_three_orders(made: CopySet, place: Path, count: int = 500) -> dict[str, float]:
    """How many different answers come of the same reports, added in three orders; one is right."""
    names = sorted({name for pair in made.pairs for name in pair})[:count]
    reports = {name: report_of(made.reports[name]) for name in names}
    answers = set()
    for turn in range(3):
        random.Random(turn).shuffle(names)
        with library_of(place / f"order-{turn}.onrecord", [(name, reports[name]) for name in names]) as library:
            found, _ = ask(library)
        answers.add(str([_without_numbers(found[name]) for name in sorted(names)]))
    return {"different_answers": len(answers)}


def _without_numbers(answer: Copies) -> Copies:
    """The answer but for the numbers of reports, which are given in the order of adding."""
    return replace(
        answer,
        report=replace(answer.report, report=0),
        copies=tuple(replace(one, report=replace(one.report, report=0)) for one in answer.copies),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--orders", type=int, default=500, help="reports that are added in three orders")
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if folder is None:
        print("copies: skipped, ONRECORD_DATA is not set")
        return 0
    made = build(folder, arguments.part, arguments.seed)
    print(f"copies, {arguments.part}: {len(made.pairs)} pairs, {len(made.others)} that are none, {cpu()[0]}")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        with library_of(
            place / "set.onrecord", ((key, report_of(one)) for key, one in made.reports.items())
        ) as library:
            found, took = ask(library)
        figures = judge(made, found, arguments.show)
        figures["milliseconds_to_ask"] = sum(took) / len(took)
        figures["longest_milliseconds"] = max(took)
        if arguments.orders:
            figures |= in_three_orders(made, place, arguments.orders)
    return bool(check_floors("copies", figures))


if __name__ == "__main__":
    raise SystemExit(main())
