"""Groups by average linkage, in the time of the square of what is grouped."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]


def average_groups(distances: Doubles, most: float) -> list[int]:
    """Groups whose mean distances are at most ``most``, joined nearest first: a number for each row.

    distances: ``[n, n]``, the same both ways.  Nearest neighbours are followed in a chain until two are each other's
    nearest (Murtagh 1983); with mean distances that gives what joining the nearest pair of all each time gives.  Where
    several are equally near the first is taken.
    """
    count = len(distances)
    far = np.array(distances, dtype=np.float64)
    np.fill_diagonal(far, np.inf)
    sizes = np.ones(count)
    group = np.arange(count)
    left = np.ones(count, dtype=bool)
    chain: list[int] = []
    while left.any():
        if not chain:
            chain = [int(np.flatnonzero(left)[0])]
        here = chain[-1]
        nearest = int(far[here].argmin())
        distance = far[here, nearest]
        if len(chain) > 1 and far[here, chain[-2]] <= distance:
            nearest = chain[-2]
        if distance > most:
            # Nothing is near enough to it, nor will be: means of what is further are further.
            left[here] = False
            far[here, :] = far[:, here] = np.inf
            chain.pop()
        elif len(chain) > 1 and nearest == chain[-2]:
            chain = chain[:-2]
            together = sizes[here] + sizes[nearest]
            mean = (sizes[here] * far[here] + sizes[nearest] * far[nearest]) / together
            far[nearest, :] = far[:, nearest] = mean
            far[nearest, nearest] = np.inf
            far[here, :] = far[:, here] = np.inf
            sizes[nearest] = together
            group[group == here] = nearest
            left[here] = False
        else:
            chain.append(nearest)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(int(each), len(numbers)) for each in group]
