"""Where a story names or means somebody: names, pronouns, and definite roles ("the minister", "his lawyer").

A *form* is what a mention looks like; names come from the encoder's name head,
the rest is found here by form alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.role_nouns import ROLES

PERSON, ORGANIZATION, PLACE, OTHER, HE, SHE, THEY, IT, ROLE = range(9)
FORMS = 9
NAMED = (PERSON, ORGANIZATION, PLACE, OTHER)

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), SHE),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), THEY),
    **dict.fromkeys(("it", "its", "itself"), IT),
}
_NAME_NOTHING = frozenset(
    "i me my mine we us ours our you yours your he him his she her hers it its they them their theirs who whom".split()
)
_DETERMINERS = frozenset(("the", "his", "her", "their", "its", "this", "that", "these", "those", "both"))
# A noun phrase does not go on over these.
_BREAKS = frozenset(
    "of to and or but is are was were be been has have had do does did in on at by for from with as that which who "
    "whom whose when where while if than then said says not will would can could should may might must into over "
    "under after before about against between his her their its the a an this these those he she it they".split()
)
_LONGEST_ROLE = 6


def is_pronoun(word: str) -> bool:
    """Whether a word alone names nothing: "us", and "Us" in a book's title; not "US" or "WHO"."""
    return word.lower() in _NAME_NOTHING and not (len(word) > 1 and word.isupper())


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first`` to ``last`` (half-open), and their form."""

    first: int
    last: int
    form: int


def plain_mentions(words: Sequence[str], named: Sequence[Mention]) -> list[Mention]:
    """Pronouns and definite roles outside the names, and the names, in text order.

    words: the story's words as printed; named: names in text order, not overlapping.
    """
    taken = bytearray(len(words) + 1)
    for name in named:
        taken[name.first : name.last] = b"\1" * (name.last - name.first)
    found = list(named)
    lowered = [word.lower() for word in words]
    for place, word in enumerate(lowered):
        if taken[place]:
            continue
        form = PRONOUNS.get(word)
        if word in _DETERMINERS and (end := _role_end(lowered, words, taken, place)):
            found.append(Mention(place, end, ROLE))
        # "US" in capitals is no pronoun, nor is "IT".
        if form is not None and not (words[place].isupper() and len(word) > 1):
            found.append(Mention(place, place + 1, form))
    found.sort(key=lambda mention: (mention.first, -mention.last))
    return found


def _role_end(lowered: Sequence[str], words: Sequence[str], taken: bytearray, start: int) -> int:
    """Where a definite role that starts here ends; 0 where there is none.

    A role that is the title of the name behind it ("the president, Vladimir
    Putin" is two, "the singer Ada Lund" one) is part of that name's mention.
    """
    end = 0
    for place in range(start + 1, min(start + 1 + _LONGEST_ROLE, len(words))):
        word = lowered[place]
        if taken[place]:
            # "the Defense Ministry" is a name; "the singer Ada Lund" is part of one.
            return 0
        if word in ROLES:
            end = place + 1
        elif end or word in _BREAKS or not (word[0].isalnum() or word == "-"):
            break
    return end
