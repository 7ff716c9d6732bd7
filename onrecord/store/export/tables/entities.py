"""A row a person, organization, place, group, office or document of one report."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store.export.columns import REPORT, Row, column, report_values
from onrecord.store.export.stored import Stored

COLUMNS = (
    *REPORT,
    column("entity", "text", "the entity's id in the record"),
    column("handle", "text", "which entity of the library it is; empty where not joined"),
    column("name", "text", "its fullest name in the text"),
    column("kind", "text", "person, organization, place, group, office or document"),
    column("roles", "texts", "as printed"),
    column("affiliation", "text", "the name of the entity that it belongs to"),
    column("country", "text", "ISO 3166-1"),
    column("sector", "text", "by PLOVER's codes"),
    column("named", "flag", "no for one that the report only describes"),
    column("mentions", "whole", "how often it is named or meant"),
    column("at", "passages", "where"),
)


def rows(stored: Stored) -> Iterator[Row]:
    """The entities of a report in the order of its record."""
    report = stored.report
    names = {one.id: one.name for one in report.entities}
    head = report_values(stored)
    for one in report.entities:
        yield (
            *head,
            one.id,
            stored.handles.get(one.id),
            one.name,
            one.kind,
            one.roles,
            names.get(one.affiliation or ""),
            one.country,
            one.sector,
            one.named,
            len(one.mentions),
            tuple(mention.spans for mention in one.mentions),
        )
