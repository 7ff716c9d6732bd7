"""Sums of decision trees, as gradient boosting learns them (Friedman 2001): kept as plain numbers, run by numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Node = Sequence[float]  # feature, bound, and the places of the two nodes that follow; of a leaf -1 and what it adds

_MOST_LEAVES = 32
_EVERY = np.uint32(2**_MOST_LEAVES - 1)
_ROWS = 1 << 14  # at once, so that they stay in the processor's cache


@dataclass(frozen=True, kw_only=True)
class Tree:
    """``tests``: feature, bound, and the leaves that are left where it is over it; ``leaves``: what each adds."""

    tests: tuple[tuple[int, float, np.uint32], ...]
    leaves: Doubles


@dataclass(frozen=True, kw_only=True)
class Trees:
    """Trees and what their sum begins with.

    All tests of a tree are made at once, each striking out the leaves to its left where it fails; the first leaf that
    is left is the one (QuickScorer, Lucchese et al. 2015).
    """

    bias: float
    trees: tuple[Tree, ...]

    @classmethod
    def of(cls, bias: float, trees: Sequence[Sequence[Node]]) -> Trees:
        """From lists of nodes.  A node leads to the first of those that follow where its feature is at most its bound.

        Raises ``ValueError`` for a tree of more than 32 leaves.
        """
        return cls(bias=bias, trees=tuple(_tree(nodes) for nodes in trees))

    def scores(self, values: Doubles) -> Doubles:
        """The sum for each row of features, ``[..., features]`` in, ``[...]`` out."""
        rows = values.reshape(-1, values.shape[-1])
        total = np.full(len(rows), self.bias)
        for start in range(0, len(rows), _ROWS):
            columns = np.ascontiguousarray(rows[start : start + _ROWS].T)
            for tree in self.trees:
                left = np.full(columns.shape[1], _EVERY)
                for feature, bound, mask in tree.tests:
                    left &= np.where(columns[feature] > bound, mask, _EVERY)
                # The lowest bit that is set, by its exponent.
                _, first = np.frexp((left & (~left + np.uint32(1))).astype(np.float64))
                total[start : start + _ROWS] += tree.leaves[first - 1]
        return total.reshape(values.shape[:-1])


def _tree(nodes: Sequence[Node]) -> Tree:
    tests: list[tuple[int, float, np.uint32]] = []
    leaves: list[float] = []

    def walk(at: int) -> None:
        feature, bound, low, high = nodes[at]
        if feature < 0:
            leaves.append(bound)
            return
        first = len(leaves)
        walk(int(low))
        struck = (1 << len(leaves)) - (1 << first)
        tests.append((int(feature), bound, np.uint32(int(_EVERY) & ~struck)))
        walk(int(high))

    walk(0)
    if len(leaves) > _MOST_LEAVES:
        raise ValueError(f"a tree of {len(leaves)} leaves; {_MOST_LEAVES} are the most")
    return Tree(tests=tuple(tests), leaves=np.array(leaves))
