"""A logistic regression whose weights lie beside the code, by name."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files


def probability(table: str, names: Sequence[str], values: Sequence[float]) -> float:
    """What the weights in ``table`` give for the values of these names."""
    return logistic(_weights(table, tuple(names)), values)


def logistic(weights: Sequence[float], values: Sequence[float]) -> float:
    """The probability that weights give for values."""
    total = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=4)
def _weights(table: str, names: tuple[str, ...]) -> tuple[float, ...]:
    text = files("onrecord.follow.claims").joinpath(table).read_text(encoding="utf-8")
    weights = json.loads(text)
    return tuple(float(weights[name]) for name in names)
