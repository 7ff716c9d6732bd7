"""Attributions of a page: source, cue and content, linked, as passages of the text."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.drafts import Draft, from_model, from_signatures, with_persons_quoted
from onrecord.extract.encoder import Encoder
from onrecord.extract.linking import Linker
from onrecord.extract.quoted_as import quoted_as
from onrecord.extract.quotes import OUTSIDE
from onrecord.extract.runs import NEVER, NONE, find_runs, see
from onrecord.extract.signatures import signatures, words_of
from onrecord.extract.story import Story
from onrecord.reading.plain import Page
from onrecord.record import Attribution, AttributionKind, Passage, Span, Spans

WordRange = tuple[int, int]

_LAST_MARK = 1036  # pieces up to here are special ones and ASCII marks

# Below it a statement is more often wrong than right.  On PolNeAR dev the least confident of 0.15 and
# less are 1 in 100; without them cs and csq gain 0.1, c and alpha stay (0.2 would cost alpha 1.5).
LEAST_CONFIDENCE = 0.15


def find_attributions(page: Page, story: Story, encoder: Encoder) -> list[Attribution]:
    """All attributions of the story in the order in which they begin."""
    if not story.spans:
        return []
    drafts = [draft for draft in _drafts(page, story, encoder) if draft.confidence >= LEAST_CONFIDENCE]
    drafts.sort(key=lambda draft: draft.start)
    return [
        Attribution(
            id=f"a{number}",
            kind=kind_of(story, draft.content),
            source=_passage(page, story, _trimmed(page, story, draft.source)) if draft.source else None,
            cue=_passage(page, story, _trimmed(page, story, draft.cue)) if draft.cue else None,
            content=_passage(page, story, draft.content),
            confidence=round(draft.confidence, 3),
        )
        for number, draft in enumerate(drafts, start=1)
    ]


def _drafts(page: Page, story: Story, encoder: Encoder) -> list[Draft]:
    view = page.view.text
    posts = {number for number, block in enumerate(page.view_blocks) if page.blocks[block].kind == "post"}
    signed = signatures(view, story, posts)
    tags, seen = see(story, encoder)
    # What a signature settles is none of the model's business.
    settled = words_of(signed)
    tags[settled] = NEVER
    tags[settled, NONE] = 0
    runs = find_runs(story, tags)
    drafts = from_model(runs, Linker(story, seen, runs, encoder.link_tables))
    return with_persons_quoted([*drafts, *from_signatures(signed)], list(quoted_as(view, story)), story)


def kind_of(story: Story, content: Sequence[WordRange]) -> AttributionKind:
    """Direct where all words stand in quotation marks, indirect where none do, else mixed."""
    words = [word for first, last in content for word in range(first, last)]
    if all(story.states[word] == OUTSIDE for word in words):
        return "indirect"
    # A full stop outside the marks does not make a quotation mixed.
    unquoted = any(story.states[word] == OUTSIDE and story.pieces[word][0] > _LAST_MARK for word in words)
    return "mixed" if unquoted else "direct"


def _trimmed(page: Page, story: Story, ranges: Sequence[WordRange]) -> list[WordRange]:
    """Without a comma at the end: "Ada Lund, the mayor," is two marks around a name and its apposition."""
    trimmed = []
    for first, last in ranges:
        while last - first > 1 and page.view.text[story.spans[last - 1][0]] in ",;:":
            last -= 1
        trimmed.append((first, last))
    return trimmed


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
