"""The phrases of a story that may take part in an event.

They are the report's mentions (names, pronouns, roles), and nouns for people and bodies that stand without an
article ("masked gunmen", "a court").  What the event head tags besides is mostly a thing ("air support"), and no
entity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.extract.countries import is_demonym, is_plural_demonym
from onrecord.extract.events.grammar import DETERMINERS
from onrecord.extract.events.head import Floats, Numbers, part_slice
from onrecord.extract.events.inflection import noun_forms
from onrecord.extract.mentions import NAMED, OTHER, PRONOUNS, ROLE, Mention
from onrecord.extract.name_kinds import is_seat
from onrecord.extract.role_nouns import GROUP_ROLES, MODIFIERS, ORGANIZATION_ROLES, PERSON_ROLES, ROLES
from onrecord.extract.wording import Wording

_POSSESSIVES = frozenset("his her their its hers theirs my our your".split())
_PEOPLE = frozenset(
    "police troops forces insurgents fighters separatists civilians strikers refugees migrants jihadists guerrillas "
    "extremists terrorists militiamen paramilitaries mercenaries inmates prisoners hostages farmers unions people "
    "children crowds crowd thousands hundreds dozens detectives peacekeepers courts governments opposition gunman "
    "gunmen attacker attackers protester protesters demonstrators rebels militants countries nations states allies "
    "mob mps lawmakers marchers commuters passengers shareholders investors fishermen policemen cartels gangs "
    "hackers".split()
)
_QUALIFIES = frozenset(
    "masked armed riot striking angry unidentified young suspected two three four five six seven eight nine ten "
    "several many some islamist separatist rebel special plainclothes uniformed rival neighbouring neighboring "
    "elite".split()
)
# Behind a noun for people they make it a thing: "the police station", "the bank holiday".
_THINGS = frozenset(
    "station stations holiday holidays base bases headquarters custody car cars raid raids building buildings vehicle "
    "vehicles cell cells van vans budget ruling rulings".split()
)
_LONGEST_OPENING = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words ``first`` to ``last``; ``form`` as in ``mentions``; ``acts``, ``receives``: the head's shares, 0 to 1."""

    first: int
    last: int
    form: int
    acts: float
    receives: float


def party_shares(numbers: Numbers) -> tuple[Floats, Floats]:
    """For each word how likely it is one of who acts, and of who is acted upon; who does both counts for both."""
    scores = numbers[:, part_slice("party")].astype(np.float32)
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    scores /= scores.sum(axis=1, keepdims=True)
    both = scores[:, 5] + scores[:, 6]
    return scores[:, 1] + scores[:, 2] + both, scores[:, 3] + scores[:, 4] + both


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Nouns for people and bodies, singular and plural."""
    forms = {form for noun in PERSON_ROLES | ORGANIZATION_ROLES | _PEOPLE for form in noun_forms(noun)}
    return frozenset(forms | GROUP_ROLES)


def phrases_of(wording: Wording, mentions: Sequence[Mention], acts: Floats, receives: Floats) -> list[Phrase]:
    """The phrases of the story that may take part in an event, in text order, not overlapping.

    acts, receives: for each word the head's shares (``party_shares``).
    """
    lower = wording.lower
    taken = bytearray(len(lower) + 1)
    found: list[Phrase] = []

    def add(first: int, last: int, form: int) -> None:
        taken[first:last] = b"\1" * (last - first)
        found.append(Phrase(first, last, form, float(acts[first:last].mean()), float(receives[first:last].mean())))

    for mention in mentions:
        word = lower[mention.first]
        adjective = mention.form == OTHER and not is_plural_demonym(wording.printed[mention.last - 1])
        if (
            adjective
            or is_seat(wording, mention.first)
            or (word in PRONOUNS and word in _POSSESSIVES - {"her"})
            or any(taken[mention.first : mention.last])
        ):
            continue
        if mention.form in NAMED or mention.form == ROLE or word in PRONOUNS:
            add(mention.first, mention.last, mention.form)
    nouns = _nouns()
    for place, word in enumerate(lower):
        # A role before a name is part of it; "police officers" ends with the second.
        if not taken[place] and word in nouns and not taken[place + 1] and lower[place + 1 : place + 2] != ["-"]:
            if place + 1 < len(lower) and (lower[place + 1] in nouns or lower[place + 1] in _THINGS):
                continue
            add(_opening(wording, taken, place), place + 1, ROLE)
    found.sort(key=lambda phrase: phrase.first)
    return found


def _opening(wording: Wording, taken: bytearray, noun: int) -> int:
    """Where the phrase of a noun for people begins: "two masked gunmen", "the Egyptian and Turkish presidents"."""
    lower, printed = wording.lower, wording.printed
    first = noun
    while first > 0 and noun - first < _LONGEST_OPENING and not taken[first - 1]:
        left = lower[first - 1]
        if left in DETERMINERS:
            return first if left == "that" else first - 1  # "said that police had": it opens the clause
        joined = left == "and" and first < noun and is_demonym(printed[first]) and is_demonym(printed[first - 2])
        qualifies = left in MODIFIERS or left in ROLES or left in _QUALIFIES or left[:1].isdigit()
        if not (qualifies or joined or is_demonym(printed[first - 1])):
            break
        first = _number_opening(wording, first - 1)
    return first


def _number_opening(wording: Wording, place: int) -> int:
    """Where a number begins that ends with a word: "4,000" and "1.5" are three words each."""
    lower = wording.lower
    while lower[place].isdigit() and wording.joined(place, (",", ".")) and lower[place - 2].isdigit():
        place -= 2
    return place
