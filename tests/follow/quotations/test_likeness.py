from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.follow.quotations.align import align
from onrecord.follow.quotations.diff import differences
from onrecord.follow.quotations.likeness import Likeness, likeness
from onrecord.follow.quotations.words import words_of

# Other programs on the machine may hold a test up.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WHOLE = "We will not reopen the harbour before the cranes have been inspected and the dock workers have been paid"
WORDS = "we will not harbour cranes paid the before inspected ferry and bridge open".split()


def like(one: str, two: str, *, same_speaker: bool = True) -> Likeness | None:
    return likeness(words_of(one), words_of(two), same_speaker=same_speaker)


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (WHOLE, "same"),
        ("We won’t reopen the harbour before the cranes have been inspected and the dock workers have been paid", "same"),
        ("We will reopen the harbour before the cranes have been inspected and the dock workers paid", "same"),
        ("We will not reopen the harbour before the cranes have been inspected", "same"),
        (f"{WHOLE}. Nobody wants another accident on that quay, least of all the owners of the wrecked freighter, who "
         "have lost a whole season", "part"),
        ("We shall not open the port before the cranes have been checked and the dock workers have been paid", "same"),
    ],
)  # fmt: skip
def test_of_one_utterance(other: str, kind: Literal["same", "part"]) -> None:
    found = like(WHOLE, other)
    assert found is not None
    assert found.kind == kind
    assert 0.5 < found.confidence <= 1
    assert found == like(other, WHOLE), "it is the same both ways round"


@pytest.mark.parametrize(
    "other",
    [
        "", "no", "harbour", "We will not", "the harbour, the cranes",
        "We will not reopen the school before the roof has been mended and the teachers have come back",
        "The harbour is the heart of this town and nobody has paid for it in years",
        "There will be no talk of the cranes, of the workers or of what was inspected, before the harbour has a master",
    ],
)  # fmt: skip
def test_not_of_one_utterance(other: str) -> None:
    assert like(WHOLE, other) is None


def test_another_speaker_needs_more() -> None:
    other = "We shall not open the port before the cranes have been checked and the dock workers have been paid"
    assert like(WHOLE, other, same_speaker=False) is None
    assert like(WHOLE, WHOLE, same_speaker=False) is not None


def test_a_phrase_is_no_piece() -> None:
    speech = f"{WHOLE}. My friends, we will build a wall around this town, and then we will see who comes"
    assert like("We will build a wall", speech) is None


@UNHURRIED
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.lists(st.sampled_from(WORDS), max_size=30), st.booleans())
def test_it_is_the_same_both_ways_round(one: list[str], two: list[str], same: bool) -> None:
    first, second = " ".join(one), " ".join(two)
    assert like(first, second, same_speaker=same) == like(second, first, same_speaker=same)


@UNHURRIED
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.lists(st.sampled_from(WORDS), max_size=30))
def test_steps_cover_both(one: list[str], two: list[str]) -> None:
    first, second = words_of(" ".join(one)), words_of(" ".join(two))
    at = other = 0
    for step in align(first, second):
        assert (step.start, step.other_start) == (at, other)
        at, other = step.stop, step.other_stop
        if step.what == "kept":
            assert [word.form for word in first[step.start : at]] == [
                word.form for word in second[step.other_start : other]
            ]
    assert (at, other) == (len(first), len(second))


def test_the_words_of_a_difference_are_the_texts_own() -> None:
    one, two = "“We won’t open the old Harbour,” he said", "We will open the new harbour, ever"
    found = differences(one, two)
    assert [(piece.what, piece.fullest, piece.words) for piece in found.pieces] == [
        ("kept", "We won’t", "We will"), ("left out", "won’t", ""), ("kept", "open the", "open the"),
        ("changed", "old", "new"), ("kept", "Harbour", "harbour"), ("changed", "he said", "ever"),
    ]  # fmt: skip
    assert [(change.kind, change.fullest, change.words) for change in found.changes] == [("negation", "won’t", "")]
