"""What is to be reviewed: statements and events, the least sure first, without those that were judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, and_, exists, or_, select

from onrecord.asked import limit_of
from onrecord.errors import UsageError
from onrecord.store import schema
from onrecord.store.filters import Filters, Unknown, filters_given
from onrecord.store.finding import find
from onrecord.store.hit_rows import hits_of
from onrecord.store.hits import Hit
from onrecord.store.lookup import report_number
from onrecord.store.search import Kind

KINDS: tuple[Kind, ...] = ("statements", "events")
# So many of what a search finds are put in order.
MOST_FOUND = 400
_TABLES = {"statements": schema.statement, "events": schema.event}
Place = tuple[float, str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Queue:
    """What is to be reviewed, the least sure first.

    more: there are others behind; unknown: a name in a filter that nobody and nothing bears.
    """

    items: tuple[Hit, ...] = ()
    more: bool = False
    unknown: Unknown | None = None


def place_of(hit: Hit) -> Place:
    """Where it stands in the queue."""
    return (hit.confidence or 0.0, hit.kind, hit.number)


def review_queue(
    connection: Connection,
    words: str = "",
    filters: Filters | None = None,
    *,
    report: str | int | None = None,
    kinds: Sequence[Kind] = KINDS,
    judged: bool = False,
    limit: int = 20,
    after: Place | None = None,
) -> Queue:
    """The statements and events to be reviewed.

    words, filters: as ``find`` takes them; the first ``MOST_FOUND`` of each kind are put in order.  report: of this one
    alone.  kinds: of "statements" and "events".  judged: those too of which somebody said something that holds.
    after: only what stands behind this.  Raises UsageError, NotInLibrary.
    """
    filters = filters_given(filters)
    limit_of(limit)
    if isinstance(kinds, str) or any(kind not in KINDS for kind in kinds):
        raise UsageError(f"kinds are a list of {', '.join(KINDS)}")
    number = None if report is None else report_number(connection, report)
    if words.strip() or filters != Filters():
        asked = [kind for kind in kinds if kind in filters.kinds()]
        found = find(connection, words, filters, kinds=asked, limit=MOST_FOUND)
        if found.unknown:
            return Queue(unknown=found.unknown)
        hits = [hit for hit in found.hits if number in (None, hit.report) and (after is None or place_of(hit) > after)]
        open_ones = hits if judged else _without_judged(connection, hits)
    else:
        open_ones = []
        for kind in kinds:
            rows = connection.execute(_query(kind, number, judged, after).limit(limit + 1)).all()
            some = hits_of(connection, kind, [row.id for row in rows], versions=number is not None)
            open_ones += some.values()
    ordered = sorted(open_ones, key=place_of)
    return Queue(items=tuple(ordered[:limit]), more=len(ordered) > limit)


def left(connection: Connection, report: int) -> int:
    """How many statements and events of a report were not judged."""
    return sum(len(connection.execute(_query(kind, report, False, None)).all()) for kind in KINDS)


def _query(kind: Kind, report: int | None, judged: bool, after: Place | None) -> Select[int]:
    table, reports, judgement = _TABLES[kind].c, schema.report.c, schema.judgement.c
    query = select(table.id).join(schema.report, reports.id == table.report).order_by(table.confidence, table.id)
    query = query.where(reports.latest) if report is None else query.where(table.report == report)
    if after is not None:
        confidence, of, number = after
        own = kind.removesuffix("s")
        behind = table.id > number if of == own else table.id >= 0 if own > of else table.id < 0
        query = query.where(or_(table.confidence > confidence, and_(table.confidence == confidence, behind)))
    if not judged:
        said = exists().where(
            judgement.report_key == reports.key,
            judgement.local == table.local,
            judgement.subject.in_(("statement", "event")),
            judgement.undone_at.is_(None),
        )
        query = query.where(~said)
    return query


def _without_judged(connection: Connection, hits: Sequence[Hit]) -> list[Hit]:
    table = schema.judgement.c
    keys = sorted({hit.report_key for hit in hits})
    query = select(table.report_key, table.local).where(
        table.report_key.in_(keys), table.subject.in_(("statement", "event")), table.undone_at.is_(None)
    )
    said = {(row.report_key, row.local) for row in connection.execute(query)}
    return [hit for hit in hits if (hit.report_key, hit.id) not in said]
