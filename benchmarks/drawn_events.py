"""Of the places where a word of the list of triggers stands, which the record has as events, and how sure it is.

    python -m benchmarks.drawn_events [--data DATA] [--dev]

The places were drawn by chance and marked (``gold/events_drawn.jsonl``; ``--dev``: those that the confidence is fitted
to).  ``right_of_listed``: of those that the record lists, events; ``listed_of_right``: of the events, listed; ``sure``:
with a confidence of a half or more; ``auc``: how often an event is surer than what is none (area under the ROC curve;
what is not listed counts as nought).
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import onrecord
from benchmarks.common import check_floors, data_folder
from benchmarks.events import overlaps
from benchmarks.speakers import rows
from onrecord.errors import InputError
from onrecord.record import Report

HERE = Path(__file__).parent
GOLD, DEV = HERE / "gold" / "events_drawn.jsonl", HERE / "dev" / "events_drawn.jsonl"
AROUND = 20  # characters to either side that a place's digest is of
SURE = 0.5


def rows_by_file(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The marked places by the file that they stand in."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(path):
        found[row["file"]].append(row)
    return found


def is_there(text: str, row: dict[str, Any]) -> bool:
    """Whether the text at a place is still what was marked; a page may be cut otherwise by a later reader."""
    around = text[max(0, row["start"] - AROUND) : row["end"] + AROUND]
    return bool(hashlib.sha256(around.encode()).hexdigest()[:8] == row["check"])


def confidence_at(report: Report, start: int, end: int) -> float:
    """The confidence of the event told at a place, 0 where none is."""
    return max(
        (event.confidence for event in report.events for told in event.mentions if overlaps(told.spans, (start, end))),
        default=0.0,
    )


def judged(path: Path, data: Path) -> Iterator[tuple[bool, float]]:
    """For each place that is still there whether it tells of an event, and how sure the record is that it does."""
    reader = onrecord.Reader()
    for name, marked in rows_by_file(path).items():
        try:
            report = reader.read(data / name)
        except InputError as error:
            print(f"  {name}: {error}")
            continue
        for row in marked:
            if is_there(report.text, row):
                yield row["is"] == "event", confidence_at(report, row["start"], row["end"])


def figures(places: Sequence[tuple[bool, float]]) -> dict[str, float]:
    """Percent."""
    listed = [event for event, confidence in places if confidence > 0]
    sure = [event for event, confidence in places if confidence >= SURE]
    events = [confidence for event, confidence in places if event]
    others = [confidence for event, confidence in places if not event]
    ahead = sum((one > other) + 0.5 * (one == other) for one in events for other in others)
    return {
        "right_of_listed": 100 * sum(listed) / max(1, len(listed)),
        "listed_of_right": 100 * sum(listed) / max(1, len(events)),
        "right_of_sure": 100 * sum(sure) / max(1, len(sure)),
        "sure_of_right": 100 * sum(sure) / max(1, len(events)),
        "auc": 100 * ahead / max(1, len(events) * len(others)),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--dev", action="store_true", help="the places that the confidence is fitted to")
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if not folder:
        print("drawn events: skipped, ONRECORD_DATA is not set")
        return 0
    path = DEV if arguments.dev else GOLD
    marked = sum(map(len, rows_by_file(path).values()))
    places = list(judged(path, folder))
    print(f"drawn events, {len(places)} places of {marked} marked, {sum(event for event, _ in places)} of them events")
    failed = check_floors("" if arguments.dev else "drawn_events", figures(places))
    if len(places) < marked:
        print(f"  {marked - len(places)} places are no longer where they were marked")
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())
