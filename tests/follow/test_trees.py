"""Boosted trees as plain numbers."""

from __future__ import annotations

import random

import numpy as np
import pytest

from onrecord.follow.trees import Node, Trees

# At most 0.5 of the first feature: 1; else at most 2 of the second: 3, more: -2.  And a tree that is one leaf.
TREES = Trees.of(
    0.25, [[(0, 0.5, 1, 2), (-1, 1.0, 0, 0), (1, 2.0, 3, 4), (-1, 3.0, 0, 0), (-1, -2.0, 0, 0)], [(-1, 0.5, 0, 0)]]
)


def test_scores() -> None:
    values = np.array([[0.5, 9.0], [0.6, 2.0], [0.6, 2.1]])
    assert TREES.scores(values).tolist() == [1.75, 3.75, -1.25]
    assert TREES.scores(values.reshape(3, 1, 2)).shape == (3, 1)
    assert TREES.scores(np.zeros((0, 2))).shape == (0,)


def grown(source: random.Random, leaves: int) -> list[Node]:
    """A tree that is grown by splitting leaves drawn by chance."""
    nodes: list[list[float]] = [[-1, source.random(), 0, 0]]
    while sum(node[0] < 0 for node in nodes) < leaves:
        at = source.choice([at for at, node in enumerate(nodes) if node[0] < 0])
        nodes[at] = [source.randrange(4), source.random(), len(nodes), len(nodes) + 1]
        nodes += [[-1, source.random(), 0, 0], [-1, source.random(), 0, 0]]
    return [*nodes]


def walked(nodes: list[Node], row: list[float]) -> float:
    """What the leaf adds that a row comes to, from node to node."""
    at = 0
    while nodes[at][0] >= 0:
        feature, bound, low, high = nodes[at]
        at = int(low if row[int(feature)] <= bound else high)
    return nodes[at][1]


@pytest.mark.parametrize("leaves", [1, 2, 7, 15, 32])
def test_as_walked_from_node_to_node(leaves: int) -> None:
    source = random.Random(leaves)
    forest = [grown(source, leaves) for _ in range(6)]
    rows = np.random.RandomState(leaves).rand(20000, 4)
    found = Trees.of(0.5, forest).scores(rows)
    for at in range(0, len(rows), 97):
        assert found[at] == pytest.approx(0.5 + sum(walked(tree, rows[at].tolist()) for tree in forest))


def test_too_many_leaves() -> None:
    with pytest.raises(ValueError, match="33 leaves"):
        Trees.of(0, [grown(random.Random(1), 33)])
