"""A row a time expression."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store.export.columns import REPORT, Row, column, day, report_values
from onrecord.store.export.stored import Stored
from onrecord.view.dates import precision_of
from onrecord.view.tables.cells import used_by, words
from onrecord.view.told import Told

COLUMNS = (
    *REPORT,
    column("time", "text", "the time's id in the record"),
    column("line", "whole", "the line of the text that it begins on"),
    column("words", "text", "its words"),
    column("type", "text", "DATE, TIME, DURATION or SET"),
    column("value", "text", "its value as TIMEX3 has it"),
    column("mod", "text", "START, END, APPROX, ... as TIMEX3 has it"),
    column("quant", "text", "of a SET: EVERY, ..."),
    column("freq", "text", "of a SET: how often"),
    column("start", "text", "the first day, or the moment with its zone, as in the record"),
    column("end", "text", "the last day or moment"),
    column("first_day", "day", "the first day"),
    column("last_day", "day", "the last day"),
    column("precision", "text", "how finely it is told: minute, ..., day, ..., year, ... span"),
    column("used_by", "texts", "the ids of the statements and events of that time"),
    column("confidence", "share", "how likely the value is right"),
    column("at", "spans", "where it stands in the text"),
)


def rows(stored: Stored) -> Iterator[Row]:
    """The times of a report in the order of its record."""
    report = stored.report
    told, users = Told(report), used_by(report)
    head = report_values(stored)
    for one in report.times:
        yield (
            *head,
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
            day(one.start),
            day(one.end),
            precision_of(one),
            tuple(users.get(one.id, ())),
            one.confidence,
            one.spans,
        )
