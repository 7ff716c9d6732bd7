from __future__ import annotations

import pytest

from onrecord.extract.events.magnitudes import figures_in, magnitudes_of
from tests.extract.told import wording_of, words_at

FIGURES = [
    ("It had 1,200 members.", [1200]),
    ("It had twenty-five members.", [25]),
    ("It had two dozen members.", [24]),
    ("It had a dozen members.", [12]),
    ("It cost $3.5 million.", [3_500_000]),
    ("It had three hundred thousand.", [300_000]),
    ("Nothing here.", []),
    ("Sections 1,2 and 3.", [1, 2, 3]),
    ("9" * 400, []),
]


@pytest.mark.parametrize(("text", "values"), FIGURES)
def test_figures(text: str, values: list[float]) -> None:
    wording = wording_of(text)
    assert [figure.value for figure in figures_in(wording, 0, len(wording.lower))] == values


TOLD = [
    ("The blast killed 12 people and wounded 30.", "killed", "ASSAULT", [("killed", 12), ("injured", 30)]),
    ("At least twelve people were killed in the attack.", "attack", "ASSAULT", [("killed", 12)]),
    ("The attack left 3 dead and 14 injured.", "attack", "ASSAULT", [("killed", 3), ("injured", 14)]),
    ("Police arrested 200 protesters.", "arrested", "COERCE", [("arrested", 200)]),
    ("Some 10,000 people marched in Brisk.", "marched", "PROTEST", [("size", 10_000)]),
    ("Orvany gave $40 million in aid.", "gave", "AID", [("money", 40_000_000)]),
    ("The attack came 12 days after the vote.", "attack", "ASSAULT", []),
    ("The 43-year-old was attacked.", "attacked", "ASSAULT", []),
    ("The attack cut prices by 5 percent.", "attack", "ASSAULT", []),
]


@pytest.mark.parametrize(("text", "word", "kind", "wanted"), TOLD)
def test_magnitudes(text: str, word: str, kind: str, wanted: list[tuple[str, float]]) -> None:
    wording = wording_of(text)
    told = magnitudes_of(wording, words_at(wording, word), kind)
    assert [(one.kind, one.figure.value) for one in told] == wanted
