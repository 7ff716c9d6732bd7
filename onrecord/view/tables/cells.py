"""What the tables have in common: cells, places in the text, and the columns that tell the report."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record import Attribution, Event, Passage, Report, Spans, passage_text

# Words go out guarded against spreadsheets, numbers as they are: a longitude of -3.25 stays a number.
Cell = str | float | None
Row = tuple[Cell, ...]

REPORT = ("report", "uri", "publisher", "published")
BETWEEN = "; "


def report_cells(report: Report) -> Row:
    """The cells under REPORT."""
    publisher = report.publisher
    known = (publisher.name or publisher.domain) if publisher else None
    return (report.id, report.origin.uri, known, report.published.date)


def text(passage: Passage | None) -> str:
    """A passage's words; empty where there is none."""
    return passage.text if passage else ""


def words(report: Report, spans: Spans) -> str:
    """The words at some spans, pieces joined by one space."""
    return passage_text(report.text, spans)


def number(value: float) -> str:
    """All digits that a float of a record has, and no more: 0.95, -3.25, 1500000."""
    return f"{value:.12g}"


def at(spans: Spans) -> str:
    """Half-open places in the record's text, in code points: ``5-9;12-20``."""
    return ";".join(f"{start}-{end}" for start, end in spans)


def all_at(passages: Iterable[Spans]) -> str:
    """The places of several passages: ``5-9;12-20|31-40``."""
    return "|".join(at(spans) for spans in passages)


def joined(cells: Iterable[str | None]) -> str:
    """Cells of several things in one, as many as there are things; empty where none of them tells."""
    some = [cell or "" for cell in cells]
    return BETWEEN.join(some) if any(some) else ""


def used_by(report: Report) -> dict[str, list[str]]:
    """For each time and place the ids of the statements and events that stand at it."""
    found: dict[str, list[str]] = {}
    users: list[Attribution | Event] = [*report.attributions, *report.events]
    for one in users:
        for identity in (one.time, one.place):
            if identity:
                found.setdefault(identity, []).append(one.id)
    return found
