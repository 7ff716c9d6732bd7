"""Places on the map of the world: Equal Earth, as ``static/map/world.svg`` is drawn.

Šavrič, Patterson and Jenny, "The Equal Earth map projection" (2018); the numbers are theirs, and agree with d3-geo's.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2
_PI = 3.141592653589793
WIDTH = 1000.0
_SCALE = WIDTH * _M * _A[0] / (2 * _PI)


def _north(angle: float) -> float:
    square = angle * angle
    six = square**3
    return angle * (_A[0] + _A[1] * square + six * (_A[2] + _A[3] * square))


HEIGHT = 2 * _SCALE * _north(asin(_M))


def spot(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies on the drawing, WIDTH across and HEIGHT down; in degrees, of which too many are cut."""
    angle = asin(_M * sin(radians(max(-90.0, min(90.0, latitude)))))
    square = angle * angle
    six = square**3
    narrow = _A[0] + 3 * _A[1] * square + six * (7 * _A[2] + 9 * _A[3] * square)
    east = radians(max(-180.0, min(180.0, longitude))) * cos(angle) / (_M * narrow)
    return WIDTH / 2 + _SCALE * east, HEIGHT / 2 - _SCALE * _north(angle)
