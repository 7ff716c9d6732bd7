"""What can be seen of two runs of words besides their meaning: how far, what lies between.

These are the hand-made features of the link scorer; the learned part is the
product of the encoder's link vectors.  All are counts in small buckets, looked
up in learned tables.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

# Rows of each learned table: (distance, candidates between, paragraphs between, sentence ends between),
# each once for candidates before the chooser and once for those after.
TABLES = (16, 6, 6, 6)

_DISTANCE_EDGES = np.array([1, 2, 3, 5, 9, 17, 33])


def starts_of_paragraphs(length: int, paragraphs: Ints) -> Ints:
    """For each word index 0..length, how many paragraphs start before or at it."""
    counts = np.zeros(length + 1, dtype=np.int64)
    counts[paragraphs] = 1
    return np.cumsum(counts)


def ends_before(is_end: NDArray[np.bool_]) -> Ints:
    """For each word index 0..length, how many sentence-ending marks stand before it."""
    return np.concatenate(([0], np.cumsum(is_end))).astype(np.int64)


def pair_features(choosers: Ints, candidates: Ints, rank: Ints, paragraph_at: Ints, ends_at: Ints) -> Ints:
    """Features of chooser-candidate pairs, aligned.

    choosers, candidates: ``[n, 2]`` half-open word runs, row i of one with row i
    of the other; rank: ``[n]`` how many candidates lie between the two;
    paragraph_at, ends_at: from the two functions above.  Returns ``[n, 4]`` rows
    of the four TABLES.
    """
    after = candidates[:, 0] >= choosers[:, 0]
    low = np.where(after, choosers[:, 1], candidates[:, 1])
    high = np.where(after, candidates[:, 0], choosers[:, 0])
    high = np.maximum(high, low)
    distance = np.searchsorted(_DISTANCE_EDGES, high - low, side="right")
    paragraphs = np.minimum(paragraph_at[high] - paragraph_at[np.maximum(low - 1, 0)], 2)
    ends = np.minimum(ends_at[high] - ends_at[low], 2)
    side = after.astype(np.int64)
    return np.stack(
        (side * 8 + distance, side * 3 + np.minimum(rank, 2), side * 3 + np.maximum(paragraphs, 0), side * 3 + ends),
        axis=1,
    )


def nearest(choosers: Ints, candidates: Ints, each_side: int) -> tuple[Ints, Ints, Ints]:
    """The pairs worth scoring: every chooser with its nearest candidates on both sides.

    Both arguments are ``[n, 2]`` runs in text order.  Returns, aligned: chooser
    index, candidate index, and how many candidates lie between the two.
    """
    if not len(choosers) or not len(candidates):
        none = np.zeros(0, dtype=np.int64)
        return none, none, none
    position = np.searchsorted(candidates[:, 0], choosers[:, 0], side="left")
    offsets = np.arange(-each_side, each_side)
    index = position[:, None] + offsets[None, :]
    rank = np.broadcast_to(np.where(offsets < 0, -1 - offsets, offsets), index.shape)
    inside = (index >= 0) & (index < len(candidates))
    chooser = np.broadcast_to(np.arange(len(choosers))[:, None], index.shape)
    return chooser[inside], index[inside], rank[inside]
