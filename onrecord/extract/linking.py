"""Which content belongs to which cue, and which source to which cue.

PolNeAR's attributions have one unbroken cue each, so a cue stands for its
attribution: every piece of content chooses a cue, every cue a source or none.
A choice is made among the six nearest on either side by the product of the two
runs' link vectors plus learned tables of distance and of what lies between.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.extract.encoder import Floats
from onrecord.extract.pairs import ends_before, nearest, pair_features, starts_of_paragraphs
from onrecord.extract.runs import CONTENT, CUE, SOURCE, Runs
from onrecord.extract.story import SENTENCE_ENDS, Ints, Story

LINK = 64
CONTENT_FIRST, CONTENT_LAST, CUE_ASKED, CUE_ASKS, SOURCE_FIRST, SOURCE_LAST = (
    slice(part * LINK, (part + 1) * LINK) for part in range(6)
)
NO_SOURCE = 6 * LINK
EACH_SIDE = 6


@dataclass(frozen=True, kw_only=True)
class Choice:
    """For each chooser the index of its choice, -1 for none, and the choice's probability."""

    index: Ints
    probability: Floats


def choose(story: Story, runs: dict[int, Runs], tables: dict[str, list[Floats]]) -> tuple[Choice, Choice]:
    """The cue of each piece of content, and the source of each cue."""
    paragraph_at = starts_of_paragraphs(len(story.spans), np.array(story.paragraphs, dtype=np.int64))
    ends_at = ends_before(np.array([numbers[0] in SENTENCE_ENDS for numbers in story.pieces], dtype=bool))
    content, cue, source = runs[CONTENT], runs[CUE], runs[SOURCE]

    def scored(
        choosers: Runs, candidates: Runs, asks: Floats, asked: Floats, name: str, none: Floats | None
    ) -> Choice:
        chooser, candidate, rank = nearest(choosers.bounds, candidates.bounds, EACH_SIDE)
        features = pair_features(
            choosers.bounds[chooser], candidates.bounds[candidate], rank, paragraph_at, ends_at
        )
        scores = (asks[chooser] * asked[candidate]).sum(axis=1) / np.sqrt(np.float32(LINK))
        for column, table in enumerate(tables[name]):
            scores = scores + table[features[:, column]]
        return _best(len(choosers.bounds), chooser, candidate, scores, none)

    to_cue = scored(
        content, cue, content.first[:, CONTENT_FIRST] + content.last[:, CONTENT_LAST], cue.first[:, CUE_ASKED],
        "content_to_cue", None,
    )
    to_source = scored(
        cue, source, cue.first[:, CUE_ASKS], source.first[:, SOURCE_FIRST] + source.last[:, SOURCE_LAST],
        "cue_to_source", cue.first[:, NO_SOURCE],
    )
    return to_cue, to_source


def _best(choosers: int, chooser: Ints, candidate: Ints, scores: Floats, none: Floats | None) -> Choice:
    """The likeliest candidate of each chooser under a softmax over its candidates (and none, where allowed)."""
    table = np.full((choosers, 2 * EACH_SIDE + 1), -np.inf, dtype=np.float32)
    index = np.full((choosers, 2 * EACH_SIDE + 1), -1, dtype=np.int64)
    if none is not None:
        table[:, 0] = none
    # The pairs of one chooser stand together: number them within it.
    first = np.searchsorted(chooser, np.arange(choosers))
    column = 1 + np.arange(len(chooser)) - first[chooser] if len(chooser) else chooser
    table[chooser, column] = scores
    index[chooser, column] = candidate
    rows = np.arange(choosers)
    best = table.argmax(axis=1) if choosers else rows
    top = table[rows, best]
    known = np.isfinite(top)
    with np.errstate(invalid="ignore"):
        total = np.exp(table - np.where(known, top, 0)[:, None]).sum(axis=1)
    return Choice(
        index=np.where(known, index[rows, best], -1),
        probability=np.where(known, 1 / np.maximum(total, 1e-9), 0).astype(np.float32),
    )
