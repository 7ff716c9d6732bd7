"""What some words of a report mean, as a short vector: statements that say alike lie close.

The states that the encoder has anyway are averaged over the words and led through one matrix (``meaning.npy`` in the
weights), which is fitted to give what a sentence encoder gives of the same words by themselves
(``training/meaning.py``).  So a statement's vector costs a product of a row with a matrix, and no second model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.encoder import EVENT_NUMBERS, LINK_NUMBERS, MENTION_NUMBERS, Floats
from onrecord.extract.runs import Sight
from onrecord.extract.story import Story
from onrecord.extract.wording import Wording, WordRange
from onrecord.reading.page import Page
from onrecord.record import Span

NUMBERS = LINK_NUMBERS + MENTION_NUMBERS + EVENT_NUMBERS  # of a word's states
SIZE = 96  # of a meaning
_SCALE = 400.0  # of a unit vector's parts, so that nearly all fit into a signed byte
_LITTLE = frozenset("the a an of to in on at for by and or that is was were be been has have had it its".split())

Meaning = bytes  # SIZE signed bytes; empty where there is nothing to tell it by


def meaning_of(sight: Sight, wording: Wording, parts: Sequence[WordRange]) -> Meaning:
    """The meaning of ranges of words; empty where they hold no word that says anything."""
    states = pooled(sight, wording, parts)
    return b"" if states is None else quantised(states @ _matrix())


def pooled(sight: Sight, wording: Wording, parts: Sequence[WordRange]) -> Floats | None:
    """The mean state ``[NUMBERS]`` of the words that say something."""
    words = [word for first, last in parts for word in range(first, last) if wording.lower[word][0].isalnum()]
    words = [word for word in words if wording.lower[word] not in _LITTLE] or words
    if not words:
        return None
    links = np.zeros(LINK_NUMBERS, dtype=np.float32)
    for window in sight.windows:
        start, stop = window.owned
        own = [word - window.first for word in words if start <= word < stop]
        if own:
            links += window.vectors[own].sum(axis=0, dtype=np.float32)
    rest = [part[words].mean(axis=0, dtype=np.float32) for part in (sight.mentions, sight.events)]
    return np.concatenate([links / len(words), *rest]).astype(np.float32)


def words_under(page: Page, story: Story, spans: Iterable[Span]) -> list[WordRange]:
    """The words of the story that lie under spans of the report's text, as ranges."""
    under = list(spans)
    found: list[WordRange] = []
    for word, place in enumerate(story.spans):
        start, end = page.view.spans(*place)[0]
        if any(first < end and start < last for first, last in under):
            if found and found[-1][1] == word:
                found[-1] = (found[-1][0], word + 1)
            else:
                found.append((word, word + 1))
    return found


def quantised(vector: Floats) -> Meaning:
    """A vector as signed bytes, its length forgotten."""
    unit = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return np.clip(np.rint(unit * _SCALE), -127, 127).astype(np.int8).tobytes()


def likeness(left: Meaning, right: Meaning) -> float:
    """The cosine of two meanings, -1 to 1; 0 where one is empty."""
    if not left or not right:
        return 0.0
    one, other = (np.frombuffer(each, dtype=np.int8).astype(np.float32) for each in (left, right))
    return float(one @ other / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-9))


@lru_cache(maxsize=1)
def _matrix() -> NDArray[np.float32]:
    data = files("onrecord.weights").joinpath("meaning.npy").read_bytes()
    return np.load(BytesIO(data)).astype(np.float32)  # type: ignore[no-any-return]
