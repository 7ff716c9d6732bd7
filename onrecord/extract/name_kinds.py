"""What kind of thing a name names, where its words, those beside it or the rest of the report tell it from the head.

F1 against CoreNLP's names of PolNeAR dev with ``kinds_by_words``: organizations 64.9 before, 66.5 with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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

KEEPS_KIND = 0.5  # a name of one word that the head is surer of keeps its kind whatever the string is elsewhere
SURE = 0.95  # an organization's name of one word that is also a person's last name: "Ford"
_PARTIES = frozenset(("D", "R", "I", "DFL"))
_WHERE = frozenset("in at near from to around outside inside across throughout ,".split())
_FIRMS = (ORGANIZATION_ROLES - PERSON_ROLES) | frozenset("images news pictures inc ltd llc corp plc gmbh".split())
# Places that are written with points and are no country.
_PLACES = frozenset("d.c. l.a. n.y.c. b.c. n.w.t. n.s.w.".split())


def kind_by_neighbours(wording: Wording, words: WordRange, form: int) -> int:
    """The kind, put right where words tell: "Iraqi" of "Iraqi cities" is no place, "the agency Talvet" no person."""
    printed = " ".join(wording.printed[slice(*words)])
    if form == PLACE and is_demonym(printed) and not country_named(printed):
        return OTHER
    before = wording.lower[words[0] - 1] if words[0] else ""
    if form == PERSON and before in ORGANIZATION_ROLES - PERSON_ROLES:
        return ORGANIZATION
    return PLACE if is_seat(wording, words[0]) else form


def kinds_by_words(wording: Wording, names: Iterable[Name]) -> list[Name]:
    """The names with the kinds that their words tell."""
    return [replace(name, form=_by_words(wording, name)) for name in names]


def _by_words(wording: Wording, name: Name) -> int:
    if is_seat(wording, name.first):
        return PLACE
    if name.form not in (PERSON, PLACE):
        return name.form
    text = "".join(wording.printed[name.first : name.last])
    if text.isupper() and len(text.replace(".", "")) > 1 and not country_named(text):
        initials = "." in text[1:-1] and name.form == PLACE and not _is_short_place(text)
        if initials or sector_of([text]):
            return ORGANIZATION  # "I.R.S.", "UN"
    if name.form == PERSON and name.last - name.first > 1 and wording.lower[name.last - 1] in _FIRMS:
        return ORGANIZATION
    return name.form


def is_seat(wording: Wording, word: int) -> bool:
    """Whether a lawmaker's party stands before a word: "Ada Lund, R-Wis.", "Per Moor (D-Newport News)"."""
    return wording.joined(word, "-") and wording.printed[word - 2] in _PARTIES


def _is_short_place(text: str) -> bool:
    from onrecord.extract.places.abbreviations import SHORT
    from onrecord.extract.places.keys import key_of

    return text.lower() in _PLACES or key_of(text) in SHORT


def one_kind_a_string(wording: Wording, names: Sequence[Name]) -> list[Name]:
    """What the head is unsure of, and any name of several words, takes the kind that its string has most of.

    One word that is the last name of a person of the report is that person, unless something is told to be there,
    or the head is sure of an organization.
    """
    votes = _votes(wording, names)
    settled = _persons(wording, names, votes)
    result = []
    for name in names:
        said = wording.said(name.first, name.last)
        best = max(votes[said], key=lambda kind: (votes[said][kind], -kind))
        alone = name.last - name.first == 1
        keeps = alone and name.confidence >= KEEPS_KIND and said not in settled
        if name.form == PERSON and best in (PLACE, ORGANIZATION):
            keeps = False
        result.append(name if best == name.form or keeps else replace(name, form=best))
    return result


def _votes(wording: Wording, names: Sequence[Name]) -> dict[str, dict[int, float]]:
    """How much the head holds each string, in small letters, to be of each kind."""
    votes: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        votes[wording.said(name.first, name.last)][name.form] += name.confidence
    for said, kinds in votes.items():
        words = said.split()
        if PERSON in kinds and 1 < len(words) < 4 and words[0].isalpha() and is_first_name(words[0].capitalize()):
            votes[said] = {PERSON: 1.0}
    return votes


def _persons(wording: Wording, names: Sequence[Name], votes: dict[str, dict[int, float]]) -> set[str]:
    """The single words that are a person's last name and nothing else; their votes are set so."""
    settled = set()
    for word in {wording.lower[n.last - 1] for n in names if n.form == PERSON and n.last - n.first > 1} & votes.keys():
        others = [n for n in names if n.form != PERSON and wording.said(n.first, n.last) == word]
        somewhere = any(n.form == PLACE and (n.confidence >= SURE or _is_where(wording, n)) for n in others)
        if others and not somewhere and max(n.confidence for n in others) < SURE:
            votes[word] = {PERSON: 1.0}
            settled.add(word)
    return settled


def _is_where(wording: Wording, name: Name) -> bool:
    """Whether a word before a name tells that something is there."""
    return name.first > 0 and wording.lower[name.first - 1] in _WHERE
