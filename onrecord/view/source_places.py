"""Where passages of a report stand in its source: pieces of an element, or words of a printed line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from onrecord.record import Report, SourcePiece, Span


class SourcePlaces:
    """The source map of one report, to be asked for passages."""

    def __init__(self, report: Report) -> None:
        self.map = report.source_map
        self._starts = [piece.span[0] for piece in self.map.pieces] if self.map else []

    def pieces(self, span: Span) -> Iterator[SourcePiece]:
        """The pieces that a passage has words in and whose place is known, in their order."""
        for place in range(max(0, bisect_right(self._starts, span[0]) - 1), len(self._starts)):
            assert self.map
            piece = self.map.pieces[place]
            if piece.span[0] >= span[1]:
                break
            if piece.span[1] > span[0] and _is_placed(piece):
                yield piece

    def height(self, page: int) -> float:
        """Of a page as it is shown, in points; nought where it is not known."""
        sizes = self.map.page_sizes if self.map else ()
        return sizes[page - 1][1] if 0 < page <= len(sizes) else 0.0


def by_line(pieces: Iterable[SourcePiece]) -> Iterator[list[SourcePiece]]:
    """The pieces of an element each by itself, the words of a printed line together."""
    line: list[SourcePiece] = []
    for piece in pieces:
        if line and not _in_line(line[-1], piece):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def box_of(line: list[SourcePiece], height: float) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of a printed line's pieces from the page's upper left corner.

    height: of the page.  None where it or a piece's box is not known.
    """
    boxes = [piece.box for piece in line if piece.box]
    if not height or len(boxes) < len(line):
        return None
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return left, height - top, right - left, top - bottom


def _is_placed(piece: SourcePiece) -> bool:
    return piece.page is not None or (piece.path is not None and piece.offset is not None)


def _in_line(one: SourcePiece, other: SourcePiece) -> bool:
    """Whether a piece goes on with the line of the one before it: behind it, and at its height by half at least."""
    if one.page is None or one.page != other.page or one.box is None or other.box is None:
        return False
    shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return other.box[0] >= one.box[0] and 2 * shared >= min(one.box[3] - one.box[1], other.box[3] - other.box[1])
