"""A row a mention of a place; one that is not resolved has its candidates instead of degrees."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import PlaceCandidate, Report
from onrecord.view.tables.cells import REPORT, Row, at, joined, number, report_cells, used_by, words
from onrecord.view.told import Told

COLUMNS = (
    *REPORT, "place", "line", "words", "name", "entity", "country", "latitude", "longitude", "gazetteer", "candidates",
    "used_by", "confidence", "at",
)  # fmt: skip


def records(report: Report) -> Iterator[Row]:
    """The places in the order of the record."""
    told, users = Told(report), used_by(report)
    for one in report.places:
        yield (
            *report_cells(report),
            one.id,
            told.line(one.spans),
            words(report, one.spans),
            one.name,
            one.entity,
            one.country,
            one.latitude,
            one.longitude,
            one.gazetteer,
            joined(candidate_cell(candidate) for candidate in one.candidates),
            joined(users.get(one.id, ())),
            one.confidence,
            at(one.spans),
        )


def candidate_cell(one: PlaceCandidate) -> str:
    """Name, country, latitude and longitude, gazetteer, confidence, with ``|`` between."""
    parts = (
        one.name,
        one.country or "",
        number(one.latitude),
        number(one.longitude),
        one.gazetteer,
        number(one.confidence),
    )
    return "|".join(parts)
