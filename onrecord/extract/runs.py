"""From tag scores to runs of words: sources, cues and pieces of content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.encoder import EVENT_NUMBERS, MENTION_NUMBERS, NAME_TAGS, ROLE_TAGS, Encoder, Floats
from onrecord.extract.story import Ints, Story, windows

NONE, SOURCE, CUE, CONTENT = range(4)
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


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What the encoder says of a story.

    tags, names: log-probabilities ``[words, 7]`` and ``[words, 9]``; mentions, events:
    the mention vectors ``[words, 257]`` and the numbers of the event head of the window
    that owns each word; windows: each window's link vectors.
    """

    tags: Floats
    names: Floats
    mentions: NDArray[np.float16]
    events: NDArray[np.float16]
    windows: list[Seen]


def see(story: Story, encoder: Encoder) -> Sight:
    """Run the encoder over the story."""
    count = len(story.spans)
    tags = np.empty((count, ROLE_TAGS), dtype=np.float32)
    names = np.empty((count, NAME_TAGS), dtype=np.float32)
    mentions = np.empty((count, MENTION_NUMBERS), dtype=np.float16)
    events = np.empty((count, EVENT_NUMBERS), dtype=np.float16)
    seen = []
    for window in windows(story):
        output = encoder.run(window)
        start, stop = window.owned
        own = slice(start - window.first, stop - window.first)
        tags[start:stop], names[start:stop] = output.tags[own], output.names[own]
        mentions[start:stop], events[start:stop] = output.mentions[own], output.events[own]
        # Half precision: the vectors of the longest report that is read whole stay under 150 MB.
        vectors = output.links.astype(np.float16)
        seen.append(Seen(first=window.first, last=window.last, owned=window.owned, vectors=vectors))
    return Sight(tags=log_shares(tags), names=log_shares(names), mentions=mentions, events=events, windows=seen)


def log_shares(scores: Floats) -> Floats:
    """Scores ``[..., kinds]`` as log-probabilities."""
    scores = scores - scores.max(axis=-1, keepdims=True)
    result: Floats = scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True))
    return result


def find_runs(story: Story, tags: Floats, *, path: Ints | None = None) -> dict[int, Runs]:
    """Runs of each kind, from the likeliest lawful sequence of tags (or a given ``path``).

    tags: log-probabilities ``[words, 1 + 2 * kinds]``: none, then "begins" and
    "goes on" of each kind; kinds are numbered from 1 (SOURCE, CUE, CONTENT).
    """
    path = best_path(tags, story.paragraphs) if path is None else path
    roles = (path + 1) // 2
    starts = (path % 2 == 1) & (path > 0)
    probability = np.exp(tags)
    found = {}
    for role in range(1, tags.shape[1] // 2 + 1):
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


def likeliest(tags: Floats, paragraphs: list[int]) -> Ints:
    """Each word's likeliest tag; where one goes on that has not begun, it begins.

    A tenth of the time of ``best_path``, and enough for names, which are short.
    """
    path: Ints = tags.argmax(axis=1)
    before = np.concatenate(([0], path[:-1]))
    before[paragraphs] = 0
    goes_on = (path > 0) & (path % 2 == 0)
    unbegun = goes_on & (before != path) & (before != path - 1)
    return np.where(unbegun, path - 1, path)


@lru_cache(maxsize=4)
def _transitions(count: int) -> Floats:
    """0 where a tag may follow another, ``[from, to]``, NEVER where it may not."""
    table = np.zeros((count, count), dtype=np.float32)
    for tag in range(2, count, 2):
        table[:, tag] = NEVER
        table[[tag - 1, tag], tag] = 0
    return table


def _decode(tags: Floats, starts: Ints, lengths: Ints, path: Ints) -> None:
    longest = int(lengths.max())
    rows = np.arange(len(starts))
    places = starts[:, None] + np.minimum(np.arange(longest)[None, :], lengths[:, None] - 1)
    scores = tags[places]  # [paragraphs, longest, tags]
    best = scores[:, 0].copy()
    count = tags.shape[1]
    lawful = _transitions(count)
    best[:, 2::2] = NEVER
    came_from = np.zeros((longest, len(starts), count), dtype=np.int8)
    final = best.copy()
    for step in range(1, longest):
        reach = best[:, :, None] + lawful[None]
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
