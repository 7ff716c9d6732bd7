"""A row a time expression."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import Report
from onrecord.view.dates import precision_of
from onrecord.view.tables.cells import REPORT, Row, at, joined, report_cells, used_by, words
from onrecord.view.told import Told

COLUMNS = (
    *REPORT, "time", "line", "words", "type", "value", "mod", "quant", "freq", "start", "end", "precision", "used_by",
    "confidence", "at",
)  # fmt: skip


def records(report: Report) -> Iterator[Row]:
    """The times in the order of the record."""
    told, users = Told(report), used_by(report)
    for one in report.times:
        yield (
            *report_cells(report),
            one.id,
            told.line(one.spans),
            words(report, one.spans),
            one.type,
            one.value,
            one.mod,
            one.quant,
            one.freq,
            one.start,
            one.end,
            precision_of(one),
            joined(users.get(one.id, ())),
            one.confidence,
            at(one.spans),
        )
