"""Leafing through what is found, to the last of it, in an order that holds while the library grows.

A list in the order of days goes on behind the place where it stopped, so nothing is lost or told twice when reports
are added meanwhile.  A list in the order of rank has no such places: it is cut out of what ``find`` gives.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from onrecord.asked import limit_of, text_of
from onrecord.errors import UsageError
from onrecord.store.filters import Filters, Unknown, filters_given, sought_for
from onrecord.store.finding import MOST_READ, finished
from onrecord.store.hit_rows import hits_of
from onrecord.store.hit_texts import Stories, strictly
from onrecord.store.hits import Hit
from onrecord.store.query import Query, parse_query
from onrecord.store.search import Kind, Sought
from onrecord.store.search import leaf as entries

_AT_ONCE = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """Some hits in the order of days.

    after: with it the list goes on behind them; null at its end.  unknown: a name that a filter gave and that nobody
    and nothing bears; null else.
    """

    hits: tuple[Hit, ...] = ()
    after: int | None = None
    unknown: Unknown | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Moments:
    """Events and statements in the order of the calendar; after: of each of the two, where it goes on."""

    hits: tuple[Hit, ...] = ()
    after: tuple[int | None, int | None] | None = None
    unknown: Unknown | None = None


def leaf(
    connection: Connection,
    kind: Kind,
    words: str = "",
    filters: Filters | None = None,
    *,
    after: int | None = None,
    oldest: bool = False,
    limit: int = 50,
    versions: bool = False,
) -> Leaf:
    """The next hits of a kind, the newest first or the oldest first; what has no day stands before all days.

    words, filters: as ``finding.find`` takes them, but that nothing need be asked for.  after: of the leaf before.
    limit: hits at most; there may be fewer, and none, before the end.  Raises UsageError as ``find`` does.
    """
    limit_of(limit)
    filters = filters_given(filters)
    query = _query(words)
    if kind not in filters.kinds():
        return Leaf()
    sought = sought_for(connection, query, filters)
    if isinstance(sought, Unknown):
        return Leaf(unknown=sought)
    stories = Stories(connection)
    found, ended = _some(connection, kind, sought, stories, after, oldest, limit + 1, versions, dated=False)
    more = len(found) > limit
    hits = [hit for _, hit in found[:limit]]
    return Leaf(
        hits=tuple(finished(connection, hits, [None] * len(hits), query, stories)),
        after=found[limit - 1][0] if more else ended,
    )


def moments(
    connection: Connection,
    words: str = "",
    filters: Filters | None = None,
    *,
    kinds: tuple[Kind, ...] = ("events", "statements"),
    after: tuple[int | None, int | None] = (None, None),
    oldest: bool = True,
    limit: int = 100,
    versions: bool = False,
) -> Moments:
    """The next events that have a date and statements, in the order of the calendar; on one day events first.

    after: of the moments before, of the events and of the statements.  Else as ``leaf``.
    """
    limit_of(limit)
    filters = filters_given(filters)
    query = _query(words)
    sought = sought_for(connection, query, filters)
    if isinstance(sought, Unknown):
        return Moments(unknown=sought)
    stories = Stories(connection)
    of_kind: dict[Kind, list[tuple[int, Hit]]] = {"events": [], "statements": []}
    for kind, start in zip(of_kind, after, strict=True):
        if kind in kinds and kind in filters.kinds():
            of_kind[kind], _ = _some(
                connection, kind, sought, stories, start, oldest, limit + 1, versions, dated=True, most=None
            )
    both = [(kind, place, hit) for kind, some in of_kind.items() for place, hit in some]
    both.sort(key=lambda one: one[2].day or "", reverse=not oldest)
    first = both[:limit]
    hits = [hit for _, _, hit in first]
    last = {kind: place for kind, place, _ in first}
    return Moments(
        hits=tuple(finished(connection, hits, [None] * len(hits), query, stories)),
        after=(last.get("events", after[0]), last.get("statements", after[1])) if len(both) > limit else None,
    )


def _query(words: str) -> Query:
    """Raises UsageError where words are given that find nothing."""
    query = parse_query(text_of("words to look for", words))
    if words.strip() and not query.every:
        raise UsageError("no word to look for among what is given; give one that has letters or figures")
    return query


def _some(
    connection: Connection,
    kind: Kind,
    sought: Sought,
    stories: Stories,
    after: int | None,
    oldest: bool,
    count: int,
    versions: bool,
    *,
    dated: bool,
    most: int | None = 0,
) -> tuple[list[tuple[int, Hit]], int | None]:
    """At most ``count`` hits with their places; and where to go on if the search for more was given up.

    dated: only what has a day of its own.  most: so many candidates are read before it is given up; 0 takes
    MOST_READ, and None never gives up.
    """
    strict = sought.query.strict
    most = MOST_READ[kind] if most == 0 else most
    sought = replace(sought, shortened=sought.query.begins)
    found: list[tuple[int, Hit]] = []
    read = 0
    step = min(_AT_ONCE, MOST_READ[kind] if strict else count)
    while len(found) < count:
        some = entries(connection, kind, sought, step, after=after, oldest=oldest)
        there = hits_of(connection, kind, [number for _, number in some], versions=versions)
        hits = [there[number] for _, number in some if number in there and _fits(there[number], kind, sought, dated)]
        kept = {
            hit.number: hit for hit in (strictly(connection, kind, hits, sought.query, stories) if strict else hits)
        }
        found += [(place, kept[number]) for place, number in some if number in kept]
        if len(some) < step:
            return found[:count], None
        after = some[-1][0]
        read += len(some)
        if most is not None and read >= most and len(found) < count and strict:
            return found, after
        step = _AT_ONCE if not strict else step
    return found[:count], None


def _fits(hit: Hit, kind: Kind, sought: Sought, dated: bool) -> bool:
    if dated and (hit.day is None or (kind == "events" and not hit.dated)):
        return False
    return not sought.modes or sought.fits(hit.type, hit.mode)
