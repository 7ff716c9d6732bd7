"""Which words of a story may tell of an event, by a list of words and phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.extract.events.inflection import is_participle, noun_forms, verb_forms

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
GAP = 5
_BE = frozenset("is are was were be been being".split())


class Sense(NamedTuple):
    """One reading of a word or phrase: a type of event, its mode or None, whether as a verb."""

    type: str
    mode: str | None
    verb: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """What must follow a first word: ``(word forms, whether others may stand before it)``, and what it then means."""

    rest: tuple[tuple[frozenset[str], bool], ...]
    sense: Sense


class Trigger(NamedTuple):
    """Words ``first`` to ``last`` (half-open; the last word of a phrase with a gap ends it) and their readings.

    The longest phrases of each type come first; ``length`` counts the words matched; ``words``: those of the longest.
    """

    first: int
    last: int
    senses: tuple[tuple[Sense, int], ...]
    words: tuple[int, ...]


@lru_cache(maxsize=1)
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """The phrases by the first word's form."""
    table: dict[str, list[Phrase]] = {}
    text = files("onrecord.extract.events").joinpath("triggers.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        kind, mode, part, entries = line.split("\t")
        for entry in entries.split(","):
            words = entry.split()
            rest: list[tuple[frozenset[str], bool]] = []
            gap = False
            for word in words[1:]:
                if word == "~":
                    gap = True
                    continue
                rest.append((frozenset(noun_forms(word)), gap))
                gap = False
            head = noun_forms(words[0]) if part == "n" and len(words) == 1 else verb_forms(words[0])
            if part == "n" and len(words) > 1:
                head = (words[0],)
            phrase = Phrase(tuple(rest), Sense(kind, mode or None, part == "v"))
            for form in head:
                table.setdefault(form, []).append(phrase)
    return {form: tuple(some) for form, some in table.items()}


def _inverted(phrase: Phrase, lower: Sequence[str], place: int, start: int) -> int | None:
    """The object of a passive verb, before it: "sanctions" of "sanctions were imposed"; None where there is none."""
    if len(phrase.rest) != 1 or not phrase.rest[0][1] or not phrase.sense.verb or not is_participle(lower[place]):
        return None
    forms, _ = phrase.rest[0]
    before = range(place - 1, max(start, place - GAP - 1) - 1, -1)
    noun = next((word for word in before if lower[word] in forms), None)
    if noun is None or not _BE & set(lower[noun + 1 : place]):
        return None
    return noun


def _matched(phrase: Phrase, lower: Sequence[str], place: int, start: int, stop: int) -> tuple[int, ...]:
    """The words of a phrase whose verb stands at a place, between two words; none where it does not fit."""
    at = place + 1
    words = [place]
    inverted = _inverted(phrase, lower, place, start)
    if inverted is not None:
        return (inverted, place)
    for forms, gap in phrase.rest:
        reach = min(stop, at + GAP + 1) if gap else min(stop, at + 1)
        found = next((word for word in range(at, reach) if lower[word] in forms), None)
        if found is None:
            return ()
        words.append(found)
        at = found + 1
    return tuple(words)


def find_triggers(lower: Sequence[str], sentences: Sequence[int]) -> Iterator[Trigger]:
    """Every word that may tell of an event, in order.

    lower: the story's words in lower case; sentences: the first word of each, ascending.
    """
    table = phrases()
    bounds = [*sentences[1:], len(lower)]
    number = 0
    for place, word in enumerate(lower):
        some = table.get(word)
        if not some:
            continue
        while bounds[number] <= place:
            number += 1
        best: dict[Sense, tuple[int, ...]] = {}
        for phrase in some:
            words = _matched(phrase, lower, place, sentences[number], bounds[number])
            if len(words) > len(best.get(phrase.sense, ())):
                best[phrase.sense] = words
        if best:
            senses = sorted(((sense, len(words)) for sense, words in best.items()), key=lambda one: -one[1])
            last = 1 + max(place, *(words[-1] for words in best.values()))
            longest = best[senses[0][0]]
            yield Trigger(place, last, tuple(senses), longest if longest[0] == place else (place,))
