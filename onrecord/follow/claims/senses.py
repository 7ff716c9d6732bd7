"""What words mean by themselves, as short vectors: "arrested" lies near "captured", "fell" near "collapsed".

The table (``words.npy`` in the weights) has a row for each word piece of the encoder's vocabulary: what a sentence
encoder gives for the piece alone, cut to its principal directions (``training/senses.py``; the method is Model2Vec's,
Tulkens and van Dongen 2024).  So two statements can be compared word by word where no model is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.words import pieces_of

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Senses:
    """Words as unit vectors, ``[words, SIZE]``, and the weight of each; the weights sum to 1."""

    vectors: Floats
    weights: Floats

    @property
    def mean(self) -> Floats:
        """The weighted mean of the words, brought to length one."""
        total: Floats = self.weights @ self.vectors
        return total / max(float(np.linalg.norm(total)), 1e-9)


def senses_of(weights: Mapping[str, float]) -> Senses | None:
    """The senses of words with their weights; None where there are none."""
    if not weights:
        return None
    words = sorted(weights)
    vectors = np.array([_vector(word) for word in words], dtype=np.float32)
    shares = np.array([weights[word] for word in words], dtype=np.float32)
    return Senses(vectors, shares / shares.sum())


def alignment(one: Senses | None, other: Senses | None) -> tuple[float, float, float]:
    """How well the words of each find their like in the other (0 to 1 each), and the cosine of their means."""
    if one is None or other is None:
        return 0.0, 0.0, 0.0
    near = one.vectors @ other.vectors.T
    mine = float(one.weights @ np.maximum(near.max(axis=1), 0))
    theirs = float(other.weights @ np.maximum(near.max(axis=0), 0))
    return mine, theirs, float(one.mean @ other.mean)


@lru_cache(maxsize=1 << 15)
def _vector(word: str) -> Floats:
    numbers, _ = pieces_of(word)
    total: Floats = _table()[list(numbers)].astype(np.float32).sum(axis=0)
    return total / max(float(np.linalg.norm(total)), 1e-9)


@lru_cache(maxsize=1)
def _table() -> NDArray[np.int8]:
    data = files("onrecord.weights").joinpath("words.npy").read_bytes()
    return np.load(BytesIO(data))  # type: ignore[no-any-return]
