"""Where else in the library a statement's words are: what its index tells at once.

Claims and stories are worked out when they are asked for, which takes too long to do with every card; a card links to
them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, exists, func, select

from onrecord.errors import NotInLibrary
from onrecord.store import schema
from onrecord.store.following.quotations.showing import Carrier, utterance_of

# An utterance with more wordings is counted, but who had it first is told on its own page.
_WORDINGS = 30
_ANSWERS = 5
MOST_SPOKEN = 100

_SAID, _HAVING, _WORDING = schema.statement.c, schema.statement_wording.c, schema.wording.c
_BEING, _KNOWN = schema.report_entity.c, schema.entity.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A statement of some report that denies or disputes the same words."""

    who: str | None
    act: str | None
    report: int
    id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Elsewhere:
    """reports: how many others have the utterance; first: who had it first, by a date that can be believed;
    disagreement: reports name different speakers; answers: in other reports; speaker, handle, spoken: in how many other
    reports the speaker says something, at most MOST_SPOKEN."""

    reports: int
    first: Carrier | None
    disagreement: bool
    answers: tuple[Answer, ...]
    speaker: str | None
    handle: str | None
    spoken: int


def elsewhere(connection: Connection, report: int, local: str) -> Elsewhere:
    """What other reports have of a statement.  Raises NotInLibrary where there is no such statement."""
    query = (
        select(_SAID.id, _KNOWN.id.label("known"), _KNOWN.name, _KNOWN.handle, _WORDING.utterance)
        .select_from(schema.statement)
        .join(schema.report_entity, _BEING.id == _SAID.speaker, isouter=True)
        .join(schema.entity, _KNOWN.id == _BEING.entity, isouter=True)
        .join(schema.statement_wording, _HAVING.statement == _SAID.id, isouter=True)
        .join(schema.wording, _WORDING.id == _HAVING.wording, isouter=True)
        .where(_SAID.report == report, _SAID.local == local)
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotInLibrary(f"no statement {local!r} in report {report}")
    reports, first, disagreement = 0, None, False
    answers: tuple[Answer, ...] = ()
    if row.utterance is not None:
        reports, wordings = _counted(connection, row.utterance, report)
        answers = _answers(connection, row.utterance, report) if reports else ()
        if reports and wordings <= _WORDINGS and (one := utterance_of(connection, row.utterance)):
            first, disagreement = one.first, one.disagreement
    return Elsewhere(
        reports=reports, first=first, disagreement=disagreement, answers=answers, speaker=row.name, handle=row.handle,
        spoken=_spoken(connection, row.known, report) if row.known is not None else 0,
    )  # fmt: skip


def _counted(connection: Connection, utterance: int, report: int) -> tuple[int, int]:
    """How many other reports have an utterance, and how many wordings it has."""
    query = (
        select(func.count(_SAID.report.distinct()))
        .select_from(schema.wording)
        .join(schema.statement_wording, _HAVING.wording == _WORDING.id)
        .join(schema.statement, _SAID.id == _HAVING.statement)
        .where(_WORDING.utterance == utterance, _SAID.report != report)
    )
    wordings = select(func.count()).select_from(schema.wording).where(_WORDING.utterance == utterance)
    return connection.scalar(query) or 0, connection.scalar(wordings) or 0


def _answers(connection: Connection, utterance: int, report: int) -> tuple[Answer, ...]:
    about = schema.statement_about.c
    query = (
        select(_SAID.report, _SAID.local, _SAID.act, _SAID.source, _BEING.name)
        .select_from(schema.wording)
        .join(schema.statement_wording, _HAVING.wording == _WORDING.id)
        .join(schema.statement_about, about.about == _HAVING.statement)
        .join(schema.statement, _SAID.id == about.statement)
        .join(schema.report_entity, _BEING.id == _SAID.speaker, isouter=True)
        .where(_WORDING.utterance == utterance, _SAID.report != report)
        .order_by(_SAID.report, _SAID.id)
        .limit(_ANSWERS)
    )
    return tuple(
        Answer(who=row.name or row.source, act=row.act, report=row.report, id=row.local)
        for row in connection.execute(query)
    )


def _spoken(connection: Connection, entity: int, report: int) -> int:
    # Who speaks in thousands of reports is not counted to the end.
    some = (
        select(_BEING.report)
        .where(
            _BEING.entity == entity,
            _BEING.report != report,
            exists().where(_SAID.speaker == _BEING.id),
        )
        .distinct()
        .limit(MOST_SPOKEN)
    )
    return connection.scalar(select(func.count()).select_from(some.subquery())) or 0
