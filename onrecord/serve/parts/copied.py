"""A report's family of copies as its page shows it: passages side by side, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.follow.quotations.diff import Piece, differences
from onrecord.serve.parts.asked import Page, page_of
from onrecord.store import schema
from onrecord.store.following.copies_found import CommonPassage, Copies, Copy, Member
from onrecord.store.following.copies_judged import Apart, aparts

AT_ONCE, PASSAGES, LETTERS = 8, 4, 1600
# So many words are laid beside each other word by word; longer passages are shown as they are.
MOST_WORDS = 400
RELATIONS = {
    "same": "the same text",
    "part of it": "a part of this one",
    "holds it": "has all of this one",
    "partly the same": "partly the same",
    "through the original": "has words of the same original",
}


@dataclass(frozen=True)
class Beside:
    """A passage in both reports; pieces: of the other against this one, None where it is too long for that."""

    passage: CommonPassage
    pieces: Sequence[Piece] | None

    @property
    def words(self) -> str:
        """This report's words, cut where they are too many."""
        return _cut(self.passage.words)

    @property
    def words_there(self) -> str:
        """The other's."""
        return _cut(self.passage.words_there)


@dataclass(frozen=True)
class Held:
    """A person's word that two reports are no copies; other: number and title of the other one, where it is there."""

    apart: Apart
    other: int | None
    title: str | None


@dataclass(frozen=True)
class Copied:
    """What a page about copies shows."""

    found: Copies
    shown: Page[Copy]
    decided: Sequence[Held]

    @property
    def original(self) -> Member | None:
        """The likely original."""
        members = (self.found.report, *(one.report for one in self.found.copies))
        return next((one for one in members if one.key == self.found.original), None)

    @property
    def copies(self) -> int:
        """How many of the family are copies."""
        return self.found.reports - self.found.independent

    def beside(self, one: Copy) -> list[Beside]:
        """The longest passages that two reports have in common, in the order of the text."""
        longest = sorted(one.passages, key=lambda passage: -passage.same)[:PASSAGES]
        return [beside(passage) for passage in sorted(longest, key=lambda passage: passage.spans)]


def copied_of(connection: Connection, found: Copies, page: int = 1) -> Copied:
    """The family, ready to be shown."""
    key = found.report.key
    mine = [one for one in aparts(connection) if key in one.keys][:30]
    others = {one.number: next(other for other in one.keys if other != key) for one in mine}
    table = schema.report.c
    query = select(table.id, table.key, table.title).where(table.key.in_(others.values()))
    rows = {row.key: row for row in connection.execute(query)} if mine else {}
    held = [
        Held(one, row.id if (row := rows.get(others[one.number])) else None, row.title if row else None) for one in mine
    ]
    return Copied(found, page_of(found.copies, page, AT_ONCE), held)


def beside(passage: CommonPassage) -> Beside:
    """A passage with what was changed in it."""
    words, there = _cut(passage.words), _cut(passage.words_there)
    short = max(len(words.split()), len(there.split())) <= MOST_WORDS
    return Beside(passage, differences(words, there).pieces if short else None)


def title_of(member: Member) -> str:
    """What it is called."""
    return member.title or member.address or f"Report {member.report}"


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LETTERS else words[: LETTERS - 1].rpartition(" ")[0] + " …"
