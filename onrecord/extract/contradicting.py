"""How likely a statement says the opposite of a claim without a word of denial: a small logistic regression.

Its weights (``contradicting.json``) are fitted by ``python -m training.contradictions`` on invented pairs; what it
looks at is listed in ``FEATURES``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from onrecord.extract.matter import Matter, clash_of, shared

FEATURES = (
    "bias",
    "negation",
    "negation and shared",
    "opposites",
    "clashes",  # how many there are: negation, opposites, values of one kind, quantities
    "shared",
    "same matter",
    "points",
    "points and clashes",
    "shared and clashes",
    "counters",
    "contrasts",
    "emphasis",
    "agrees",
    "both negated",
    "two sides",
    "quoted",
    "never or nobody",
    "told before",
    "own",
    "distance",
    "both causes",
    "coming apart",
    "days apart",
    "long",
)

COUNTERS = re.compile(
    r"\b(?:insist\w*|counter\w*|retort\w*|hit back|shot back|maintain\w*|object\w*|protest\w*|replied|responded|"
    r"corrected|adamant)\b"
)
_CONTRASTS = re.compile(
    r"(?:^\W*(?:but|however|yet|though|instead|still)\b|, however\b|\bin fact\b|\bon the contrary\b|\bin reality\b)"
)
_EMPHASIS = re.compile(
    r"\b(?:only|simply|never|hardly|nobody|nothing|none|no such|not (?:a|one) single|still|already|in fact|every|all|"
    r"fewer than|more than|less than|at least|closer to|it was (?:\w+ ){1,4}that|to blame|not the|long before)\b"
)
_WHOLLY = re.compile(r"\b(?:never|nobody|nothing|none|no one|no such|no \w+ had|no evidence|no sign)\b")
_HAD = re.compile(r"\b(?:had|was|were|did)\b")
_AGREES = re.compile(r"\b(?:agreed?|agrees|also|too|either|same|confirm\w*|not surprised|no surprise|sorry|proud)\b")
_CAUSES = re.compile(
    r"\b(?:because|caus\w+|due to|start\w*|set off|to blame|blam\w+|led to|result\w*|thanks to|broke|fault|failed|"
    r"reason|why|after|delay\w*|of (?:heart|cancer|an infection)|died of|triggered)\b"
)
# Who speaks for an institution, and who for those whom it concerns: such two seldom tell the same.
_INSTITUTION = re.compile(
    r"\b(?:ministry|minister|police|army|general|government|company|firm|council|mayor|governor|officials?|office|"
    r"spokes\w+|chief|manag\w+|bank|airline|operator|owners?|president|prosecutors?|hospital|school|university|club|"
    r"party|union|maker|contractor|developer|director|agency|officer|captain|chairman|sheriff|head|factory)\b"
)
_CONCERNED = re.compile(
    r"\b(?:residents?|witness\w*|neighbou?rs?|villagers?|workers?|relatives?|mother|father|family|husband|wife|sister|"
    r"brother|son|daughter|cousin|passengers?|customers?|shoppers?|students?|parents?|doctors?|nurses?|teachers?|"
    r"farmers?|lawyer|solicitor|counsel|survivors?|tenants?|patients?|opposition|rival|challenger|critics?|observers?|"
    r"engineers?|geologists?|biologists?|experts?|analysts?|economists?|investigators?|inspectors?|guards?|staff|"
    r"aid|priest|historian|jogger|visitors?|anglers?|aide|agent|trainer)\b"
)


LEAST_SHARED = 0.15
_AT = {name: place for place, name in enumerate(FEATURES)}


def of_one_matter(values: Sequence[float]) -> bool:
    """Whether two share a word that tells, or a matter, or one points at the other and clashes with it.

    "Only", "never" and "still" make a sentence sound like an answer, but to whom no shared word tells: in a long report
    the likelihood alone takes some pair of its many for a contradiction.
    """
    return (
        values[_AT["shared"]] >= LEAST_SHARED
        or values[_AT["same matter"]] > 0
        or (values[_AT["points and clashes"]] > 0 and values[_AT["own"]] == 0)
    )


def likelihood(values: Sequence[float], less: float = 0.0) -> float:
    """The probability of a contradiction, by the values of ``FEATURES``; less: what its odds' logarithm loses."""
    total = sum(weight * value for weight, value in zip(_weights(), values, strict=True)) - less
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def _weights() -> tuple[float, ...]:
    table = json.loads(files("onrecord.extract").joinpath("contradicting.json").read_text(encoding="utf-8"))
    return tuple(float(table[name]) for name in FEATURES)


def features(
    reply: Matter,
    claim: Matter,
    weights: dict[str, float],
    *,
    reply_said: str,
    claim_said: str,
    cue: str,
    sentence: str,
    sources: tuple[str, str],
    own: bool,
    distance: int,
) -> list[float]:
    """The values of ``FEATURES``.

    reply_said, claim_said: the words of the two in lower case; cue: the reply's; sentence: the whole of the reply's;
    sources: the words of the reply's and the claim's source; own: whether the claim is the reporter's own; distance:
    sentences between the two.
    """
    clash = clash_of(reply, claim)
    count = (clash.negation >= 0.7) + clash.opposites + clash.kinds + clash.quantities
    common = shared(reply.stems, claim.stems, weights)
    return [
        1.0,
        clash.negation,
        clash.negation * common,
        float(clash.opposites),
        float(min(2, count)),
        common,
        float(min(2, len(reply.matters & claim.matters))),
        float(reply.points),
        float(reply.points and count > 0),
        common * min(1, count),
        float(bool(COUNTERS.search(cue))),
        float(bool(_CONTRASTS.search(sentence))),
        float(bool(_EMPHASIS.search(reply_said))),
        float(bool(_AGREES.search(sentence))),
        float(reply.denied and claim.denied),
        float(_two_sides(*sources)),
        float(reply_said[:1] in ('"', "“", "'", "‘", "«")),
        float(bool(_WHOLLY.search(reply_said))),
        float(bool(_HAD.search(reply_said)) and bool(_HAD.search(claim_said))),
        float(own),
        float(distance - 1),
        float(bool(_CAUSES.search(reply_said)) and bool(_CAUSES.search(claim_said))),
        float(reply.coming != claim.coming),
        float(bool(reply.days and claim.days and not reply.days & claim.days)),
        max(0.0, (len(claim.stems) - 10) / 10) + max(0.0, (len(reply.stems) - 10) / 10),
    ]


def _two_sides(reply: str, claim: str) -> bool:
    first, second = bool(_INSTITUTION.search(reply)), bool(_INSTITUTION.search(claim))
    return (bool(_CONCERNED.search(reply)) and second) or (bool(_CONCERNED.search(claim)) and first)
