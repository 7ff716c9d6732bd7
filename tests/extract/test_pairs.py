from __future__ import annotations

import numpy as np

from onrecord.extract.pairs import TABLES, ends_before, nearest, pair_features, starts_of_paragraphs


def test_nearest_takes_some_on_each_side() -> None:
    choosers = np.array([[10, 12], [0, 1]])
    candidates = np.array([[2, 3], [5, 6], [8, 9], [13, 14], [20, 21]])
    chooser, candidate, rank = nearest(choosers, candidates, 2)
    assert candidate[chooser == 0].tolist() == [1, 2, 3, 4]
    assert rank[chooser == 0].tolist() == [1, 0, 0, 1]
    assert candidate[chooser == 1].tolist() == [0, 1]
    assert [len(part) for part in nearest(choosers, np.zeros((0, 2), dtype=np.int64), 2)] == [0, 0, 0]


def test_features_count_what_lies_between() -> None:
    paragraph_at = starts_of_paragraphs(20, np.array([0, 10]))
    ends_at = ends_before(np.array([i in (5, 12) for i in range(20)]))
    (same, after, before) = pair_features(
        np.array([[2, 4], [2, 4], [15, 16]]),
        np.array([[4, 5], [14, 15], [2, 4]]),
        np.array([0, 1, 5]),
        paragraph_at,
        ends_at,
    )
    assert same.tolist() == [8, 3, 3, 3]
    assert after.tolist() == [8 + 5, 3 + 1, 3 + 1, 3 + 2]
    assert before.tolist() == [5, 2, 1, 2]
    assert all(value < rows for row in (same, after, before) for value, rows in zip(row, TABLES, strict=True))
