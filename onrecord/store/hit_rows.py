"""Statements, events and reports by their numbers, with all that a ``Hit`` tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from onrecord.store import schema
from onrecord.store.hits import Answer, Hit
from onrecord.store.search import Kind

statement, event, report = schema.statement, schema.event, schema.report
entity, report_entity = schema.entity, schema.report_entity

_REPORT = (
    report.c.id.label("report_number"), report.c.key.label("report_key"), report.c.title, report.c.publisher,
    report.c.published, report.c.uri, report.c.domain,
)  # fmt: skip
_SPEAKER = (
    report_entity.c.name.label("speaker_name"), report_entity.c.roles, report_entity.c.entity.label("speaker_entity"),
    entity.c.handle,
)  # fmt: skip


def hits_of(connection: Connection, kind: Kind, numbers: Sequence[int], *, versions: bool) -> dict[int, Hit]:
    """The hits of some numbers, as many as ``chunks`` gives; reports that have a later version only with ``versions``.

    Carriers and disputes are still to be added, by ``with_answers``; a report's words by the finder.
    """
    queries = {"statements": _statements, "events": _events, "reports": _reports}
    return queries[kind](connection, numbers, versions)


def statement_query() -> Select[Any]:
    """Statements with their reports and speakers."""
    return (
        select(statement, *_REPORT, *_SPEAKER)
        .join(report, report.c.id == statement.c.report)
        .join(report_entity, report_entity.c.id == statement.c.speaker, isouter=True)
        .join(entity, entity.c.id == report_entity.c.entity, isouter=True)
    )


def event_query() -> Select[Any]:
    """Events with their reports and the statements that they rest on, and those statements' speakers."""
    columns = (statement.c.source, statement.c.cue, statement.c.id.label("reporting"))
    return (
        select(event, *_REPORT, *columns, *_SPEAKER)
        .join(report, report.c.id == event.c.report)
        .join(statement, statement.c.id == event.c.reported_by, isouter=True)
        .join(report_entity, report_entity.c.id == statement.c.speaker, isouter=True)
        .join(entity, entity.c.id == report_entity.c.entity, isouter=True)
    )


def statement_hit(row: Row[Any]) -> Hit:
    """A row of ``statement_query``."""
    return Hit(
        kind="statement", number=row.id, id=row.local, day=row.day, words=row.content, **_of_report(row),
        **_of_speaker(row), source=row.source, cue=row.cue, said=row.kind, act=row.act, denies_words=row.about_words,
        place=row.place, country=row.country, confidence=row.confidence,
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


def with_answers(connection: Connection, found: Sequence[Hit]) -> list[Hit]:
    """The hits with their carriers, what they deny, and who denies them; at most as many as ``chunks`` gives."""
    reporting = _reporting(connection, [hit.number for hit in found if hit.kind == "event"])
    of_hit = {id(hit): hit.number if hit.kind == "statement" else reporting.get(hit.number, 0) for hit in found}
    of_hit = {key: number if hit.kind != "report" else 0 for (key, number), hit in zip(of_hit.items(), found, strict=True)}
    statements = sorted({number for number in of_hit.values() if number})
    if not statements:
        return list(found)
    via = _carriers(connection, statements)
    denies, denied_by = _answers(connection, statements)
    answered = []
    for hit in found:
        number = of_hit[id(hit)]
        more: dict[str, Any] = {"via": tuple(via[number]), "denied_by": tuple(denied_by[number])}
        if hit.kind == "statement":
            more["denies"] = tuple(denies[number])
        answered.append(replace(hit, **more) if number else hit)
    return answered


def _of_report(row: Row[Any]) -> dict[str, Any]:
    return {
        "report": row.report_number, "report_key": row.report_key, "title": row.title,
        "publisher": row.publisher or row.domain, "published": row.published, "uri": row.uri,
    }  # fmt: skip


def _of_speaker(row: Row[Any]) -> dict[str, Any]:
    return {"speaker": row.speaker_name, "handle": row.handle, "roles": row.roles or None}


def _statements(connection: Connection, numbers: Sequence[int], versions: bool) -> dict[int, Hit]:
    query = statement_query().where(statement.c.id.in_(numbers))
    return {row.id: statement_hit(row) for row in connection.execute(query if versions else query.where(report.c.latest))}


def _events(connection: Connection, numbers: Sequence[int], versions: bool) -> dict[int, Hit]:
    query = event_query().where(event.c.id.in_(numbers))
    return {row.id: event_hit(row) for row in connection.execute(query if versions else query.where(report.c.latest))}


def _reports(connection: Connection, numbers: Sequence[int], versions: bool) -> dict[int, Hit]:
    query = select(*_REPORT).where(report.c.id.in_(numbers))
    return {
        row.report_number: Hit(
            kind="report", number=row.report_number, id=None, day=row.published, words="", **_of_report(row)
        )
        for row in connection.execute(query if versions else query.where(report.c.latest))
    }


def _reporting(connection: Connection, events: Sequence[int]) -> dict[int, int]:
    """For each event the statement that it rests on; left out for the reporter's own word."""
    if not events:
        return {}
    query = select(event.c.id, event.c.reported_by).where(event.c.id.in_(events), event.c.reported_by.is_not(None))
    return {row.id: row.reported_by for row in connection.execute(query)}


def _carriers(connection: Connection, statements: Iterable[int]) -> dict[int, list[str]]:
    link = schema.statement_carrier
    query = (
        select(link.c.statement, report_entity.c.name)
        .join(report_entity, report_entity.c.id == link.c.carrier)
        .where(link.c.statement.in_(statements))
        .order_by(link.c.statement, link.c.number)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.statement].append(row.name)
    return found


def _answers(
    connection: Connection, statements: Sequence[int]
) -> tuple[dict[int, list[Answer]], dict[int, list[Answer]]]:
    """For each statement those that it denies, and those that deny it."""
    link = schema.statement_about
    denies: dict[int, list[Answer]] = defaultdict(list)
    denied_by: dict[int, list[Answer]] = defaultdict(list)
    for found, mine, other in ((denies, link.c.statement, link.c.about), (denied_by, link.c.about, link.c.statement)):
        query = (
            select(mine.label("mine"), statement, report_entity.c.name.label("speaker_name"))
            .join(statement, statement.c.id == other)
            .join(report_entity, report_entity.c.id == statement.c.speaker, isouter=True)
            .where(mine.in_(statements))
            .order_by(mine, statement.c.id)
        )
        for row in connection.execute(query):
            who = row.speaker_name or row.source
            found[row.mine].append(Answer(id=row.local, speaker=who, act=row.act, words=row.content))
    return denies, denied_by
