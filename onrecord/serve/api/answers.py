"""What the API answers with, where the library has no form of its own for it.

``next`` is always the address of what comes next in a list, and null at its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.record import Attribution, Event
from onrecord.serve.jobs.job import Became, State
from onrecord.store.entities_judged import Decision
from onrecord.store.entities_lookup import Known, Seen
from onrecord.store.following.claim.asking import Claim
from onrecord.store.following.story.asking import Story
from onrecord.store.hinting import Hint
from onrecord.store.hits import Hit
from onrecord.store.judgements import Judgement
from onrecord.store.listing import Listed
from onrecord.store.people import Role
from onrecord.store.problems import Trouble
from onrecord.store.reviewing.signing import SignOff
from onrecord.store.surveying import Survey


@dataclass(frozen=True, kw_only=True, slots=True)
class Error:
    """What went wrong, in one line: what, and what to do.

    ``kind``: the same in a word: of an input that cannot be read its kind ("no-text", "locked", "too-slow" ...).
    """

    error: str
    kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reports:
    """Reports, the newest first, those without a day last; ``whole``: how many there are in the whole list."""

    items: tuple[Listed, ...]
    whole: int
    next: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportKept:
    """A report as the library has it, beside its record.

    ``address``: of the page, in one form; ``uri``: the path or address that it was read from; ``latest``: there is no
    later version; ``versions``: numbers of all versions of its address, the oldest first.  ``handles``: whom the
    library knows of the record's entities, by id.  ``judgements``: how many hold.
    """

    number: int
    key: str
    title: str | None
    publisher: str | None
    published: str | None
    address: str | None
    uri: str | None
    language: str | None
    latest: bool
    added: str
    versions: tuple[int, ...]
    handles: Mapping[str, str]
    judgements: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgements:
    """What people say holds instead of what the record of a report has, the oldest first."""

    items: tuple[Judgement, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownName:
    """A name that a filter gave and that nobody and nothing bears.

    ``field``: the filter; ``words``: the same as a sentence; ``near``: names that are spelt nearly so.
    """

    field: str
    name: str
    words: str
    near: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hits:
    """Hits of one kind.

    ``newest``: so many have the words that only the newest were ranked, or, of a phrase, only the best were read;
    ``order=newest`` gives all.  ``unknown``: set where nothing can be found since a filter names nobody.
    """

    items: tuple[Hit, ...]
    newest: bool
    unknown: UnknownName | None
    next: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ToReview:
    """Statements and events to be reviewed, the least sure first.

    ``unknown``: set where nothing can be found since a filter names nobody.
    """

    items: tuple[Hit, ...]
    unknown: UnknownName | None
    next: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SignOffs:
    """The sign-offs of a report, the last first."""

    items: tuple[SignOff, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """What was found, of each kind that was searched; null for the others.

    ``survey``: counts and facets, where they are asked for.  ``hints``: of kinds of which nothing was found, the
    filters of which each, left out, lets something be found.
    """

    statements: Hits | None
    events: Hits | None
    reports: Hits | None
    unknown: UnknownName | None
    survey: Survey | None
    hints: tuple[Hint, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A statement: ``id`` is the same in every library that has the report, ``record`` its part of the record."""

    id: str
    hit: Hit
    record: Attribution


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """An event: ``id`` is the same in every library that has the report, ``record`` its part of the record."""

    id: str
    hit: Hit
    record: Event


@dataclass(frozen=True, kw_only=True, slots=True)
class People:
    """Persons, organizations and the like: by handle, or, where a name was looked up, most often named first."""

    items: tuple[Known, ...]
    next: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """What somebody said, the newest first.

    ``person``: who was meant; null where ``candidates`` have several, or where only reports that have no more than
    that very name speak of them.  ``unjoined``: statements of such reports.
    """

    name: str
    person: Known | None
    candidates: tuple[Known, ...]
    roles: tuple[Role, ...]
    unjoined: int
    statements: tuple[Hit, ...]
    next: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenIn:
    """The reports that name somebody, the newest first, and as what."""

    items: tuple[Seen, ...]
    next: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Decisions:
    """Who is who by a person's word: what holds, the last first."""

    items: tuple[Decision, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline:
    """Events that have a date, and statements, in the order of the calendar; on one day events first."""

    items: tuple[Hit, ...]
    unknown: UnknownName | None
    next: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Stories:
    """Stories, that of the best report first."""

    items: tuple[Story, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Claims:
    """Claims, that of the best statement first."""

    items: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Problems:
    """What was refused, in the order of its moments, then what is doubtful in reports."""

    items: tuple[Trouble, ...]
    next: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Library:
    """What is in the library.

    ``reports``: the latest version of each; ``versions``: all of them.  ``unplaced``: reports that wait to be placed
    among what is followed.  ``hash``: over all records, the same for the same documents; ``faults``: what is not
    whole.  Both are null unless asked for.
    """

    onrecord: str
    model: str
    reports: int
    versions: int
    statements: int
    events: int
    people: int
    problems: int
    unplaced: int
    hash: str | None = None
    faults: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class JobRow:
    """What became of a document; ``number``: of its report; null where it was refused: ``kind`` and ``detail`` say why.

    ``became``: added, version, unchanged or refused.
    """

    became: Became
    uri: str
    number: int | None
    title: str | None
    kind: str
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """Something that is being added, or was.

    ``title``: what it adds; ``by``, ``at``, ``ended``: who had it added, and when; ``why``: of one that was stopped.
    ``added`` ... ``passed_over``: how many documents became what.  ``share``: how much is done, from 0 to 1, and
    ``left``: seconds until it is done, null where that cannot be told.  ``told``: of how many documents it is told
    what they became; ``rows``: of the last ones of them, at most 200, what they did.
    """

    number: int
    title: str
    by: str
    at: str
    ended: str | None
    state: State
    why: str
    added: int
    versions: int
    unchanged: int
    refused: int
    passed_over: int
    share: float | None
    left: float | None
    told: int
    rows: tuple[JobRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Jobs:
    """What is being added and what was, the last first, without what became of each document."""

    items: tuple[Job, ...]
