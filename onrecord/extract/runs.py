"""From tag scores to runs of words: sources, cues and pieces of content."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.encoder import Encoder, Floats
from onrecord.extract.story import Ints, Story, windows

NONE, SOURCE, CUE, CONTENT = range(4)


@dataclass(frozen=True, kw_only=True)
class Runs:
    """Runs of one role in text order.

    bounds: ``[n, 2]`` half-open word ranges; confidence: ``[n]`` mean probability
    of the role over the run's words; first, last: ``[n, 385]`` link vectors of its
    first and last word.
    """

    bounds: Ints
    confidence: Floats
    first: Floats
    last: Floats


def find_runs(story: Story, encoder: Encoder) -> dict[int, Runs]:
    """Runs of each role, SOURCE, CUE and CONTENT.

    The role of a word is the likeliest of the four, its two tags (begins, goes
    on) taken together; a run also ends where "begins" is likelier than "goes on".
    """
    roles_parts: list[NDArray[np.int64]] = []
    begins_parts: list[NDArray[np.bool_]] = []
    certainty_parts: list[Floats] = []
    kept_words: list[Ints] = []
    kept_vectors: list[Floats] = []
    for window in windows(story):
        scores, vectors = encoder.run(window)
        probability = _softmax(scores)
        by_role = np.stack(
            [probability[:, 0], *(probability[:, tag] + probability[:, tag + 1] for tag in (1, 3, 5))], axis=1
        )
        roles = by_role.argmax(axis=1)
        begin_tag = np.maximum(2 * roles - 1, 0)
        rows = np.arange(len(roles))
        begins = (roles != NONE) & (probability[rows, begin_tag] > probability[rows, np.minimum(begin_tag + 1, 6)])
        roles_parts.append(roles)
        begins_parts.append(begins)
        certainty_parts.append(by_role[rows, roles])
        # Only a run's first and last word are asked for their link vectors: keep those, and the window's edges.
        edge = np.ones(len(roles) + 1, dtype=bool)
        edge[1:-1] = (roles[1:] != roles[:-1]) | begins[1:]
        edge = (edge[:-1] | edge[1:]) & (roles != NONE)
        kept_words.append(window.first + np.flatnonzero(edge))
        kept_vectors.append(vectors[edge])
    roles, begins = np.concatenate(roles_parts), np.concatenate(begins_parts)
    certainty = np.concatenate(certainty_parts)
    words, held = np.concatenate(kept_words), np.concatenate(kept_vectors)
    starts = (roles != NONE) & (begins | (np.concatenate(([NONE], roles[:-1])) != roles))
    found = {}
    for role in (SOURCE, CUE, CONTENT):
        bounds = _bounds(roles == role, starts & (roles == role))
        totals = np.concatenate(([0.0], np.cumsum(certainty)))
        lengths = np.maximum(bounds[:, 1] - bounds[:, 0], 1)
        found[role] = Runs(
            bounds=bounds,
            confidence=((totals[bounds[:, 1]] - totals[bounds[:, 0]]) / lengths).astype(np.float32),
            first=held[np.searchsorted(words, bounds[:, 0])],
            last=held[np.searchsorted(words, bounds[:, 1] - 1)],
        )
    return found


def _bounds(member: NDArray[np.bool_], starts: NDArray[np.bool_]) -> Ints:
    """Half-open ranges of the members, a new one at each start."""
    first = np.flatnonzero(starts)
    stops = np.flatnonzero(np.concatenate((starts | ~member, [True])))
    last = stops[np.searchsorted(stops, first + 1)] if len(first) else first
    return np.stack((first, last), axis=1).astype(np.int64).reshape(-1, 2)


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result
