"""Boosted trees as plain numbers."""

from __future__ import annotations

import numpy as np

from onrecord.follow.trees import Trees

# At most 0.5 of the first feature: 1; else at most 2 of the second: 3, more: -2.  And a tree that is one leaf.
TREES = Trees.of(
    0.25, [[(0, 0.5, 1, 2), (-1, 1.0, 0, 0), (1, 2.0, 3, 4), (-1, 3.0, 0, 0), (-1, -2.0, 0, 0)], [(-1, 0.5, 0, 0)]]
)


def test_scores() -> None:
    values = np.array([[0.5, 9.0], [0.6, 2.0], [0.6, 2.1]])
    assert TREES.scores(values).tolist() == [1.75, 3.75, -1.25]
    assert TREES.scores(values.reshape(3, 1, 2)).shape == (3, 1)
    assert TREES.scores(np.zeros((0, 2))).shape == (0,)
