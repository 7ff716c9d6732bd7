from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.runs import CONTENT, CUE, SOURCE, best_path, find_runs
from onrecord.extract.story import Story

LAWLESS = {(before, tag) for tag in (2, 4, 6) for before in range(7) if before not in (tag - 1, tag)}


def best_by_trying_all(tags: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> float:
    best = -np.inf
    for path in itertools.product(range(7), repeat=len(tags)):
        if path[0] in (2, 4, 6) or any(pair in LAWLESS for pair in itertools.pairwise(path)):
            continue
        best = max(best, float(sum(tags[i, tag] for i, tag in enumerate(path))))
    return best


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 4))
def test_the_best_path_is_the_best(seed: int, length: int) -> None:
    tags = np.random.default_rng(seed).normal(size=(length, 7)).astype(np.float32)
    path = best_path(tags, [0])
    assert not any((int(a), int(b)) in LAWLESS for a, b in itertools.pairwise(path))
    assert path[0] not in (2, 4, 6)
    assert np.isclose(sum(tags[i, tag] for i, tag in enumerate(path)), best_by_trying_all(tags), atol=1e-4)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(1, 30), min_size=1, max_size=90))
def test_paragraphs_do_not_disturb_each_other(seed: int, lengths: list[int]) -> None:
    tags = np.random.default_rng(seed).normal(size=(sum(lengths), 7)).astype(np.float32)
    starts = [0, *itertools.accumulate(lengths)][:-1]
    together = best_path(tags, starts)
    for start, length in zip(starts, lengths, strict=True):
        assert (together[start : start + length] == best_path(tags[start : start + length], [0])).all()


def test_runs() -> None:
    path = [1, 2, 0, 3, 5, 6, 5, 0]
    tags = np.full((8, 7), -5, dtype=np.float32)
    tags[np.arange(8), path] = -0.1
    story = Story(
        spans=[(i, i + 1) for i in range(8)],
        pieces=[(5,)] * 8,
        features=[0] * 8,
        states=[0] * 8,
        paragraphs=[0],
        sentences=[0],
    )
    runs = find_runs(story, tags)
    assert runs[SOURCE].bounds.tolist() == [[0, 2]]
    assert runs[CUE].bounds.tolist() == [[3, 4]]
    assert runs[CONTENT].bounds.tolist() == [[4, 6], [6, 7]]
