"""Numbers follow the order of the documents, whichever reader is done first."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from onrecord.store import turns
from onrecord.store.turns import Turns
from tests.store.made import ENGLISH, document, opened, tiny


def test_in_order_whatever_comes_first() -> None:
    for seed in range(20):
        numbers = list(range(50))
        random.Random(seed).shuffle(numbers)
        one: Turns[int] = Turns()
        out = [given for number in numbers for given in one.take(number, number)]
        assert out == list(range(50))
        assert list(one.rest()) == []


def test_one_that_takes_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    one: Turns[int] = Turns()
    assert [given for number in range(1, 4) for given in one.take(number, number)] == []
    monkeypatch.setattr(turns, "PATIENCE", -1.0)
    assert list(one.due()) == [1, 2, 3]
    assert [given for number in (5, 0, 4) for given in one.take(number, number)] == [5, 0, 4]
    monkeypatch.setattr(turns, "PATIENCE", 1e9)
    monkeypatch.setattr(turns, "MOST", 30)
    assert [given for number in (7, 8, 10) for given in one.take(number, number, size=10)] == []
    assert list(one.take(11, 11, size=10)) == [7, 8, 10, 11]
    assert list(one.take(12, 12, size=10)) == [12]


def test_what_is_held_is_not_lost() -> None:
    one: Turns[int] = Turns()
    assert list(one.take(2, 2)) == list(one.take(1, 1)) == []
    assert list(one.rest()) == [1, 2]


def test_reports_are_numbered_as_they_were_given(tmp_path: Path) -> None:
    long = ENGLISH.format(number=1) * 5
    documents = [
        document(f"{number} {long}" if number % 5 == 0 else tiny(number), uri=f"{number}") for number in range(20)
    ]
    with opened(tmp_path / "made.onrecord") as library:
        assert library.add_documents(documents, workers=3).added == 20
        assert [library.show(number).uri for number in range(1, 21)] == [one.uri for one in documents]
