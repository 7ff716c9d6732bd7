"""Attributions in the making, in words: from the model, from signatures, and put right by rule."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.extract.linking import Linker
from onrecord.extract.quoted_as import QuotedAs, without
from onrecord.extract.quotes import INSIDE, OPENS, OUTSIDE
from onrecord.extract.runs import CONTENT, CUE, SOURCE, Runs
from onrecord.extract.signatures import Signed
from onrecord.extract.story import Story

WordRange = tuple[int, int]

# All 30 paragraphs of the signed form in PolNeAR train and dev are attributions of that shape.
SIGNED_CONFIDENCE = 0.95


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An attribution in half-open word ranges; source and cue may be empty.

    ``certainty``: the model's probabilities of its parts (``confidence.PARTS``), empty
    where a rule made it; ``confidence`` their product, or the rule's own.  ``via``:
    who hands it on, where its own construction says so.
    """

    source: tuple[WordRange, ...]
    cue: tuple[WordRange, ...]
    content: tuple[WordRange, ...]
    confidence: float
    certainty: tuple[float, ...] = ()
    via: tuple[WordRange, ...] = ()

    @property
    def start(self) -> int:
        """Where it begins, its source left aside: one source may serve many."""
        return min(first for first, _ in (*self.cue, *self.content))


def from_model(runs: dict[int, Runs], linker: Linker) -> list[Draft]:
    """One draft a cue that has content, and one for each piece of content without a cue.

    The confidence is the product of the model's probabilities for the runs and
    for their links.
    """
    to_cue, to_source = linker.cue_of_content(), linker.source_of_cue()
    cue_certainty, source_certainty, source_of = to_cue.certainty(), to_source.certainty(), to_source.best()
    pieces_of: dict[int, list[int]] = defaultdict(list)
    for piece, cue in enumerate(to_cue.best().tolist()):
        pieces_of[cue].append(piece)
    bounds = {role: [(int(first), int(last)) for first, last in runs[role].bounds] for role in runs}
    drafts = [
        Draft(
            source=(),
            cue=(),
            content=(bounds[CONTENT][piece],),
            confidence=0.5 * float(runs[CONTENT].confidence[piece]),
            certainty=(0.5, float(runs[CONTENT].confidence[piece]), 1.0, 1.0, 1.0),
        )
        for piece in pieces_of.pop(-1, [])
    ]
    for cue, pieces in pieces_of.items():
        source = int(source_of[cue])
        certainty = (
            float(runs[CUE].confidence[cue]),
            float(np.mean(runs[CONTENT].confidence[pieces])),
            float(np.mean(cue_certainty[pieces])),
            float(source_certainty[cue]),
            float(runs[SOURCE].confidence[source]) if source >= 0 else 1.0,
        )
        drafts.append(
            Draft(
                source=(bounds[SOURCE][source],) if source >= 0 else (),
                cue=(bounds[CUE][cue],),
                content=tuple(bounds[CONTENT][piece] for piece in pieces),
                confidence=float(np.prod(certainty)),
                certainty=certainty,
            )
        )
    return drafts


def with_headlines_apart(drafts: Sequence[Draft], headlines: Sequence[WordRange], story: Story) -> list[Draft]:
    """No content goes on from a headline into the story, whichever of the two the cue stands in.

    What a cue of the story takes of a headline is let go, and what a headline's takes of the story, but that a
    quotation stays as one without a cue.
    """

    starts = [first for first, _ in headlines]

    def of(part: WordRange) -> int:
        number = bisect_right(starts, part[0]) - 1
        return number if number >= 0 and part[0] < headlines[number][1] else -1

    result = []
    for draft in drafts:
        own = tuple(part for part in draft.content if of(part) == of(draft.cue[0])) if draft.cue else draft.content
        if own:
            result.append(draft if own == draft.content else replace(draft, content=own))
        for part in draft.content:
            if draft.cue and part not in own and of(part) == -1 and story.states[part[0]] != OUTSIDE:
                result.append(
                    Draft(
                        source=(), cue=(), content=(part,), confidence=0.5 * draft.confidence, certainty=_uncued(draft)
                    )
                )
    return result


def _uncued(draft: Draft) -> tuple[float, ...]:
    """The certainty of a piece that is parted from its cue, as that of one which has none."""
    return (0.5, draft.certainty[1], 1.0, 1.0, 1.0) if draft.certainty else ()


def with_paragraphs_joined(drafts: Sequence[Draft], story: Story) -> list[Draft]:
    """A quotation that a paragraph leaves open goes on in the next: both are one speaker's, whatever cue is nearer.

    What opens a paragraph anew that way goes to the draft whose content ends the paragraph before.
    """
    result = list(drafts)
    for start in story.paragraphs[1:]:
        if not start or start >= len(story.states) or story.states[start - 1] != INSIDE:
            continue
        if story.states[start] != OPENS:
            continue
        before = _holding(result, lambda part: part[0] < start <= part[1] + 1)  # noqa: B023
        behind = _holding(result, lambda part: start <= part[0] <= start + 1)  # noqa: B023
        if before is None or behind is None or before[0] == behind[0]:
            continue
        giver, taker, part = result[behind[0]], result[before[0]], behind[1]
        stop = next((one for one in story.paragraphs if one > start), len(story.spans))
        if giver.cue and start <= giver.cue[0][0] < stop:
            continue  # it has a cue of its own beside it: the mark before was forgotten
        left = tuple(one for one in giver.content if one != part)
        result[before[0]] = replace(taker, content=tuple(sorted((*taker.content, part))))
        result[behind[0]] = replace(giver, content=left)
    return [draft for draft in result if draft.content]


def _holding(drafts: Sequence[Draft], fits: Callable[[WordRange], bool]) -> tuple[int, WordRange] | None:
    """The draft of the first part of a content that fits, and the part."""
    return next(((n, part) for n, draft in enumerate(drafts) for part in draft.content if fits(part)), None)


def from_signatures(signed: Sequence[Signed]) -> list[Draft]:
    """Signed quotations as drafts."""
    return [
        Draft(source=(one.source,), cue=(one.cue,), content=(one.content,), confidence=SIGNED_CONFIDENCE)
        for one in signed
    ]


def with_persons_quoted(drafts: Sequence[Draft], constructions: Sequence[QuotedAs], story: Story) -> list[Draft]:
    """Give "the agency cited him as saying" to him: the drafts whose cue lies in such a construction become one."""
    result = list(drafts)
    for one in constructions:
        touched = [draft for draft in result if _touch(draft.cue, one.whole)]
        if not touched and any(_touch(draft.content, one.whole) for draft in result):
            continue  # it is told within what another says
        content = without(sorted({part for draft in touched for part in draft.content}), one.whole)
        content = content or _rest_of_sentence(story, one.whole[1])
        if not content:
            continue
        confidence = max((draft.confidence for draft in touched), default=0.5)
        result = [draft for draft in result if draft not in touched]
        result.append(
            Draft(
                source=(one.source,),
                cue=one.cue,
                content=tuple(content),
                confidence=confidence,
                via=(one.carrier,) if one.carrier else (),
            )
        )
    return result


def _touch(parts: Sequence[WordRange], whole: WordRange) -> bool:
    return any(first < whole[1] and whole[0] < last for first, last in parts)


def _rest_of_sentence(story: Story, first: int) -> list[WordRange]:
    index = int(np.searchsorted(story.sentences, first, side="right"))
    last = story.sentences[index] if index < len(story.sentences) else len(story.spans)
    return [(first, last - 1)] if last - 1 > first else []
