"""Distances on the sphere."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

EARTH_DIAMETER = 12742.0  # kilometres, mean


def distances(latitudes: Array, longitudes: Array, to_latitudes: Array, to_longitudes: Array) -> Array:
    """Kilometres from each of n points to each of m, ``[n, m]``; all in degrees (haversine formula)."""
    north, east = np.radians(latitudes.astype(np.float64)), np.radians(longitudes.astype(np.float64))
    to_north, to_east = np.radians(to_latitudes.astype(np.float64)), np.radians(to_longitudes.astype(np.float64))
    half = (
        np.sin((to_north[None] - north[:, None]) / 2) ** 2
        + np.cos(north)[:, None] * np.cos(to_north)[None] * np.sin((to_east[None] - east[:, None]) / 2) ** 2
    )
    result: Array = EARTH_DIAMETER * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    return result
