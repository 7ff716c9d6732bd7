"""What the tables have of a report, as entries of the search index: always the same as long as the rows are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.store import schema
from onrecord.store.partly import story_in
from onrecord.store.search import Entry, mark

statement, event, entity, report = schema.statement, schema.event, schema.report_entity, schema.report


def entries_of(connection: Connection, numbers: Sequence[int]) -> list[Entry]:
    """The entries of some reports.  numbers: at most as many as ``chunks`` gives."""
    known = {row.id: row for row in connection.execute(select(entity).where(entity.c.report.in_(numbers)))}
    reports = {row.id: row for row in connection.execute(select(report).where(report.c.id.in_(numbers)))}
    speakers: dict[int, int | None] = {}
    found: list[Entry] = []
    found += _statements(connection, numbers, reports, known, speakers)
    found += _events(connection, numbers, reports, known, speakers)
    found += _reports(connection, numbers, reports, known, set(filter(None, speakers.values())))
    return found


def _statements(
    connection: Connection,
    numbers: Sequence[int],
    reports: dict[int, Row[Any]],
    known: dict[int, Row[Any]],
    speakers: dict[int, int | None],
) -> Iterator[Entry]:
    named = defaultdict(list)
    link = schema.statement_named
    query = select(link.c.statement, link.c.named).join(statement, statement.c.id == link.c.statement)
    for row in connection.execute(query.where(statement.c.report.in_(numbers)).order_by(link.c.id)):
        named[row.statement].append(row.named)
    for row in connection.execute(select(statement).where(statement.c.report.in_(numbers)).order_by(statement.c.id)):
        speakers[row.id] = row.speaker
        speaker = known.get(row.speaker)
        marks = [
            *_profile_marks("speaker", [speaker]),
            *_profile_marks("about", [known.get(one) for one in named[row.id]]),
            mark("kind", row.kind),
            *([mark("act", row.act)] if row.act else []),
            *_place_marks(row),
            *_publisher_marks(reports[row.report]),
        ]
        yield Entry(
            kind="statements",
            number=row.id,
            day=row.day or reports[row.report].published,
            words=row.content,
            names="\n".join(filter(None, (row.source, *_names(speaker)))),
            marks=" ".join(dict.fromkeys(marks)),
        )


def _events(
    connection: Connection,
    numbers: Sequence[int],
    reports: dict[int, Row[Any]],
    known: dict[int, Row[Any]],
    speakers: dict[int, int | None],
) -> Iterator[Entry]:
    parties = defaultdict(list)
    link = schema.event_party
    query = select(link.c.event, link.c.party).join(event, event.c.id == link.c.event)
    for row in connection.execute(query.where(event.c.report.in_(numbers)).order_by(link.c.id)):
        parties[row.event].append(known.get(row.party))
    for row in connection.execute(select(event).where(event.c.report.in_(numbers)).order_by(event.c.id)):
        reporting = known.get(speakers.get(row.reported_by) or 0) if row.reported_by else None
        marks = [
            *_profile_marks("speaker", [reporting]),
            *_profile_marks("about", parties[row.id]),
            mark("event", row.type),
            *_place_marks(row),
            *_publisher_marks(reports[row.report]),
        ]
        yield Entry(
            kind="events",
            number=row.id,
            day=row.day or reports[row.report].published,
            words=row.sentence or row.words,
            names="\n".join(name for one in (*parties[row.id], reporting) for name in _names(one)),
            marks=" ".join(dict.fromkeys(marks)),
        )


def _reports(
    connection: Connection,
    numbers: Sequence[int],
    reports: dict[int, Row[Any]],
    known: dict[int, Row[Any]],
    speaking: set[int],
) -> Iterator[Entry]:
    of_report = defaultdict(list)
    for row in known.values():
        of_report[row.report].append(row)
    stories = {
        row.report: story_in(row.data)
        for row in connection.execute(select(schema.record).where(schema.record.c.report.in_(numbers)))
    }
    for number, row in sorted(reports.items()):
        story = stories.get(number)
        there = of_report[number]
        marks = [
            *_profile_marks("speaker", [one for one in there if one.id in speaking]),
            *_profile_marks("about", there),
            *_publisher_marks(row),
        ]
        yield Entry(
            kind="reports",
            number=number,
            day=row.published,
            words=story.told if story else row.title or "",
            names="\n".join(filter(None, (row.publisher, *(one.name for one in story.authors if story))))
            if story
            else "",
            marks=" ".join(dict.fromkeys(marks)),
        )


def _names(one: Row[Any] | None) -> list[str]:
    """By what somebody can be found: the name that the report has, with roles; a description is in the source."""
    return [f"{one.name}\n{one.roles}" if one.roles else one.name] if one is not None and one.named else []


def _profile_marks(sign: Any, some: Sequence[Row[Any] | None]) -> list[str]:
    return [mark(sign, one.profile) for one in some if one is not None and one.profile is not None]


def _place_marks(row: Any) -> list[str]:
    marks = [mark("country", row.country)] if row.country else []
    return [*marks, mark("place", row.place)] if row.place else marks


def _publisher_marks(row: Row[Any]) -> list[str]:
    return [mark("publisher", name) for name in dict.fromkeys((row.publisher, row.domain)) if name]
