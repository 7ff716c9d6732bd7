"""Sums of decision trees, as gradient boosting learns them (Friedman 2001): kept as plain numbers, run by numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Node = tuple[int, float, int, int]


@dataclass(frozen=True, kw_only=True)
class Trees:
    """``feature``, ``bound``, ``left``, ``right``: ``[trees, nodes]``.

    A node leads left where its feature is at most its bound.  A leaf leads to itself and its bound is what it adds.
    """

    bias: float
    feature: NDArray[np.int64]
    bound: Doubles
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    leaf: NDArray[np.bool_]

    @classmethod
    def of(cls, bias: float, trees: Sequence[Sequence[Node]]) -> Trees:
        """From lists of nodes: feature, bound, and the places of the two that follow; a leaf's feature is -1."""
        most = max(len(tree) for tree in trees)
        table = np.zeros((len(trees), most, 4))
        for row, tree in enumerate(trees):
            table[row, : len(tree)] = tree
        leaf = table[..., 0] < 0
        itself = np.broadcast_to(np.arange(most), leaf.shape)
        return cls(
            bias=bias,
            feature=np.where(leaf, 0, table[..., 0]).astype(np.int64),
            bound=table[..., 1],
            left=np.where(leaf, itself, table[..., 2]).astype(np.int64),
            right=np.where(leaf, itself, table[..., 3]).astype(np.int64),
            leaf=leaf,
        )

    def scores(self, values: Doubles) -> Doubles:
        """The sum for each row of features, ``[..., features]`` in, ``[...]`` out."""
        rows = values.reshape(-1, values.shape[-1])
        total = np.full(len(rows), self.bias)
        every = np.arange(len(rows))
        for feature, bound, left, right, leaf in zip(
            self.feature, self.bound, self.left, self.right, self.leaf, strict=True
        ):
            at = np.zeros(len(rows), dtype=np.int64)
            while not leaf[at].all():
                at = np.where(rows[every, feature[at]] <= bound[at], left[at], right[at])
            total += bound[at]
        return total.reshape(values.shape[:-1])
