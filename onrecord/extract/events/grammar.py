"""What can be told of a trigger without a parser: noun or verb, active or passive, where its clause begins."""

from __future__ import annotations

import re
from enum import Enum

from onrecord.extract.countries import is_demonym
from onrecord.extract.events.inflection import is_participle
from onrecord.extract.events.triggers import Trigger
from onrecord.extract.role_nouns import MODIFIERS, PERSON_ROLES, ROLES
from onrecord.extract.wording import Wording, WordRange

DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your any no some each every another several both more "
    "all many few such".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for with from to against about into over under between among during after before since until "
    "through throughout amid despite towards toward upon within without across behind beyond near outside inside "
    "around following regarding concerning via per than as like".split()
)
BE = frozenset("is are was were be been being am ’s 's got get gets getting".split())
HAVE = frozenset("has have had having".split())
MODALS = frozenset("will would can could may might shall should must ll ’ll".split())
SUBJECTS = frozenset("i we you he she they it who".split())
_ADVERBS = frozenset("not never also still now then already reportedly allegedly yet even just again soon".split())
# Verbs that before a preposition are none: "withdrew back to", "free of charge".
_PARTICLES = frozenset("back free clear open".split())
# A clause begins behind one of these.
_CLAUSE = frozenset(
    ". ; : ! ? — – but while although though because when where whereas so whose which after before until since "
    "who".split()
)
_JOINS_NOUNS = frozenset("since before after until".split())
_LONGEST_CLAUSE = 20
_NOUN_ENDINGS = re.compile(r"(?:al|ic|ish|ous|ary|ive|ful|less|ern|ial|an|ese|ant|ent|able|ible|ar|ist)$")
_ADJECTIVES = frozenset(
    "new old big small large major minor heavy deadly fresh recent last latest first second third final early late "
    "mass joint high low full further brief long short secret public private open direct formal armed air naval ground "
    "peace trade border street hunger rocket drone missile bomb suicide car police military nuclear strong bitter "
    "fierce alleged planned continued ongoing repeated failed attempted two three four five daily weekly annual next "
    "surprise cross terror terrorist snap key top emergency unprecedented".split()
)


class Part(Enum):
    """What a trigger is in its sentence."""

    NOUN = "noun"
    ACTIVE = "active"
    PASSIVE = "passive"


def skip_adverbs(wording: Wording, word: int, start: int) -> int:
    """The nearest word to the left of ``word`` that is no adverb; ``start - 1`` where there is none."""
    place = word - 1
    while place >= start and (
        wording.lower[place] in _ADVERBS or (wording.lower[place].endswith("ly") and len(wording.lower[place]) > 4)
    ):
        place -= 1
    return place


def part_of(wording: Wording, trigger: Trigger) -> Part | None:
    """Noun, active or passive verb; None where the word only describes ("the wounded man", "the accused")."""
    word = trigger.first
    start, end = wording.sentence(word)
    lower = wording.lower
    here = lower[word]
    kinds = {sense.verb for sense, _ in trigger.senses}
    if wording.printed[word][:1].isupper() and word > start and not _is_title(wording, start, end):
        return None
    before = skip_adverbs(wording, word, start)
    left = lower[before] if before >= start else ""
    right = lower[word + 1] if word + 1 < end else ""
    if kinds == {False}:
        return Part.NOUN
    if here in _PARTICLES and right in PREPOSITIONS:
        return None
    participle = is_participle(here)
    going = here.endswith("ing") and len(here) > 4
    plain = not participle and not going and not (here.endswith("s") and not here.endswith("ss"))
    if kinds == {True} and not participle and not going and _is_thing(wording, word, before, start, end, plain=plain):
        return None
    if participle and not going and left in DETERMINERS and left not in ("that", "all", "both", "this"):
        return None
    if kinds == {True, False} and _stands_as_noun(wording, word, before, right):
        return Part.NOUN
    if going and (left == "s" or (left in DETERMINERS and right in ("of", "in", "by", "on", "and"))):
        return Part.NOUN
    if participle and not going and _is_passive(wording, word, before, start, end):
        return Part.PASSIVE
    return Part.ACTIVE


# Words of the list of triggers that are verbs there and mostly nouns elsewhere.
_MOSTLY_NOUNS = frozenset(
    "target bus truck ferry house stone torch storm rocket shell fund arm hammer knife ram gun ring circle shadow "
    "guard mass mob patrol bar block gag jam bug strip brand label comb search quiz rap question share pound "
    "station position free treat host tour back exile escort shelter spare try".split()
)
# What "station" is a thing behind, though some of them act elsewhere: "police stations".
_STATIONS = frozenset(
    "police fire gas petrol service train railway rail bus coach tube metro subway radio tv television news polling "
    "power pumping space weather nuclear aid border".split()
)
_BEFORE_BASE = frozenset(
    "do does did not n't t let lets help helps helped and or never ever dare please him her them us me".split()
)
_PLURALS = frozenset(
    "police people troops forces men women children staff crew militia cavalry infantry youth media data public few "
    "many most some others all both thousands millions hundreds dozens".split()
)


def _is_thing(wording: Wording, word: int, before: int, start: int, end: int, *, plain: bool) -> bool:
    """Whether a verb's base or its form in -s stands where only a noun can.

    "The fire", "fire chief", "its climate target", "the targets", "eleven suspects".
    """
    lower, printed = wording.lower, wording.printed
    here = lower[word]
    left = lower[before] if before >= start else ""
    right = lower[word + 1] if word + 1 < end else ""
    if here in ("station", "stations") and left in _STATIONS:
        return True
    if not plain:
        # A verb in -s has one subject before it.
        governed = left in DETERMINERS - {"that", "this"} or (left in PREPOSITIONS and left != "to")
        return not left or governed or left[:1].isdigit() or left in _ADJECTIVES or left in _NUMBERS
    if left in DETERMINERS - {"that"} or left == "s" or (left in PREPOSITIONS and left != "to"):
        return True
    if right in BE | HAVE or right in PERSON_ROLES:
        return True
    if here not in _MOSTLY_NOUNS or left == "to" or left in MODALS | SUBJECTS | _BEFORE_BASE or not left[:1].isalpha():
        return False
    if (
        left in _PLURALS
        or printed[before][:1].isupper()
        or {"that", "should", "and"} & set(lower[max(start, word - 8) : word])
    ):
        return False  # "Demanded that the army leave", "the mayor and the priest meet"
    # Behind a plural a base is a verb ("fighters clash with"), but for "its savings target of".
    if left.endswith("s"):
        return right == "of"
    # One subject has a verb in -s: "missed its climate target by two years".
    return not left.endswith("ly") and (right in PREPOSITIONS or not right[:1].isalnum())


_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve several million billion dozen".split())


def _is_title(wording: Wording, start: int, end: int) -> bool:
    """Whether a sentence is set with capitals throughout, as headlines are."""
    words = [word for word in wording.printed[start:end] if word.isalpha() and len(word) > 3]
    return sum(word[:1].isupper() for word in words) > len(words) / 2


_BEHIND_NOUNS = frozenset("of in on by and or , .".split())


def _stands_as_noun(wording: Wording, word: int, before: int, right: str) -> bool:
    """Of a word that may be both."""
    lower = wording.lower
    here = lower[word]
    if is_participle(here) and not here.endswith("ing") and here[-1:] not in "ktkpn":
        return False
    left = lower[before] if before >= 0 else ""
    if here.endswith("ing") and left in (",", "–", "—") and right not in _BEHIND_NOUNS:
        return False  # "fired rockets, killing four"
    if left in ("to",) or left in MODALS | SUBJECTS | BE - {"’s", "'s"} | {"t"}:
        # "returned to attack"; "the return to talks" and "led to clashes" are rarer than the infinitive but plural.
        return left == "to" and (here.endswith("s") and not here.endswith("ss"))
    if left in DETERMINERS or left == "s" or left in PREPOSITIONS or left in ("and", "or", ",", "-", "’"):
        return right not in ("the", "a", "an", "him", "her", "them", "his", "their") or left in DETERMINERS
    if left in _ADJECTIVES or left in MODIFIERS or is_demonym(wording.printed[before] if before >= 0 else ""):
        return True
    if left and wording.printed[before].islower() and _NOUN_ENDINGS.search(left) and left not in ROLES:
        return True
    if left[:1].isdigit():
        return True
    if right in ("the", "a", "an", "his", "her", "their", "its", "him", "them", "us", "that"):
        return False
    return not left[:1].isalpha() or right in ("of", "on", "by", "against", "between")


_OF_SOMEBODY = frozenset(
    "killed wounded injured arrested detained jailed imprisoned abducted kidnapped murdered assassinated executed "
    "deported evicted displaced rescued evacuated convicted sentenced tortured beheaded".split()
)
_AROUND = frozenset("in on at for over during near under after since outside inside amid along across".split())
_OF_WHICH = frozenset("accused suspected convicted acquitted".split())


def _is_passive(wording: Wording, word: int, before: int, start: int, end: int) -> bool:
    lower = wording.lower
    left = lower[before] if before >= start else ""
    if left in BE:
        return True
    if left == "t" and before - 2 >= start:  # "was n't attacked"
        return lower[before - 2] in ("wasn", "weren", "isn", "aren")
    behind = lower[word + 1 : min(end, word + 3)]
    if left in HAVE or left in SUBJECTS:
        return False
    # "a man accused of", "people charged with": the active verb has its object there.
    if (behind[:1] == ["of"] and lower[word] in _OF_WHICH) or (behind[:1] == ["with"] and lower[word] == "charged"):
        return True
    # "a man detained on suspicion": who detains, detains somebody.
    if lower[word] in _OF_SOMEBODY and behind and behind[0] in _AROUND and left not in ("to", "and"):
        return True
    # "the men arrested by police": nobody's deed without "by".
    return "by" in behind[:1] or (len(behind) > 1 and behind[1] == "by" and behind[0] in ("to", "off", "down", "up"))


def clause_of(wording: Wording, word: int) -> WordRange:
    """From where the clause of a word begins, as far as marks and conjunctions tell, to the word."""
    start, _ = wording.sentence(word)
    place = word
    while place > start and word - place < _LONGEST_CLAUSE:
        left = wording.lower[place - 1]
        # "A government that jails its critics": what stands before belongs to another verb.
        if (left in _CLAUSE and not (left in _JOINS_NOUNS and place == word)) or (left == "that" and place == word):
            break
        place -= 1
    return place, word
