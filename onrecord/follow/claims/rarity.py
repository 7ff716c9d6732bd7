"""How much a word tells: the rarer in English, the more."""

from __future__ import annotations

import math
from functools import lru_cache

from onrecord.extract.words import pieces_of

# The encoder's vocabulary lists its words by how often they come: "the" is number 1996, the last 30521.
_COMMONEST, _STEP, _MOST = 1996, 50, 6.5


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """0.5 (commonest) to 6.5 for a word in any case; a word that the vocabulary has only in pieces counts as rare."""
    numbers, _ = pieces_of(word)
    if len(numbers) > 1:
        return _MOST
    return min(_MOST, 0.5 + math.log1p(max(0, numbers[0] - _COMMONEST) / _STEP))
