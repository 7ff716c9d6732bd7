"""How likely two statements put the same forward: a logistic regression over what they share and where they clash.

Its weights (``alike.json``) are fitted by ``python -m training.claims`` on the development set.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from onrecord.extract.matter import clash_of
from onrecord.follow.claims.quantity import agreement
from onrecord.follow.claims.regression import logistic, probability
from onrecord.follow.claims.senses import alignment
from onrecord.follow.claims.told import Told, deed, same_speaker

FEATURES = (
    "bias", "mean", "mean squared", "dice", "held", "mean and held", "names", "names apart", "names missing",
    "figures shared", "figures differ", "figure missing", "dates apart", "dates shared", "negation", "opposites",
    "kinds", "turned apart", "sign apart", "speaker same", "speaker apart", "report same", "deed apart",
    "short", "length apart", "days apart", "quoted both", "alike words", "aligned", "aligned least",
    "aligned and speaker", "aligned and sign apart", "aligned squared",
)  # fmt: skip

_SHARED, _DIFFER = FEATURES.index("figures shared"), FEATURES.index("figures differ")
_SIGN, _LEAST = FEATURES.index("sign apart"), FEATURES.index("aligned least")
# So well must the words of each find their like in the other, for a sign to turn the whole; chosen on the development
# set, where 0.5 to 0.8 differ by 0.3 points of B-cubed.
SAME_WORDS = 0.7
OPPOSED = 0.05


def features(one: Told, other: Told) -> list[float]:
    """The values of FEATURES for two statements, the same in either order."""
    common = sum(max(one.weights[each], other.weights[each]) for each in one.weights.keys() & other.weights.keys())
    mine, theirs = one.weight or 1e-9, other.weight or 1e-9
    dice, held = 2 * common / (mine + theirs), min(1.0, common / min(mine, theirs))
    names = one.names & other.names
    least_names = min(len(one.names), len(other.names))
    shared, differ = agreement(one.figures, other.figures)
    shared_back, differ_back = agreement(other.figures, one.figures)
    shared, differ = min(shared, shared_back), max(differ, differ_back)
    first, second = clash_of(one.matter, other.matter), clash_of(other.matter, one.matter)
    negation = max(first.negation, second.negation)
    turned = one.turned != other.turned
    overlap = any(a <= d and c <= b for a, b in one.dates for c, d in other.dates)
    speaker = same_speaker(one, other)
    mine_in, theirs_in, near = alignment(one.senses, other.senses)
    aligned = (mine_in + theirs_in) / 2
    sign_apart = float(turned != (negation >= 0.7 or first.opposites or second.opposites))
    short = min(len(one.weights), len(other.weights))
    return [
        1.0,
        near,
        near * near,
        dice,
        held,
        near * held,
        len(names) / least_names if least_names else 0.0,
        float(bool(least_names) and not names),
        float(not least_names and max(len(one.names), len(other.names)) > 0),
        float(min(2, shared)),
        float(min(2, differ)),
        float(bool(one.figures) != bool(other.figures)),
        float(bool(one.dates and other.dates) and not overlap),
        float(overlap),
        negation,
        float(first.opposites or second.opposites),
        float(first.kinds or second.kinds),
        float(turned),
        sign_apart,
        float(speaker),
        float(bool(one.speaker and other.speaker) and not speaker),
        float(one.report == other.report),
        float(deed(one.act) != deed(other.act)),
        max(0.0, 4 - short) / 4,
        abs(math.log((len(one.words) + 2) / (len(other.words) + 2))),
        min(1.0, abs(one.day - other.day) / 365) if one.day is not None and other.day is not None else 0.2,
        float(one.quoted and other.quoted),
        float(one.words == other.words),
        aligned,
        min(mine_in, theirs_in),
        aligned * speaker,
        aligned * sign_apart,
        aligned * aligned,
    ]


def likelihood(values: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """The probability that two statements are one claim, by the values of FEATURES; weights: not the shipped ones.

    Other figures of one thing, and the same words with the opposite sign, make another claim by what a claim is; the
    pairs that the weights are fitted on have too few of these to tell how surely.
    """
    share = logistic(weights, values) if weights else probability("alike.json", FEATURES, values)
    if values[_DIFFER] and not values[_SHARED]:
        return min(share, OPPOSED)
    if values[_SIGN] and values[_LEAST] >= SAME_WORDS:
        return min(share, OPPOSED)
    return share
