from __future__ import annotations

import pytest

from onrecord.follow.quotations.diff import differences


def kinds(fullest: str, other: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.fullest, one.words) for one in differences(fullest, other).changes]


@pytest.mark.parametrize(
    ("fullest", "other", "change"),
    [
        ("We will not leave the port", "We will leave the port", ("negation", "not", "")),
        ("We will leave the port", "We will not leave the port", ("negation", "", "not")),
        ("I don’t know the man", "I know the man", ("negation", "don’t", "")),
        ("There is no plan for the port", "There is a plan for the port", ("negation", "no", "a")),
        ("Nobody told us of the fire", "Everybody told us of the fire", ("negation", "Nobody", "Everybody")),
        ("We lost 12 ships that night", "We lost 20 ships that night", ("number", "12", "20")),
        ("We lost twelve ships that night", "We lost 12 ships that night", None),
        ("We lost five million that night", "We lost five thousand that night", ("number", "million", "thousand")),
        ("I spoke to Ada Brisk about the fire", "I spoke to Ada Lund about the fire", ("name", "Brisk", "Lund")),
        ("I spoke to Mr Brisk about the fire", "I spoke to President Brisk about the fire", None),
        ("he left the port to Brisk", "Salin left the port to Brisk", None),
        ("the World Grain Board paid for it", "the WGB paid for it", None),
        ("We will pay for the port", "We may pay for the port", ("modality", "will", "may")),
        ("We will pay for the port", "We are going to pay for the port", None),
        ("We have to pay for the port", "We must pay for the port", None),
        ("They may leave the port at night", "They leave the port at night", ("modality", "may", "")),
        ("It was probably the crane that fell", "It was the crane that fell", ("modality", "probably", "")),
        ("All the workers have been paid", "Some of the workers have been paid", ("quantity", "All", "Some")),
        ("Only the workers have been paid", "The workers have been paid", ("quantity", "Only", "")),
        ("Every worker has been paid", "All workers have been paid", None),
    ],
)
def test_one_change(fullest: str, other: str, change: tuple[str, str, str] | None) -> None:
    assert change is None or change in kinds(fullest, other)
    if change is None:
        assert kinds(fullest, other) == []
    else:
        assert kinds(other, fullest), "it is seen from the other side, too"


@pytest.mark.parametrize(
    "other",
    [
        "We will pay for the port",
        "we will pay",
        "We'll pay for the port, and nobody but us",
        "and nobody but us will ever see the 12 ships again",
    ],
)
def test_what_is_left_out_as_a_whole_changes_nothing(other: str) -> None:
    assert kinds("We will pay for the port, and nobody but us will ever see the 12 ships again", other) == []


def test_other_words_are_no_change_of_sense() -> None:
    assert kinds("We will pay for the harbour soon", "We will pay for the port, really") == []


def test_headlines_have_capitals_everywhere() -> None:
    assert kinds("we spoke with Ada Brisk of the old port", "We Spoke With Tom Lund Of The New Harbour") == []


def test_words_in_brackets_are_no_other_name() -> None:
    assert kinds("he will pay for it at last", "[Salin] will pay for it at last") == []
