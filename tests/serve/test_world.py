"""Points stand on the map where d3-geo would put them."""

from __future__ import annotations

import pytest

from onrecord.serve.drawings.world import HEIGHT, WIDTH, spot

# By training/world_map.mjs --points: longitude, latitude, and where d3-geo 3.1.2 puts them.
POINTS = [
    (-180, -90, 203.766555, 486.716975),
    (0, -90, 500.000000, 486.716975),
    (139.7, -90, 729.910068, 486.716975),
    (-180, -67.5, 151.551003, 461.489332),
    (0, -67.5, 500.000000, 461.489332),
    (139.7, -67.5, 770.435138, 461.489332),
    (-180, -33.9, 41.109178, 366.252169),
    (0, -33.9, 500.000000, 366.252169),
    (139.7, -33.9, 856.150266, 366.252169),
    (-180, 0, 0.000000, 243.358488),
    (0, 0, 500.000000, 243.358488),
    (139.7, 0, 888.055556, 243.358488),
    (-180, 12.34, 5.527645, 197.365522),
    (0, 12.34, 500.000000, 197.365522),
    (139.7, 12.34, 883.765489, 197.365522),
    (-180, 48.85, 83.740897, 72.804076),
    (0, 48.85, 500.000000, 72.804076),
    (139.7, 48.85, 823.063315, 72.804076),
    (-180, 71, 164.251572, 18.447771),
    (0, 71, 500.000000, 18.447771),
    (139.7, 71, 760.578086, 18.447771),
    (-180, 90, 203.766555, 0.000000),
    (0, 90, 500.000000, 0.000000),
    (139.7, 90, 729.910068, 0.000000),
]


@pytest.mark.parametrize(("longitude", "latitude", "x", "y"), POINTS)
def test_as_d3_has_it(longitude: float, latitude: float, x: float, y: float) -> None:
    assert spot(latitude, longitude) == pytest.approx((x, y), abs=1e-6)


def test_the_ends_of_the_world() -> None:
    assert spot(0, -180)[0] == pytest.approx(0, abs=1e-9) and spot(0, 180)[0] == pytest.approx(WIDTH)
    assert spot(90, 0)[1] == pytest.approx(0, abs=1e-9) and spot(-999, 0)[1] == pytest.approx(HEIGHT)
