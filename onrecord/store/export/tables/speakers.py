"""A row everyone who is named and says something, over all reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.store.export.columns import Row, column, day

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store.export.chosen import Chosen

COLUMNS = (
    column("handle", "text", "which entity of the library; empty for one of a single report that is not joined"),
    column("name", "text", "the name"),
    column("kind", "text", "person, organization, group, office or document"),
    column("country", "text", "ISO 3166-1"),
    column("sector", "text", "by PLOVER's codes"),
    column("reports", "whole", "in how many reports"),
    column("statements", "whole", "how many statements"),
    column("first_day", "day", "the day of the first statement"),
    column("last_day", "day", "the day of the last"),
    column("key", "text", "of one that is not joined: its report"),
)


def rows(connection: Connection, chosen: Chosen) -> Iterator[Row]:
    """The speakers of the chosen reports: those of the library by handle, then those not joined, by report."""
    # The columns are wanted where there is no database too.
    from sqlalchemy import func, select

    from onrecord.store.export.chosen import AT_ONCE, conditions
    from onrecord.store.schema import entity, report, report_entity, statement

    said = statement.join(report_entity, statement.c.speaker == report_entity.c.id).join(
        report, statement.c.report == report.c.id
    )
    figures = (
        func.count(report.c.id.distinct()),
        func.count(),
        func.min(statement.c.day),
        func.max(statement.c.day),
    )
    which = conditions(connection, chosen)
    known = (entity.c.handle, entity.c.name, entity.c.kind, entity.c.country, entity.c.sector)
    joined = select(*known, *figures).select_from(said.join(entity, report_entity.c.entity == entity.c.id))
    joined = joined.where(*which).group_by(*known).order_by(entity.c.handle)
    for *told, first, last in connection.execute(joined, execution_options={"yield_per": AT_ONCE}):
        yield (*told, day(first), day(last), None)
    by_itself = (report_entity.c.name, report_entity.c.kind, report_entity.c.country, report_entity.c.sector)
    alone = select(*by_itself, *figures, report.c.key).select_from(said)
    alone = alone.where(*which, report_entity.c.entity.is_(None), report_entity.c.named.is_(True))
    alone = alone.group_by(report_entity.c.id, *by_itself, report.c.key).order_by(report.c.key, report_entity.c.id)
    for *told, first, last, key in connection.execute(alone, execution_options={"yield_per": AT_ONCE}):
        yield (None, *told, day(first), day(last), key)
