"""The text of a document from its lines, with the place of every word on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.reading.pdf.shapes import Box, Line, Word
from onrecord.record import SourcePiece, Span, Spans


@dataclass(slots=True)
class Part:
    """Lines that belong together, in reading order; ``spans``: their place in the text, one for each unbroken run."""

    lines: list[Line]
    spans: list[Span] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The words, lines joined by a blank."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class Text:
    """The text, its words' places in the source, and where each word stands, by page."""

    text: str
    pieces: tuple[SourcePiece, ...]
    placed: dict[int, list[tuple[Word, Span]]]


def text_of(flow: Sequence[Line], parts: Sequence[Part]) -> Text:
    """Write the lines down in their order: a line end between two, a blank line where another part begins.

    Sets the spans of the parts.  Every line of the flow must be in one part.
    """
    owner = {id(line): part for part in parts for line in part.lines}
    chunks: list[str] = []
    pieces: list[SourcePiece] = []
    placed: dict[int, list[tuple[Word, Span]]] = {}
    length = 0
    before: Part | None = None
    for line in flow:
        part = owner[id(line)]
        if before is not None:
            separator = "\n" if part is before else "\n\n"
            chunks.append(separator)
            length += len(separator)
        start = length
        for place, word in enumerate(line.words):
            if place and not word.tight:
                chunks.append(" ")
                length += 1
            span = (length, length + len(word.text))
            chunks.append(word.text)
            length = span[1]
            pieces.append(SourcePiece(span=span, page=line.page, box=_rounded(word.box)))
            placed.setdefault(line.page, []).append((word, span))
        if part is before:
            part.spans[-1] = (part.spans[-1][0], length)
        else:
            part.spans.append((start, length))
        before = part
    return Text("".join(chunks), tuple(pieces), placed)


def _rounded(box: Box) -> Box:
    left, bottom, right, top = (round(value, 2) for value in box)
    return left, bottom, right, top


def spans_in(placed: Sequence[tuple[Word, Span]], box: Box) -> Spans:
    """The spans of the words whose middle lies in the box; words that stand side by side in the text are one span."""
    found: list[Span] = []
    for word, (start, end) in placed:
        left, bottom, right, top = word.box
        if box[0] <= (left + right) / 2 <= box[2] and box[1] <= (bottom + top) / 2 <= box[3]:
            if found and start - found[-1][1] <= 1:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return tuple(found)
