"""What happened and what was said, in the order of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.record import Attribution, Event, EventStatus, Report, Spans
from onrecord.view.dates import Precision, calendar_order, date_words, precision_of
from onrecord.view.told import Told


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """One row of a timeline: an event or a statement at its time.

    ``id`` is the event's or the attribution's, ``time`` the time expression's, and
    ``time_words`` its words.  ``start`` and ``end`` are its calendar bounds, the last day
    included; one of them may be null (until, from), both are where no date is told.
    ``when`` says them in words, ``precision`` how finely they are told.  ``summary`` has
    only words of the text: who, the event's or the cue's words, to whom or what.
    ``word`` is on whose word it rests and through whom, null for the reporter's own;
    ``reported_by`` the attribution that says so, and ``disputed_by`` those that dispute it.
    ``status`` is null for a statement.  ``spans``: the event's trigger, the statement's content.
    """

    kind: Literal["event", "statement"]
    id: str
    time: str | None
    time_words: str | None
    start: str | None
    end: str | None
    precision: Precision | None
    when: str | None
    summary: str
    status: EventStatus | None
    word: str | None
    reported_by: str | None
    disputed_by: tuple[str, ...]
    place: str | None
    spans: Spans
    confidence: float


def timeline_of(report: Report, *, undated: bool = False) -> tuple[Moment, ...]:
    """The events and statements of a report that have a date, in order of its start.

    On one day what has an hour or a part of the day comes behind what has none, in the
    day's order; what is alike comes in the order of the text.  A statement's date is when
    it was made, never that of what it tells of.  undated: those without a date too, behind
    all others, in the order of the text.
    """
    told = Told(report)
    moments = [_event(event, told) for event in report.events]
    moments += [_statement(one, told) for one in report.attributions]
    moments.sort(key=lambda one: one.spans[:1])
    with_date = [one for one in moments if one.when]
    with_date.sort(key=lambda one: calendar_order(told.times[one.time or ""]))
    return (*with_date, *(one for one in moments if undated and not one.when))


def _event(event: Event, told: Told) -> Moment:
    reporting = told.reporting(event)
    time = told.times.get(event.time or "")
    return Moment(
        kind="event",
        id=event.id,
        time=event.time,
        time_words=told.words(time.spans) if time else None,
        start=time.start if time else None,
        end=time.end if time else None,
        precision=precision_of(time) if time else None,
        when=date_words(time),
        summary=told.event_words(event),
        status=event.status,
        word=told.word_of(reporting) if reporting else None,
        reported_by=event.reported_by,
        disputed_by=tuple(one.id for one in told.against(event.reported_by)),
        place=event.place,
        spans=event.trigger,
        confidence=event.confidence,
    )


def _statement(one: Attribution, told: Told) -> Moment:
    time = told.times.get(one.time or "")
    return Moment(
        kind="statement",
        id=one.id,
        time=one.time,
        time_words=told.words(time.spans) if time else None,
        start=time.start if time else None,
        end=time.end if time else None,
        precision=precision_of(time) if time else None,
        when=date_words(time),
        summary=told.statement_words(one),
        status=None,
        word=told.carried_by(one),
        reported_by=one.within,
        disputed_by=tuple(other.id for other in told.against(one.id)),
        place=one.place,
        spans=one.content.spans,
        confidence=one.confidence,
    )
