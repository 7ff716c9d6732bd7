"""What stands around the text of every page: running headers and footers, page numbers, print stamps.

Lines near a page's upper or lower edge are furniture where the same line, but for its digits, stands at the same height
of another page; where the line's form tells it (a page number, a browser's stamp); or where most pages have a line
there, set apart from the text, whatever it says.  A line that comes back at the same place of most pages is furniture
wherever it stands: browsers print what sticks to a window on every page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from onrecord.reading import kinds
from onrecord.reading.layout import letters_of
from onrecord.reading.pdf.lines import Piece, usual_size

# Rows looked at from each edge.
_OUTER = 4
_NUMBER = re.compile(r"\W*(?:\d{1,4}|[ivxlc]{1,6})\W*$")
_APART = 1.6  # in usual steps from line to line: so far from the text is a line that is set apart


@dataclass(slots=True)
class _Row:
    """Pieces on one baseline of a page; ``height``: of the baseline, in sizes of the text from the page's foot."""

    pieces: list[Piece]
    height: float
    text: str
    size: float


def furniture_of(pages: Sequence[Sequence[Piece]]) -> list[set[int]]:
    """For each page the numbers (``first``) of its pieces that are furniture."""
    em = usual_size(piece.line for pieces in pages for piece in pieces)
    rows = [_rows(pieces, em) for pieces in pages]
    step = _usual_step(pages, em)
    found: list[set[int]] = [set() for _ in pages]
    for from_top in (True, False):
        edges = [_edge(one, from_top) for one in rows]
        for page, edge in enumerate(edges):
            kept = 0
            for place, row in enumerate(edge):
                inward = edge[place + 1] if place + 1 < len(edge) else None
                if (
                    _comes_back(row, edges, page)
                    or _tells_itself(row, inward, step)
                    or _has_its_place(row, inward, edges, step, em)
                ):
                    found[page].update(piece.first for piece in row.pieces)
                else:
                    kept += 1
                if kept > 1:
                    break
    for page, numbers in enumerate(_fixed(pages, em)):
        found[page] |= numbers
    return found


def _rows(pieces: Sequence[Piece], em: float) -> list[_Row]:
    """The page's rows from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.line.baseline):
        if rows and abs(rows[-1][0].line.baseline - piece.line.baseline) <= 0.3 * min(piece.line.size, em):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    found = []
    for row in rows:
        row.sort(key=lambda piece: piece.line.left)
        text = " ".join(piece.line.text for piece in row)
        found.append(_Row(row, row[0].line.baseline / em, text, row[0].line.size))
    return found


def _edge(rows: Sequence[_Row], from_top: bool) -> list[_Row]:
    """The outermost rows, the outermost first; never so many that nothing is left."""
    count = min(_OUTER, len(rows) - 1) if len(rows) > 1 else 0
    return list(rows[:count]) if from_top else list(reversed(rows[len(rows) - count :]))


def _usual_step(pages: Sequence[Sequence[Piece]], em: float) -> float:
    """The commonest step from a line to the next of its column, in sizes of the text."""
    steps = Counter(
        round((one.line.baseline - two.line.baseline) / em, 1)
        for pieces in pages
        for one, two in pairwise(pieces)
        if 0.8 * em <= one.line.baseline - two.line.baseline <= 3 * em and one.line.right > two.line.left
    )
    return steps.most_common(1)[0][0] if steps else 1.2


def _comes_back(row: _Row, edges: Sequence[Sequence[_Row]], page: int) -> bool:
    """Does another page have the same line, but for its digits, at the same height?"""
    letters = letters_of(row.text)
    if len(row.text) > 200 or (not letters and not _NUMBER.match(row.text)):
        return False
    return any(
        letters_of(other.text) == letters
        and (bool(letters) or _NUMBER.match(other.text))
        and abs(other.height - row.height) < 0.6
        and abs(other.size - row.size) < 0.5
        for number, edge in enumerate(edges)
        if number != page
        for other in edge
    )


def _tells_itself(row: _Row, inward: _Row | None, step: float) -> bool:
    """Has the line the form of a page number, of a browser's stamp or its address?"""
    if kinds.line_kind(row.text) == "furniture":
        return True
    return bool(_is_apart(row, inward, step) and _NUMBER.match(row.text))


def _is_apart(row: _Row, inward: _Row | None, step: float) -> bool:
    return inward is not None and abs(inward.height - row.height) > _APART * step


def _has_its_place(row: _Row, inward: _Row | None, edges: Sequence[Sequence[_Row]], step: float, em: float) -> bool:
    """Do most pages, three at least, have a line there that is set apart from the text?"""
    if not _is_apart(row, inward, step) or len(row.text) > 120:
        return False
    if row.size >= em and kinds.SENTENCE_END.search(row.text):
        return False
    same = sum(
        any(
            abs(other.height - row.height) < 0.15
            and abs(other.size - row.size) < 0.3
            and _is_apart(other, behind, step)
            for other, behind in zip_longest(edge, edge[1:])
        )
        for edge in edges
    )
    return same >= 3 and same >= 0.6 * len(edges)


def _fixed(pages: Sequence[Sequence[Piece]], em: float) -> list[set[int]]:
    """Pieces that stand with the same words at the same place of most pages, three at least."""
    counts: Counter[tuple[str, int, int]] = Counter()
    keys: list[list[tuple[tuple[str, int, int], int]]] = []
    for pieces in pages:
        own = [
            ((piece.line.text, round(piece.line.left / em), round(piece.line.baseline / em)), piece.first)
            for piece in pieces
        ]
        counts.update({key for key, _ in own})
        keys.append(own)
    least = max(3, 0.6 * len(pages))
    return [{first for key, first in own if counts[key] >= least} for own in keys]
