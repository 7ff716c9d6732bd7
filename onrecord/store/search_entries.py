"""What the tables have of a report, as entries of the search index: always the same as long as the rows are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.bulk import Among
from onrecord.store.partly import NONE, stories_of
from onrecord.store.search import Entry, Sign, mark

_statement, _event, _entity, _report = schema.statement.c, schema.event.c, schema.report_entity.c, schema.report.c
_ENTITIES = Among(
    lambda reports: (
        select(_entity.id, _entity.report, _entity.name, _entity.roles, _entity.named, _entity.profile)
        .where(_entity.report.in_(reports))
        .order_by(_entity.id)
    )
)
_REPORTS = Among(
    lambda reports: select(_report.id, _report.published, _report.publisher, _report.domain, _report.title).where(
        _report.id.in_(reports)
    )
)
_STATEMENTS = Among(
    lambda reports: (
        select(
            _statement.id,
            _statement.report,
            _statement.speaker,
            _statement.kind,
            _statement.act,
            _statement.country,
            _statement.place,
            _statement.day,
            _statement.content,
            _statement.source,
        )
        .where(_statement.report.in_(reports))
        .order_by(_statement.id)
    )
)
_SPOKEN_OF = Among(
    lambda reports: (
        select(schema.statement_named.c.statement, schema.statement_named.c.named)
        .join(schema.statement, _statement.id == schema.statement_named.c.statement)
        .where(_statement.report.in_(reports))
        .order_by(schema.statement_named.c.id)
    )
)
_EVENTS = Among(
    lambda reports: (
        select(
            _event.id,
            _event.report,
            _event.reported_by,
            _event.type,
            _event.country,
            _event.place,
            _event.day,
            _event.sentence,
            _event.words,
        )
        .where(_event.report.in_(reports))
        .order_by(_event.id)
    )
)
_PARTIES = Among(
    lambda reports: (
        select(schema.event_party.c.event, schema.event_party.c.party)
        .join(schema.event, _event.id == schema.event_party.c.event)
        .where(_event.report.in_(reports))
        .order_by(schema.event_party.c.id)
    )
)  # fmt: skip


class _Known(NamedTuple):
    """An entity of a report: by what it can be found, and its mark as a speaker and as what is spoken of."""

    names: tuple[str, ...]
    speaks: tuple[str, ...]
    is_meant: tuple[str, ...]


_NOBODY = _Known((), (), ())


class _Of(NamedTuple):
    """A report: when it was published, and its publisher's marks."""

    published: str | None
    marks: tuple[str, ...]


def entries_of(connection: Connection, numbers: Sequence[int], at_hand: Mapping[int, Report] = NONE) -> list[Entry]:
    """The entries of some reports.  numbers: at most as many as ``chunks`` gives; at_hand: the records of some."""
    known: dict[int | None, _Known] = {}
    there: dict[int, list[int]] = defaultdict(list)
    for number, report, name, roles, named, profile in _ENTITIES.rows(connection, numbers):
        known[number] = _known(name, roles, named, profile)
        there[report].append(number)
    rows = _REPORTS.rows(connection, numbers)
    reports = {row.id: _Of(row.published, tuple(_publisher_marks(row))) for row in rows}
    speakers: dict[int | None, int | None] = {}
    found = list(_statements(connection, numbers, reports, known, speakers))
    found += _events(connection, numbers, reports, known, speakers)
    speaking = set(speakers.values())
    stories = stories_of(connection, numbers, at_hand)
    for row in sorted(rows):
        story = stories.get(row.id)
        those = there[row.id]
        marks = [
            *(one for number in those if number in speaking for one in known[number].speaks),
            *(one for number in those for one in known[number].is_meant),
            *reports[row.id].marks,
        ]
        names = (row.publisher, *(one.name for one in story.authors)) if story else ()
        found.append(
            Entry(
                kind="reports",
                number=row.id,
                day=row.published,
                words=story.told if story else row.title or "",
                names="\n".join(filter(None, names)),
                marks=" ".join(dict.fromkeys(marks)),
            )
        )
    return found


def _statements(
    connection: Connection,
    numbers: Sequence[int],
    reports: Mapping[int, _Of],
    known: Mapping[int | None, _Known],
    speakers: dict[int | None, int | None],
) -> Iterator[Entry]:
    named = defaultdict(list)
    for statement, one in _SPOKEN_OF.rows(connection, numbers):
        named[statement].append(known.get(one, _NOBODY))
    rows = _STATEMENTS.rows(connection, numbers)
    for number, report, speaker, kind, act, country, place, day, content, source in rows:
        speakers[number] = speaker
        speaks = known.get(speaker, _NOBODY)
        marks = [*speaks.speaks, *(meant for one in named[number] for meant in one.is_meant), mark("kind", kind)]
        if act:
            marks.append(mark("act", act))
        yield Entry(
            kind="statements",
            number=number,
            day=day or reports[report].published,
            words=content,
            names="\n".join((source, *speaks.names) if source else speaks.names),
            marks=_joined(marks, country, place, reports[report]),
        )


def _events(
    connection: Connection,
    numbers: Sequence[int],
    reports: Mapping[int, _Of],
    known: Mapping[int | None, _Known],
    speakers: Mapping[int | None, int | None],
) -> Iterator[Entry]:
    parties = defaultdict(list)
    for event, one in _PARTIES.rows(connection, numbers):
        parties[event].append(known.get(one, _NOBODY))
    rows = _EVENTS.rows(connection, numbers)
    for number, report, reported_by, code, country, place, day, sentence, words in rows:
        reporting = known.get(speakers.get(reported_by), _NOBODY)
        taking_part = parties[number]
        marks = [*reporting.speaks, *(meant for one in taking_part for meant in one.is_meant), mark("event", code)]
        yield Entry(
            kind="events",
            number=number,
            day=day or reports[report].published,
            words=sentence or words,
            names="\n".join(name for one in (*taking_part, reporting) for name in one.names),
            marks=_joined(marks, country, place, reports[report]),
        )


def _known(name: str, roles: str, named: int, profile: int | None) -> _Known:
    """An entity by the name that the report has, with roles; a description of nobody named is in the source."""
    names = (f"{name}\n{roles}" if roles else name,) if named else ()
    signs: tuple[Sign, Sign] = "speaker", "about"
    speaks, is_meant = (() if profile is None else (mark(sign, profile),) for sign in signs)
    return _Known(names, speaks, is_meant)


def _joined(marks: list[str], country: str | None, place: str | None, report: _Of) -> str:
    """Marks with those of a place and of the report's publisher, each once."""
    if country:
        marks.append(mark("country", country))
    if place:
        marks.append(mark("place", place))
    return " ".join(dict.fromkeys((*marks, *report.marks)))


def _publisher_marks(row: Row[Any]) -> list[str]:
    return [mark("publisher", name) for name in dict.fromkeys((row.publisher, row.domain)) if name]
