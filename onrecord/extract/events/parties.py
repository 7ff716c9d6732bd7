"""Who acts and who is acted upon: which phrases a trigger takes as parties.

It takes them by where they stand (before or behind it, after "by", "with", "of", "between") and by the event
head's shares.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.countries import is_demonym
from onrecord.extract.events.grammar import BE, DETERMINERS, HAVE, MODALS, PREPOSITIONS, Part
from onrecord.extract.events.phrases import Phrase
from onrecord.extract.events.triggers import Trigger
from onrecord.extract.mentions import PLACE
from onrecord.extract.role_nouns import MODIFIERS, ROLES
from onrecord.extract.wording import Wording, WordRange

_SIDE_WORDS = 24  # words to either side that a party may be away
_CLAUSE_ENDS = frozenset("; : . ! ?".split())
_CLAUSE_OPENS = BE | HAVE | MODALS | {"who", "which", "where", "when", "that", "said", "says"}
_REACH = 10  # words between a noun or participle and a preposition that belongs to it
_PLACING = frozenset("in at near outside inside around across throughout within from into".split())
_CROSSED, _CROSSED_THAT = 1.0, 1.5
_OPENERS = frozenset("that after before when while as because since until whether if although though where".split())
_SYMMETRIC = frozenset(("CONSULT", "AGREE", "COOPERATE"))
# Nouns of these types have their "of" before whoever acts; of all others before whoever is acted upon.
_ACTS_BY_ITSELF = frozenset(("RETREAT", "PROTEST", "MOBILIZE", "CONCEDE"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Parties:
    """Who acts and who is acted upon, as words; ``strength``: the head's mean share for them."""

    actors: tuple[WordRange, ...] = ()
    recipients: tuple[WordRange, ...] = ()
    strength: float = 0.0


def parties_of(
    wording: Wording, phrases: Sequence[Phrase], trigger: Trigger, part: Part, kind: str, *, within_clause: bool = True
) -> Parties:
    """Who takes part in the event that a trigger of a type tells of.

    within_clause: whether a subject is sought in the trigger's own clause; the type and how sure it is are read with
    the likeliest phrase wherever it stands, as the head was trained to.
    """
    start, end = wording.sentence(trigger.first)
    lowest = bisect_left(phrases, max(start, trigger.first - _SIDE_WORDS), key=lambda one: one.first)
    highest = bisect_left(phrases, min(end, trigger.last + _SIDE_WORDS), key=lambda one: one.first)
    near = phrases[lowest:highest]
    left = [one for one in near if one.last <= trigger.first]
    right = [one for one in near if one.first > trigger.first]
    if part is Part.NOUN:
        return _of_noun(wording, left, right, trigger, kind, within_clause=within_clause)
    subject = _subject(wording, left, trigger, passive=part is Part.PASSIVE, within_clause=within_clause)
    subjects = _with_joined(wording, left, subject)
    if part is Part.PASSIVE:
        agent = _behind(wording, right, trigger, ("by",))
        return _made((agent,), subjects)
    objects = _objects(wording, right, trigger)
    if kind in _SYMMETRIC and not objects:
        partner = _behind(wording, right, trigger, ("with", "to"))
        objects = [partner] if partner else []
    return _made(subjects, objects)


def _with_joined(wording: Wording, left: Sequence[Phrase], subject: Phrase | None) -> list[Phrase]:
    """A subject with those before it that "and" joins to it: "Orvany and Tesmar"."""
    if subject is None:
        return []
    place = left.index(subject)
    first = place
    while first > 0 and _are_joined(wording, left[first - 1], left[first]):
        first -= 1
    # "told the mayor and police said": what a word governs is no subject beside another.
    if first < place and _governor(wording, left[first]) in PREPOSITIONS:
        return [subject]
    joined = list(left[first : place + 1])
    return joined if "and" in wording.lower[joined[0].last : subject.first] else [subject]


def _are_joined(wording: Wording, one: Phrase, other: Phrase) -> bool:
    """Whether nothing but "and", a comma and determiners stands between two phrases."""
    between = wording.lower[one.last : other.first]
    return 0 < len(between) <= 3 and bool({"and", ","} & set(between)) and set(between) <= _JOINING


def _first_of_joined(wording: Wording, some: Sequence[Phrase], place: int) -> Phrase:
    """The first of the phrases that are joined to one: what governs it governs all."""
    while (
        place > 0
        and "and" in wording.lower[some[place - 1].last : some[place].first]
        and _are_joined(wording, some[place - 1], some[place])
    ):
        place -= 1
    return some[place]


def _made(actors: Sequence[Phrase | None], recipients: Sequence[Phrase | None]) -> Parties:
    acting = [one for one in actors if one]
    receiving = [one for one in recipients if one and one not in acting]
    strength = [one.acts for one in acting] + [one.receives for one in receiving]
    return Parties(
        actors=tuple((one.first, one.last) for one in acting),
        recipients=tuple((one.first, one.last) for one in receiving),
        strength=sum(strength) / 2,
    )


def _governor(wording: Wording, phrase: Phrase) -> str:
    """The word that stands before a phrase, its determiners and roles left aside."""
    place = phrase.first - 1
    start, _ = wording.sentence(phrase.first)
    lower = wording.lower
    while place >= start and (
        lower[place] in DETERMINERS or lower[place] in ROLES or lower[place] in MODIFIERS
        or lower[place] in ("mr", "mrs", "ms", "dr", ".", "s", "’", "'")
        or (wording.printed[place][:1].isupper() and lower[place] not in PREPOSITIONS and place > start)
        or is_demonym(wording.printed[place])
    ):  # fmt: skip
        place -= 1
    return lower[place] if place >= start else ""


def _possesses(wording: Wording, phrase: Phrase) -> bool:
    """Whether a phrase is followed by a possessive ending."""
    behind = wording.lower[phrase.last : phrase.last + 2]
    return behind == ["’", "s"] or behind == ["'", "s"] or behind[:1] in (["’s"], ["'s"])


def _subject(
    wording: Wording, left: Sequence[Phrase], trigger: Trigger, *, passive: bool, within_clause: bool
) -> Phrase | None:
    """The phrase before a verb that it most likely is told of."""
    best: tuple[float, Phrase] | None = None
    relative = _relative_before(wording, trigger.first)
    for rank, phrase in enumerate(reversed(left)):
        if rank >= 6:
            break
        between = wording.lower[phrase.last : trigger.first]
        score = 1.5 - 0.06 * len(between) - 0.25 * rank
        score += 1.6 * (
            (phrase.receives if passive else phrase.acts) - 0.5 * (phrase.acts if passive else phrase.receives)
        )
        # "the killing of soldiers and miners, and was released": not the miners; "to Lund, and the mayor attacked": he.
        joined = {",", "and"} & set(between)
        governor = _governor(wording, _first_of_joined(wording, left, len(left) - 1 - rank) if joined else phrase)
        opened = governor in _OPENERS and not passive  # "after bosses caved in"
        if governor in PREPOSITIONS and not ((relative or opened) and rank == 0):
            score -= 1.2
        if phrase.form == PLACE and governor in _PLACING:
            score -= 1.0
        if _possesses(wording, phrase):
            score -= 1.5
        if any(_ends_clause(wording, place) for place in range(phrase.last, trigger.first)):
            score -= 1.5
        if within_clause and _opens_clause(between):
            score -= _CROSSED_THAT if "that" in between else _CROSSED
        if between and set(between) <= BE | HAVE | MODALS | {"to", "also", "not", "t", ","}:
            score += 0.8
        if best is None or score > best[0]:
            best = (score, phrase)
    return best[1] if best and best[0] > 0 else None


def _ends_clause(wording: Wording, word: int) -> bool:
    """Whether a mark ends a clause; the point of "R-Wis." does not."""
    shortens = wording.lower[word] == "." and wording.printed[word - 1].istitle() and len(wording.printed[word - 1]) < 6
    return wording.lower[word] in _CLAUSE_ENDS and not shortens


def _opens_clause(between: Sequence[str]) -> bool:
    """Whether a clause with another subject begins between a phrase and a verb: "Lund said that rebels had"."""
    for place, word in enumerate(between):
        if word in _OPENERS and place + 1 < len(between):
            # "After being asked", "while leaving": the subject stays; "that had", "when told": no new one.
            following = between[place + 1]
            if not following.endswith("ing") and following not in BE | HAVE | MODALS and (place or word != "that"):
                return True
    return False


def _relative_before(wording: Wording, word: int) -> bool:
    place = word - 1
    while place >= 0 and wording.lower[place] in BE | HAVE | MODALS | {"also", "then", "not"}:
        place -= 1
    return place >= 0 and wording.lower[place] in ("who", "which", "that")


def _objects(wording: Wording, right: Sequence[Phrase], trigger: Trigger) -> list[Phrase]:
    """The phrase behind an active verb that it is done to, and those joined to it by "and"."""
    best: tuple[float, int] | None = None
    for rank, phrase in enumerate(right[:5]):
        between = wording.lower[min(trigger.last, phrase.first) : phrase.first]
        if any(word in _CLAUSE_ENDS or word in ("that", "which", "who", "because", "while", "but") for word in between):
            break
        crossed = max(0, sum(word in PREPOSITIONS for word in between) - 1)
        score = 1.2 - 0.5 * crossed - 0.1 * len(between) - 0.2 * rank + 1.6 * (phrase.receives - 0.5 * phrase.acts)
        governor = _governor(wording, phrase)
        if governor in ("by", "after", "before", "during", "since", "as", "like", "in", "amid", "despite", "under"):
            score -= 1.2
        elif governor in ("of", "for", "from", "near"):
            score -= 0.4
        if phrase.form == PLACE and governor in _PLACING:
            score -= 0.8
        if best is None or score > best[0]:
            best = (score, rank)
    if best is None or best[0] <= 0:
        return []
    chosen = [right[best[1]]]
    for phrase in right[best[1] + 1 : best[1] + 4]:
        if not _are_joined(wording, chosen[-1], phrase):
            break
        chosen.append(phrase)
    return chosen


_JOINING = frozenset("and , the a an his her its their".split())


def _behind(wording: Wording, right: Sequence[Phrase], trigger: Trigger, words: tuple[str, ...]) -> Phrase | None:
    """The phrase that one of ``words`` governs behind the trigger."""
    for phrase in right[:5]:
        between = wording.lower[trigger.last : phrase.first]
        if len(between) > _REACH or any(word in _CLAUSE_ENDS or word in _CLAUSE_OPENS for word in between):
            return None
        if _governor(wording, phrase) in words:
            return phrase
    return None


def _of_noun(
    wording: Wording,
    left: Sequence[Phrase],
    right: Sequence[Phrase],
    trigger: Trigger,
    kind: str,
    *,
    within_clause: bool,
) -> Parties:
    """Parties of a noun: "X's attack on Y", "the arrest of Y by X", "talks between X and Y", "X held talks with Y"."""
    one = _behind(wording, right, trigger, ("between", "among"))
    if one:
        place = right.index(one)
        both = [one]
        for other in right[place + 1 : place + 3]:
            gap = wording.lower[both[-1].last : other.first]
            if "and" in gap and len(gap) < 8:
                both.append(other)
                break
        return _made(both[:1], both[1:])
    owner = _owner(wording, left, trigger)
    of = _behind(wording, right, trigger, ("of",))
    agent = _behind(wording, right, trigger, ("by",))
    target = _behind(wording, right, trigger, ("on", "against", "with", "to", "for", "upon"))
    by_itself = of is not None and kind in _ACTS_BY_ITSELF
    actor = agent or owner or (of if by_itself else None)
    recipient = target if by_itself else of or target
    if actor is None and kind in _SYMMETRIC | _ACTS_BY_ITSELF | {"ASSAULT"}:
        candidate = _subject(wording, left, trigger, passive=False, within_clause=within_clause)
        actor = candidate if candidate and _is_light(wording, candidate, trigger, within_clause=within_clause) else None
    return _made((actor,), (recipient,))


def _owner(wording: Wording, left: Sequence[Phrase], trigger: Trigger) -> Phrase | None:
    """Whose the noun is: "Tesmar's withdrawal", "the Russian attack"."""
    if not left:
        return None
    nearest = left[-1]
    gap = wording.lower[nearest.last : trigger.first]
    if len(gap) <= 4 and (_possesses(wording, nearest) or (not gap and is_demonym(wording.printed[nearest.last - 1]))):
        return nearest
    return None


_LIGHT = frozenset(
    "held hold holds holding launch launched launches launching carried carry carries began begin start started stage "
    "staged mount mounted conduct conducted made make makes announced announce declared declare met had have joined "
    "attend attended paid signed sign reached struck led concluded resumed opened suffered faces faced".split()
)


def _is_light(wording: Wording, subject: Phrase, trigger: Trigger, *, within_clause: bool) -> bool:
    """Whether a verb such as "launched" makes the noun the subject's deed: only what qualifies it stands between."""
    for word in reversed(wording.lower[subject.last : trigger.first]):
        if word in _LIGHT:
            return True
        if within_clause and (
            word in PREPOSITIONS or word in BE or word in (",", "that", "and", "but", "who", "which")
        ):
            return False
    return False
