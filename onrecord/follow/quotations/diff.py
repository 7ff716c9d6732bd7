"""The words of a wording against the fullest one, as pieces that can be shown: kept, changed, left out, put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.follow.quotations.align import Step, align
from onrecord.follow.quotations.sense import Kind, Turn, turns
from onrecord.follow.quotations.words import Word, words_of

What = Literal["kept", "changed", "left out", "put in", "cut"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A piece of a wording.  words: its own; fullest: those of the fullest one in their place.

    "cut": left out at the beginning or the end, as a shorter quotation does; ``words`` is empty then, as it is of
    "left out".
    """

    what: What
    words: str
    fullest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A change of sense: its kind, and the words in the fullest wording and in this one; one may be empty."""

    kind: Kind
    fullest: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """How a wording differs from the fullest one."""

    pieces: tuple[Piece, ...]
    changes: tuple[Change, ...]


def differences(fullest: str, text: str) -> Difference:
    """How a text differs from the fullest one; marks and capitals do not count."""
    first, second = words_of(fullest), words_of(text)
    steps = align(first, second)
    return Difference(
        pieces=tuple(_pieces(fullest, text, first, second, steps)),
        changes=tuple(_change(one, fullest, text, first, second) for one in turns(first, second, steps)),
    )


def _pieces(
    fullest: str, text: str, first: Sequence[Word], second: Sequence[Word], steps: Sequence[Step]
) -> Iterator[Piece]:
    for step in steps:
        what: What = step.what
        if what == "left out" and (step.start == 0 or step.stop == len(first)):
            what = "cut"
        yield Piece(
            what=what,
            words=_slice(text, second, step.other_start, step.other_stop),
            fullest=_slice(fullest, first, step.start, step.stop),
        )


def _change(turn: Turn, fullest: str, text: str, first: Sequence[Word], second: Sequence[Word]) -> Change:
    return Change(kind=turn.kind, fullest=_slice(fullest, first, *turn.first), words=_slice(text, second, *turn.second))


def _slice(text: str, words: Sequence[Word], start: int, stop: int) -> str:
    """The text from the first of some words to the last, as it stands."""
    return " ".join(text[words[start].start : words[stop - 1].stop].split()) if stop > start else ""
