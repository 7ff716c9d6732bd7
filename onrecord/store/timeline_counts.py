"""How many moments a timeline has on each day; and where the places of some of them lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from onrecord.asked import text_of
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.filters import Filters, Unknown, filters_given, sought_for
from onrecord.store.hits import Hit
from onrecord.store.query import parse_query
from onrecord.store.search import Kind, Sought, by_day

# Of what matches words, the newest so many of a kind are counted.
MOST_COUNTED = 10_000
_KINDS: tuple[Kind, ...] = ("events", "statements")


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """Moments by day.

    days: ISO days, each with how many events and statements it has, in the order of the calendar; cut: only the
    newest MOST_COUNTED were counted, or a phrase was not looked for as it was typed; unknown: as in ``Timeline``.
    """

    days: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    cut: bool = False
    unknown: Unknown | None = None


def counted(
    connection: Connection, words: str = "", filters: Filters | None = None, *, kinds: tuple[Kind, ...] = _KINDS
) -> Counted:
    """What ``timeline`` would give, counted by day.  words, filters, kinds, and what is raised: as there."""
    filters = filters_given(filters)
    query = parse_query(text_of("words to look for", words))
    sought = sought_for(connection, query, filters)
    if isinstance(sought, Unknown):
        return Counted(unknown=sought)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    cut = not sought.empty and sought.query.strict
    for place, kind in enumerate(_KINDS):
        if kind not in kinds or kind not in filters.kinds():
            continue
        if sought.empty:
            some = _all(connection, kind, sought)
        else:
            numbers = by_day(connection, kind, sought, MOST_COUNTED + 1)
            cut = cut or len(numbers) > MOST_COUNTED
            some = _of(connection, kind, numbers[:MOST_COUNTED], sought)
        for day, count in some.items():
            found[day][place] += count
    return Counted(days={day: (found[day][0], found[day][1]) for day in sorted(found)}, cut=cut)


def points_of(connection: Connection, hits: Sequence[Hit]) -> dict[int, tuple[float, float]]:
    """Latitude and longitude of the places of some events, by the number of the event; left out where not known."""
    table, found = schema.event.c, dict[int, tuple[float, float]]()
    query = select(table.id, table.latitude, table.longitude).where(table.latitude.is_not(None))
    for some in chunks(hit.number for hit in hits if hit.kind == "event" and hit.place):
        for row in connection.execute(query.where(table.id.in_(some))):
            found[row.id] = (row.latitude, row.longitude)
    return found


def _all(connection: Connection, kind: Kind, sought: Sought) -> dict[str, int]:
    """All of a span of days: those of every version by the index of days, less those of earlier versions."""
    table = schema.event if kind == "events" else schema.statement
    day, report = table.c.day, schema.report.c
    query = select(day, func.count().label("moments")).where(day.is_not(None)).group_by(day)
    query = query.where(day >= sought.first) if sought.first else query
    query = query.where(day <= sought.last) if sought.last else query
    found = {row.day: int(row.moments) for row in connection.execute(query)}
    if connection.scalar(select(report.id).where(report.latest.is_(False)).limit(1)) is not None:
        earlier = query.join(schema.report, report.id == table.c.report).where(report.latest.is_(False))
        for row in connection.execute(earlier):
            found[row.day] -= int(row.moments)
    return {one: count for one, count in found.items() if count > 0}


def _of(connection: Connection, kind: Kind, numbers: Sequence[int], sought: Sought) -> dict[str, int]:
    """Those of some numbers that have a day, in the latest version of their report."""
    table = schema.event if kind == "events" else schema.statement
    found: dict[str, int] = defaultdict(int)
    query = select(table.c.day, func.count()).join(schema.report, schema.report.c.id == table.c.report)
    query = query.where(table.c.day.is_not(None), schema.report.c.latest).group_by(table.c.day)
    if kind == "events" and sought.modes:
        modes = {mode for _, mode in sought.events}
        query = query if None in modes else query.where(schema.event.c.mode.in_(modes))
    for some in chunks(numbers):
        for row in connection.execute(query.where(table.c.id.in_(some))):
            found[row[0]] += int(row[1])
    return found
