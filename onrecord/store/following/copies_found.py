"""Asking for copies: what ``Library.copies`` gives back."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from onrecord.follow.copies.family import Family, family_of
from onrecord.follow.copies.judge import Relation, Shared, relation_of
from onrecord.follow.copies.origin import Reason
from onrecord.follow.copies.shingles import LEAST
from onrecord.follow.copies.story import Story
from onrecord.follow.copies.words import Flags
from onrecord.record import Spans, passage_text
from onrecord.store.following.copies_judged import apart_of
from onrecord.store.following.copies_near import Nearness, near
from onrecord.store.following.stories import stories_of, with_credits
from onrecord.store.lookup import report_number


@dataclass(frozen=True, kw_only=True, slots=True)
class CommonPassage:
    """A passage that two reports have in common: half-open places in the text of each, and their words.

    ``spans``, ``words`` are of the report asked about, ``spans_there``, ``words_there`` of the other; ``same``: how
    many words are the same.
    """

    spans: Spans
    spans_there: Spans
    words: str
    words_there: str
    same: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A report of a family.

    ``copy``: half of its words or more stand in reports before it.  ``reasons``: what tells for and against its being
    the original, and what is wrong with its date.
    """

    report: int
    key: str
    title: str | None
    publisher: str | None
    published: str | None
    address: str | None
    words: int
    copy: bool
    original: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """Another report of the family, and what it has in common with the one asked about.

    ``relation``: of the other report to this one: the "same", "part of it", one that "holds it", "partly the same",
    or "through the original", where both have words of the original and none of each other.  ``share``: of the words
    of the report asked about that stand in the passages, ``share_there``: of the other's.  ``same``: words that are
    the same; ``told``: of these the reporter's own.  ``confidence``: that these words did not come together by chance;
    of ``through the original`` that of its link to the original.
    """

    report: Member
    relation: Relation
    share: float
    share_there: float
    same: int
    told: int
    confidence: float
    passages: tuple[CommonPassage, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Copies:
    """A report's family.

    ``original``: the key of the likely one, None where it stays open; ``credited``: whom the reports credit of whom no
    report is in the library.  ``reports``: of the family, this one too; ``independent``: those that are their own
    words for the most part.  ``more``: there are more than were compared; ``template``: the report is a page's
    furniture, found on very many pages; ``short``: it has too few words to be compared; ``unplaced``: reports of the
    library that are still to be placed, and so are not compared.
    """

    report: Member
    original: str | None
    original_confidence: float
    credited: str | None
    copies: tuple[Copy, ...]
    reports: int
    independent: int
    more: bool = False
    template: bool = False
    short: bool = False
    unplaced: int = 0


def copies(connection: Connection, name: str | int, *, unplaced: int = 0) -> Copies:
    """The family of the report that ``report_number`` finds by this name.  Raises NotInLibrary."""
    number = report_number(connection, name)
    story = stories_of(connection, [number])[number]
    seen: dict[str, Nearness] = {}

    def nearness(one: Story) -> Nearness:
        if one.key not in seen:
            seen[one.key] = near(connection, one)
        return seen[one.key]

    def common(one: Story) -> Flags | None:
        return nearness(one).common

    family = family_of(
        story,
        lambda one: nearness(one).stories,
        apart_of(connection),
        known=lambda one: with_credits(connection, one),
        common=common,
    )
    first = family.stories[0]
    return Copies(
        report=_member(first, family),
        original=family.origin.key,
        original_confidence=family.origin.confidence,
        credited=family.origin.credited,
        copies=tuple(_copy(first, other, family) for other in family.stories[1:]),
        reports=len(family.stories),
        independent=family.independent,
        more=any(one.more for one in seen.values()),
        template=nearness(story).template,
        short=len(story.words) < LEAST,
        unplaced=unplaced,
    )


def _member(story: Story, family: Family) -> Member:
    return Member(
        report=story.number,
        key=story.key,
        title=story.title,
        publisher=story.publisher,
        published=story.day,
        address=story.address,
        words=len(story.words),
        copy=story.key in family.copies,
        original=story.key == family.origin.key,
        reasons=family.origin.reasons.get(story.key, ()),
    )


def _copy(story: Story, other: Story, family: Family) -> Copy:
    shared = family.shared(story.key, other.key)
    if shared is None:
        link = family.shared(family.origin.key or "", other.key)
        return Copy(
            report=_member(other, family),
            relation="through the original",
            share=0.0,
            share_there=0.0,
            same=0,
            told=0,
            confidence=link.confidence if link else 0.0,
            passages=(),
        )
    return Copy(
        report=_member(other, family),
        relation=relation_of(shared),
        share=round(shared.share, 4),
        share_there=round(shared.share_there, 4),
        same=shared.same,
        told=shared.told,
        confidence=shared.confidence,
        passages=passages_of(story, other, shared),
    )


def passages_of(story: Story, other: Story, shared: Shared) -> tuple[CommonPassage, ...]:
    """The passages with their places in both texts."""
    found = []
    for one in shared.passages:
        spans = story.words.spans(one.first, one.last)
        there = other.words.spans(one.there_first, one.there_last)
        found.append(
            CommonPassage(
                spans=spans,
                spans_there=there,
                words=passage_text(story.text, spans),
                words_there=passage_text(other.text, there),
                same=one.same,
            )
        )
    return tuple(found)
