"""Who had what, and when: a row for each, a mark for each time, on one line of days.

Nothing here is drawn; ``templates/drawings/chart.html`` draws what is laid out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.serve.drawings.scale import ROOM, Scale, Tick, day_of, scale_of

# Pixels: of a mark with some room about it.
STEP, HALF = 24, 13
# Marks that stand nearer than so many percent go into two lines: in a narrow window a percent is three pixels.
NEAR = 7.5
# Rows, and marks of a row, that are drawn; the table has all.
MOST_ROWS, MOST_MARKS = 24, 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A thing that somebody did on a day.

    row: whose; day: ISO, or None where it is not known; sign: a letter or two in the mark; kind: how it looks;
    words: what it tells; address: where it leads.
    """

    row: str
    day: str | None
    sign: str
    kind: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its place: percent across, pixels down."""

    mark: Mark
    x: float
    y: int


@dataclass(slots=True)
class Row:
    """A row of the chart; height: in pixels."""

    name: str
    marks: list[Placed] = field(default_factory=list)
    left_out: int = 0
    height: int = 2 * HALF

    @property
    def first(self) -> float:
        """Where its first mark stands, in percent."""
        return min(one.x for one in self.marks)

    @property
    def last(self) -> float:
        """Where its last mark of the uppermost line stands."""
        return max(one.x for one in self.marks if one.y == HALF)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart; undated: where what has no day stands, None where all has one."""

    rows: Sequence[Row]
    ticks: Sequence[Tick]
    undated: float | None
    left_out: int


def chart_of(marks: Iterable[Mark]) -> Chart | None:
    """The chart of some marks, a row for each name in the order of their first; None where there are none."""
    some = sorted(marks, key=lambda one: one.day or "~")
    if not some:
        return None
    scale = scale_of(one.day for one in some)
    open_end = scale is not None and any(day_of(one.day) is None for one in some)
    squeeze = 0.86 if open_end else 1.0
    undated = 100 - ROOM if open_end else 50.0 if scale is None else None
    named: dict[str, list[Mark]] = {}
    for one in some:
        named.setdefault(one.row, []).append(one)
    rows = [_row(name, own, scale, squeeze, undated) for name, own in list(named.items())[:MOST_ROWS]]
    ticks = [Tick(round(one.at * squeeze, 3), one.words, one.every) for one in scale.ticks()] if scale else []
    return Chart(rows, ticks, undated, max(0, len(named) - MOST_ROWS))


def _row(name: str, marks: Sequence[Mark], scale: Scale | None, squeeze: float, undated: float | None) -> Row:
    row = Row(name, left_out=max(0, len(marks) - MOST_MARKS))
    ends: list[float] = []  # of each line, where its last mark stands
    for mark in marks[:MOST_MARKS]:
        day = day_of(mark.day)
        x = scale.at(day) * squeeze if scale and day else undated or 50.0
        line = next((at for at, end in enumerate(ends) if x - end >= NEAR), len(ends))
        if line == len(ends):
            ends.append(x)
        ends[line] = x
        row.marks.append(Placed(mark, round(x, 3), HALF + line * STEP))
    row.height = 2 * HALF + (len(ends) - 1) * STEP
    return row
