"""How likely a statement answers a claim that it does not make: cannot be so together with it.

A logistic regression like ``alike``; its weights (``answers.json``) come from ``python -m training.claims``.
"""

from __future__ import annotations

from onrecord.follow.claims.alike import FEATURES, features
from onrecord.follow.claims.regression import probability
from onrecord.follow.claims.told import Told

ANSWER_FEATURES = (
    *FEATURES, "topic", "topic and sign apart", "topic and figures differ", "topic and names apart",
    "topic and dates apart", "topic and kinds", "denying", "denying and topic", "speaker and sign apart",
)  # fmt: skip
# Two statements are of one matter from this probability on.
LEAST_MATTER = 0.4
_ANSWERING = ("denies", "disputes", "confirms")


def answer_features(one: Told, other: Told) -> list[float]:
    """The values of ANSWER_FEATURES for a claim's statement and one that may answer it."""
    values = features(one, other)
    by_name = dict(zip(FEATURES, values, strict=True))
    topic = max(by_name["held"], by_name["mean"])
    denying = float(other.act in _ANSWERING or other.turned)
    return [
        *values,
        topic,
        topic * by_name["sign apart"],
        topic * by_name["figures differ"],
        topic * by_name["names apart"],
        topic * by_name["dates apart"],
        topic * by_name["kinds"],
        denying,
        denying * topic,
        by_name["speaker same"] * by_name["sign apart"],
    ]


def answers_likelihood(one: Told, other: Told) -> float:
    """The probability that ``other`` answers what ``one`` puts forward."""
    return probability("answers.json", ANSWER_FEATURES, answer_features(one, other))


def same_matter(one: Told, other: Told) -> bool:
    """Whether two statements are of one matter, whatever they say of it: one claim but for its figures, or an answer.

    What the two say of it is left out of the weighing: figures that differ count neither for it nor against it.
    """
    values = features(one, other)
    values[FEATURES.index("figures differ")] = 0.0
    if probability("alike.json", FEATURES, values) >= LEAST_MATTER:
        return True
    return max(answers_likelihood(one, other), answers_likelihood(other, one)) >= LEAST_MATTER
