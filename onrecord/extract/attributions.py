"""Attributions of a page: source, cue and content, linked, as passages of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from onrecord.extract.encoder import Encoder
from onrecord.extract.linking import Linker
from onrecord.extract.quotes import OUTSIDE
from onrecord.extract.runs import CONTENT, CUE, SOURCE, find_runs, see
from onrecord.extract.story import Story
from onrecord.reading.plain import Page
from onrecord.record import Attribution, AttributionKind, Passage, Span, Spans

WordRange = tuple[int, int]


def find_attributions(page: Page, story: Story, encoder: Encoder) -> list[Attribution]:
    """All attributions of the story in the order in which they begin."""
    if not story.spans:
        return []
    tags, seen = see(story, encoder)
    runs = find_runs(story, tags)
    linker = Linker(story, seen, runs, encoder.link_tables)
    to_cue, to_source = linker.cue_of_content(), linker.source_of_cue()
    cue_certainty, source_certainty, source_of = to_cue.certainty(), to_source.certainty(), to_source.best()
    contents: dict[int, list[int]] = defaultdict(list)
    alone: list[int] = []
    for number, cue in enumerate(to_cue.best().tolist()):
        (contents[cue] if cue >= 0 else alone).append(number)
    bounds = {role: [(int(a), int(b)) for a, b in runs[role].bounds] for role in runs}
    drafts: list[tuple[int, WordRange | None, WordRange | None, list[WordRange], float]] = []
    for cue, pieces in contents.items():
        source = int(source_of[cue])
        certainty = [
            float(runs[CUE].confidence[cue]),
            float(np.mean(runs[CONTENT].confidence[pieces])),
            float(np.mean(cue_certainty[pieces])),
            float(source_certainty[cue]),
        ]
        if source >= 0:
            certainty.append(float(runs[SOURCE].confidence[source]))
        ranges = [bounds[CONTENT][piece] for piece in pieces]
        drafts.append(
            (
                min(cue_range[0] for cue_range in [bounds[CUE][cue], *ranges]),
                bounds[SOURCE][source] if source >= 0 else None,
                bounds[CUE][cue],
                ranges,
                float(np.prod(certainty)),
            )
        )
    for piece in alone:
        ranges = [bounds[CONTENT][piece]]
        drafts.append((ranges[0][0], None, None, ranges, float(runs[CONTENT].confidence[piece]) * 0.5))
    drafts.sort(key=lambda draft: draft[0])
    return [
        Attribution(
            id=f"a{number}",
            kind=kind_of(story, ranges),
            source=_passage(page, story, [source]) if source else None,
            cue=_passage(page, story, [cue]) if cue else None,
            content=_passage(page, story, ranges),
            confidence=round(confidence, 3),
        )
        for number, (_, source, cue, ranges, confidence) in enumerate(drafts, start=1)
    ]


def kind_of(story: Story, ranges: Sequence[WordRange]) -> AttributionKind:
    """Direct where all words stand in quotation marks, indirect where none do, else mixed."""
    states = [story.states[word] for first, last in ranges for word in range(first, last)]
    quoted = sum(state != OUTSIDE for state in states)
    if not quoted:
        return "indirect"
    # A mark or a full stop outside the marks does not make a quotation mixed.
    unquoted = sum(
        story.states[word] == OUTSIDE and story.pieces[word][0] > 1036
        for first, last in ranges
        for word in range(first, last)
    )
    return "mixed" if unquoted else "direct"


def _passage(page: Page, story: Story, ranges: Sequence[WordRange]) -> Passage:
    spans: list[Span] = []
    for first, last in sorted(ranges):
        spans += page.view.spans(story.spans[first][0], story.spans[last - 1][1])
    return Passage.of(page.text, _joined(page.text, spans))


def _joined(text: str, spans: Sequence[Span]) -> Spans:
    """Spans with nothing but blanks between them are one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
