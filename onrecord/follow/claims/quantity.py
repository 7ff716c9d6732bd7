"""What a statement counts or measures, and whether two figures are of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.matter import STOP
from onrecord.extract.quantities import NUMBERS, quantities
from onrecord.extract.stems import stem

_ORDINAL_SHARES = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
# What is counted need not be named: "eight people died", "a toll of eight".
_BODIES = frozenset(
    stem(word)
    for word in "people person persons men women children victims residents villagers civilians workers patients "
    "passengers pupils inhabitants bodies lives others members customers voters adults".split()
)

_TENS = frozenset(("hundred", "thousand", "million", "billion"))
_GROUPS = {"pair": 2, "duo": 2, "trio": 3, "quartet": 4}
_YEARS = range(1000, 2101)  # a bare figure of this size is a year


@dataclass(frozen=True, kw_only=True)
class Figure:
    """kind: "count", "money", "share" (1 is all), "duration" (minutes), "year"; of: the stems of what is counted."""

    kind: str
    value: float
    of: frozenset[str]


def figures_of(said: Sequence[str]) -> tuple[Figure, ...]:
    """The figures of words in lower case, in their order, each once."""
    words = with_numerals(said)
    found: dict[tuple[str, float], set[str]] = {}
    for kind, counted, measured in quantities(words, STOP):
        year = kind == "count" and not counted and measured in _YEARS
        found.setdefault(("year" if year else kind, measured), set()).update([counted] if counted else [])
    for place, word in enumerate(words):
        # "Nine in ten", "seven parents in ten"; "three tenths".
        value = NUMBERS.get(word)
        if value and value >= 1:
            for offset in (1, 2):
                behind = words[place + offset : place + offset + 2]
                if len(behind) == 2 and behind[0] == "in" and NUMBERS.get(behind[1], 0) > value:
                    found.pop(("count", value), None)
                    found.pop(("count", NUMBERS[behind[1]]), None)
                    found[("share", value / NUMBERS[behind[1]])] = set()
            following = words[place + 1].removesuffix("s") if place + 1 < len(words) else ""
            if following in _ORDINAL_SHARES and value < _ORDINAL_SHARES[following]:
                found.pop(("count", value), None)
                found[("share", value / _ORDINAL_SHARES[following])] = set()
    return tuple(Figure(kind=kind, value=value, of=frozenset(of)) for (kind, value), of in found.items())


def with_numerals(words: Sequence[str]) -> list[str]:
    """Words with long numerals as one figure each: "a hundred and forty" as 140, "a trio of" as 3."""
    found: list[str] = []
    place = 0
    while place < len(words):
        value, end = _numeral(words, place)
        if value is None:
            found.append(words[place])
            place += 1
        else:
            found.append(str(value))
            place = end
    return found


def _numeral(words: Sequence[str], first: int) -> tuple[int | None, int]:
    if words[first] in _GROUPS and words[first + 1 : first + 2] == ["of"]:
        return _GROUPS[words[first]], first + 1
    place = first
    total, part = 0, 0.0
    if words[first] in ("a", "an", "one") and words[first + 1 : first + 2] and words[first + 1] in _TENS:
        part, place = 1, first + 1
    begun = place
    while place < len(words):
        word = words[place]
        if (
            word == "and"
            and (part >= 100 or (total and not part))
            and words[place + 1 : place + 2]
            and 1 <= NUMBERS.get(words[place + 1], 0) < 100
        ):
            place += 1
            continue
        if (
            word == "-"
            and part % 100 >= 20
            and words[place + 1 : place + 2]
            and 1 <= NUMBERS.get(words[place + 1], 0) < 10
        ):
            place += 1
            continue
        value = NUMBERS.get(word)
        if value is None or word in ("half", "dozen"):
            break
        if value >= 1000:
            total, part = total + round((part or 1) * value), 0.0
        elif value == 100:
            part = (part or 1) * 100
        else:
            part += value
        place += 1
    # A numeral in one word is read by ``quantities`` itself.
    return (total + round(part), place) if place - begun > 1 or (place > begun > first) else (None, first)


def same(left: Figure, right: Figure) -> bool:
    """Whether two figures have one value and may be of one thing."""
    kinds = {left.kind, right.kind}
    alike = left.kind == right.kind or kinds <= {"count", "money"} or kinds <= {"count", "year"}
    return alike and abs(left.value - right.value) <= 1e-6 * max(abs(left.value), abs(right.value))


def of_one_thing(left: Figure, right: Figure) -> bool:
    """Whether two figures may measure the same: one kind, and what they count has a word in common or is not named."""
    if left.kind != right.kind:
        return {left.kind, right.kind} == {"count", "money"} and not (left.of and right.of)
    if left.kind != "count" or not left.of or not right.of:
        return True
    return bool(left.of & right.of) or bool(left.of & _BODIES and right.of & _BODIES)


def agreement(left: Sequence[Figure], right: Sequence[Figure]) -> tuple[int, int]:
    """How many figures two statements share, and how many of one thing differ."""
    shared = sum(any(same(one, other) for other in right) for one in left)
    differ = 0
    for one in left:
        others = [other for other in right if of_one_thing(one, other)]
        if others and not any(same(one, other) for other in others) and not any(same(one, other) for other in right):
            differ += 1
    return shared, differ
