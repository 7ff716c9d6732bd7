"""Average linkage, held to SciPy's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from onrecord.follow.linkage import average_groups


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 40), st.floats(0.1, 1.5))
def test_as_scipy(seed: int, count: int, most: float) -> None:
    points = np.random.RandomState(seed).rand(count, 3)
    distances = np.linalg.norm(points[:, None] - points[None], axis=-1)
    wanted = fcluster(linkage(squareform(distances, checks=False), "average"), most, "distance")
    found = average_groups(distances, most)
    same = np.equal.outer(found, found)
    assert (same == np.equal.outer(wanted, wanted)).all()


def test_few() -> None:
    assert average_groups(np.zeros((0, 0)), 1) == []
    assert average_groups(np.zeros((1, 1)), 1) == [0]
    assert average_groups(np.array([[0, 0.5], [0.5, 0]]), 0.5) == [0, 0]
    assert average_groups(np.array([[0, 0.6], [0.6, 0]]), 0.5) == [0, 1]


def test_equal_distances() -> None:
    assert average_groups(np.zeros((5, 5)), 0) == [0] * 5
    with_far = np.full((4, 4), 2.0)
    with_far[:2, :2] = with_far[2:, 2:] = 0
    assert average_groups(with_far, 1) == [0, 0, 1, 1]


@pytest.mark.parametrize("count", [300])
def test_many(count: int) -> None:
    points = np.random.RandomState(1).rand(count)
    assert max(average_groups(np.abs(points[:, None] - points[None]), 0.05)) < 40
