"""How a document is set: size and leading of its text, column edges, how paragraphs are told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.reading.lines import TERMINAL
from onrecord.reading.pdf.lines import usual_size
from onrecord.reading.pdf.shapes import Line

# A step so much wider than the leading parts two paragraphs.
GAP_STEP = 1.25
_EDGE_SHARE = 0.1
_FEW = 4
_TELLING = 0.7
BLANK = 0.25  # a blank's usual width, in sizes


@dataclass(frozen=True, slots=True)
class Measures:
    """``size`` of the text in points; ``leading``: from baseline to baseline, ``indent``: of a paragraph's first line
    (0 where there is none), both in sizes; ``by_gap``, ``by_indent``: whether that is what parts paragraphs.
    """

    size: float
    leading: float
    indent: float
    by_gap: bool
    by_indent: bool

    def is_text(self, line: Line) -> bool:
        """Is the line of the size that the text has?"""
        return abs(line.size - self.size) <= max(0.03 * self.size, 0.15)


def measure(columns: Iterable[Sequence[Line]]) -> Measures:
    """The measures of the columns of all pages; sets the edges of each column's lines."""
    columns = [column for column in columns if column]
    size = usual_size(line for column in columns for line in column)
    first = Measures(size=size, leading=1.2, indent=0, by_gap=False, by_indent=False)
    _set_edges(columns, first)
    pairs = [
        (one, two)
        for column in columns
        for one, two in pairwise(column)
        if first.is_text(one) and first.is_text(two) and one.baseline > two.baseline
    ]
    leading = _leading(pairs, size)
    ends = [(one, two) for one, two in pairs if TERMINAL.search(one.text) and fits_behind(one, two)]
    gaps = sum(one.baseline - two.baseline > GAP_STEP * leading * size for one, two in ends)
    indents = Counter(
        round((two.left - two.edges[0]) / size, 1)
        for one, two in ends
        if 0.6 <= (two.left - two.edges[0]) / size <= 5 and two.left - one.left > -0.3 * size
    )
    indent, _ = indents.most_common(1)[0] if indents else (0.0, 0)
    indented = sum(count for depth, count in indents.items() if abs(depth - indent) <= 0.3)
    few = len(ends) < 3
    return Measures(
        size=size,
        leading=leading,
        indent=indent if indented >= max(2, 0.3 * len(ends)) else 0.0,
        by_gap=not few and gaps >= _TELLING * len(ends),
        by_indent=not few and indented >= _TELLING * len(ends),
    )


def fits_behind(line: Line, following: Line) -> bool:
    """Would the first word of the following line have stood in the room that the line leaves at its end?"""
    first = following.words[0]
    return room_behind(line) > first.right - first.left + (BLANK + 0.2) * line.size


def room_behind(line: Line) -> float:
    """Points from the line's end to the column's edge."""
    return line.edges[1] - line.right


def _leading(pairs: Sequence[tuple[Line, Line]], size: float) -> float:
    """The smallest step that is common, in sizes: the larger ones are gaps between paragraphs."""
    steps = Counter(round((one.baseline - two.baseline) / size, 1) for one, two in pairs)
    steps = Counter({step: count for step, count in steps.items() if 0.8 <= step <= 3})
    total = sum(steps.values())
    common = [step for step, count in steps.items() if count >= 0.15 * total]
    if not common or total < _FEW:
        return 1.2
    least = min(common)
    exact = sorted(step for one, two in pairs if abs((step := (one.baseline - two.baseline) / size) - least) <= 0.11)
    return exact[len(exact) // 2]


def _set_edges(columns: Sequence[Sequence[Line]], measures: Measures) -> None:
    """Left edge: where text lines begin that begin farthest left; right: where those end that reach farthest."""
    known: list[tuple[int, tuple[float, float]]] = []
    for column in columns:
        lines = [line for line in column if measures.is_text(line)] or list(column)
        known.append((len(lines), _edges(lines, measures.size)))
    for column, (count, edges) in zip(columns, known, strict=True):
        if count < _FEW:
            # Too few to tell: a fuller column that begins at the same place does.
            near = [
                other
                for others, other in known
                if others > count and abs(other[0] - edges[0]) < 5 * measures.size and other[1] >= edges[1] - 0.5
            ]
            near = [other for other in near if abs(other[0] - edges[0]) < 0.5 * measures.size] or near
            edges = min(near, key=lambda other: (abs(other[0] - edges[0]), other[1]), default=edges)
        for line in column:
            line.edges = edges


def _edges(lines: Sequence[Line], size: float) -> tuple[float, float]:
    lefts = sorted(line.left for line in lines)
    rights = sorted((line.right for line in lines), reverse=True)
    least = max(1, round(_EDGE_SHARE * len(lines)))
    left = next((one for one in lefts if sum(abs(other - one) < 0.3 * size for other in lefts) >= least), lefts[0])
    right = next((one for one in rights if sum(0 <= one - other < size for other in rights) >= least), rights[0])
    return left, right
