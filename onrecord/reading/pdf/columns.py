"""Columns and reading order: where whitespace parts a page, and what runs across.

A gutter is a strip that the pieces on its left end before and many of those on its right begin at.  Pieces that cross
it (a headline, a picture's caption) cut the page into bands; within a band the left side is read before the right one,
and either side may be parted again.  That a band is two columns, and not a line with wide blanks or a table, is told
by the file's order (one side is written before the other) or else, for files written line by line, by many lines
that begin at the same place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from onrecord.reading.pdf.lines import Piece, lines_of, usual_size
from onrecord.reading.pdf.shapes import Line

# In sizes of the text.
_GUTTER = 0.45
_ALIGNED = 0.15
_NARROWEST = 5.0
_NARROWEST_UNORDERED = 8.0
_MOST_PLACES = 40
_MOST_STEPS = 40_000  # pieces times places that are tried; a full newspaper page has 3,000 pieces
_DEEPEST = 6


@dataclass(slots=True)
class _Band:
    """Neighbouring rows that a gutter parts, or, with ``across``, such as cross it."""

    left: list[Piece]
    right: list[Piece]
    across: list[Piece]


def columns_of(pieces: Sequence[Piece], vocabulary: Container[str]) -> list[list[Line]]:
    """The columns of a page in reading order, each from top to bottom.  vocabulary: as in ``lines_of``."""
    em = usual_size(piece.line for piece in pieces)
    found = [lines_of(leaf, vocabulary) for leaf in _ordered(list(pieces), em, 0)]
    for number, lines in enumerate(found):
        for line in lines:
            line.column = number
    return found


def _ordered(pieces: list[Piece], em: float, depth: int) -> list[list[Piece]]:
    bands = _best_bands(pieces, em) if depth < _DEEPEST else None
    if not bands:
        return [pieces] if pieces else []
    found: list[list[Piece]] = []
    for place, band in enumerate(bands):
        if band.across:
            found += _ordered(band.across, em, depth + 1)
            continue
        sides = [_ordered(band.left, em, depth + 1), _ordered(band.right, em, depth + 1)]
        below = bands[place + 1].across if place + 1 < len(bands) else []
        if below and _runs_on(band.left, below, em) and not _runs_on(band.right, below, em) and _is_box(band, em):
            sides.reverse()
        found += [*sides[0], *sides[1]]
    return found


def _best_bands(pieces: Sequence[Piece], em: float) -> list[_Band] | None:
    """The bands of the gutter that parts most of the pieces; None where there is none."""
    best: list[_Band] | None = None
    most = 0
    pieces = sorted(pieces, key=lambda one: -one.line.baseline)
    lefts = sorted(piece.line.left for piece in pieces)
    rights = sorted(piece.line.right for piece in pieces)
    for place in _places(lefts, em)[: max(3, _MOST_STEPS // max(1, len(pieces)))]:
        before = bisect_right(rights, place - _GUTTER * em)
        behind = len(lefts) - bisect_left(lefts, place - _ALIGNED * em)
        narrow = min(place - lefts[0], rights[-1] - place) < _NARROWEST * em
        if narrow or not before or before + behind <= most:
            continue
        bands = _bands(pieces, place, em)
        parted = sum(len(band.left) + len(band.right) for band in bands if not band.across)
        if parted > most:
            best, most = bands, parted
    return best


def _places(lefts: Sequence[float], em: float) -> list[float]:
    """Where pieces begin, those first at which most do.  lefts: sorted."""
    groups: list[list[float]] = []
    for left in lefts:
        if groups and left - groups[-1][0] <= 2 * _ALIGNED * em:
            groups[-1].append(left)
        else:
            groups.append([left])
    groups.sort(key=len, reverse=True)
    return [group[0] for group in groups[:_MOST_PLACES]]


def _bands(pieces: Sequence[Piece], place: float, em: float) -> list[_Band]:
    """The bands of pieces, sorted from the top, at a gutter that ends at ``place``.

    What is not parted well counts as crossing it.
    """
    bands: list[_Band] = []
    current = _Band([], [], [])
    for piece in pieces:
        if piece.line.left >= place - _ALIGNED * em:
            current.right.append(piece)
        elif piece.line.right <= place - _GUTTER * em:
            current.left.append(piece)
        else:
            _close(bands, current, place, em)
            current = _Band([], [], [])
            _add_across(bands, [piece])
    _close(bands, current, place, em)
    return bands


def _close(bands: list[_Band], band: _Band, place: float, em: float) -> None:
    if not band.left and not band.right:
        return
    if _is_parted(band, place, em):
        bands.append(band)
    else:
        _add_across(bands, [*band.left, *band.right])


def _add_across(bands: list[_Band], pieces: list[Piece]) -> None:
    if bands and bands[-1].across:
        bands[-1].across += pieces
    else:
        bands.append(_Band([], [], pieces))


def _is_parted(band: _Band, place: float, em: float) -> bool:
    left, right = band.left, band.right
    if not left or not right or len(left) + len(right) < 3 or not _side_by_side(left, right):
        return False
    narrower = min(_width(left), _width(right))
    if narrower < _NARROWEST * em:
        return False
    ends = {piece.last: piece for piece in left}
    linked = [
        (ends[piece.first - 1], piece)
        for piece in right
        if piece.first - 1 in ends and abs(ends[piece.first - 1].line.baseline - piece.line.baseline) < 0.3 * em
    ]
    if not linked and _changes(left, right) <= 1:
        return True
    return narrower >= _NARROWEST_UNORDERED * em and _is_parted_by_form(left, right, place, em)


def _changes(left: Sequence[Piece], right: Sequence[Piece]) -> int:
    """How often the file goes from one side to the other."""
    sides = sorted([(piece.first, 0) for piece in left] + [(piece.first, 1) for piece in right])
    return sum(one[1] != two[1] for one, two in pairwise(sides))


def _is_parted_by_form(left: Sequence[Piece], right: Sequence[Piece], place: float, em: float) -> bool:
    """Four rows or more with a gap at the same place, wider than the blanks of those rows; words on both sides."""
    rows = _rows(left, right, em)
    if len(rows) < 4:
        return False
    gaps = [row[1][0].line.left - row[0][-1].line.right for row in rows]
    aligned = sum(row[1][0].line.left <= place + _ALIGNED * em for row in rows)
    if aligned < 0.5 * len(rows):
        return False
    blanks: list[float] = []
    words = 0
    for row in rows:
        for side in row:
            own = [word for piece in side for word in piece.line.words]
            words += len(own)
            blanks += [two.left - one.right for one, two in pairwise(own) if not two.tight]
    if words < 2.5 * 2 * len(rows):
        return False
    return bool(min(gaps) >= em or not blanks or median(gaps) >= 1.4 * median(blanks))


def _rows(left: Sequence[Piece], right: Sequence[Piece], em: float) -> list[tuple[list[Piece], list[Piece]]]:
    """The rows that have pieces on both sides, those of each side from left to right."""
    found: list[tuple[list[Piece], list[Piece]]] = []
    rest = sorted(
        [(piece, 0) for piece in left] + [(piece, 1) for piece in right], key=lambda one: -one[0].line.baseline
    )
    begin = 0
    while begin < len(rest):
        level, end = rest[begin][0].line.baseline, begin + 1
        while end < len(rest) and level - rest[end][0].line.baseline < 0.3 * em:
            end += 1
        row, begin = rest[begin:end], end
        sides = [
            sorted((piece for piece, side in row if side == wanted), key=lambda piece: piece.line.left)
            for wanted in (0, 1)
        ]
        if sides[0] and sides[1]:
            found.append((sides[0], sides[1]))
    return found


def _side_by_side(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Do the two sides share some of their height?"""
    (low1, high1), (low2, high2) = _extent(left), _extent(right)
    shared = min(high1, high2) - max(low1, low2)
    return shared > 0.2 * min(high1 - low1, high2 - low2)


def _extent(pieces: Sequence[Piece]) -> tuple[float, float]:
    return min(piece.line.bottom for piece in pieces), max(piece.line.top for piece in pieces)


def _width(pieces: Sequence[Piece]) -> float:
    return max(piece.line.right for piece in pieces) - min(piece.line.left for piece in pieces)


def _runs_on(side: Sequence[Piece], below: Sequence[Piece], em: float) -> bool:
    """Do the lines below the side follow it as closely as its own lines each other?"""
    baselines = sorted({round(piece.line.baseline, 1) for piece in side})
    steps = [two - one for one, two in pairwise(baselines) if two - one > 0.5 * em]
    if not steps:
        return False
    leading = median(steps)
    return abs(baselines[0] - max(piece.line.baseline for piece in below) - leading) < 0.15 * leading


def _is_box(band: _Band, em: float) -> bool:
    """Is the right side a box that the text on the left flows around?"""
    return _width(band.right) < _width(band.left) or len(band.right) < len(band.left)
