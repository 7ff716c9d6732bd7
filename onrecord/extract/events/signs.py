"""What can be seen of a trigger that makes it likelier, or less so, to tell of a deed."""

from __future__ import annotations

from onrecord.extract.events.grammar import BE, DETERMINERS, MODALS, PREPOSITIONS, Part
from onrecord.extract.events.parties import Parties
from onrecord.extract.events.triggers import Trigger
from onrecord.extract.events.usual import NOUNS_MOSTLY_ELSE, VERBS_MOSTLY_ELSE
from onrecord.extract.wording import Wording

_SPEAKERS = frozenset("i we you they".split())
_SUPPOSED = MODALS | {"if", "to"}
_SUBJECT_NEAR, _SUPPOSED_NEAR = 4, 6  # words before a verb
_NO_NOUN = PREPOSITIONS | DETERMINERS | BE | MODALS


def signs_of(wording: Wording, trigger: Trigger, part: Part, parties: Parties) -> tuple[float, ...]:
    """One or nought for each: the word mostly tells of something else; it is a noun; a passive; a noun before another
    ("attack ads"); a verb whose subject may be "I", "we", "you" or "they"; supposed or intended; nobody takes part;
    somebody acts on somebody."""
    word, (start, end), lower = trigger.first, wording.sentence(trigger.first), wording.lower
    noun = part is Part.NOUN
    alone = max(length for _, length in trigger.senses) == 1
    behind = lower[trigger.last] if trigger.last < end else ""
    modifies = noun and alone and behind.isalpha() and behind not in _NO_NOUN and not behind.endswith(("ed", "s"))
    return tuple(
        float(sign)
        for sign in (
            alone and lower[word] in (NOUNS_MOSTLY_ELSE if noun else VERBS_MOSTLY_ELSE),
            noun,
            part is Part.PASSIVE,
            modifies,
            not noun and not _SPEAKERS.isdisjoint(lower[max(start, word - _SUBJECT_NEAR) : word]),
            not _SUPPOSED.isdisjoint(lower[max(start, word - _SUPPOSED_NEAR) : word]),
            not parties.actors and not parties.recipients,
            bool(parties.actors and parties.recipients),
        )
    )
