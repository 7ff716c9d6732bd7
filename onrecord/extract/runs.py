"""From tag scores to runs of words: sources, cues and pieces of content."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.encoder import Encoder, Floats
from onrecord.extract.story import Ints, Story, Window, windows

NONE, SOURCE, CUE, CONTENT = range(4)
TAG_COUNT = 7  # O, then "begins" and "goes on" of SOURCE, CUE, CONTENT
NEVER = np.float32(-1e9)


@dataclass(frozen=True, kw_only=True)
class Runs:
    """Runs of one role in text order: ``bounds`` are ``[n, 2]`` half-open word ranges,
    ``confidence`` ``[n]`` the mean probability of the role over the run's words."""

    bounds: Ints
    confidence: Floats


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A window's link vectors ``[words, 385]``, and the words that it owns."""

    first: int
    last: int
    owned: tuple[int, int]
    vectors: NDArray[np.float16]


def see(story: Story, encoder: Encoder) -> tuple[Floats, list[Seen]]:
    """Run the encoder over the story: tag probabilities ``[words, 7]`` (logarithms), and the windows' link vectors."""
    tags = np.empty((len(story.spans), TAG_COUNT), dtype=np.float32)
    seen = []
    for window in windows(story):
        scores, vectors = encoder.run(window)
        start, stop = window.owned
        tags[start:stop] = scores[start - window.first : stop - window.first]
        seen.append(_kept(window, vectors))
    tags -= tags.max(axis=1, keepdims=True)
    tags -= np.log(np.exp(tags).sum(axis=1, keepdims=True))
    return tags, seen


def _kept(window: Window, vectors: Floats) -> Seen:
    # Half precision: the vectors of the longest report that is read whole stay under 100 MB.
    return Seen(first=window.first, last=window.last, owned=window.owned, vectors=vectors.astype(np.float16))


def find_runs(story: Story, tags: Floats) -> dict[int, Runs]:
    """Runs of each role, SOURCE, CUE and CONTENT, from the likeliest lawful sequence of tags."""
    path = best_path(tags, story.paragraphs)
    roles = (path + 1) // 2
    starts = (path % 2 == 1) & (path > 0)
    probability = np.exp(tags)
    found = {}
    for role in (SOURCE, CUE, CONTENT):
        of_role = probability[:, 2 * role - 1] + probability[:, 2 * role]
        bounds = _bounds(roles == role, starts & (roles == role))
        totals = np.concatenate(([0.0], np.cumsum(of_role, dtype=np.float64)))
        lengths = np.maximum(bounds[:, 1] - bounds[:, 0], 1)
        mean = (totals[bounds[:, 1]] - totals[bounds[:, 0]]) / lengths
        found[role] = Runs(bounds=bounds, confidence=mean.astype(np.float32))
    return found


def best_path(tags: Floats, paragraphs: list[int]) -> Ints:
    """The likeliest sequence of tags in which none goes on that has not begun (Viterbi, all paragraphs at once).

    A paragraph begins afresh: nothing goes on over its end, where the corpus
    cuts its spans too.
    """
    bounds = np.array([*paragraphs, len(tags)], dtype=np.int64)
    lengths = np.diff(bounds)
    path = np.empty(len(tags), dtype=np.int64)
    # Paragraphs of like length together, so that little of a table is empty.
    order = np.argsort(lengths, kind="stable")
    for chunk in np.array_split(order, max(1, len(order) // 64 + 1)) if len(order) else []:
        _decode(tags, bounds[chunk], lengths[chunk], path)
    return path


def _transitions() -> Floats:
    table = np.zeros((TAG_COUNT, TAG_COUNT), dtype=np.float32)
    for tag in (2, 4, 6):
        table[:, tag] = NEVER
        table[[tag - 1, tag], tag] = 0
    return table


_LAWFUL = _transitions()


def _decode(tags: Floats, starts: Ints, lengths: Ints, path: Ints) -> None:
    longest = int(lengths.max())
    rows = np.arange(len(starts))
    places = starts[:, None] + np.minimum(np.arange(longest)[None, :], lengths[:, None] - 1)
    scores = tags[places]  # [paragraphs, longest, 7]
    best = scores[:, 0].copy()
    best[:, (2, 4, 6)] = NEVER
    came_from = np.zeros((longest, len(starts), TAG_COUNT), dtype=np.int8)
    final = best.copy()
    for step in range(1, longest):
        reach = best[:, :, None] + _LAWFUL[None]
        came_from[step] = reach.argmax(axis=1)
        best = reach.max(axis=1) + scores[:, step]
        ongoing = step < lengths
        final[ongoing] = best[ongoing]
    tag = final.argmax(axis=1)
    for step in range(longest - 1, -1, -1):
        here = step < lengths
        path[starts[here] + step] = tag[here]
        tag = np.where(here, came_from[step, rows, tag], tag)


def _bounds(member: NDArray[np.bool_], starts: NDArray[np.bool_]) -> Ints:
    """Half-open ranges of the members, a new one at each start."""
    first = np.flatnonzero(starts)
    stops = np.flatnonzero(np.concatenate((starts | ~member, [True])))
    last = stops[np.searchsorted(stops, first + 1)] if len(first) else first
    return np.stack((first, last), axis=1).astype(np.int64).reshape(-1, 2)
