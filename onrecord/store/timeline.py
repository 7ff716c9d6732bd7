"""Events and statements of all reports in the order of the calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from onrecord.asked import limit_of, text_of
from onrecord.store import schema
from onrecord.store.filters import Filters, Unknown, filters_given, sought_for
from onrecord.store.finding import kinds_given, marks_in
from onrecord.store.hit_rows import (
    answers_of,
    event_hit,
    event_query,
    hits_of,
    parties_of,
    statement_hit,
    statement_query,
)
from onrecord.store.hit_texts import Stories, strictly
from onrecord.store.hits import Hit
from onrecord.store.query import Query, parse_query
from onrecord.store.search import Kind, Sought, by_day

# At most so many candidates of a kind are read to see whether a phrase stands in them as it was typed.
MOST_READ = 3000


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline:
    """Moments in the order of the calendar; earlier, later: there are more before the first, behind the last.

    unknown: a name that a filter gave and that nobody and nothing bears; null else.
    """

    moments: tuple[Hit, ...] = ()
    earlier: bool = False
    later: bool = False
    unknown: Unknown | None = None


def timeline(
    connection: Connection,
    words: str = "",
    filters: Filters | None = None,
    *,
    kinds: tuple[Kind, ...] = ("events", "statements"),
    limit: int = 100,
    versions: bool = False,
) -> Timeline:
    """Events that have a date and statements, in the order of the calendar; on one day events first.

    words, filters: as ``finding.find`` takes them, phrases too.  limit: moments at most: the first ones from
    ``filters.first`` on where that is given, else the last ones.  A statement's day is when it was made, or that of
    its report.  Raises ``UsageError`` as ``find`` does, but that nothing need be asked for.
    """
    filters = filters_given(filters)
    kinds = kinds_given(kinds)
    limit_of(limit)
    query = parse_query(text_of("words to look for", words))
    sought = sought_for(connection, query, filters)
    if isinstance(sought, Unknown):
        return Timeline(unknown=sought)
    oldest = sought.first is not None
    found: list[Hit] = []
    cut = False
    for kind in ("events", "statements"):
        if kind in kinds and kind in filters.kinds():
            some, stopped = _moments(connection, kind, sought, limit + 1, oldest, versions)
            found += some
            cut = cut or stopped
    found.sort(key=lambda hit: (hit.day or "", hit.kind, hit.report, hit.number))
    cut = cut or len(found) > limit
    found = found[:limit] if oldest else found[-limit:]
    return Timeline(moments=tuple(_marked(connection, found, query)), earlier=cut and not oldest, later=cut and oldest)


def _moments(
    connection: Connection, kind: Kind, sought: Sought, limit: int, oldest: bool, versions: bool
) -> tuple[list[Hit], bool]:
    """At most ``limit`` moments, from the first or the last on; and whether MOST_READ ended the search for them."""
    if sought.empty:  # no mode either: a type is a mark
        return _by_tables(connection, kind, sought, limit, oldest, versions), False
    strict, stories = sought.query.strict, Stories(connection)
    sought = replace(sought, shortened=sought.query.begins)
    found: list[Hit] = []
    skip, step = 0, 400 if strict else min(limit, 400)
    while numbers := by_day(connection, kind, sought, step, oldest=oldest, skip=skip):
        there = hits_of(connection, kind, numbers, versions=versions)
        # An event without a date stands in the index under the day of its report.
        some = [hit for number in numbers if (hit := there.get(number)) and (hit.dated or kind == "statements")]
        some = [hit for hit in some if sought.fits(hit.type, hit.mode)] if sought.modes else some
        found += strictly(connection, kind, some, sought.query, stories) if strict else some
        skip += step
        if len(found) >= limit:
            break
        if strict and skip >= MOST_READ:
            return found, True
    return found[:limit], False


def _by_tables(
    connection: Connection, kind: Kind, sought: Sought, limit: int, oldest: bool, versions: bool
) -> list[Hit]:
    """All of a span of days, without a word to look for."""
    table = schema.event if kind == "events" else schema.statement
    query, made = (event_query(), event_hit) if kind == "events" else (statement_query(), statement_hit)
    day = table.c.day
    query = query.where(day.is_not(None))
    query = query.where(day >= sought.first) if sought.first else query
    query = query.where(day <= sought.last) if sought.last else query
    query = query if versions else query.where(schema.report.c.latest)
    query = query.order_by(day, table.c.id) if oldest else query.order_by(day.desc(), table.c.id.desc())
    return [made(row) for row in connection.execute(query.limit(limit))]


def _marked(connection: Connection, found: list[Hit], query: Query) -> list[Hit]:
    """With the places of what was looked for, carriers and disputes."""
    terms = [term for one in query.every for term in one]
    marked = marks_in(connection, terms, [hit.words for hit in found], found)
    answers, parties = answers_of(connection, found), parties_of(connection, found)
    changed: list[dict[str, Any]] = [
        {**spans, **more, **who} for spans, more, who in zip(marked, answers, parties, strict=True)
    ]
    return [replace(hit, **one) for hit, one in zip(found, changed, strict=True)]
