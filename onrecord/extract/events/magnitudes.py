"""Figures told of an event: how many were killed, injured or arrested, how many took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.wording import Wording, WordRange

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {word: 10 * value for value, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
)}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "m": 10**6, "bn": 10**9}
_DIGITS = re.compile(r"\d{1,15}$")
_PEOPLE = frozenset(
    "people person civilians civilian soldiers soldier troops men man women woman children child others more others "
    "protesters demonstrators workers passengers students officers policemen police rebels militants fighters miners "
    "residents villagers prisoners hostages members sailors crew migrants refugees suspects marchers strikers "
    "supporters fans teachers nurses farmers activists victims were was have dead injured wounded killed "
    "arrested".split()
)
_MONEY = frozenset("$ € £ ¥".split())
_CURRENCIES = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "dollars": "USD", "euros": "EUR", "pounds": "GBP", "yen": "JPY",
    "roubles": "RUB", "rubles": "RUB",
}  # fmt: skip
_KILLED = frozenset(
    "killed killing kill kills dead died deaths fatalities toll executed murdered massacred slain shot".split()
)
_INJURED = frozenset(
    "injured injuring injures wounded wounding wounds hurt hurting injuries hospitalized hospitalised".split()
)
_ARRESTED = frozenset("arrested arresting arrests arrest detained detaining detains jailed rounded custody".split())
_REACH = 9  # words between a figure and what it counts


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in words of the story: its place, value and, for money, the currency."""

    words: WordRange
    value: float
    unit: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, and what it counts: "killed", "injured", "arrested", "size" or "money"."""

    kind: str
    figure: Figure


def figures_in(wording: Wording, first: int, last: int) -> Iterator[Figure]:
    """The numbers of a stretch of words: "1,200", "twenty-five", "two dozen", "$40 million", "3.5"."""
    lower, spans = wording.lower, wording.story.spans
    place = first
    while place < last:
        value, end = _number(lower, spans, place, last)
        if value is None:
            place += 1
            continue
        unit = _CURRENCIES.get(lower[place - 1]) if place > first and lower[place - 1] in _MONEY else None
        if unit is None and end < last:
            unit = _CURRENCIES.get(lower[end])
        yield Figure((place, end), value, unit)
        place = end


def _number(lower: Sequence[str], spans: Sequence[tuple[int, int]], place: int, last: int) -> tuple[float | None, int]:
    word = lower[place]
    end = place + 1
    value: float
    if _DIGITS.match(word):
        digits = word
        while end + 1 < last and lower[end] in (",", ".") and spans[end][0] == spans[end - 1][1]:
            part = lower[end + 1]
            if not part.isdigit() or spans[end + 1][0] != spans[end][1]:
                break
            if lower[end] == "," and len(part) != 3:
                break
            digits += part if lower[end] == "," else f".{part}"
            if lower[end] == ".":
                end += 2
                break
            end += 2
        value = float(digits)
    elif word in _UNITS:
        value = _UNITS[word]
        if value >= 20 and end + 1 < last and lower[end] == "-" and _UNITS.get(lower[end + 1], 99) < 10:
            value += _UNITS[lower[end + 1]]
            end += 2
    elif word == "a" and end < last and lower[end] in ("dozen", "hundred", "thousand", "million", "billion"):
        value = 1
    elif word == "dozen":
        value = 1
        end = place
    else:
        return None, place
    while end < last and lower[end] in _SCALES and (len(lower[end]) > 2 or spans[end][0] == spans[end - 1][1]):
        value *= _SCALES[lower[end]]
        end += 1
    return value, end


def magnitudes_of(wording: Wording, trigger: WordRange, kind: str) -> tuple[Told, ...]:
    """The figures of the trigger's sentence that count its victims or those who take part.

    kind: type of the event, since "200 people" is a size of a march and nobody's death.
    """
    first, last = wording.sentence(trigger[0])
    found: list[Told] = []
    for figure in figures_in(wording, first, last):
        told = _counted(wording, figure, kind, first, last)
        if told and all(one.kind != told for one in found):
            found.append(Told(told, figure))
    return tuple(found)


def _counted(wording: Wording, figure: Figure, kind: str, first: int, last: int) -> str | None:
    lower = wording.lower
    start, end = figure.words
    behind = lower[end : min(last, end + _REACH)]
    if figure.unit:
        return "money" if kind in ("AID", "SANCTION", "COOPERATE", "COERCE") else None
    if behind[:1] in (["-"], ["%"], ["percent"], ["per"]) or (behind and behind[0] in ("year", "years", "km", "miles")):
        return None
    if start > first and lower[start - 1] in ("-", "/", ":"):
        return None
    people = any(word in _PEOPLE for word in behind[:3])
    before = lower[max(first, start - 6) : start]
    if kind in ("ASSAULT", "COERCE", "PROTEST"):
        harms = (("killed", _KILLED), ("injured", _INJURED), ("arrested", _ARRESTED))
        told = next((harm for harm, words in harms if _near(behind, words, people)), None)
        if told is None and before[-1:] != ["and"]:
            nearest = (harm for word in reversed(before[-4:]) for harm, words in harms if word in words)
            told = next(nearest, None)
        if told:
            return told if kind != "COERCE" or told == "arrested" else None
        return "size" if kind == "PROTEST" and people else None
    return "size" if kind in ("MOBILIZE", "RETREAT") and people else None


def _near(behind: Sequence[str], words: frozenset[str], people: bool) -> bool:
    """Whether the figure's noun is told to be killed (injured ...) before another figure or clause comes."""
    for place, word in enumerate(behind):
        if word in words:
            return people or place <= 2
        if word in (".", ";", ",", "and", "but", "when", "after") or word.isdigit() or word in _UNITS:
            return False
    return False
