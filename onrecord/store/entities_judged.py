"""What a person decides of entities: these are one, this report's is another; and taking a decision back.

A decision is a row of ``judgement`` and is honoured by every later join.  It holds entities by their handles, to be
read, and by name and unit (``entities_grouping``), which outlive a change of handles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from onrecord.errors import NotInLibrary, UsageError
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.entities import join_entities
from onrecord.store.entities_naming import digest
from onrecord.store.entities_regroup import regroup, unit_of
from onrecord.store.identity import now
from onrecord.store.judgements import last_number
from onrecord.store.near import near_handles, near_words
from onrecord.store.search import index_reports, unindex_reports

MERGE, SPLIT = "entity-merge", "entity-split"


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """A decision on entities.

    number: of its first row in ``judgement``; handles: the entities as they were called; undone_by, undone_at: who took
    it back and when, null where it holds.
    """

    number: int
    subject: str
    handles: tuple[str, ...]
    report_keys: tuple[str, ...]
    by: str
    at: str
    undone_by: str | None = None
    undone_at: str | None = None


def merge(connection: Connection, handles: Sequence[str], by: str) -> Decision:
    """Say that some entities are one; it keeps the handle of the first.  by: who says so.

    Raises ``NotInLibrary`` for a handle that is none, ``UsageError`` for fewer than two entities.
    """
    entities = list(dict.fromkeys(_entity(connection, handle).id for handle in handles))
    if len(entities) < 2:
        raise UsageError("one entity alone cannot be merged; give two handles or more")
    held = [_held(connection, entity) for entity in entities]
    about = {"handles": list(handles), "units": held}
    number, at = _judge(connection, MERGE, about, {"one": True}, [None], by)
    regroup(connection, {family for units in held for family, _ in units})
    return Decision(number=number, subject=MERGE, handles=tuple(handles), report_keys=(), by=by, at=at)


def split(connection: Connection, handle: str, report_keys: Iterable[str], by: str) -> Decision:
    """Say that whom some reports name is another than the rest of an entity: they get an entity of their own.

    report_keys: those of ``report.key``.  Raises ``NotInLibrary`` where the entity or a report is none or the report
    does not name it, ``UsageError`` where no report would be left.
    """
    entity = _entity(connection, handle)
    keys = sorted(set(report_keys))
    table = schema.report_entity
    query = (
        select(schema.report.c.key, table.c.report, schema.entity_profile.c.family)
        .join_from(table, schema.report, table.c.report == schema.report.c.id)
        .join(schema.entity_profile, table.c.profile == schema.entity_profile.c.id)
        .where(table.c.entity == entity.id, schema.report.c.key.in_(keys))
    )
    rows = connection.execute(query).all()
    if missing := set(keys) - {row.key for row in rows}:
        raise NotInLibrary(f"report {min(missing)[:12]} does not name {handle}; see: onrecord who {handle}")
    whole = connection.scalar(select(func.count(table.c.report.distinct())).where(table.c.entity == entity.id)) or 0
    if not keys or whole <= len({row.report for row in rows}):
        raise UsageError(f"no report of {handle} would be left; name only those that are of somebody else")
    families = sorted({row.family for row in rows})
    about = {"handle": handle, "families": families}
    label = digest(json.dumps([families, keys]), 12)
    number, at = _judge(connection, SPLIT, about, {"apart": label}, list(keys), by)
    _join_again(connection, [row.report for row in rows])
    return Decision(number=number, subject=SPLIT, handles=(handle,), report_keys=tuple(keys), by=by, at=at)


def undo(connection: Connection, by: str, number: int | None = None) -> Decision:
    """Take a decision back: the last one, or that of a number.  by: who takes it back.

    Raises ``NotInLibrary`` where there is none to be taken back.
    """
    there = decisions(connection)
    found = [one for one in there if number in (None, one.number)]
    if not found:
        raise NotInLibrary("no decision on entities" + (f" {number}" if number else "") + " to be taken back")
    decision = found[0]
    table = schema.judgement
    rows = [row for row in _active(connection) if _belongs(row, decision)]
    for some in chunks([row.id for row in rows]):
        connection.execute(update(table).where(table.c.id.in_(some)).values(undone_by=by, undone_at=now()))
    about = json.loads(rows[0].about)
    if decision.subject == MERGE:
        regroup(connection, {family for units in about["units"] for family, _ in units})
    else:
        reports = select(schema.report.c.id).where(schema.report.c.key.in_(decision.report_keys))
        _join_again(connection, [row.id for row in connection.execute(reports)])
    return decision


def decisions(connection: Connection) -> list[Decision]:
    """The decisions on entities that hold, the last first."""
    return _grouped(_active(connection))


def decided(connection: Connection, families: Iterable[str]) -> list[Decision]:
    """All decisions on whoever bears some names, those that were taken back too, the last first.

    families: the names' parts of handles.
    """
    table, wanted = schema.judgement, set(families)
    rows = connection.execute(select(table).where(table.c.subject.in_((MERGE, SPLIT))).order_by(table.c.id))
    return _grouped([row for row in rows if wanted & set(_families(json.loads(row.about)))])


def moved_to(connection: Connection, handle: str) -> str | None:
    """The handle of the entity that one of this handle was merged into; None where there is no such."""
    known = {handle}
    while True:
        found = next((one for one in decisions(connection) if one.subject == MERGE and handle in one.handles[1:]), None)
        if found is None or found.handles[0] in known:
            return None
        handle = found.handles[0]
        known.add(handle)
        if connection.scalar(select(schema.entity.c.id).where(schema.entity.c.handle == handle)):
            return handle


def _families(about: Any) -> Iterator[str]:
    yield from about.get("families", ())
    yield from (family for held in about.get("units", ()) for family, _ in held)


def _grouped(rows: Iterable[Row[Any]]) -> list[Decision]:
    """Rows of decisions as decisions, the last first: a split has a row for each report."""
    found: dict[tuple[str, str, str], Decision] = {}
    for row in rows:
        about = json.loads(row.about)
        key = (row.subject, row.verdict, row.at) if row.subject == SPLIT else (row.subject, str(row.id), "")
        known = found.get(key)
        keys = (*(known.report_keys if known else ()), *([row.report_key] if row.report_key else []))
        found[key] = Decision(
            number=known.number if known else row.id,
            subject=row.subject,
            handles=tuple(about.get("handles") or [about["handle"]]),
            report_keys=keys,
            by=row.by,
            at=row.at,
            undone_by=row.undone_by,
            undone_at=row.undone_at,
        )
    return sorted(found.values(), key=lambda one: -one.number)


def parted(connection: Connection, report_keys: Iterable[str]) -> dict[tuple[str, str], str]:
    """What was split off in some reports: by report key and family the label of the split; a later one wins."""
    table, found = schema.judgement, {}
    for some in chunks(report_keys):
        query = select(table).where(table.c.report_key.in_(some), table.c.subject == SPLIT, table.c.undone_at.is_(None))
        for row in connection.execute(query.order_by(table.c.id)):
            for family in json.loads(row.about)["families"]:
                found[row.report_key, family] = json.loads(row.verdict)["apart"]
    return found


def _entity(connection: Connection, handle: str) -> Row[Any]:
    row = connection.execute(select(schema.entity).where(schema.entity.c.handle == handle)).first()
    if row is None:
        near = near_words(near_handles(connection, handle))
        raise NotInLibrary(f"no entity has the handle {handle!r}{near}; look it up with: onrecord entity NAME")
    return row


def _held(connection: Connection, entity: int) -> list[tuple[str, str]]:
    """What holds an entity through all changes: families and units."""
    table = schema.entity_profile
    rows = connection.execute(select(table).where(table.c.entity == entity).order_by(table.c.id))
    return sorted({(row.family, str(unit_of(row))) for row in rows})


def _judge(
    connection: Connection, subject: str, about: Any, verdict: Any, keys: Sequence[str | None], by: str
) -> tuple[int, str]:
    """Write a row for each report key; returns the first one's number and the moment."""
    at = now()
    first = last_number(connection) + 1
    rows = [
        {
            "id": number,
            "subject": subject,
            "about": json.dumps(about, ensure_ascii=False),
            "verdict": json.dumps(verdict),
            "report_key": key,
            "by": by,
            "at": at,
        }
        for number, key in enumerate(keys, start=first)
    ]
    connection.execute(insert(schema.judgement), rows)
    return first, at


def _active(connection: Connection) -> list[Row[Any]]:
    table = schema.judgement
    query = select(table).where(table.c.subject.in_((MERGE, SPLIT)), table.c.undone_at.is_(None))
    return list(connection.execute(query.order_by(table.c.id)))


def _belongs(row: Row[Any], decision: Decision) -> bool:
    if decision.subject == MERGE or row.subject == MERGE:
        return bool(row.id == decision.number)
    return row.report_key in decision.report_keys and row.at == decision.at


def _join_again(connection: Connection, reports: Iterable[int]) -> None:
    """Join some reports anew; the index knows them by their profiles, which may be others then."""
    numbers = sorted(set(reports))
    unindex_reports(connection, numbers)
    join_entities(connection, numbers)
    index_reports(connection, numbers)
