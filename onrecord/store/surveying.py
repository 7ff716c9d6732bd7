"""What a search finds as a whole: how much of each kind, and by whom, when, where and of what sort that is.

Only the newest MOST entries of each kind are counted: to go through all that a common word is in would take longer
than to find the first page of it.  Where there are no more, all counts are of the whole result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import Any, Literal, cast

from sqlalchemy import Connection, FromClause, Select, bindparam, exists, func, select

from onrecord.asked import text_of
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.filters import Filters, Unknown, filters_given, sought_for
from onrecord.store.query import parse_query
from onrecord.store.search import KINDS, Kind, Sought, by_day

# To fetch what facets are made of takes 10 to 15 ms for a thousand entries of a library of 50,000 reports, as long as
# all else of a search; half of that tells as much.
MOST = 500
VALUES = 40  # of one side
statement, event, report = schema.statement, schema.event, schema.report
entity, report_entity = schema.entity, schema.report_entity
_NUMBERS: Any = bindparam("numbers", expanding=True)
Side = Literal["speaker", "publisher", "time", "place", "event", "act", "kind", "disputed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Facet:
    """How many of what was found have something in common.

    value: what ``Filters`` takes for it (of "time" a year, or a month where all are of one year; of "disputed" empty);
    name: what to call it, where that is something else.
    """

    side: Side
    value: str
    count: int
    name: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Survey:
    """What was found as a whole.

    counts: of each kind that can have what the filters ask for; MOST + 1 where there are more than MOST.  kind: of
    which the facets tell; facets: those of one side together, at most VALUES, the most frequent first, times in their
    order.  whole: the facets are of all that match.  rough: the counts are of what the index takes for a match; words
    that must stand as they were typed may stand in fewer.  first, last: the years of the oldest and the newest that
    match.
    """

    counts: dict[Kind, int]
    kind: Kind
    facets: tuple[Facet, ...] = ()
    whole: bool = True
    rough: bool = False
    first: str | None = None
    last: str | None = None

    def of(self, side: Side) -> list[Facet]:
        """The facets of one side."""
        return [one for one in self.facets if one.side == side]


def survey(
    connection: Connection, words: str = "", filters: Filters | None = None, *, kind: Kind | None = None
) -> Survey | Unknown:
    """Counts and facets of what ``finding.find`` would find, everything where nothing is asked for.

    kind: of which the facets are; None: of the first of which there is something.  A name in the filters that nobody
    bears is given back.  Raises ``UsageError`` as ``find`` does.
    """
    filters = filters_given(filters)
    query = parse_query(text_of("words to look for", words))
    sought = sought_for(connection, query, filters)
    if isinstance(sought, Unknown):
        return sought
    numbers = {one: by_day(connection, one, sought, MOST + 1) for one in KINDS if one in filters.kinds()}
    counts = {one: len(some) if len(some) > MOST else _latest(connection, one, some) for one, some in numbers.items()}
    found = [one for one in KINDS if counts.get(one)]
    told = kind or (found[0] if found else "statements")
    some = numbers.get(told, [])
    whole = len(some) <= MOST
    rows = list(_rows(connection, told, some[:MOST], sought))
    if whole and told in counts:
        counts[told] = len(rows)
    return Survey(
        counts=counts,
        kind=told,
        facets=tuple(_facets(told, rows)),
        whole=whole,
        rough=query.strict,
        **_years(connection, told, sought, rows, whole=whole),
    )


def _rows(connection: Connection, kind: Kind, numbers: Sequence[int], sought: Sought) -> Iterator[Any]:
    """What facets are made of, of the latest versions alone."""
    for some in chunks(numbers):
        for row in connection.execute(_telling(kind), {"numbers": some}).all():
            if kind != "events" or sought.fits(row.type, row.mode):
                yield row


def _latest(connection: Connection, kind: Kind, numbers: Sequence[int]) -> int:
    """How many of them stand in the latest version of their page."""
    return sum(connection.execute(_counting(kind), {"numbers": some}).scalar_one() for some in chunks(numbers))


def _facets(kind: Kind, rows: Sequence[Any]) -> Iterator[Facet]:
    if kind != "reports":
        names = {row.handle: row.name for row in rows if row.handle}
        yield from _counted("speaker", (row.handle for row in rows), names)
    yield from _counted("publisher", (row.publisher for row in rows))
    years = Counter(row.day[:4] for row in rows if row.day)
    if len(years) == 1:
        years = Counter(row.day[:7] for row in rows if row.day and len(row.day) >= 7)
    yield from (Facet(side="time", value=one, count=count) for one, count in sorted(years.items(), reverse=True))
    if kind == "reports":
        return
    yield from _counted("place", (row.country for row in rows))
    if kind == "events":
        yield from _counted("event", (row.type for row in rows))
    else:
        yield from _counted("act", (row.act for row in rows))
        yield from _counted("kind", (row.kind for row in rows))
    if disputed := sum(bool(row.disputed) for row in rows):
        yield Facet(side="disputed", value="", count=disputed)


def _counted(side: Side, values: Iterator[str | None], names: dict[str, str] | None = None) -> Iterator[Facet]:
    counted = Counter(value for value in values if value)
    most = nsmallest(VALUES, counted.items(), key=lambda one: (-one[1], one[0]))
    for value, count in most:
        yield Facet(side=side, value=value, count=count, name=(names or {}).get(value))


def _years(
    connection: Connection, kind: Kind, sought: Sought, rows: Sequence[Any], *, whole: bool
) -> dict[str, str | None]:
    """The years of the oldest and the newest that match."""
    days = [row.day for row in rows if row.day]
    if not days:
        return {"first": None, "last": None}
    oldest = min(days)
    if not whole and (some := by_day(connection, kind, sought, 40, oldest=True)):
        # Those of which no day is known are the oldest to the index.
        told = [row.day for row in _rows(connection, kind, some, sought) if row.day]
        oldest = min(told, default=oldest)
    return {"first": oldest[:4], "last": max(days)[:4]}


@lru_cache(maxsize=3)
def _telling(kind: Kind) -> Select[Any]:
    """What facets are made of, by numbers."""
    whose = func.coalesce(report.c.publisher, report.c.domain).label("publisher")
    if kind == "reports":
        return select(whose, report.c.published.label("day")).where(report.c.id.in_(_NUMBERS), report.c.latest)
    about = schema.statement_about.c
    if kind == "statements":
        denied = exists().where(about.about == statement.c.id) | exists().where(about.statement == statement.c.id)
        disputed = statement.c.act.in_(("denies", "disputes")) | denied
        columns: list[Any] = [statement.c.day, statement.c.country, statement.c.act, statement.c.kind]
        table, joined = statement, cast(FromClause, statement)
    else:
        disputed = (event.c.status == "denied") | exists().where(about.about == event.c.reported_by)
        day = func.coalesce(event.c.day, report.c.published).label("day")
        columns = [day, event.c.country, event.c.type, event.c.mode]
        table = event
        joined = event.outerjoin(statement, statement.c.id == event.c.reported_by)
    return (
        select(entity.c.handle, entity.c.name, whose, *columns, disputed.label("disputed"))
        .select_from(joined)
        .join(report, report.c.id == table.c.report)
        .join(report_entity, report_entity.c.id == statement.c.speaker, isouter=True)
        .join(entity, entity.c.id == report_entity.c.entity, isouter=True)
        .where(table.c.id.in_(_NUMBERS), report.c.latest)
    )


@lru_cache(maxsize=3)
def _counting(kind: Kind) -> Select[Any]:
    """How many of some numbers are of the latest version of a page."""
    if kind == "reports":
        return select(func.count()).select_from(report).where(report.c.id.in_(_NUMBERS), report.c.latest)
    table = statement if kind == "statements" else event
    query = select(func.count()).select_from(table).join(report, report.c.id == table.c.report)
    return query.where(table.c.id.in_(_NUMBERS), report.c.latest)
