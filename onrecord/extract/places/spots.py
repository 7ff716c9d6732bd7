"""Where a report may name a place: what the name head says, and what the gazetteer knows.

A *spot* is a stretch of words that may be a place's name.  Whether it is one is
judged apart (``naming``), and which place it means (``ranking``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.entities import joined_words
from onrecord.extract.mentions import PERSON, PLACE
from onrecord.extract.names import Name
from onrecord.extract.places.abbreviations import SHORT
from onrecord.extract.places.keys import LONGEST_KEY, key_of
from onrecord.extract.places.lookup import Entry, look_up, look_up_postal
from onrecord.extract.role_nouns import ROLES
from onrecord.extract.wording import Wording

LONGEST = 7  # words of a name; "Newfoundland and Labrador" has 3, "Stow-on-the-Wold" 7

_LINKS = frozenset(
    "of the and de del della di da do dos la las le les los el al du des upon on in sur am an der under".split()
    + "- – ' ’ . &".split()
)
# What stands before a name and leaves it the same place, for the distance that is asked: "downtown Athens".
BEFORE = frozenset(
    "downtown uptown midtown central greater metro metropolitan north south east west northern southern eastern "
    "western northeast northwest southeast southwest northeastern northwestern southeastern southwestern upper lower "
    "inner mid nearby the old rural".split()
)
# Lower-case words that are the end of a name: "Khmeimim airbase".
_TAILS = frozenset(
    "airbase air base airport naval province region county district governorate peninsula desert river valley sea "
    "crossing prison islands island nuclear plant field airfield cosmodrome mountains".split()
)
# What makes a longer name that of something else: "Athens Street" is no part of what is known of Athens.
STREETS = frozenset(
    "street st avenue ave road rd drive dr lane ln boulevard blvd highway hwy parkway pkwy route interstate court "
    "circle square place terrace trail pike way turnpike freeway expressway bridge".split()
)
LANDSCAPE = frozenset(
    "river creek lake pond reservoir bay mountain mountains mount hill hills ridge forest woods wilderness valley "
    "canyon park beach island islands cape point falls springs township twp canal dam harbor harbour port farm "
    "farms ranch estates heights airport field".split()
)
_TOWNS = frozenset("township twp city town village borough".split())
_NEVER = frozenset(
    "a an the and or but if in on at of to for from by with as is was are were be been he she it they we you i his her "
    "its our their this that these those there then when where who what why how not no so we'll may march april june "
    "july august monday tuesday wednesday thursday friday saturday sunday january february september october november "
    "december mr mrs ms dr jr sr st god will can do does did has have had my your one two three new all more most many "
    "some any each other such only also after before over under since while about up out off into than".split()
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Words ``first`` to ``last`` (half-open) that may name a place.

    text: as printed, on one line; key: what it is looked up by; rows: the places of that
    name with whether it is their main name; adjective: a word for a people or "European";
    name: the number of the head's name that it overlaps, None where there is none.
    """

    first: int
    last: int
    text: str
    key: str
    rows: tuple[tuple[int, bool], ...]
    adjective: bool
    name: int | None


class Finder:
    """Looks for the places of one report."""

    def __init__(self, wording: Wording, names: Sequence[Name]) -> None:
        self._wording = wording
        self._names = names
        self._name_of: dict[int, int] = {}
        for number, name in enumerate(names):
            for word in range(name.first, name.last):
                self._name_of[word] = number

    def spots(self) -> list[Spot]:
        """In text order, none overlapping another."""
        matches = list(self._matches())
        inside: dict[int, list[Spot]] = {}
        for spot in matches:
            if spot.name is not None:
                inside.setdefault(spot.name, []).append(spot)
        result = [
            spot
            for spot in matches
            if spot.name is None or not (self._names[spot.name].form == PLACE or self._is_given_name(spot, spot.name))
        ]
        for number, name in enumerate(self._names):
            if name.form == PLACE:
                result += self._of_name(number, name, inside.get(number, []))
        result.sort(key=lambda spot: (spot.first, spot.last))
        kept: list[Spot] = []
        for spot in result:
            if not kept or spot.first >= kept[-1].last:
                kept.append(spot)
        return kept

    def _of_name(self, number: int, name: Name, matches: list[Spot]) -> list[Spot]:
        """What a name that the head calls a place comes to."""
        wording = self._wording
        if any(spot.first <= name.first and spot.last >= name.last for spot in matches):
            return matches
        # "NATO": what the gazetteer does not know by its letters is an organization.
        printed = wording.printed[name.first]
        if not matches and name.last - name.first == 1 and len(printed) < 6 and printed.isupper():
            return []
        first = name.first
        while first < name.last - 1 and wording.lower[first] in BEFORE | {"-"}:
            first += 1
        text = joined_words(wording, (name.first, name.last))
        for spot in matches:
            if spot.first == first and spot.last >= name.last:
                return [_as(spot, name.first, spot.last, joined_words(wording, (name.first, spot.last)), number)]
        tail, head = wording.lower[name.last - 1].rstrip("."), wording.lower[name.first]
        if tail in _TOWNS and matches and matches[0].first == name.first:
            return [_as(matches[0], name.first, name.last, text, number)]
        if tail in STREETS | LANDSCAPE or head in ("lake", "mount", "fort", "port", "cape") or not matches:
            return [
                Spot(
                    first=name.first, last=name.last, text=text, key=key_of(text), rows=(), adjective=False, name=number
                )
            ]
        return matches

    def _is_given_name(self, spot: Spot, number: int) -> bool:
        """Whether it is "Georgia" of "Georgia May", not "Athens" of "Athens Mayor Ada Lund".

        In the articles for tuning 408 spots begin a person's name so, and four of them are marked as places.
        """
        name, lower = self._names[number], self._wording.lower
        begins = spot.first == name.first and spot.last < name.last and name.form == PERSON
        return begins and not any(word in ROLES for word in lower[spot.last : name.last])

    def _matches(self) -> Iterator[Spot]:
        printed, lower = self._wording.printed, self._wording.lower
        word = 0
        while word < len(printed):
            if not printed[word][:1].isupper():
                word += 1
                continue
            spot = self._longest(word)
            if spot is None:
                word += 1
                continue
            if spot.last - spot.first == 1 and lower[word] in _NEVER:
                word += 1
                continue
            yield spot
            word = spot.last

    def _longest(self, first: int) -> Spot | None:
        wording = self._wording
        _, end = wording.sentence(first)
        stop, length = min(end, first + LONGEST), 0
        found: tuple[int, str, Entry] | None = None
        for word in range(first, stop):
            token = wording.printed[word]
            length += len(token)
            if length > LONGEST_KEY:
                break
            capital = token[:1].isupper() or token.isdigit()
            lower = wording.lower[word]
            tail = word > first and lower in _TAILS
            point = token == "." and len(wording.printed[word - 1]) < 6 and word > first
            if not (capital or tail or lower in _LINKS):
                break
            if capital or tail or point:
                text = joined_words(wording, (first, word + 1))
                entry = self._entry(first, word + 1, text)
                # "the Middle East." ends a sentence, "N.D." and "U.S." are names.
                ended = point and found is not None and found[0] == word and "." not in found[1]
                if entry and not (ended and entry.key not in SHORT):
                    found = word + 1, text, entry
        if found is None:
            return None
        last, text, entry = found
        return Spot(
            first=first, last=last, text=text, key=entry.key, rows=entry.rows, adjective=entry.adjective,
            name=self._name_at(first, last),
        )  # fmt: skip

    def _entry(self, first: int, last: int, text: str) -> Entry | None:
        behind = first >= 2 and last - first == 1 and self._wording.printed[first - 1] == ","
        return look_up_postal(text) if behind and len(text) == 2 and text.isupper() else look_up(text)

    def _name_at(self, first: int, last: int) -> int | None:
        counts: dict[int, int] = {}
        for word in range(first, last):
            if word in self._name_of:
                number = self._name_of[word]
                counts[number] = counts.get(number, 0) + 1
        return max(counts, key=lambda n: (counts[n], -n)) if counts else None


def _as(spot: Spot, first: int, last: int, text: str, name: int) -> Spot:
    return Spot(first=first, last=last, text=text, key=spot.key, rows=spot.rows, adjective=spot.adjective, name=name)
