"""A map of some places: which piece of the world it shows, and where they stand on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.serve.drawings.world import HEIGHT, WIDTH, spot

# The least and the greatest piece, across; below FINE the finer drawing is shown.
LEAST, FINE = 12.0, 330.0
CLOSER, STEP = 1.6, 0.25
# The least piece that is chosen for the places, and the room about them.
_NEAREST, _ROOM = 110.0, 1.5
_VIEW = re.compile(r"(\d{1,4}(?:\.\d{1,3})?),(\d{1,4}(?:\.\d{1,3})?),(\d{1,4}(?:\.\d{1,3})?)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place with how many things are told of it; address: where it leads."""

    name: str
    latitude: float
    longitude: float
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class View:
    """A piece of the world: its middle and how much of it is shown across."""

    x: float
    y: float
    across: float

    @property
    def high(self) -> float:
        """How much is shown from top to bottom."""
        return self.across * HEIGHT / WIDTH

    @property
    def box(self) -> str:
        """As an SVG's viewBox."""
        return f"{self.x - self.across / 2:.3f} {self.y - self.high / 2:.3f} {self.across:.3f} {self.high:.3f}"

    @property
    def told(self) -> str:
        """As an address has it."""
        return f"{self.x:.2f},{self.y:.2f},{self.across:.2f}"

    @property
    def fine(self) -> bool:
        """Whether the finer drawing is shown."""
        return self.across < FINE

    def moved(self, right: float = 0, down: float = 0, closer: float = 1) -> View:
        """Another piece: by shares of this one to the side; so many times as close."""
        return within(self.x + right * self.across, self.y + down * self.high, self.across / closer)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map; size: of its dot in pixels; label: whether its name stands beside it, on which side."""

    place: Place
    x: float
    y: float
    size: float
    label: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map, ready to be drawn; letters: the size of its words, in the world's units."""

    view: View
    points: Sequence[Point]
    letters: float


def within(x: float, y: float, across: float) -> View:
    """A view that shows no more than the world."""
    across = max(LEAST, min(WIDTH, across))
    half, half_high = across / 2, across * HEIGHT / WIDTH / 2
    return View(max(half, min(WIDTH - half, x)), max(half_high, min(HEIGHT - half_high, y)), across)


def view_told(told: str) -> View | None:
    """The view that an address has; None for none.  Raises UsageError for what is none."""
    if not told:
        return None
    match = _VIEW.fullmatch(told)
    if match is None:
        raise UsageError(f"{told!r} is no piece of the map; give x,y,across")
    return within(*(float(one) for one in match.groups()))


def map_of(places: Iterable[Place], view: View | None = None) -> Map | None:
    """A map of the places; view: the piece, else the one that has them all.  None where there are none."""
    some = sorted(places, key=lambda one: (-one.count, one.name))
    if not some:
        return None
    spots = [spot(one.latitude, one.longitude) for one in some]
    view = view or _around(spots)
    letters = view.across * 12.5 / 620
    points, labelled = [], list[tuple[float, float, float]]()
    for one, (x, y) in zip(some, spots, strict=True):
        wide = len(one.name) * letters * 0.6
        side = "start" if x + wide < view.x + view.across / 2 - letters else "end"
        left = x + letters if side == "start" else x - letters - wide
        free = all(
            left + wide < other_left or left > other_right or abs(y - other_y) > 1.15 * letters
            for other_left, other_right, other_y in labelled
        )
        if free and len(labelled) < 14:
            labelled.append((left, left + wide, y))
        size = min(22.0, 7 + 2.6 * one.count**0.5)
        points.append(
            Point(one, round(x, 3), round(y, 3), round(size, 1), side if free and len(labelled) <= 14 else "")
        )
    return Map(view, points, round(letters, 3))


def _around(spots: Sequence[tuple[float, float]]) -> View:
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    top, bottom = min(y for _, y in spots), max(y for _, y in spots)
    across = max(_NEAREST, (right - left) * _ROOM, (bottom - top) * _ROOM * WIDTH / HEIGHT)
    return within((left + right) / 2, (top + bottom) / 2, across)
