"""What the tables that are given out have in common: typed columns, and those that tell the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.record import Spans
from onrecord.store.export.stored import Stored
from onrecord.view.tables.cells import report_cells

# text; several texts; a day; a whole number; a number; a share between 0 and 1; yes or no; the places of a passage; of
# several passages.
Kind = Literal["text", "texts", "day", "whole", "number", "numbers", "share", "flag", "spans", "passages"]
Value = str | date | float | bool | tuple[str | None, ...] | tuple[float, ...] | Spans | tuple[Spans, ...] | None
Row = tuple[Value, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its name, what kind of values it has, and what they say."""

    name: str
    kind: Kind
    about: str


def column(name: str, kind: Kind, about: str) -> Column:
    """A column on one line."""
    return Column(name=name, kind=kind, about=about)


# Every table but the speakers' begins with these.
REPORT = (
    column("key", "text", "the report: sha256 of its bytes, with its address where it has one"),
    column("address", "text", "the page's address, brought to one form"),
    column("report", "text", "sha256 of the bytes read: `id` in the record"),
    column("uri", "text", "where it was read from, as given"),
    column("publisher", "text", "the publisher's name, else its domain"),
    column("published", "day", "the report's own day"),
)


def report_values(stored: Stored) -> Row:
    """The values under REPORT."""
    identity, uri, publisher, published = report_cells(stored.report)
    return (stored.key, stored.address, identity, uri, publisher, day(str(published) if published else None))


def day(moment: str | None) -> date | None:
    """The day of an ISO day or moment; None where there is none that the calendar has."""
    try:
        return date.fromisoformat(moment[:10]) if moment else None
    except ValueError:
        return None


def texts(some: Iterable[str | None]) -> tuple[str | None, ...]:
    """Several texts in one value."""
    return tuple(some)
