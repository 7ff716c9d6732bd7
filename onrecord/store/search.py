"""The search index: what goes in, what can be asked of it.  Which engine does it is decided here alone.

Statements, events and reports have an index each.  An entry has three columns: ``words`` (the content of a statement,
the sentence of an event, headline and story of a report), ``names`` (who says it, takes part, wrote it) and ``marks``
(what can be filtered by).  Entries lie in the order of their days: a statement's or an event's own day, else that of
its report.  So days cost nothing to filter by, and the newest entries are found first.

A person is known to the index by profile (``entities.py``), not by entity: joins and partings change nothing in it,
and a name learnt later finds what was indexed before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import ModuleType
from typing import Literal

from sqlalchemy import Connection

from onrecord.record import Report, Spans
from onrecord.store.chunks import chunks
from onrecord.store.folding import words_in
from onrecord.store.partly import NONE
from onrecord.store.query import Query, Term

Kind = Literal["statements", "events", "reports"]
KINDS: tuple[Kind, ...] = ("statements", "events", "reports")

# A word that is in most entries says nothing of any: where more match, only so many, the newest, are ranked.
RANKED = 1000

# What a mark tells, and the letter that it begins with.
Sign = Literal["speaker", "about", "kind", "act", "event", "country", "place", "publisher"]
_LETTERS: dict[Sign, str] = {
    "speaker": "s", "about": "a", "kind": "k", "act": "t", "event": "e", "country": "c", "place": "p", "publisher": "u",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An entry of an index.  number: of the statement, event or report; day: ISO, or null."""

    kind: Kind
    number: int
    day: str | None
    words: str
    names: str
    marks: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sought:
    """What is sought: words, marks (of each tuple one at least), days from ``first`` to ``last``, both included.

    others: for each of ``query.every`` profiles that stand for it under another name (``search_names``).  shortened:
    of the beginning of a word also the stems that are shorter, with which much else is found that must be sorted out.
    events: types of events with the mode that is meant, null for any; the index knows the type alone.  disputed: only
    what is denied or disputed, or denies or disputes; the tables know that.
    """

    query: Query = field(default_factory=Query)
    others: tuple[tuple[int, ...], ...] = ()
    shortened: bool = False
    marks: tuple[tuple[str, ...], ...] = ()
    events: tuple[tuple[str, str | None], ...] = ()
    disputed: bool = False
    first: str | None = None
    last: str | None = None

    @property
    def modes(self) -> bool:
        """Whether events must be sorted out by their modes."""
        return any(mode for _, mode in self.events)

    def fits(self, kind: str | None, mode: str | None) -> bool:
        """Whether an event of this type and mode is meant."""
        return not self.events or any(kind == code and wanted in (None, mode) for code, wanted in self.events)

    @property
    def empty(self) -> bool:
        """Whether nothing but days is asked for."""
        return not self.query.every and not self.marks and not self.disputed


def mark(sign: Sign, value: str | int) -> str:
    """A mark as one word that stemming leaves as it is: a profile's number as such, other values by their hash."""
    return f"{_LETTERS[sign]}{value}" if isinstance(value, int) else _hashed(sign, value)


@lru_cache(maxsize=4096)
def _hashed(sign: Sign, value: str) -> str:
    key = " ".join(words_in(value)) or value
    return f"{_LETTERS[sign]}{int.from_bytes(hashlib.sha256(key.encode('utf-8', 'replace')).digest()[:6])}"


def create_index(connection: Connection) -> None:
    """Make the index's tables; nothing where they are there."""
    _engine(connection).create(connection)


def index_report(connection: Connection, number: int) -> None:
    """Put the entries of a report into the index, in the caller's transaction.

    Its rows must be there and its entities joined (``join_entities``); they may not change before ``unindex_report``,
    but for the entities that they belong to and ``report.latest``.
    """
    index_reports(connection, [number])


def index_reports(connection: Connection, numbers: Iterable[int], at_hand: Mapping[int, Report] = NONE) -> None:
    """Put the entries of several reports into the index at once, which is cheaper than one by one.

    at_hand: the records of some.
    """
    from onrecord.store.search_entries import entries_of

    for some in chunks(numbers):
        _engine(connection).put(connection, entries_of(connection, some, at_hand))


def unindex_report(connection: Connection, number: int) -> None:
    """Take the entries of a report out of the index, before its rows change or go."""
    unindex_reports(connection, [number])


def unindex_reports(connection: Connection, numbers: Iterable[int]) -> None:
    """Take the entries of several reports out of the index."""
    from onrecord.store.search_entries import entries_of

    for some in chunks(numbers):
        _engine(connection).take(connection, entries_of(connection, some))


def rebuild_index(connection: Connection) -> None:
    """Make the index anew from the tables."""
    from sqlalchemy import select

    from onrecord.store.schema import report

    _engine(connection).clear(connection)
    index_reports(connection, [row.id for row in connection.execute(select(report.c.id))])


def ranked(
    connection: Connection, kind: Kind, sought: Sought, count: int, *, skip: int = 0
) -> tuple[list[tuple[int, float]], bool]:
    """At most ``count`` entries that match, best first, with their bm25 (higher is better), newer ones first of equals.

    skip: leave out so many at the beginning.  The second answer is whether more than RANKED match: of those only the
    newest RANKED are there.
    """
    found, whole = _engine(connection).ranked(connection, kind, sought, RANKED + 1, count, skip)
    return found[: max(0, RANKED - skip)], whole > RANKED


def by_day(
    connection: Connection, kind: Kind, sought: Sought, count: int, *, oldest: bool = False, skip: int = 0
) -> list[int]:
    """The numbers of at most ``count`` entries that match, the newest first, or the oldest first.

    All entries match what asks for nothing.  skip: leave out so many at the beginning.
    """
    found: list[int] = _engine(connection).by_day(connection, kind, sought, count, oldest, skip)
    return found


def leaf(
    connection: Connection, kind: Kind, sought: Sought, count: int, *, after: int | None = None, oldest: bool = False
) -> list[tuple[int, int]]:
    """At most ``count`` entries that match, the newest first or the oldest first: where each stands, and its number.

    after: where the last one stood that was given out before.  What is added meanwhile moves none of the others, so
    that a list can be leafed through to its end with nothing lost or told twice.  Where nothing is sought but days it
    gives all entries.
    """
    found: list[tuple[int, int]] = _engine(connection).leaf(connection, kind, sought, count, after, oldest)
    return found


def hits(texts: Sequence[str], terms: Sequence[Term]) -> list[Spans]:
    """For each text the places that match a term, in the order of the text."""
    from onrecord.store.sqlite.highlight import hits

    return hits(texts, terms)


def names_with(connection: Connection, words: Sequence[str], *, prefix: bool = False, most: int = 400) -> list[int]:
    """The numbers in ``entity_name`` of names that have all these words.  prefix: the last one begins so."""
    found: list[int] = _engine(connection).names_with(connection, words, prefix, most)
    return found


def _engine(connection: Connection) -> ModuleType:
    """The module that searches in this database."""
    if connection.dialect.name == "sqlite":
        from onrecord.store.sqlite import search

        return search
    from onrecord.store.postgres import search as other

    return other
