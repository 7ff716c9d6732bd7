"""The benchmark of quotations, small and on invented ones: its script changes what it says, and its judge counts so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.quotation_set import _CHANGES, Wording, build, folded, runs
from benchmarks.quotations import formulaic, grow, judge, put
from tests.store.telling import engine_at

FIRST = "We will not reopen the harbour before all 12 cranes have been inspected, and every one in Velden has been paid"
NAMES = ["Velden", "Orvany", "Mireth"]


def one(utterance: int, how: str, words: str, *, speaker: str = "Salin", sense: str = "", day: int = 4) -> Wording:
    return Wording(
        utterance=utterance, how=how, words=words, speaker=speaker, day=f"2021-03-0{day}", publisher=how,
        sense=(sense,) if sense else (),
    )  # fmt: skip


def test_the_script_changes_what_it_says() -> None:
    for how, sense, change in _CHANGES:
        changed = change(FIRST, random.Random(1), NAMES)
        if how == "other words":
            assert changed is None, "too few words would be others"
            continue
        assert changed is not None, how
        assert (folded(changed) != folded(FIRST)) == (how != "the same"), how
        assert bool(sense) == (how in ("negation", "number", "name", "modality", "quantity"))


def test_its_judge_counts(tmp_path: Path) -> None:
    other = "The ferry has been sold to somebody in Orvany who will never see this river, let alone sail on it"
    wordings = [
        one(0, "first", FIRST), one(0, "shortened", FIRST.split(",")[0], day=5),
        one(0, "negation", FIRST.replace(" not", ""), sense="negation", day=6), one(0, "other speaker", FIRST, speaker="Avery", day=7),
        one(1, "first", other), one(1, "shortened", "He sold it", day=5),
    ]  # fmt: skip
    engine = engine_at(tmp_path / "made.onrecord")
    with engine.begin() as connection:
        ends = grow(connection, wordings, seed=1)
        assert ends[0] == ends[1] == ends[2] == ends[3] != ends[4]
        figures = judge(connection, wordings, ends)
        assert (figures["pairs"], figures["precision"]) == (7, 100)
        assert round(figures["recall"]) == round(100 * 6 / 7), "one is apart"
        assert (figures["sense_recall"], figures["sense_precision"]) == (100, 100)
        assert figures["disagreement_on_speaker_found"] == 100
        wrong = judge(connection, wordings, [ends[0]] * 5 + [ends[5]])
        assert round(wrong["precision"]) == round(100 * 6 / 10)
        numbers, _ = put(connection, [formulaic(number) for number in range(3)])
        assert len(numbers) == 3
    engine.dispose()


def test_its_parts_share_nothing(data: Path) -> None:
    tuning, judging = (build(data / "data", part, 12) for part in ("train", "dev"))
    assert build(data / "data", "dev", 12) == judging, "the seed gives the same set"
    theirs = [
        {run for some in wordings if some.how in ("first", "other") for run in runs(folded(some.words))}
        for wordings in (tuning, judging)
    ]
    assert not theirs[0] & theirs[1]
    assert len({some.utterance for some in judging if some.how != "other"}) >= 12


def test_a_small_one(data: Path, tmp_path: Path) -> None:
    wordings = build(data / "data", "dev", 25)
    engine = engine_at(tmp_path / "made.onrecord")
    with engine.begin() as connection:
        figures = judge(connection, wordings, grow(connection, wordings, seed=2))
    engine.dispose()
    assert figures["f1"] >= 95
    assert figures["sense_recall"] >= 85
    assert figures["sense_precision"] >= 80
    assert pytest.approx(100) == figures["disagreement_on_speaker_found"]
