"""The judgement: two logistic regressions, whose shares are averaged.

One reads runs of words and signs, the other what the statement says beyond the claim, as vectors.  Their weights
(``weights.json``) are fitted by ``python -m training.stance``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.follow.early import FIRST, WORD, Early, Floats
from onrecord.follow.stance.grams import grams
from onrecord.follow.stance.reading import Wording, wording_of
from onrecord.follow.stance.signs import SIGNS, alike, signs
from onrecord.record import Attribution

Kind = Literal["for", "against", "observing"]
KINDS: tuple[Kind, ...] = ("for", "against", "observing")
Doubles = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Stance:
    """What a statement is to a claim: ``kind`` the likeliest; ``shares`` of all three, by ``KINDS``, their sum 1."""

    kind: Kind
    shares: tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Weights:
    """``grams``: three weights a run of words; ``signs``, ``beyond``: ``[inputs, 3]``, of the inputs as they are."""

    grams: dict[str, Sequence[float]]
    signs: Doubles
    signs_bias: Doubles
    beyond: Doubles
    beyond_bias: Doubles


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    table = json.loads(files("onrecord.follow.stance").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(
        grams=table["grams"],
        signs=np.array([table["signs"][name] for name in SIGNS]),
        signs_bias=np.array(table["signs_bias"]),
        beyond=np.array(table["beyond"]),
        beyond_bias=np.array(table["beyond_bias"]),
    )


def beyond(statement: Wording, claim: Wording) -> Floats:
    """What the statement says beyond the claim: the mean of its words, each weighed by how unlike the claim's it is.

    ``[384]``; noughts for a statement without words.
    """
    if not statement.lower:
        return np.zeros(statement.vectors.shape[-1], dtype=np.float32)
    best = alike(statement, claim, WORD).max(axis=0) if claim.lower else np.zeros(len(statement.lower))
    weight = np.clip(1 - best, 0, 1) ** 2 + 1e-3
    mean: Floats = (statement.vectors[:, FIRST] * weight[:, None]).sum(axis=0) / weight.sum()
    return mean


def shares_of(scores: Doubles) -> Doubles:
    """Scores as shares, their sum 1."""
    found = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Doubles = found / found.sum(axis=-1, keepdims=True)
    return result


def judged(statement: Wording, claim: Wording, by: Weights) -> Doubles:
    """The shares of ``KINDS``."""
    words = by.signs_bias + np.array(signs(statement, claim)) @ by.signs
    for each in sorted(grams(statement, claim)):
        if each in by.grams:
            words = words + np.array(by.grams[each])
    vectors = by.beyond_bias + beyond(statement, claim) @ by.beyond
    return (shares_of(words) + shares_of(vectors)) / 2


def stance_of(statement: str, claim: str, early: Early) -> Stance:
    """What a statement, such as a headline, is to a claim, both in words.

    Whether it speaks of the same matter at all is not asked: give it pairs that do.
    """
    shares = judged(wording_of(statement, early), wording_of(claim, early), weights())
    first, second, third = (float(share) for share in shares)
    return Stance(kind=KINDS[int(shares.argmax())], shares=(first, second, third))


def attribution_stance(attribution: Attribution, claim: str, early: Early) -> Stance:
    """What an attribution of a record is to a claim: its source, cue and content are read, as they stand.

    A denial so counts by its cue: "the ministry | denied | that the bridge was shut".
    """
    parts = [part for part in (attribution.source, attribution.cue, attribution.content) if part is not None]
    told = sorted((span, part.text) for part in parts for span in part.spans[:1])
    return stance_of(" ".join(text for _, text in told), claim, early)
