"""What the library gives back: a line of the record of some report, with the report that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.record import Spans


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A statement that denies another, or that is denied: who makes it, and its words."""

    id: str
    speaker: str | None
    act: str | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A statement, an event or a report that was found.

    number: in the library's table of its kind; ``id``: in the record, null for a report.  ``report`` ... ``uri``: the
    report that it stands in.  ``day``: when it was said or happened, else when its report was published;
    ``last_day`` where that is told no finer ("in 2015") or took longer; ``dated``: false where the report does not
    tell when, so that ``day`` is the report's own; ``day_of``: the same of a statement in words, "statement" where
    the day is its own, "report" where it is not.
    ``words``: a statement's content, an event's sentence, the passage of a report's story where the words stand most;
    ``hits``: what was looked for, as places in ``words``, half-open; ``speaker_hits``, ``source_hits``: the same in
    ``speaker`` and ``source``.

    Of a statement ``speaker`` is who says it (as the report names them, with ``roles``), ``handle`` the entity,
    ``source`` and ``cue`` the report's words; of an event the same of the statement that it rests on, all null for
    the reporter's own word.  ``actors``, ``recipients``: who takes part in an event, by name.  ``via``: through whom
    that came.  ``denied_by``: who denies or disputes it; ``denies``: what it denies or disputes, ``denies_words``
    where those are the report's own words.  ``score``: bm25, null where no words were looked for.
    """

    kind: Literal["statement", "event", "report"]
    number: int
    id: str | None
    report: int
    report_key: str
    title: str | None
    publisher: str | None
    published: str | None
    uri: str | None
    day: str | None
    last_day: str | None = None
    dated: bool = True
    day_of: Literal["statement", "report"] | None = None
    words: str
    hits: Spans = ()
    speaker_hits: Spans = ()
    source_hits: Spans = ()
    speaker: str | None = None
    handle: str | None = None
    roles: str | None = None
    source: str | None = None
    cue: str | None = None
    said: str | None = None
    act: str | None = None
    via: tuple[str, ...] = ()
    denied_by: tuple[Answer, ...] = ()
    denies: tuple[Answer, ...] = ()
    denies_words: str | None = None
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    actors: tuple[str, ...] = ()
    trigger: str | None = None
    recipients: tuple[str, ...] = ()
    place: str | None = None
    country: str | None = None
    confidence: float | None = None
    score: float | None = None
