"""Places that a person chose, brought to the form that a record's own passages have.

A span of a record runs over line ends, and stops where its block is cut or ends; blanks stand at neither of its ends.
Of a stretch that begins and ends in the story, the page's furniture in between is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.errors import UsageError
from onrecord.extract.quotes import OUTSIDE, quote_states
from onrecord.extract.words import WORD
from onrecord.reading.page import STORY_KINDS
from onrecord.record import AttributionKind, Report, Span, Spans

MOST_PIECES = 64


def cut(report: Report, places: Iterable[Sequence[int]]) -> Spans:
    """The spans that these half-open places of the text make, in the order of the text.

    Raises UsageError where they lie outside the text, or have nothing but blanks.
    """
    wanted: list[Span] = []
    for one in places:
        try:
            start, end = (int(place) for place in one)
        except (TypeError, ValueError):
            raise UsageError("places are pairs of numbers, first and end") from None
        if not 0 <= start < end <= len(report.text):
            raise UsageError(
                f"{start}-{end} is no place in a text of {len(report.text)} characters; select words in it"
            )
        wanted.append((start, end))
    stretches = sorted(
        (first, last, block.kind not in STORY_KINDS) for block in report.blocks for first, last in block.spans
    )
    found: list[tuple[Span, bool]] = []
    for start, end in _joined(wanted):
        pieces = [
            (trimmed(report.text, max(start, first), min(end, last)), skipped)
            for first, last, skipped in stretches
            if first < end and last > start
        ]
        # A text without blocks about these words is one stretch.
        found += pieces or [(trimmed(report.text, start, end), False)]
    told = [(span, skipped) for span, skipped in found if span[0] < span[1]]
    story = [span for span, skipped in told if not skipped]
    spans = tuple(story or [span for span, _ in told])
    if not spans:
        raise UsageError("no words are chosen; select some in the text")
    if len(spans) > MOST_PIECES:
        raise UsageError(f"these are {len(spans)} pieces; a passage has {MOST_PIECES} at most")
    return spans


def _joined(places: Iterable[Span]) -> list[Span]:
    """The places in order, those that touch as one."""
    joined: list[Span] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def trimmed(text: str, start: int, end: int) -> Span:
    """A stretch without the blanks at its ends."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return (start + left, start + left + len(words.strip()))


def places_called(report: Report, words: str, near: Spans = ()) -> Spans:
    """Where words stand that somebody wrote down, whatever blanks are between them; ``…`` stands for what is left out.

    near: of several such places the one that is nearest to these is meant.  Raises UsageError where they do not stand
    in the text, or at several places and none is nearest.
    """
    pieces = [piece.split() for piece in re.split(r"…|\[\.\.\.\]", words)]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        raise UsageError("no words are given; copy them from the text")
    at = 0
    if len(pieces) > 1 and near:
        at = max(0, near[0][0] - 2000)
    found: list[Span] = []
    for number, piece in enumerate(pieces):
        pattern = re.compile(r"\s+".join(re.escape(word) for word in piece))
        there = [match.span() for match in pattern.finditer(report.text, at if number else 0)]
        if not there:
            raise UsageError(f"{' '.join(piece)[:60]!r} does not stand in the text; copy the words as they are there")
        if number or len(there) == 1:
            span = there[0]
        elif near:
            span = min(there, key=lambda one: abs(one[0] - near[0][0]))
        else:
            raise UsageError(f"{' '.join(piece)[:60]!r} stands at {len(there)} places; give more of the words")
        found.append(span)
        at = span[1]
    return cut(report, found)


def kind_at(report: Report, spans: Spans) -> AttributionKind:
    """Direct where all words stand in quotation marks, indirect where none do, else mixed.

    Only marks of the blocks that the words are in are heard.
    """
    around = [
        (first, last)
        for block in report.blocks
        for first, last in block.spans
        if any(first < end and last > start for start, end in spans)
    ] or list(spans)
    quoted = outside = False
    for first, last in around:
        words = [match.span() for match in WORD.finditer(report.text, first, last)]
        states = quote_states(report.text, words, [0] if words else [])
        for (start, end), state in _within(zip(words, states, strict=True), spans):
            if state != OUTSIDE:
                quoted = True
            elif report.text[start:end][0].isalnum():
                outside = True
    if not quoted:
        return "indirect"
    return "mixed" if outside else "direct"


def _within(words: Iterable[tuple[Span, int]], spans: Spans) -> Iterator[tuple[Span, int]]:
    for (start, end), state in words:
        if any(start < last and end > first for first, last in spans):
            yield (start, end), state
