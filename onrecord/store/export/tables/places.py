"""A row a mention of a place; one that is not resolved has its candidates instead of degrees."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store.export.columns import REPORT, Row, column, report_values
from onrecord.store.export.stored import Stored
from onrecord.view.tables.cells import used_by, words
from onrecord.view.tables.places import candidate_cell
from onrecord.view.told import Told

COLUMNS = (
    *REPORT,
    column("place", "text", "the place's id in the record"),
    column("line", "whole", "the line of the text that it stands on"),
    column("words", "text", "its words"),
    column("name", "text", "its name"),
    column("entity", "text", "the id of the entity that it is"),
    column("country", "text", "ISO 3166-1"),
    column("latitude", "number", "degrees, north positive; empty where it is not resolved"),
    column("longitude", "number", "degrees, east positive"),
    column("gazetteer", "text", "the entry that they come from"),
    column(
        "candidates", "texts", "what it may be: name, country, latitude, longitude, entry, share, with bars between"
    ),
    column("used_by", "texts", "the ids of the statements and events at that place"),
    column("confidence", "share", "how likely it is right"),
    column("at", "spans", "where it stands in the text"),
)


def rows(stored: Stored) -> Iterator[Row]:
    """The places of a report in the order of its record."""
    report = stored.report
    told, users = Told(report), used_by(report)
    head = report_values(stored)
    for one in report.places:
        yield (
            *head,
            one.id,
            told.line(one.spans),
            words(report, one.spans),
            one.name,
            one.entity,
            one.country,
            one.latitude,
            one.longitude,
            one.gazetteer,
            tuple(candidate_cell(candidate) for candidate in one.candidates),
            tuple(users.get(one.id, ())),
            one.confidence,
            one.spans,
        )
