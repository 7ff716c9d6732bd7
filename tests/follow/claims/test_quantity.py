from __future__ import annotations

import pytest

from onrecord.extract.words import WORD
from onrecord.follow.claims.quantity import Figure, agreement, figures_of, of_one_thing


def figures(text: str) -> dict[str, float]:
    return {figure.kind: figure.value for figure in figures_of(WORD.findall(text.lower()))}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("six people were killed", {"count": 6}),
        ("a toll of 1,200 adults", {"count": 1200}),
        ("an offer of 4.2 billion crowns", {"money": 4.2e9}),
        ("nine in ten members voted for it", {"share": 0.9}),
        ("seven parents in ten want it", {"share": 0.7}),
        ("three tenths of the river", {"share": 0.3}),
        ("90 per cent backed it", {"share": 0.9}),
        ("a truce of 72 hours", {"duration": 72 * 60}),
        ("a truce of three days", {"duration": 72 * 60}),
        ("it dates from 1651", {"year": 1651}),
        ("nobody was hurt", {}),
        ("a hundred and forty hands are idle", {"count": 140}),
        ("four hundred and twenty million crowns", {"money": 4.2e8}),
        ("the capture of a trio of thieves", {"count": 3}),
        ("one thousand and twenty took part", {"count": 1020}),
        ("twenty-eight men are home", {"count": 28}),
    ],
)
def test_what_is_counted_is_read(text: str, found: dict[str, float]) -> None:
    assert figures(text) == pytest.approx(found)


def test_the_same_duration_in_other_units_agrees() -> None:
    hours, days = figures_of("a truce of 72 hours".split()), figures_of("silent for three days".split())
    assert agreement(hours, days) == (1, 0)


def test_a_toll_differs_from_another_toll_and_not_from_a_count_of_other_things() -> None:
    six, eight = figures_of("six people died".split()), figures_of("eight victims were found".split())
    assert agreement(six, eight) == (0, 1)
    assert agreement(six, figures_of("300 tents were sent".split())) == (0, 0)


def test_what_is_counted_need_not_be_named() -> None:
    bare = Figure(kind="count", value=8, of=frozenset())
    assert of_one_thing(bare, Figure(kind="count", value=6, of=frozenset({"people"})))
