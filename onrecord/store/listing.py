"""What is in the library: its reports, a line each."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from onrecord.asked import limit_of
from onrecord.store.export.chosen import Chosen, conditions
from onrecord.store.schema import event, report, statement


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A report as it is listed.

    number: in the library's table; key: which report it is; published: its own day; address: of the page, null where
    it has none; uri: the path or address that it was read from; statements, events: how many its record has; latest:
    there is no later version; added: when, ISO in UTC.
    """

    number: int
    published: str | None
    publisher: str | None
    title: str | None
    address: str | None
    uri: str | None
    statements: int
    events: int
    language: str | None
    latest: bool
    added: str
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """Reports, the newest first, those without a day last; whole: how many fit."""

    reports: tuple[Listed, ...]
    whole: int


def list_reports(
    connection: Connection,
    chosen: Chosen,
    *,
    limit: int = 50,
    skip: int = 0,
    after: tuple[str | None, int] | None = None,
) -> Listing:
    """The chosen reports, the newest first; skip: without so many of the newest.

    after: day and number of the last one that was listed before; ``whole`` counts those before it too.  Raises
    UsageError for a limit below 1, NotInLibrary as ``conditions``.
    """
    limit_of(limit)
    fitting = conditions(connection, chosen)
    # The order of the index: it need not be sorted.
    order = (report.c.published.desc().nulls_last(), report.c.id.desc())
    # Which ones first: nothing is counted of reports that are passed over.
    behind = [_behind(*after)] if after else []
    some = select(report.c.id).where(*fitting, *behind).order_by(*order).limit(limit).offset(skip).subquery()
    said = select(func.count()).where(statement.c.report == report.c.id).scalar_subquery()
    happened = select(func.count()).where(event.c.report == report.c.id).scalar_subquery()
    query = (
        select(
            report.c.id.label("number"),
            report.c.published,
            func.coalesce(report.c.publisher, report.c.domain).label("publisher"),
            report.c.title,
            report.c.address,
            report.c.uri,
            said.label("statements"),
            happened.label("events"),
            report.c.language,
            report.c.latest,
            report.c.added,
            report.c.key,
        )
        .where(report.c.id.in_(select(some.c.id)))
        .order_by(*order)
    )
    found = tuple(Listed(**row) for row in connection.execute(query).mappings())
    whole = connection.scalar(select(func.count()).select_from(report).where(*fitting)) or 0
    return Listing(reports=found, whole=whole)


def _behind(day: str | None, number: int) -> ColumnElement[bool]:
    """Whether a report comes behind this place of the list."""
    table = report.c
    if day is None:
        return and_(table.published.is_(None), table.id < number)
    return or_(table.published < day, and_(table.published == day, table.id < number), table.published.is_(None))
