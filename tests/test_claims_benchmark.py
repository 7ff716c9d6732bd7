"""The benchmark of claims on two stories of the invented set, held loosely."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.claims import answers, figures, grouped
from benchmarks.claims_set import Hearer, Set, b_cubed, invented
from tests.conftest import ROOT

STORIES = ("dam", "vote")


@pytest.fixture(scope="module")
def stories() -> Set:
    return invented(ROOT / "benchmarks" / "gold" / "claims.toml", Hearer(), families=STORIES)


def test_claims_of_two_stories(stories: Set) -> None:
    told = stories.told
    found = figures(stories, grouped(told))
    assert found["b_cubed"] > found["b_cubed_of_none_joined"] + 2
    assert found["precision"] > 85
    assert found["near_apart"] > 85
    # Which speakers are told apart by their reports does not hang on the keys.
    renamed = {f"x{key}": replace(one, key=f"x{key}") for key, one in told.items()}
    assert {key: name[1:] for key, name in ((k[1:], v) for k, v in grouped(renamed).items())} == grouped(told)


def test_answers_are_found(stories: Set) -> None:
    assert answers(stories)["answers"] > 0


def test_b_cubed_counts_both_ways() -> None:
    gold = {"a": "1", "b": "1", "c": "2", "d": "2"}
    assert b_cubed(gold, gold) == (1, 1, 1)
    precision, recall, _ = b_cubed(gold, dict.fromkeys(gold, "all"))
    assert (precision, recall) == (0.5, 1)
    precision, recall, _ = b_cubed(gold, {key: key for key in gold})
    assert (precision, recall) == (1, 0.5)
