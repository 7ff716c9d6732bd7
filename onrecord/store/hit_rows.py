"""Statements, events and reports by their numbers, with all that a ``Hit`` tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.hits import Answer, Hit
from onrecord.store.search import Kind

statement, event, report = schema.statement, schema.event, schema.report
entity, report_entity = schema.entity, schema.report_entity

_REPORT = (
    report.c.id.label("report_number"), report.c.key.label("report_key"), report.c.title, report.c.publisher,
    report.c.published, report.c.uri, report.c.domain,
)  # fmt: skip
_SPEAKER = (
    report_entity.c.name.label("speaker_name"), report_entity.c.roles, entity.c.handle,
)  # fmt: skip


def hits_of(connection: Connection, kind: Kind, numbers: Sequence[int], *, versions: bool) -> dict[int, Hit]:
    """The hits of some numbers; of reports that have a later version only with ``versions``.

    Carriers and disputes are still to be added, by ``answers_of``; a report's words by the finder.
    """
    made = {"statements": statement_hit, "events": event_hit, "reports": _report_hit}[kind]
    found: dict[int, Hit] = {}
    for some in chunks(numbers):
        for row in connection.execute(_by_number(kind, versions), {"numbers": some}).all():
            hit = made(row)
            found[hit.number] = hit
    return found


@lru_cache(maxsize=8)
def _by_number(kind: Kind, versions: bool) -> Select[Any]:
    """What hits are made of, by numbers."""
    numbers: Any = bindparam("numbers", expanding=True)
    if kind == "statements":
        query = statement_query().where(statement.c.id.in_(numbers))
    elif kind == "events":
        query = event_query().where(event.c.id.in_(numbers))
    else:
        query = select(*_REPORT).where(report.c.id.in_(numbers))
    return query if versions else query.where(report.c.latest)


def statement_query() -> Select[Any]:
    """Statements with their reports and speakers."""
    columns = [column for column in statement.c if column.name not in ("start", "stop", "report", "within", "medium")]
    return (
        select(*columns, *_REPORT, *_SPEAKER)
        .join(report, report.c.id == statement.c.report)
        .join(report_entity, report_entity.c.id == statement.c.speaker, isouter=True)
        .join(entity, entity.c.id == report_entity.c.entity, isouter=True)
    )


def event_query() -> Select[Any]:
    """Events with their reports and the statements that they rest on, and those statements' speakers."""
    columns = [column for column in event.c if column.name not in ("start", "stop", "report", "magnitude", "contexts")]
    return (
        select(*columns, *_REPORT, statement.c.source, statement.c.cue, *_SPEAKER)
        .join(report, report.c.id == event.c.report)
        .join(statement, statement.c.id == event.c.reported_by, isouter=True)
        .join(report_entity, report_entity.c.id == statement.c.speaker, isouter=True)
        .join(entity, entity.c.id == report_entity.c.entity, isouter=True)
    )


def statement_hit(row: Row[Any]) -> Hit:
    """A row of ``statement_query``."""
    return Hit(
        kind="statement", number=row.id, id=row.local, day=row.day, last_day=row.last_day, day_of=row.day_of,
        dated=row.day_of == "statement", words=row.content, **_of_report(row), **_of_speaker(row), source=row.source,
        cue=row.cue, said=row.kind, act=row.act, denies_words=row.about_words, place=row.place, country=row.country,
        confidence=row.confidence,
    )  # fmt: skip


def event_hit(row: Row[Any]) -> Hit:
    """A row of ``event_query``."""
    return Hit(
        kind="event", number=row.id, id=row.local, day=row.day or row.published, last_day=row.last_day,
        dated=row.day is not None,
        words=row.sentence or row.words, **_of_report(row), **_of_speaker(row), source=row.source, cue=row.cue,
        type=row.type, mode=row.mode, status=row.status, trigger=row.words, place=row.place, country=row.country,
        confidence=row.confidence,
    )  # fmt: skip


def answers_of(connection: Connection, found: Sequence[Hit]) -> list[dict[str, Any]]:
    """For each hit its carriers, what it denies, and who denies it: the values of those fields."""
    reporting = _reporting(connection, [hit.number for hit in found if hit.kind == "event"])
    statements = [
        hit.number if hit.kind == "statement" else reporting.get(hit.number, 0) if hit.kind == "event" else 0
        for hit in found
    ]
    numbers = sorted({number for number in statements if number})
    if not numbers:
        return [{} for _ in found]
    via: dict[int, list[str]] = defaultdict(list)
    denies: dict[int, list[Answer]] = defaultdict(list)
    denied_by: dict[int, list[Answer]] = defaultdict(list)
    for some in chunks(numbers):
        for row in connection.execute(_carriers(), {"numbers": some}):
            via[row.statement].append(row.name)
        for answers, forward in ((denies, True), (denied_by, False)):
            for row in connection.execute(_answers(forward), {"numbers": some}):
                who = row.speaker_name or row.source
                answers[row.mine].append(Answer(id=row.local, speaker=who, act=row.act, words=row.content))
    return [
        {
            "via": tuple(via[number]),
            "denied_by": tuple(denied_by[number]),
            "denies": tuple(denies[number]) if hit.kind == "statement" else (),
        }
        if number
        else {}
        for hit, number in zip(found, statements, strict=True)
    ]


def parties_of(connection: Connection, found: Sequence[Hit]) -> list[dict[str, Any]]:
    """For each hit who takes part in it: the values of ``actors`` and ``recipients``; nothing of what is no event."""
    parties: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"actor": [], "recipient": []})
    for some in chunks(hit.number for hit in found if hit.kind == "event"):
        for row in connection.execute(_parties(), {"numbers": some}):
            parties[row.event][row.role].append(row.name)
    return [
        {"actors": tuple(dict.fromkeys(one["actor"])), "recipients": tuple(dict.fromkeys(one["recipient"]))}
        if hit.kind == "event" and (one := parties.get(hit.number))
        else {}
        for hit in found
    ]


def with_answers(connection: Connection, found: Sequence[Hit]) -> list[Hit]:
    """The hits with their carriers and disputes."""
    return [replace(hit, **more) for hit, more in zip(found, answers_of(connection, found), strict=True)]


def _of_report(row: Row[Any]) -> dict[str, Any]:
    return {
        "report": row.report_number, "report_key": row.report_key, "title": row.title,
        "publisher": row.publisher or row.domain, "published": row.published, "uri": row.uri,
    }  # fmt: skip


def _of_speaker(row: Row[Any]) -> dict[str, Any]:
    return {"speaker": row.speaker_name, "handle": row.handle, "roles": row.roles or None}


def _report_hit(row: Row[Any]) -> Hit:
    return Hit(
        kind="report", number=row.report_number, id=None, day=row.published, dated=row.published is not None, words="",
        **_of_report(row),
    )  # fmt: skip


def _reporting(connection: Connection, events: Sequence[int]) -> dict[int, int]:
    """For each event the statement that it rests on; left out for the reporter's own word."""
    found: dict[int, int] = {}
    for some in chunks(events):
        found |= {row.id: row.reported_by for row in connection.execute(_reported_by(), {"numbers": some})}
    return found


@lru_cache(maxsize=1)
def _reported_by() -> Select[Any]:
    given = event.c.id.in_(bindparam("numbers", expanding=True))
    return select(event.c.id, event.c.reported_by).where(given, event.c.reported_by.is_not(None))


@lru_cache(maxsize=1)
def _parties() -> Select[Any]:
    party = schema.event_party
    return (
        select(party.c.event, party.c.role, report_entity.c.name)
        .join(report_entity, report_entity.c.id == party.c.party)
        .where(party.c.event.in_(bindparam("numbers", expanding=True)))
        .order_by(party.c.event, party.c.role, party.c.number)
    )


@lru_cache(maxsize=1)
def _carriers() -> Select[Any]:
    link = schema.statement_carrier
    return (
        select(link.c.statement, report_entity.c.name)
        .join(report_entity, report_entity.c.id == link.c.carrier)
        .where(link.c.statement.in_(bindparam("numbers", expanding=True)))
        .order_by(link.c.statement, link.c.number)
    )


@lru_cache(maxsize=2)
def _answers(forward: bool) -> Select[Any]:
    """The statements that some deny (forward), or by which some are denied."""
    link = schema.statement_about
    mine, other = (link.c.statement, link.c.about) if forward else (link.c.about, link.c.statement)
    columns = (statement.c.local, statement.c.source, statement.c.act, statement.c.content)
    return (
        select(mine.label("mine"), *columns, report_entity.c.name.label("speaker_name"))
        .join(statement, statement.c.id == other)
        .join(report_entity, report_entity.c.id == statement.c.speaker, isouter=True)
        .where(mine.in_(bindparam("numbers", expanding=True)))
        .order_by(mine, statement.c.id)
    )
