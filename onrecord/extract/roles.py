"""What a report says of a person besides the name: "President", "Director of the Carnegie Moscow Center".

A role stands before the name ("Syrian President Bashar Assad", "Mayor Ada Lund"), or
before a comma and the name, or behind name and comma ("Ada Lund, the mayor of
Brisk,").  The rules were written on PolNeAR train and on invented reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.extract.clusters import Clusters
from onrecord.extract.countries import country_of
from onrecord.extract.mentions import ORGANIZATION, PERSON
from onrecord.extract.names import Name
from onrecord.extract.role_nouns import MODIFIERS, ORGANIZATION_ROLES, PERSON_ROLES, ROLES
from onrecord.extract.wording import Wording, WordRange

_ABBREVIATED = frozenset(
    "sen rep gov gen lt col sgt capt cmdr adm maj prof dr rev hon sens reps pres det insp supt sheikh ayatollah "
    "judge justice".split()
)
IN_FULL = {
    "sen": "senator", "gov": "governor", "gen": "general", "lt": "lieutenant", "col": "colonel", "sgt": "sergeant",
    "capt": "captain", "prof": "professor", "dr": "doctor", "rep": "representative", "supt": "superintendent",
    "insp": "inspector", "det": "detective", "adm": "admiral", "maj": "major",
}  # fmt: skip
_AGENCIES = frozenset("office bureau administration department service authority".split())
_PAPERS = frozenset(
    "times post herald tribune gazette ledger chronicle journal guardian telegraph observer courier examiner sentinel "
    "globe mirror express mail sun star dispatch inquirer enquirer bulletin argus echo standard independent".split()
)
_HONORIFICS = frozenset("mr mrs ms miss mx sir dame".split())
_LEADS_TO = frozenset("of at for in with from to and".split())
_BREAKS = frozenset(
    "who whom whose which that said says say told tells wrote writes added is was are were be been has have had will "
    "would can could should may might did does do but when while because after before if as than then not".split()
)
LONGEST_ROLE = 14


@dataclass(frozen=True, slots=True)
class Role:
    """A role's words, and the name that bears it (an index of the names)."""

    words: WordRange
    name: int


def find_roles(wording: Wording, names: Sequence[Name]) -> list[Role]:
    """The roles beside persons' names, in text order."""
    found = []
    name_at = {name.first: i for i, name in enumerate(names)}
    ends = {word: name for name in names for word in range(name.first, name.last)}
    for i, name in enumerate(names):
        if name.form != PERSON:
            continue
        for words in (_before(wording, name), _before_comma(wording, name), _behind(wording, name, ends, name_at)):
            if words:
                found.append(Role(words, i))
    return found


# For each role noun its bearers: the number of a cluster, and the words said of it.
Bearers = dict[str, dict[int, frozenset[str]]]


def bearers_of(wording: Wording, clusters: Clusters, roles: Sequence[Role]) -> Bearers:
    """Who may be called "the senator", "the fund" or "the newspaper": persons by their roles, others by their names."""
    found: Bearers = {}

    def add(noun: str, cluster: int, words: Iterable[str]) -> None:
        held = found.setdefault(noun, {})
        held[cluster] = held.get(cluster, frozenset()) | frozenset(words)

    for role in roles:
        words = [IN_FULL.get(word, word) for word in wording.lower[role.words[0] : role.words[1]]]
        for noun in [word for word in words if word in PERSON_ROLES][:2]:
            add(noun, clusters.of[role.name], words)
    for number, cluster in enumerate(clusters.all):
        if cluster.form != ORGANIZATION:
            continue
        for word in cluster.full:
            if word in ORGANIZATION_ROLES:
                add(word, number, cluster.full)
        if set(cluster.full) & _AGENCIES:
            add("agency", number, cluster.full)
        if cluster.full and cluster.full[-1] in _PAPERS:
            for noun in ("newspaper", "paper"):
                add(noun, number, cluster.full)
    return found


def _before(wording: Wording, name: Name) -> WordRange | None:
    """A title directly before: role nouns and what qualifies them, back to the first other word."""
    start, has_role = name.first, False
    floor = max(wording.sentence(name.first)[0], name.first - LONGEST_ROLE)
    while start > floor:
        word = wording.lower[start - 1]
        if word == "." and start - 2 >= floor and wording.lower[start - 2] in _ABBREVIATED | _HONORIFICS:
            start -= 2
            has_role = has_role or wording.lower[start] in _ABBREVIATED
        elif word in ROLES or word in _ABBREVIATED:
            start -= 1
            has_role = True
        elif (word in _HONORIFICS and start == name.first) or (has_role and _qualifies(wording, start - 1, floor)):
            start -= 1
        else:
            break
    end = name.first
    while end > start and (wording.lower[end - 1] in _HONORIFICS or wording.lower[end - 1] == "."):
        if wording.lower[end - 1] == "." and wording.lower[end - 2] in _ABBREVIATED:
            break
        end -= 1
    while end - start > 1 and wording.lower[end - 1] in ("dr", "rev", "hon"):  # "Head teacher Dr Farrant"
        end -= 1
    while start < end and wording.lower[start] == "-":
        start += 1
    return (start, end) if has_role and start < end else None


def _qualifies(wording: Wording, word: int, floor: int) -> bool:
    """Whether a word before a role noun belongs to it: "former", "Syrian", "Brisk Water" (within a sentence)."""
    lower, printed = wording.lower[word], wording.printed[word]
    return (
        lower in MODIFIERS
        or lower == "-"
        or country_of(printed) is not None
        or (printed[:1].isupper() and word > floor)
    )


def _before_comma(wording: Wording, name: Name) -> WordRange | None:
    """ "wrote Director of the Carnegie Moscow Center, Dmitri Trenin": a role noun with "of", a comma, the name."""
    if name.first < 3 or wording.lower[name.first - 1] != ",":
        return None
    floor = max(wording.sentence(name.first)[0], name.first - LONGEST_ROLE)
    for start in range(name.first - 2, floor - 1, -1):
        word = wording.lower[start]
        if word in _BREAKS or word in (",", ";", ":", ".") or wording.quoted(start):
            return None
        if word in PERSON_ROLES and (start + 1 == name.first - 1 or wording.lower[start + 1] in ("of", "at", "for")):
            while start > floor:
                before = wording.lower[start - 1]
                if wording.joined(start, ("-",)):
                    start -= 2
                elif before in MODIFIERS or before in ROLES or country_of(wording.printed[start - 1]):
                    start -= 1
                else:
                    break
            return start, name.first - 1
    return None


def _behind(wording: Wording, name: Name, ends: dict[int, Name], name_at: dict[int, int]) -> WordRange | None:
    """ "Ada Lund, the mayor of Brisk," or "Ada Lund, 43, a baker,": an apposition with a role noun early in it."""
    place = name.last
    stop = min(wording.sentence(name.first)[1], place + LONGEST_ROLE + 4)
    if place >= stop or wording.lower[place] not in (",", "(", "—", "–"):
        return None
    place += 1
    if place + 1 < stop and wording.lower[place].isdigit() and wording.lower[place + 1] == ",":
        place += 2
    start = place
    if start < stop and wording.lower[start] in ("the", "a", "an", "his", "her", "their", "its"):
        start += 1
    if start in name_at and ends[start].form == PERSON:
        return None
    role_at = None
    for end in range(start, stop):
        word = wording.lower[end]
        if word in (",", ";", "(", ")", "—", "–", ".") and not _abbreviates(wording, end):
            break
        if word in _BREAKS or wording.quoted(end):
            break
        if word in ROLES and role_at is None:
            role_at = end
        if role_at is None and (end - start > 5 or word in _LEADS_TO):
            return None
    else:
        end = stop
    if role_at is None or end - start > LONGEST_ROLE:
        return None
    return start, end


def _abbreviates(wording: Wording, place: int) -> bool:
    """Whether a point belongs to the word before it: "U.S.", "St. Mary"."""
    return wording.lower[place] == "." and len(wording.lower[place - 1]) <= 2
