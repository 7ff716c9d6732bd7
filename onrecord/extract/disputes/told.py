"""Statements and claims as far as disputes go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.extract.matter import Matter, words_of
from onrecord.extract.wording import Wording, WordRange
from onrecord.record import Act

# The weights were set on texts of so many sentences; where there are more, two that share no word are less likely to
# answer each other, as there are more of them.
USUAL_SENTENCES = 5


@dataclass(frozen=True, kw_only=True)
class Told:
    """A statement as far as disputes go.  ``speaker``: a number, None where nobody is known."""

    source: tuple[WordRange, ...]
    cue: tuple[WordRange, ...]
    content: tuple[WordRange, ...]
    speaker: int | None
    act: Act
    within: int | None


@dataclass(frozen=True, kw_only=True)
class About:
    """What a denial is about: numbers of statements, or a sentence of the reporter's own."""

    statements: tuple[int, ...] = ()
    sentence: WordRange | None = None


NOTHING = About()
Mentions = Callable[[int], Sequence[WordRange]]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What may be contradicted: a statement by its number, or (None) a sentence of the reporter's own."""

    number: int | None
    words: tuple[WordRange, ...]
    matter: Matter
    sentence: int
    start: int


def words_in(wording: Wording, ranges: Sequence[WordRange]) -> str:
    """The words of some ranges in small letters."""
    return " ".join(wording.lower[word] for word in words_of(ranges))


def said_by(wording: Wording, one: Told) -> str:
    """The words from the beginning of a content to its end, in small letters."""
    return wording.said(one.content[0][0], one.content[-1][1])


def start_of(one: Told) -> int:
    """The first word of a statement's cue and content."""
    return min(part[0] for part in (*one.cue, *one.content))


def sentence_of(wording: Wording, one: Told) -> int:
    """The number of the sentence in which a statement is made."""
    return int(wording.sentence_of[one.cue[0][0] if one.cue else one.content[0][0]])


def same_speaker(left: Told, right: Told) -> bool:
    """Whether one and the same speaks; of speakers who are not known, whether the same words name them."""
    if left.speaker is not None or right.speaker is not None:
        return left.speaker == right.speaker
    return left.source == right.source


def contains(outer: Told, inner: Told) -> bool:
    """Whether the one's content holds the other's cue."""
    return any(first <= c[0] and c[1] <= last for first, last in outer.content for c in inner.cue)


def follows(wording: Wording, one: Told, claim: Claim) -> bool:
    """Whether a denial's sentence is the next behind a claim's."""
    return claim.sentence + 1 == sentence_of(wording, one)
