"""A statement as the stance model reads it: its words, their stems, what the encoder's first layers say of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.extract.stems import stem
from onrecord.extract.words import vocabulary
from onrecord.follow.common_words import FIRST_WORD, RAREST
from onrecord.follow.early import Early, Floats

# Words that say nothing of the matter.
COMMON = frozenset(
    "a an the of to in on at for by with from as is are was were be been it its his her he she they their this that "
    "and or but who has have had will would after into over about up out".split()
)
_OTHER_MARK = 300


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A statement's words.

    ``vectors``: ``[words, layers, 384]``, as ``Early`` gives them; ``telling``: the words that say something of the
    matter.
    """

    text: str
    printed: list[str]
    lower: list[str]
    stems: list[str]
    vectors: Floats
    telling: list[int]


def wording_of(text: str, early: Early) -> Wording:
    """Read a statement; a text without words has none."""
    story, vectors = early.text(text)
    printed = [text[start:end] for start, end in story.spans]
    lower = [word.lower() for word in printed]
    return Wording(
        text=text,
        printed=printed,
        lower=lower,
        stems=[stem(word) for word in lower],
        vectors=vectors,
        telling=[at for at, word in enumerate(lower) if word not in COMMON and word[0].isalnum()],
    )


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """How rare a word is, about 0 to 1: the logarithm of its place in the word pieces, which stand by frequency."""
    number = vocabulary().get(word, RAREST)
    rank = number - FIRST_WORD + 6 if number >= FIRST_WORD else _OTHER_MARK
    return float(np.log(max(2, rank)) / np.log(RAREST))
