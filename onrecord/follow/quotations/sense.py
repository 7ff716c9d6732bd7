"""Whether a wording says something else than the fullest one: a "not" too few, another number, another name.

Only what stands in both is compared: a clause that is left out as a whole takes its "not" and its numbers along, and
nothing is said of it.  What is flagged is a reason to look, not a judgement on who has it right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.extract.stems import stem
from onrecord.follow.quotations.align import Step
from onrecord.follow.quotations.sense_words import (
    AMOUNTS,
    AMOUNTS_ALONE,
    MODALS,
    MODALS_OF_TWO,
    NEGATIONS,
    TITLES,
    TURNING,
)
from onrecord.follow.quotations.words import Word

Kind = Literal["negation", "number", "name", "modality", "quantity"]
_FEW = 3  # words that may stand for one that turns the sense
_OTHER = 6  # words in the place of others; where there are more, it is not told which stands for which
_FAR = 4  # words behind a "not" among which the word is looked for that it turns


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """A change of sense.  first, second: its words in either quotation, as half-open runs; one may be empty."""

    kind: Kind
    first: tuple[int, int]
    second: tuple[int, int]


def turns(first: Sequence[Word], second: Sequence[Word], steps: Sequence[Step]) -> tuple[Turn, ...]:
    """The changes of sense from the first quotation to the second, in the order of the text; steps: their ``align``."""
    one, two = _Side(first), _Side(second)
    for step in steps:
        if step.what == "kept":
            one.keep(step.start, step.stop)
            two.keep(step.other_start, step.other_stop)
        elif step.what == "changed":
            # "asked" for "ask" is no other word.
            for place in range(step.start, step.stop):
                for other in range(step.other_start, step.other_stop):
                    if stem(first[place].form) == stem(second[other].form):
                        one.near[place] = two.near[other] = True
    found: list[Turn] = []
    for step in steps:
        if step.what != "kept":
            found += _of_step(one, two, step)
    return tuple(found)


class _Side:
    """A quotation, and which of its words the other one has too (``kept``), or has in another form (``near``)."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.kept = [False] * len(words)
        self.near = [False] * len(words)

    def keep(self, start: int, stop: int) -> None:
        self.kept[start:stop] = self.near[start:stop] = [True] * (stop - start)

    def stays(self, place: int) -> bool:
        """Whether what a word says something of is in the other one, too: the next word that tells something, or the
        next of all; at the end of a sentence the one before it."""
        behind = range(place + 1, min(len(self.words), place + 1 + _FAR))
        for other in behind:
            if self.words[other].opens or self.words[other].apart:
                break
            if self.near[other] and other == place + 1:
                return True
            if self.words[other].tells:
                return self.near[other]
        else:
            if len(behind) == _FAR:
                return any(self.near[other] for other in behind)
        return place > 0 and self.near[place - 1] and not (self.words[place].opens or self.words[place].apart)

    def run(self, start: int, stop: int, forms: Sequence[int]) -> tuple[int, int]:
        """The run of words from the first to the last of some places; of none, a few words that stand there instead."""
        if forms:
            return min(forms), max(forms) + 1
        return (start, stop) if stop - start <= _FEW else (start, start)


def _of_step(one: _Side, two: _Side, step: Step) -> Iterator[Turn]:
    first, second = range(step.start, step.stop), range(step.other_start, step.other_stop)
    if first and second and max(len(first), len(second)) > _OTHER:
        # Other sentences stand there: what is in one is not in the place of what is in the other.
        return
    for kind, places, others in (
        ("negation", *_negations(one, two, first, second)),
        ("number", *_numbers(one, two, first, second)),
        ("name", *_names(one, two, first, second)),
        ("modality", *_modals(one, two, first, second)),
        ("quantity", *_amounts(one, two, first, second)),
    ):
        if places or others:
            yield Turn(
                kind=kind,  # type: ignore[arg-type]
                first=one.run(step.start, step.stop, places),
                second=two.run(step.other_start, step.other_stop, others),
            )


Places = tuple[list[int], list[int]]
_NONE: Places = ([], [])


def _negations(one: _Side, two: _Side, first: range, second: range) -> Places:
    """Negations of which one side has one more than the other, and which say something of what both have."""
    mine = [place for place in first if one.words[place].form in NEGATIONS]
    others = [place for place in second if two.words[place].form in NEGATIONS]
    if len(mine) % 2 == len(others) % 2:
        return _NONE
    lone, side = (mine, one) if len(mine) > len(others) else (others, two)
    return (mine, others) if any(side.stays(place) for place in lone) else _NONE


def _numbers(one: _Side, two: _Side, first: range, second: range) -> Places:
    """Other numbers in the place of some."""
    mine = [place for place in first if one.words[place].number]
    others = [place for place in second if two.words[place].number]
    values = {one.words[place].form for place in mine}, {two.words[place].form for place in others}
    if not mine and not others:
        return _NONE
    if mine and others:
        return (mine, others) if not values[0] & values[1] else _NONE
    # "Two hundred" and "hundred": a part of a number is another number.
    lone, side = (mine, one) if mine else (others, two)
    beside = (other for place in lone for other in (place - 1, place + 1) if 0 <= other < len(side.words))
    return (mine, others) if any(side.kept[other] and side.words[other].number for other in beside) else _NONE


def _names(one: _Side, two: _Side, first: range, second: range) -> Places:
    """Other names in the place of some; what begins a sentence has a capital anyway."""
    mine = [place for place in first if _is_name(one, place)]
    others = [place for place in second if _is_name(two, place)]
    if not mine or not others or _shouts(one) or _shouts(two):
        return _NONE
    stems = {stem(one.words[place].form) for place in mine}, {stem(two.words[place].form) for place in others}
    if stems[0] & stems[1] or _abbreviates(one, mine, two, others) or _abbreviates(two, others, one, mine):
        return _NONE
    return mine, others


def _is_name(side: _Side, place: int) -> bool:
    word = side.words[place]
    if not word.capital or word.number or word.form in TITLES or not word.tells:
        return False
    return not word.opens or (place + 1 < len(side.words) and side.words[place + 1].capital)


def _shouts(side: _Side) -> bool:
    """Whether most words have capitals, as in a headline."""
    telling = [word for word in side.words if word.tells and not word.opens]
    return len(telling) > 3 and sum(word.capital for word in telling) > 0.7 * len(telling)


def _abbreviates(short: _Side, places: Sequence[int], whole: _Side, others: Sequence[int]) -> bool:
    initials = "".join(whole.words[place].form[0] for place in others)
    return any(short.words[place].form == initials for place in places) and len(initials) > 1


def _modals(one: _Side, two: _Side, first: range, second: range) -> Places:
    """Another certainty, ability or duty."""
    mine, others = _modal_places(one, first), _modal_places(two, second)
    if mine and others:
        told = frozenset().union(*mine.values()), frozenset().union(*others.values())
        return (list(mine), list(others)) if not told[0] & told[1] else _NONE
    lone, side = (mine, one) if mine else (others, two)
    turning = [place for place, classes in lone.items() if classes <= TURNING and side.stays(place)]
    if not turning:
        return _NONE
    return (turning, []) if mine else ([], turning)


def _modal_places(side: _Side, places: range) -> dict[int, frozenset[str]]:
    found = {}
    for place in places:
        word = side.words[place].form
        behind = side.words[place + 1].form if place + 1 < len(side.words) else ""
        classes = MODALS_OF_TWO.get((word, behind)) or MODALS.get(word)
        if classes and not (word == "may" and side.words[place].capital and not side.words[place].opens):
            found[place] = classes
    return found


def _amounts(one: _Side, two: _Side, first: range, second: range) -> Places:
    """Another amount: "some" for "all", or an "only" left out."""
    mine = {place: AMOUNTS[one.words[place].form] for place in first if one.words[place].form in AMOUNTS}
    others = {place: AMOUNTS[two.words[place].form] for place in second if two.words[place].form in AMOUNTS}
    if mine and others:
        return (list(mine), list(others)) if not set(mine.values()) & set(others.values()) else _NONE
    lone, side = (mine, one) if mine else (others, two)
    turning = [place for place, name in lone.items() if name in AMOUNTS_ALONE and side.stays(place)]
    if not turning:
        return _NONE
    return (turning, []) if mine else ([], turning)
