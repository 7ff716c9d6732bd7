from __future__ import annotations

import pytest

from onrecord.extract.matter import Matter, clash_of, matter_of
from onrecord.extract.stems import stem
from tests.extract.told import wording_of


def matter(text: str) -> Matter:
    wording = wording_of(text)
    return matter_of(wording, range(len(wording.printed)))


@pytest.mark.parametrize(
    ("left", "right"),
    [("withheld", "withholding"), ("closed", "closes"), ("parties", "party"), ("fallen", "fell"), ("dropped", "drops")],
)
def test_forms_of_a_word_have_one_stem(left: str, right: str) -> None:
    assert stem(left) == stem(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the roof was safe", "the roof was not safe"),
        ("two drones had been shot down", "no drone had been lost"),
        ("three people died when the bridge fell", "nobody had been hurt"),
        ("spending on schools has risen", "spending has fallen by a tenth"),
        ("the light was green", "it was red"),
        ("12 people were killed in the market", "41 people had been killed in the market"),
        ("every passenger was offered a refund", "she had been offered nothing"),
        ("the label had dropped her", "we haven't dropped Mila"),
    ],
)
def test_what_clashes(left: str, right: str) -> None:
    assert clash_of(matter(right), matter(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("four people were arrested in Lund", "two houses had burned"),
        ("there would be no early vote", "there would be no vote in May"),
        ("six people died on Monday", "nobody died on Tuesday"),
        ("the lake was clean", "there was no danger"),
        ("it was built in 1988", "it was built of brick"),
        ("the death", "the woman who mapped what nobody wanted, dies at 91"),
    ],
)
def test_what_does_not(left: str, right: str) -> None:
    assert not clash_of(matter(left), matter(right))
