"""What some words are about, as far as a contradiction needs it: stems, what is negated, opposites, figures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.extract.opposites import Side, kinds_of, matters_of, sides_of
from onrecord.extract.quantities import Quantity, quantities, unlike
from onrecord.extract.stems import stem
from onrecord.extract.wording import Wording, WordRange

STOP = frozenset(
    "the a an and or but of to in on at for from by with as is are was were be been being has have had do does did "
    "any that this it its he she they his her their them him i we you my our your who which what when where there "
    "would could should will can may might must said says say than then so if about into over after before one also "
    "only just more most such very other some not no never nobody none nothing neither nor without s t n didn doesn "
    "don wasn weren isn aren hasn haven hadn won wouldn couldn shouldn it’s ever yet still even both all each every "
    "up down out off again own same too once because while during until since between against under through".split()
)
_NEGATIONS = frozenset("no not never nobody none nothing neither nor without cannot hardly untrue false".split())
_WHOLLY = frozenset("nobody none nothing untrue false".split())
_CLIPPED = frozenset("didn doesn don wasn weren isn aren hasn haven hadn won wouldn couldn shouldn can mustn".split())
_REACH = 7  # words that a negation bears on
_ENDS = frozenset(", . ; : ! ? but although though while".split())
_POINTERS = frozenset("it they he she him her them this that these those none such neither both".split())
_COMING = frozenset("will would shall going plans planned next soon tomorrow".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def weights_of(wording: Wording) -> dict[str, float]:
    """The rarer a stem in the report, the more it tells."""
    counts = Counter(map(stem, (word for word in wording.lower if word[0].isalnum())))
    total = max(1, len(wording.lower))
    return {each: math.log(1 + total / count) for each, count in counts.items()}


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What it is about by stems, and what is said of that.

    ``negated``: stems that a negation bears on, ``turned`` those next to it;
    ``measured``: the quantities; ``sides``, ``kinds`` and ``matters``: those of ``opposites``;
    ``days``: the weekdays named; ``points``: whether it begins with a pronoun or with "none of", "there was no such",
    which stand for something before; ``coming``: whether it tells of what is to come.
    """

    stems: frozenset[str]
    negated: frozenset[str]
    turned: frozenset[str]
    measured: tuple[Quantity, ...]
    sides: frozenset[Side]
    kinds: dict[int, frozenset[str]]
    matters: frozenset[int]
    days: frozenset[str]
    points: bool
    coming: bool

    @property
    def denied(self) -> bool:
        """Whether anything is negated."""
        return bool(self.negated)


def matter_of(wording: Wording, words: Iterable[int]) -> Matter:
    """The matter of some words, in order."""
    places = list(words)
    stems, negated = set(), set()
    turned: set[str] = set()  # what stands next behind a negation
    reach, fresh = 0, False
    for index, place in enumerate(places):
        lower = wording.lower[place]
        before = [wording.lower[earlier] for earlier in places[max(0, index - 3) : index]]
        if lower in _ENDS:
            reach = 0
        following = wording.lower[places[index + 1]] if index + 1 < len(places) else ""
        if lower in _NEGATIONS or (lower in _CLIPPED and following in ("'", "’")):
            reach, fresh = _REACH, True
            if lower in _WHOLLY:
                negated.add(lower)
                # "She had been offered nothing" negates what stands before it.
                earlier = {stem(word) for word in before if word[0].isalnum() and word not in STOP}
                negated |= earlier
                turned |= earlier
            continue
        if lower[0].isalnum() and lower not in STOP and not lower.isdigit():
            own = stem(lower)
            stems.add(own)
            if reach:
                negated.add(own)
                if fresh:
                    turned.add(own)
                fresh = False
        reach = max(0, reach - 1)
    said = [wording.lower[place] for place in places]
    lowered = frozenset(said)
    return Matter(
        stems=frozenset(stems),
        negated=frozenset(negated),
        turned=frozenset(turned),
        measured=tuple(quantities(said, STOP)),
        sides=sides_of(stems, frozenset(turned)),
        kinds=kinds_of(stems),
        matters=matters_of(stems),
        points=any(word in _POINTERS for word in said[:3]),
        days=lowered & _DAYS,
        coming=bool(lowered & _COMING),
    )


def shared(left: frozenset[str], right: frozenset[str], weights: dict[str, float]) -> float:
    """What two sets of stems have in common by weight: the mean of Dice's coefficient and of the share of ``left``."""
    common = sum(weights.get(each, 1.0) for each in left & right)
    if not common:
        return 0.0
    mine, others = (sum(weights.get(each, 1.0) for each in some) for some in (left, right))
    return 0.5 * (2 * common / (mine + others) + common / mine)


@dataclass(frozen=True, kw_only=True)
class Clash:
    """How two matters say the opposite: by a negation (0 to 1), by opposites, by values of one kind, by quantities."""

    negation: float
    opposites: bool
    kinds: bool
    quantities: bool

    def __bool__(self) -> bool:
        return bool(self.negation or self.opposites or self.kinds or self.quantities)


NO_CLASH = Clash(negation=0.0, opposites=False, kinds=False, quantities=False)


def clash_of(reply: Matter, claim: Matter) -> Clash:
    """Where two matters clash; what they say of different days does not."""
    if reply.days and claim.days and not reply.days & claim.days:
        return NO_CLASH
    negation = 0.0
    for one, other in ((reply, claim), (claim, reply)):
        opposed = one.negated & other.stems - other.negated
        negation = max(negation, 1.0 if len(opposed) > 1 else 0.8 if opposed & one.turned else 0.4 if opposed else 0.0)
        if one.denied and not other.denied:
            if matters_of(one.negated) & other.matters:
                negation = max(negation, 0.7)
            if one.negated & {"untrue", "false"}:
                negation = max(negation, 0.8)
    mine = {pair for pair, side in reply.sides if (pair, 1 - side) not in reply.sides}
    return Clash(
        negation=negation,
        opposites=any(
            pair in mine and (pair, 1 - side) in reply.sides and (pair, 1 - side) not in claim.sides
            for pair, side in claim.sides
        ),
        kinds=any(
            not reply.kinds[kind] & claim.kinds[kind] and not reply.kinds[kind] & claim.stems
            for kind in reply.kinds.keys() & claim.kinds.keys()
        ),
        quantities=unlike(reply.measured, claim.measured),
    )


def words_of(parts: Iterable[WordRange]) -> Iterable[int]:
    """The words of ranges, in order."""
    return (word for first, last in parts for word in range(first, last))
