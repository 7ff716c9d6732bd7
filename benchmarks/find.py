"""How long it takes to find: ``find``, ``who`` and ``timeline`` over a generated library, in one warm process.

    python -m benchmarks.find [--statements N] [--queries N] [--keep FOLDER]

A library of N statements (200,000 unless told) is written in bulk (``find_library``); joining the entities and
indexing the words is done by the functions that the adder calls.  Each query is timed whole, from the words typed to
the text printed.  Printed are the median, the 95th percentile and the longest, of each kind of query and of all; the
first query of all apart, with nothing of the file in the process yet.  Beside the clock the processor's own time is
printed, which other programs on the machine disturb less.  --keep: make the library there, or use the one
that is there.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from math import ceil
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, Engine

from benchmarks.common import check_floors, cpu
from benchmarks.find_library import FIRST, SAID, Made, library_file, made, report_of, write
from onrecord.store.entering import enter_reports
from onrecord.store.filters import Filters
from onrecord.store.finding import find
from onrecord.store.people import who
from onrecord.store.place import file_place
from onrecord.store.timeline import timeline
from onrecord.view.library.pages import found_text, timeline_text, who_text

SEED = 7
Asked = tuple[str, str, Filters]
Took = tuple[float, float]  # milliseconds by the clock, and of the processor


def build(path: Path, source: Made, reports: int) -> dict[str, float]:
    """Write the library; returns how long joining and indexing took."""
    file_place(path).prepare(make=True)
    engine = file_place(path).engine()
    entering = 0.0
    with engine.begin() as connection:
        for numbers in write(connection, source, reports):
            began = time.perf_counter()
            enter_reports(connection, numbers)
            entering += time.perf_counter() - began
    engine.dispose()
    return {"milliseconds_to_join_and_index_a_report": 1000 * entering / reports}


def redraw(source: Made, reports: int) -> None:
    """Draw all again that was drawn for a library, for the queries."""
    for number in range(reports):
        report_of(source, number)


def _between(days: tuple[str, str]) -> Filters:
    return Filters(first=days[0], last=days[1])


def queries(source: Made, count: int) -> list[Asked]:
    """Queries of all kinds, as many of each, in a mixed order: kind, words, filters."""
    rng = random.Random(SEED)
    rare = [word for word, times in source.used.items() if times <= 3] or source.words[-100:]
    common, middle = source.words[:15], source.words[80:1500]

    def some_day() -> tuple[str, str]:
        year, month = FIRST.year + rng.randrange(5), rng.randint(1, 12)
        return f"{year}-{month:02}", f"{year}-{min(12, month + rng.randrange(3)):02}"

    def phrase(words: int) -> str:
        while True:
            content = rng.choice(source.contents).split()
            if len(content) > words:
                start = rng.randrange(len(content) - words)
                return " ".join(content[start : start + words])

    def speaker() -> str:
        return rng.choices(source.speakers, cum_weights=source.speaker_weights)[0].name

    def one() -> str:
        return rng.choice(middle)

    makers: dict[str, Callable[[], tuple[str, Filters]]] = {
        "one rare word": lambda: (rng.choice(rare), Filters()),
        "one very common word": lambda: (rng.choice(common), Filters()),
        "one word": lambda: (one(), Filters()),
        "two words": lambda: (f"{one()} {rng.choice(common)}", Filters()),
        "three words": lambda: (phrase(3), Filters()),
        "four words": lambda: (phrase(4), Filters()),
        "phrase": lambda: (f'"{phrase(rng.randint(2, 3))}"', Filters()),
        "either of two": lambda: (f"{one()} OR {one()}", Filters()),
        "one without another": lambda: (f"{one()} -{rng.choice(common)}", Filters()),
        "beginning of a word": lambda: (one()[:5] + "*", Filters()),
        "a speaker's name": lambda: (speaker(), Filters()),
        "word, speaker": lambda: (one(), Filters(speaker=speaker())),
        "common word, speaker": lambda: (rng.choice(common), Filters(speaker=speaker())),
        "word, about": lambda: (one(), Filters(about=speaker())),
        "word, from and to": lambda: (one(), _between(some_day())),
        "common word, from": lambda: (rng.choice(common), Filters(first=some_day()[0])),
        "word, place": lambda: (one(), Filters(place=rng.choice(source.places)[0])),
        "word, country": lambda: (rng.choice(common), Filters(place=rng.choice(source.places)[1])),
        "word, publisher": lambda: (one(), Filters(publisher=rng.choice(source.publishers))),
        "word, kind": lambda: (rng.choice(common), Filters(kind=rng.choice(("direct", "mixed")))),
        "word, act": lambda: (one(), Filters(act=rng.choice(("denies", "orders", "says")))),
        "word, event": lambda: (rng.choice(common), Filters(event=rng.choice(("ASSAULT", "PROTEST")))),
        "speaker alone": lambda: ("", Filters(speaker=speaker())),
        "surname alone": lambda: ("", Filters(speaker=speaker().split()[-1])),
    }
    kinds = list(makers)
    asked = [(kind, *makers[kind]()) for kind in (kinds[number % len(kinds)] for number in range(count))]
    rng.shuffle(asked)
    return asked


def timed(engine: Engine, action: Callable[..., object], *given: object) -> Took:
    """Milliseconds that an action on a new transaction takes, by the clock and of the processor."""
    began, busy = time.perf_counter(), time.process_time()
    with engine.connect() as connection:
        action(connection, *given)
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - busy)


def measure(path: Path, source: Made, count: int) -> dict[str, float]:
    """Time all queries; prints a line for each kind."""
    engine = file_place(path).engine(reading=True)

    def finding(connection: Connection, words: str, filters: Filters) -> None:
        found_text(find(connection, words, filters), limit=10)

    def following(connection: Connection, name: str) -> None:
        who_text(who(connection, name), limit=50)

    def in_order(connection: Connection, words: str, filters: Filters) -> None:
        timeline_text(timeline(connection, words, filters))

    asked = queries(source, count)
    first, _ = timed(engine, finding, *asked[0][1:])
    for _, words, filters in asked[: max(20, count // 10)]:
        timed(engine, finding, words, filters)
    took: dict[str, list[Took]] = {}
    for kind, words, filters in asked:
        took.setdefault(kind, []).append(timed(engine, finding, words, filters))
    rng = random.Random(SEED + 1)
    names = rng.choices(source.speakers, cum_weights=source.speaker_weights, k=max(10, count // 8))
    following_took = [timed(engine, following, one.name) for one in names]
    dated = [(words, filters) for kind, words, filters in asked if "from" in kind or "word" in kind]
    dated += [("", Filters(first=f"{FIRST.year + rng.randrange(5)}-{rng.randint(1, 12):02}")) for _ in range(20)]
    timeline_took = [timed(engine, in_order, *rng.choice(dated)) for _ in range(max(10, count // 8))]
    engine.dispose()
    for kind in sorted(took):
        _line(kind, took[kind])
    whole = [one for some in took.values() for one in some]
    _line("all of find", whole)
    _line("who", following_took)
    _line("timeline", timeline_took)
    clock = [one for one, _ in whole]
    return {
        "first_query_milliseconds": first,
        "find_p50_milliseconds": median(clock),
        "find_p95_milliseconds": _percentile(clock, 0.95),
        "find_longest_milliseconds": max(clock),
        "find_p95_processor_milliseconds": _percentile([busy for _, busy in whole], 0.95),
        "who_p95_milliseconds": _percentile([one for one, _ in following_took], 0.95),
        "timeline_p95_milliseconds": _percentile([one for one, _ in timeline_took], 0.95),
        "who_p95_processor_milliseconds": _percentile([busy for _, busy in following_took], 0.95),
        "timeline_p95_processor_milliseconds": _percentile([busy for _, busy in timeline_took], 0.95),
    }


def _line(kind: str, took: list[Took]) -> None:
    clock, busy = [one for one, _ in took], [one for _, one in took]
    print(
        f"    {kind:<22} {len(took):>4} queries   p50 {median(clock):6.1f}   p95 {_percentile(clock, 0.95):6.1f}   "
        f"longest {max(clock):6.1f} ms   processor p95 {_percentile(busy, 0.95):6.1f}"
    )


def _percentile(values: list[float], share: float) -> float:
    """The smallest value that at least this share of all do not exceed."""
    return sorted(values)[max(0, ceil(len(values) * share) - 1)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    reports = max(1, arguments.statements // SAID)
    source = made(SEED, speakers=max(50, arguments.statements // 40))
    print(f"find, {reports * SAID:,} statements in {reports:,} reports, {len(source.speakers):,} speakers, {cpu()[0]}")
    with tempfile.TemporaryDirectory() as temporary:
        path = library_file(arguments.keep or Path(temporary))
        figures = {}
        if path.exists():
            redraw(source, reports)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            figures = build(path, source, reports)
        figures["megabytes"] = path.stat().st_size / 1e6
        figures |= measure(path, source, arguments.queries)
    section = "find" if arguments.statements >= 200_000 else "find-small"
    return bool(check_floors(section, figures))


if __name__ == "__main__":
    raise SystemExit(main())
