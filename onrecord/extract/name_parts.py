"""Names that the head cut in two put together again, and ends that belong to no name cut off.

The head judges word by word, and where two kinds are as likely it takes each for one word: "United" for an organization
and "Nations" for a place.  Two names are hardly ever written side by side without a mark or a word between them, but
for what a person is called by ("Miss Universe Alicia Machado").  Of 135 such pairs in PolNeAR dev nearly all were one
name.  F1 against CoreNLP's names of these articles 79.5 before, 81.1 with it (organizations 59.8 and 63.8).  What small
words and points join ("Lashkar-e-Taiba", "S.E.C.") gives 0.1 more (organizations 0.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.countries import country_named, is_demonym
from onrecord.extract.first_names import is_first_name
from onrecord.extract.mentions import ORGANIZATION, OTHER, PERSON, PLACE
from onrecord.extract.role_nouns import ORGANIZATION_ROLES, PERSON_ROLES
from onrecord.extract.sectors import sector_of
from onrecord.extract.wording import Wording, WordRange

if TYPE_CHECKING:
    from onrecord.extract.names import Name

_OPEN = frozenset("and of for the in on to at &".split())  # a name goes on behind such a word, or ends before it
_FOREIGN = frozenset("de do da dos das del della di du des la le el al y e van von der den bin ibn".split())
_ARTICLES = frozenset("al el as ash an at ad ar ul ur".split())
_PARTS_OF_EARTH = frozenset(
    "strait straits gulf sea bay cape isle isles island islands lake horn city kingdom republic state port line coast "
    "river mount plain valley province district county region bank rock peninsula".split()
)
_LEADS_ON = _OPEN - {"and", "&"}
_ENDS = frozenset("-–/") | _OPEN


def whole_names(wording: Wording, names: Iterable[Name]) -> list[Name]:
    """The names in text order, those put together that are one, and none with an end that is no part of it."""
    result: list[Name] = []
    for name in sorted(names, key=lambda one: one.first):
        last = result[-1] if result else None
        if last is None or last.last != name.first or _parted(wording, name.first):
            result.append(name)
        elif _is_small(wording, last) != _is_small(wording, name):
            if _is_small(wording, last):
                result[-1] = name  # "upstate | New York"; "Brussels | -based"
        elif (form := _together(wording, last, name)) is not None:
            confidence = min(last.confidence, name.confidence)
            result[-1] = replace(last, last=name.last, form=form, confidence=confidence)
        else:
            result.append(name)
    result = [whole for name in result if (whole := _without_ends(wording, name))]
    written = [name for name in result if not _is_small(wording, name) or wording.lower[name.first - 1] == "@"]
    if len(written) > 0.95 * len(result):  # else the writer knows no capitals
        result = written
    result = _joined(wording, [_whole_abbreviation(wording, name) for name in result])
    return [name for name in result if len("".join(wording.printed[name.first : name.last])) > 1]  # no "U" of "U-turn"


def _whole_abbreviation(wording: Wording, name: Name) -> Name:
    """The name to the ends of an abbreviation with points that it begins or ends in: "S.E.[C]." """
    first, last = name.first, name.last
    start, stop = _abbreviation(wording, last - 1)
    if stop > last and (name.form != PERSON or start >= first):
        last = stop
    start, _ = _abbreviation(wording, first)
    if name.form != PERSON:
        first = min(first, start)
    return replace(name, first=first, last=last)


def _abbreviation(wording: Wording, word: int) -> WordRange:
    """The bounds of the abbreviation with points, written without a blank, that holds a word; else the word's own."""
    printed, spans = wording.printed, wording.story.spans

    def part(place: int) -> bool:
        if not 0 <= place < len(printed):
            return False
        return printed[place] == "." or (len(printed[place]) == 1 and printed[place].isupper())

    def runs_on(place: int) -> bool:
        """Whether a word and the one before it are parts of one abbreviation."""
        if not (part(place - 1) and part(place)) or spans[place - 1][1] != spans[place][0]:
            return False
        return (printed[place - 1] == ".") != (printed[place] == ".")

    first, last = word, word + 1
    while runs_on(first):
        first -= 1
    while runs_on(last):
        last += 1
    if printed[first] == "." or last - first < 4:
        return word, word + 1
    return first, last


def _joined(wording: Wording, names: list[Name]) -> list[Name]:
    """The names, two that a small word between them makes one put together: "Lashkar-e-Taiba", "Strait of Hormuz"."""
    result: list[Name] = []
    for name in names:
        last = result[-1] if result else None
        if last is None or wording.sentence_of[last.first] != wording.sentence_of[name.first]:
            result.append(name)
            continue
        if last.last > name.first:  # two parts of one abbreviation
            if (name.last - name.first) > (last.last - last.first):
                result[-1] = name
            continue
        if _links(wording, last, name):
            form = last.form if last.confidence >= name.confidence else name.form
            result[-1] = replace(last, last=name.last, form=form, confidence=min(last.confidence, name.confidence))
        else:
            result.append(name)
    return result


def _links(wording: Wording, one: Name, other: Name) -> bool:
    """Whether the words between two names make them one."""
    between = wording.lower[one.last : other.first]
    if len(between) == 1 and one.form == other.form:
        if between[0] == "of":
            return one.form == PLACE and wording.lower[one.last - 1] in _PARTS_OF_EARTH
        return between[0] in _FOREIGN  # "Observatório do Clima"
    return len(between) == 3 and all(wording.joined(word, "-") for word in (one.last + 1, other.first))


def _together(wording: Wording, one: Name, other: Name) -> int | None:
    """The kind of the name that two side by side make; None where they are two."""
    forms, link = (one.form, other.form), wording.lower[one.last - 1]
    if PERSON in forms:
        return _person(wording, one, other)
    if forms == (OTHER, OTHER):
        return None
    if link in ("and", "&") and (other.form != ORGANIZATION or _is_whole(wording, one)):
        return None  # "the Urban Institute and | Brookings Institution"
    words = wording.printed[one.first : other.last]
    text = "".join(words) if "." in words else " ".join(words)
    if country_named(text):
        return PLACE
    if OTHER in forms:
        return None if other.form == OTHER or is_demonym(wording.printed[other.first]) else other.form
    if forms == (PLACE, PLACE) and "." not in words:
        return None  # "San Rafael | California"
    if forms == (ORGANIZATION, PLACE) and link not in _LEADS_ON:
        if one.last - one.first > 1:
            return None  # "State Department | Iraq" of "State Department Iraq hands"
        return ORGANIZATION if sector_of(words) else PLACE
    return ORGANIZATION if ORGANIZATION in forms else other.form


def _person(wording: Wording, one: Name, other: Name) -> int | None:
    """The same where one of them is a person."""
    if other.form == ORGANIZATION:
        of_person = one.form == PERSON and wording.lower[other.last - 1] in ORGANIZATION_ROLES
        return ORGANIZATION if of_person else None
    if one.form == other.form == PERSON and one.last - one.first == 1 and is_first_name(wording.printed[one.first]):
        return PERSON if _is_plain(wording, one) and _is_plain(wording, other) else None  # "Winifred | Isabel Emery"
    if not one.last - one.first == other.last - other.first == 1:
        return None
    if one.form == other.form:
        # Nobody writes two persons' names without a mark or a word between them, but for a title.
        return PERSON if _is_plain(wording, one) and _is_plain(wording, other) else None
    if is_first_name(wording.printed[one.first]):
        return PERSON  # "Mitt | Romney", "Abraham | Lincoln"
    behind_role = other.form == PERSON and wording.lower[max(0, one.first - 1)] in PERSON_ROLES
    return PERSON if behind_role and one.form in (PLACE, OTHER) else None  # "the baker Georgia | May"


def _is_plain(wording: Wording, name: Name) -> bool:
    """Whether each of its words is letters that begin with a capital."""
    return all(word[:1].isupper() and word.isalpha() for word in wording.printed[name.first : name.last])


def _is_whole(wording: Wording, name: Name) -> bool:
    """Whether a name that "and" ends is one without it: "Urban Institute and", not "Securities and"."""
    return name.last - name.first > 2 and wording.lower[name.last - 2] in ORGANIZATION_ROLES


def _is_small(wording: Wording, name: Name) -> bool:
    """Whether nothing of it is written like a name."""
    return not any(word[:1].isupper() or word[:1].isdigit() for word in wording.printed[name.first : name.last])


def _parted(wording: Wording, word: int) -> bool:
    """Whether a sentence or a line begins with a word."""
    return wording.sentence(word)[0] == word


def _without_ends(wording: Wording, name: Name) -> Name | None:
    first, last = name.first, name.last
    if last > first and wording.lower[last - 1] == "-" and wording.joined(last, "-") and _is_big(wording, last):
        last += 1  # "Douglas-" of "Douglas-Home"
    if wording.lower[first] == "-" and wording.joined(first + 1, "-"):
        first -= wording.lower[first - 1] in _ARTICLES  # "-Qaeda" of "al-Qaeda"
    while last > first and wording.lower[last - 1] in _ENDS:
        last -= 1
    while first < last and wording.printed[first] in _ENDS - {"the"}:
        first += 1
    return replace(name, first=first, last=last) if first < last else None


def _is_big(wording: Wording, word: int) -> bool:
    return wording.printed[word][:1].isupper()
