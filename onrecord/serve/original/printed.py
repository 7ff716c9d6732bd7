"""The boxes of a report's passages on the printed pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record import Report, Span
from onrecord.view.marked import Marks, marks_of
from onrecord.view.source_places import SourcePlaces, box_of, by_line

# What is drawn lightly on every page.
_LIGHT = frozenset(("content", "source", "cue", "trigger"))


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a page, in points from its upper left corner; id: of what it is a part of; name: its class."""

    id: str
    name: str
    left: float
    top: float
    width: float
    height: float


class Printed:
    """The pages of a report that was read from a PDF."""

    def __init__(self, report: Report, more: Marks = ()) -> None:
        self._places = SourcePlaces(report)
        self._marks = [*marks_of(report), *more]

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each page."""
        return self._places.map.page_sizes if self._places.map else ()

    def page_of(self, chosen: str) -> int:
        """The page on which the first words of something stand; the first page where none is chosen, or known."""
        spans = [span for span, identity, role in self._marks if identity == chosen and role != "part"]
        for span in sorted(spans):
            for piece in self._places.pieces(span):
                if piece.page:
                    return piece.page
        return 1

    def boxes(self, page: int, chosen: str) -> list[Box]:
        """What is to be drawn on a page: what is chosen last, so that it lies on top."""
        light = [(span, identity, role) for span, identity, role in self._marks if role in _LIGHT]
        own = [(span, identity, "chosen") for span, identity, _ in self._marks if identity == chosen]
        return [
            box
            for span, identity, name in (*_once(light), *_once(own))
            for box in self._boxes(span, page, identity, name)
        ]

    def _boxes(self, span: Span, page: int, identity: str, name: str) -> Iterable[Box]:
        height = self._places.height(page)
        for line in by_line(piece for piece in self._places.pieces(span) if piece.page == page):
            if box := box_of(line, height):
                yield Box(identity, name, *(round(one, 2) for one in box))


def _once(some: list[tuple[Span, str, str]]) -> list[tuple[Span, str, str]]:
    return sorted(set(some), key=lambda one: (one[0][0], -one[0][1], one[1], one[2]))
