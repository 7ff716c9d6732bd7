"""Which content belongs to which cue, and which source to which cue.

PolNeAR's attributions have one unbroken cue each, so a cue stands for its
attribution: every piece of content chooses a cue, every cue a source or none.
A choice is made among the six nearest on either side by the product of the two
runs' link vectors plus learned tables of distance and of what lies between.  On
PolNeAR dev, same runs: c 79.2, cs 72.0, csq 67.9; the nearest cue and the nearest
source instead: 75.2, 63.5, 59.9.

The vectors know where in their window a word stands, so only vectors of one
window can be compared: a run chooses in the window that owns its first word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.encoder import Floats
from onrecord.extract.pairs import ends_before, nearest, pair_features, starts_of_paragraphs
from onrecord.extract.runs import CONTENT, CUE, SOURCE, Runs, Seen
from onrecord.extract.story import SENTENCE_ENDS, Ints, Story

LINK = 64
CONTENT_FIRST, CONTENT_LAST, CUE_ASKED, CUE_ASKS, SOURCE_FIRST, SOURCE_LAST = (
    slice(part * LINK, (part + 1) * LINK) for part in range(6)
)
NO_SOURCE = 6 * LINK
EACH_SIDE = 6
# For a candidate that no window shows together with its chooser: only the tables speak, and against it.
UNSEEN = np.float32(-4.0)
# A headline's cue has no content in the story, nor the other way round: such a candidate is taken where there is none
# else, and ``drafts.with_headlines_apart`` lets it go.
ACROSS = np.float32(-30.0)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """For each chooser its candidates ``[n, 13]`` with their log-probabilities, best first not implied.

    Column 0 is "none" (index -1); a missing candidate has index -1 and
    minus infinity.
    """

    candidates: Ints
    scores: Floats

    def best(self) -> Ints:
        """Each chooser's likeliest candidate, -1 for none."""
        if not len(self.candidates):
            return np.zeros(0, dtype=np.int64)
        column = self.scores.argmax(axis=1)
        found: Ints = self.candidates[np.arange(len(column)), column]
        return found

    def certainty(self) -> Floats:
        """The probability of each chooser's likeliest candidate."""
        return np.exp(self.scores.max(axis=1)) if len(self.scores) else np.zeros(0, dtype=np.float32)


class Linker:
    """Scores the links of one story.  headlines: the words of each."""

    def __init__(
        self,
        story: Story,
        seen: Sequence[Seen],
        runs: dict[int, Runs],
        tables: dict[str, list[Floats]],
        headlines: Sequence[tuple[int, int]] = (),
    ) -> None:
        self._seen, self._runs, self._tables = seen, runs, tables
        self._headline_of = np.zeros(len(story.spans) + 1, dtype=np.int64)
        for number, (first, last) in enumerate(headlines, start=1):
            self._headline_of[first:last] = number
        self._paragraph_at = starts_of_paragraphs(len(story.spans), np.array(story.paragraphs, dtype=np.int64))
        ends = np.fromiter(
            (numbers[0] in SENTENCE_ENDS for numbers in story.pieces), dtype=bool, count=len(story.pieces)
        )
        self._ends_at = ends_before(ends)
        self._owners = np.array([window.owned[0] for window in seen], dtype=np.int64)

    def cue_of_content(self) -> Choice:
        """Every piece of content and the cues that it may belong to; "none" only where there is no cue."""
        return self._choice(CONTENT, CUE, (CONTENT_FIRST, CONTENT_LAST), (CUE_ASKED, None), "content_to_cue", False)

    def source_of_cue(self) -> Choice:
        """Every cue and the sources that it may have, or none."""
        return self._choice(CUE, SOURCE, (CUE_ASKS, None), (SOURCE_FIRST, SOURCE_LAST), "cue_to_source", True)

    def _choice(
        self,
        choosing: int,
        chosen: int,
        asks: tuple[slice, slice | None],
        asked: tuple[slice, slice | None],
        name: str,
        may_be_none: bool,
    ) -> Choice:
        choosers, candidates = self._runs[choosing].bounds, self._runs[chosen].bounds
        chooser, candidate, rank = nearest(choosers, candidates, EACH_SIDE)
        features = pair_features(choosers[chooser], candidates[candidate], rank, self._paragraph_at, self._ends_at)
        scores = np.zeros(len(chooser), dtype=np.float32)
        for column, table in enumerate(self._tables[name]):
            scores += table[features[:, column]]
        if choosing == CONTENT:
            of = self._headline_of
            scores += np.where(of[choosers[chooser, 0]] == of[candidates[candidate, 0]], np.float32(0), ACROSS)
        owner = np.searchsorted(self._owners, choosers[:, 0], side="right") - 1
        none = np.full(len(choosers), -np.inf if candidates.size else 0, dtype=np.float32)
        for number in np.unique(owner):
            window = self._seen[number]
            own = np.flatnonzero(owner == number)
            pairs = slice(*np.searchsorted(chooser, (own[0], own[-1] + 1)))
            some = candidates[candidate[pairs]]
            visible = (some[:, 0] >= window.first) & (some[:, 1] <= window.last)
            left = self._vectors(window, choosers[chooser[pairs]], asks)
            right = self._vectors(window, some, asked)
            product = (left * right).sum(axis=1) / np.float32(np.sqrt(LINK))
            scores[pairs] += np.where(visible, product, UNSEEN)
            if may_be_none:
                none[own] = window.vectors[choosers[own, 0] - window.first, NO_SOURCE]
        return _normalised(len(choosers), chooser, candidate, scores, none)

    def _vectors(self, window: Seen, bounds: Ints, parts: tuple[slice, slice | None]) -> Floats:
        """The link vectors of runs in a window; what lies outside takes its nearest word's."""
        most = window.last - window.first - 1
        first = np.clip(bounds[:, 0] - window.first, 0, most)
        vectors: NDArray[np.float32] = window.vectors[first, parts[0]].astype(np.float32)
        if parts[1] is not None:
            last = np.clip(bounds[:, 1] - 1 - window.first, 0, most)
            vectors = vectors + window.vectors[last, parts[1]]
        return vectors


def _normalised(choosers: int, chooser: Ints, candidate: Ints, scores: Floats, none: Floats) -> Choice:
    """Pairs as a table, a softmax over each chooser's row."""
    table = np.full((choosers, 2 * EACH_SIDE + 1), -np.inf, dtype=np.float32)
    index = np.full((choosers, 2 * EACH_SIDE + 1), -1, dtype=np.int64)
    table[:, 0] = none
    # The pairs of one chooser stand together: number them within it.
    first = np.searchsorted(chooser, np.arange(choosers))
    column = 1 + np.arange(len(chooser)) - first[chooser] if len(chooser) else chooser
    table[chooser, column] = scores
    index[chooser, column] = candidate
    if choosers:
        top = table.max(axis=1, keepdims=True)
        table = table - top - np.log(np.exp(table - top).sum(axis=1, keepdims=True))
    return Choice(candidates=index, scores=table)
