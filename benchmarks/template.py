"""A template that very many pages have: it must form no giant claim, nor slow the rest.

    python -m benchmarks.template [--pages 50000]

So many pages of one invented site, each with a few words of its own, all with the same notice and the same boilerplate
quotation, are put into a library as ``add`` puts them, but for the reading: one page is read, the others are its record
with another number in it.  ``growth``: processor time of storing and placing one of the last thousand over one of the
second thousand.  Then the statements of an ordinary report are asked for as claim and quotation, and those of the
notice: seconds of each, and how many steps the largest claim has.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from benchmarks.common import check_floors, cpu
from onrecord.encode import from_json, to_json
from onrecord.library import Library
from onrecord.pipeline import Pipeline
from onrecord.reading.given import Given
from onrecord.settings import Settings
from onrecord.store.entering import enter_waiting
from onrecord.store.put import next_ids, put_report

OWN = "4711470"  # stands for each page's own number
PAGE = f"""The Corran Compass

Notice {OWN} of the harbour office

2 March 2021

CORRAN BAY - Berth {OWN} will stay shut until lock {OWN} is mended, Nell Ardagh, the harbour master, said on Tuesday.

“We take your privacy seriously and will never sell what you read on these pages,” the Corran Compass said in a
notice to its readers. The publisher, Odo Brand, said that cookies keep these pages free for everyone.

Subscribe to our newsletter to have notices like this one in your inbox every morning.
"""
ORDINARY = """Harbour Courier
4 March 2021

Ferry crews go back to work

ORVANY - The ferry crews of Orvany will return to work on Monday, Per Lindqvist, the union's leader, said on Thursday.
“Nobody on the quay has been paid since the storm took the second pier,” he told reporters.
"""
AT_ONCE = 250
Given_ = TypeVar("Given_")


def put(library: Library, pages: int) -> float:
    """Put the pages; returns the growth of the processor's time for a page."""
    pipeline = Pipeline(Settings())
    first = pipeline.read_text(PAGE, Given(url=f"https://compass.example/{OWN}"))
    words = to_json(first).encode()
    took: list[float] = []
    with library.writing() as connection:
        ids = next_ids(connection)
    for start in range(0, pages, AT_ONCE):
        began = time.process_time()
        with library.writing() as connection:
            for number in range(start, min(start + AT_ONCE, pages)):
                report = from_json(words.replace(OWN.encode(), f"{1_000_000 + number}".encode()))
                report = replace(report, id=hashlib.sha256(str(number).encode()).hexdigest())
                address = f"https://compass.example/{number}"
                put_report(
                    connection, report, ids, key=report.id, address=address, uri=address, added="2021-03-05T00:00:00Z"
                )
            enter_waiting(connection, ids)
        took.append(time.process_time() - began)
        if start % 10_000 == 0:
            print(f"  {start + AT_ONCE:,} pages: {1000 * took[-1] / AT_ONCE:.1f} ms a page", flush=True)
    lots = max(1, min(1000, pages // 4) // AT_ONCE)
    early = took[lots : 2 * lots] or took
    return (sum(took[-lots:]) / lots) / (sum(early) / len(early))


def timed(ask: Callable[[], Given_]) -> tuple[Given_, float]:
    """An answer and the seconds that it took."""
    began = time.perf_counter()
    answer = ask()
    return answer, time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=50_000)
    arguments = parser.parse_args()
    print(f"template, {arguments.pages:,} pages, {cpu()[0]}")
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), arguments.pages)
    return bool(check_floors("template" if arguments.pages >= 50_000 else "template-small", figures))


def measure(folder: Path, pages: int) -> dict[str, float]:
    """The figures of a library with so many pages of the template and one ordinary report."""
    ordinary = folder / "ordinary.txt"
    ordinary.write_text(ORDINARY, encoding="utf-8")
    with Library(folder / "library.onrecord", Settings()) as library:
        library.add([ordinary], workers=1)
        growth = put(library, pages)
        library.claim("ferry crews return to work Monday")  # loads what weighs headlines
        claims, of_notice = timed(lambda: library.claim("cookies keep pages free"))
        _, quoting = timed(lambda: library.quote("We take your privacy seriously and will never sell what you read"))
        (own, *_), of_own = timed(lambda: library.claim("ferry crews return to work Monday"))
        said, saying = timed(lambda: library.quote("Nobody on the quay has been paid since the storm"))
        _, copying = timed(lambda: library.copies(2))
    assert own.reports == 1 and said.utterances, "the ordinary report is found among them"
    return {
        "growth": growth,
        "steps_of_largest_claim": max((len(one.steps) for one in claims), default=0),
        "claim_of_notice_seconds": of_notice,
        "quotation_of_notice_seconds": quoting,
        "claim_seconds": of_own,
        "quotation_seconds": saying,
        "copies_seconds": copying,
    }


if __name__ == "__main__":
    raise SystemExit(main())
