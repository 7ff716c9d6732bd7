"""Turning boxes by quarter turns: from the file's space to the page as shown, and on to upright text."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.pdf.shapes import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """From the file's space to another: moved so that (left, bottom) is the corner, then turned clockwise.

    ``turns``: quarter turns.  ``width``, ``height``: of the area before it is turned.
    """

    left: float
    bottom: float
    width: float
    height: float
    turns: int

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box in the new space."""
        x1, y1 = self.point(left, bottom)
        x2, y2 = self.point(right, top)
        return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point in the new space."""
        x, y = x - self.left, y - self.bottom
        if self.turns == 1:
            return y, self.width - x
        if self.turns == 2:
            return self.width - x, self.height - y
        if self.turns == 3:
            return self.height - y, x
        return x, y

    def turned_size(self) -> tuple[float, float]:
        """Width and height of the area after it is turned."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    def turned_on(self, turns: int) -> Frame:
        """The frame that turns so many quarters further."""
        return Frame(self.left, self.bottom, self.width, self.height, (self.turns + turns) % 4)
