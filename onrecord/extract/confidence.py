"""How likely an attribution is right: the model's certainty, made true by what held on PolNeAR dev.

A logistic regression on the logits of the model's probabilities and on what is
seen of the statement (Platt scaling with more than one input, Platt 1999).  Right
means what the corpus's scorer calls cs: content and source share at least half
of their words with an annotator's.  Fitted by ``training.calibrate``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from onrecord.record import AttributionKind

# What ``Draft.certainty`` holds.
PARTS = ("cue", "content", "content to cue", "cue to source", "source")
FEATURES = (*PARTS, "constant", "direct", "mixed", "no source", "one cue word", "content words", "pieces")


def features(
    certainty: Sequence[float], kind: AttributionKind, *, sourced: bool, cue_words: int, words: int, pieces: int
) -> list[float]:
    """The numbers of ``FEATURES``, in order."""
    logits = [math.log(min(max(p, 0.001), 0.999) / (1 - min(max(p, 0.001), 0.999))) for p in certainty]
    return [
        *logits,
        1.0,
        float(kind == "direct"),
        float(kind == "mixed"),
        float(not sourced),
        float(cue_words == 1),
        math.log(1 + words),
        float(min(pieces, 3) - 1),
    ]


@lru_cache(maxsize=1)
def _fits() -> dict[str, dict[str, float]]:
    text = files("onrecord.weights").joinpath("calibration.json").read_text(encoding="utf-8")
    fits: dict[str, dict[str, float]] = json.loads(text)
    return fits


@lru_cache(maxsize=1)
def weights() -> tuple[float, ...]:
    """The fitted weights of ``FEATURES``."""
    named = _fits()["attribution"]
    return tuple(named[name] for name in FEATURES)


@lru_cache(maxsize=4096)
def of_antecedent(share: float) -> float:
    """How likely whom a pronoun or role is given to is right, by its share among the candidates.

    Fitted on names of PolNeAR dev that were made into pronouns.
    """
    named = _fits()["antecedent"]
    logit = math.log(max(share, 0.001) / max(1 - share, 0.001))
    chance = 1 / (1 + math.exp(-(named["slope"] * logit + named["constant"])))
    return round(min(0.99, max(0.01, chance)), 3)


def calibrated(inputs: Sequence[float], fitted: Sequence[float] | None = None) -> float:
    """The probability, 0.01 to 0.99."""
    score = sum(x * w for x, w in zip(inputs, weights() if fitted is None else fitted, strict=True))
    return min(0.99, max(0.01, 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))))
