"""What some words are about, as far as a contradiction needs it: stems, what is negated, opposites, figures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.extract.wording import Wording, WordRange

_STOP = frozenset(
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
_IRREGULAR_VERBS = """
    withhold withheld, strike struck, shoot shot, leave left, meet met, pay paid, take took taken,
    steal stole stolen, break broke broken, know knew known, write wrote written, give gave given,
    go went gone, come came, sell sold, buy bought, build built, lose lost loss losses, win won,
    hide hid hidden, lead led, send sent, spend spent, hold held, keep kept, find found, make made, run ran,
    begin began begun, sink sank sunk, drive drove driven, throw threw thrown, flee fled, beat beaten,
    fall fell fallen, rise rose risen, tell told, see saw seen, hear heard, think thought, bring brought,
    teach taught, catch caught, fight fought, feel felt, stand stood, speak spoke spoken, choose chose chosen,
    drink drank drunk, fly flew flown, grow grew grown, shut shutting, mean meant, sleep slept,
    cut cuts cutting, die died dies dying death deaths dead, kill killing killings, child children, man men,
    woman women, lie lying lied, get got gotten, eat ate eaten, wear wore worn, bite bit bitten,
    forget forgot forgotten, swear swore sworn, tear tore torn, bear bore born borne
"""
_IRREGULAR = {form: base for base, *forms in (entry.split() for entry in _IRREGULAR_VERBS.split(",")) for form in forms}
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
     "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "half": 0.5}  # fmt: skip
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec a.m p.m am pm o clock".split()
)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its ending, irregular forms led back."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending in ("ing", "ies", "ied", "ed", "es", "s", "ly", "al"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("i" if ending in ("ies", "ied") else "")
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    # "withdraw" and "withdrawal", "close" and "closing", "party" and "parties".
    return (
        word[:-1] + "i" if len(word) > 4 and word.endswith("y") else word.removesuffix("e") if len(word) > 4 else word
    )


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


# Words of one matter, so that "nobody was hurt" meets "three were killed".
_MATTERS = tuple(
    _stems(group)
    for group in (
        "kill die hurt injure wound casualty casualties fatal harm victim unhurt unharmed shoot toll loss",
        "fire shoot shell bomb attack strike fight violence violent peaceful gunfire missile rocket drone weapon",
        "leave flee stay remain resign quit depart withdraw",
        "pay money bribe loan fee owe cash coin penny payment",
        "close shut open", "drunk drink alcohol sober intoxicated", "lose shoot destroy sink down crash",
        "meet talk negotiate contact spoke speak call meeting conversation", "steal theft rob hack breach leak",
        "arrest detain custody jail hold prison", "copy plagiarise plagiarize",
        "contaminated polluted poison tainted toxic clean pollution", "hit strike punch beat slap push touch kick",
        "know aware learn told inform warn warning", "agree deal agreement accord sign", "sick ill illness disease",
        "vote ballot election", "refuse decline reject turn", "delay late postpone", "search look seek",
    )
)  # fmt: skip
_OPPOSITES = tuple(
    (_stems(first), _stems(second))
    for first, second in (
        ("open", "close closed shut"), ("rise increase grow gain", "fall drop decrease decline shrink lower"),
        ("alive survive survived", "die kill"), ("safe secure", "unsafe dangerous risk hazard danger"),
        ("guilty guilt", "innocent"), ("win", "lose"), ("true", "false untrue"), ("full", "empty"),
        ("accept agree", "refuse decline reject"), ("stay remain", "leave flee quit resign"),
        ("legal lawful", "illegal unlawful"), ("voluntarily freely free", "forced compelled"),
        ("accident accidental accidentally", "deliberate deliberately intentional purpose"),
        ("success succeed", "fail failure"), ("ahead", "behind"), ("early", "late"), ("sacked fired", "resigned"),
        ("start begin", "end stop finish"), ("advance", "retreat withdraw"), ("hold", "break collapse violate"),
        ("profit", "loss"), ("healthy well", "ill sick unwell"), ("calm quiet", "chaos panic"),
        ("genuine authentic real", "fake forged forgery fabricated"), ("clean", "contaminated polluted dirty"),
        ("solid sound", "cracked weak rotten"), ("natural", "murder suicide"), ("cheap", "expensive"),
        ("more", "fewer less"), ("paid", "unpaid"), ("armed", "unarmed"), ("sober", "drunk"),
        ("public", "secret private"), ("red", "green amber blue"), ("north", "south"), ("east", "west"),
        ("alone", "together accompanied"), ("peaceful", "violent violence riot"), ("support back", "oppose"),
        ("hit", "miss missed"), ("asleep", "awake"), ("working functioning", "broken faulty"), ("dry", "wet flooded"),
        ("warned", "unannounced"), ("hours", "minutes"), ("ready", "unfinished"), ("friend", "stranger"),
    )
)  # fmt: skip


def weights_of(wording: Wording) -> dict[str, float]:
    """The rarer a stem in the report, the more it tells."""
    counts = Counter(map(stem, (word for word in wording.lower if word[0].isalnum())))
    total = max(1, len(wording.lower))
    return {each: math.log(1 + total / count) for each, count in counts.items()}


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What it is about by stems, and what is said of that.

    ``negated``: stems that a negation bears on, ``turned`` those next to it;
    ``figures``: values by counted stem; ``days``: the weekdays named; ``points``:
    whether it begins with "it" or "they", which stand for something before.
    """

    stems: frozenset[str]
    negated: frozenset[str]
    turned: frozenset[str]
    figures: dict[str, frozenset[float]]
    days: frozenset[str]
    points: bool

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
    figures: dict[str, set[float]] = {}
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
                earlier = {stem(word) for word in before if word[0].isalnum() and word not in _STOP}
                negated |= earlier
                turned |= earlier
            continue
        if lower[0].isalnum() and lower not in _STOP and not lower.isdigit():
            own = stem(lower)
            stems.add(own)
            if reach:
                negated.add(own)
                if fresh:
                    turned.add(own)
                fresh = False
        reach = max(0, reach - 1)
        value = _value(wording, places, index)
        if value is not None:
            for later in places[index + 1 : index + 4]:
                counted = wording.lower[later]
                if counted[0].isalpha() and counted not in _STOP and counted not in _NUMBERS:
                    figures.setdefault(stem(counted), set()).add(value)
    return Matter(
        stems=frozenset(stems),
        negated=frozenset(negated),
        turned=frozenset(turned),
        points=any(wording.lower[place] in ("it", "they") for place in places[:3]),
        days=frozenset(wording.lower[place] for place in places) & _DAYS,
        figures={counted: frozenset(values) for counted, values in figures.items()},
    )


def _value(wording: Wording, places: Sequence[int], index: int) -> float | None:
    """The figure that begins at a word; no years, days of a month or hours."""
    lower = wording.lower[places[index]]
    before = wording.lower[places[index - 1]] if index else ""
    after = wording.lower[places[index + 1]] if index + 1 < len(places) else ""
    if before in _MONTHS or after in _MONTHS or before in (":", "/") or after in (":", "/"):
        return None
    if lower in _NUMBERS:
        if before in _NUMBERS or lower == "one":
            return None
        return float(_NUMBERS[lower] * (_NUMBERS[after] if after in _NUMBERS and _NUMBERS[after] >= 100 else 1))
    if not lower.isdigit() or (len(lower) == 4 and lower[:2] in ("18", "19", "20")):
        return None
    value = float(lower)
    return value * _NUMBERS[after] if after in _NUMBERS and _NUMBERS[after] >= 100 else value


def shared(left: frozenset[str], right: frozenset[str], weights: dict[str, float]) -> float:
    """What two sets of stems have in common by weight: the mean of Dice's coefficient and of the share of ``left``."""
    common = sum(weights.get(each, 1.0) for each in left & right)
    if not common:
        return 0.0
    mine, others = (sum(weights.get(each, 1.0) for each in some) for some in (left, right))
    return 0.5 * (2 * common / (mine + others) + common / mine)


def clashes(left: Matter, right: Matter) -> float:
    """How plainly two matters say the opposite: 0 for not at all.

    A stem that one negates and the other does not; opposites with something else in
    common; the same counted differently; one negates what is of the other's matter.
    """
    common = len(left.stems & right.stems) + (left.points and len(right.stems) < 12)
    days = left.days, right.days
    if days[0] and days[1] and not days[0] & days[1]:
        return 0.0
    score = 0.0
    for one, other in ((left, right), (right, left)):
        opposed = one.negated & other.stems - other.negated
        score = max(score, 1.0 if len(opposed) > 1 else 0.8 if opposed & one.turned else 0.0)
        if one.denied and not other.denied:
            if any(one.negated & group and other.stems & group for group in _MATTERS):
                score = max(score, 0.7)
            if one.negated & {"untrue", "false"} and common:
                score = max(score, 0.8)
    if common and left.denied == right.denied:
        for first, second in _OPPOSITES:
            if (left.stems & first and right.stems & second and not left.stems & second) or (
                left.stems & second and right.stems & first and not left.stems & first
            ):
                score = max(score, 0.7 if common > 1 else 0.5)
    for counted in left.figures.keys() & right.figures.keys():
        if not left.figures[counted] & right.figures[counted] and common > 1:
            score = max(score, 0.6)
    return score


def words_of(parts: Iterable[WordRange]) -> Iterable[int]:
    """The words of ranges, in order."""
    return (word for first, last in parts for word in range(first, last))
