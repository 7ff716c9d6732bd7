from __future__ import annotations

import pytest

from onrecord.extract.quantities import Quantity, quantities, unlike
from tests.extract.told import wording_of

STOP = frozenset("the a and on at of to".split())


def measured(text: str) -> list[Quantity]:
    return quantities(wording_of(text).lower, STOP)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it had cost £2.1m", [("money", "", 2_100_000)]),
        ("30,000 people", [("count", "peopl", 30_000)]),
        ("put the crowd at 7,000,", [("count", "", 7_000)]),
        ("nine million tonnes", [("count", "tonn", 9_000_000)]),
        ("sixty-three miners", [("count", "miner", 63)]),
        ("within six minutes", [("duration", "", 6)]),
        ("almost half an hour", [("duration", "", 30)]),
        ("closer to a tenth", [("share", "", 0.1)]),
        ("12 per cent", [("share", "", 0.12)]),
        ("built in 1790", [("year", "", 1790)]),
        ("on 4 May 2019 at 10.30 p.m.", [("year", "", 2019)]),
        ("at 9:45", []),
        ("one of them", []),
    ],
)
def test_what_is_measured(text: str, expected: list[Quantity]) -> None:
    assert [(what, of) for what, of, _ in measured(text)] == [(what, of) for what, of, _ in expected]
    assert [value for *_, value in measured(text)] == pytest.approx([value for *_, value in expected])


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        ("41 people had come", "12 people came", True),
        ("12 people had come", "twelve people came", False),
        ("it cost more than £3m", "the bill was £2.1m", True),
        ("half an hour", "thirty minutes", False),
        ("they had treated sixty-three.", "nine protesters were hurt", True),
        ("12 dogs barked", "nine cats slept", False),
        ("dated 1832", "built in 1790", True),
    ],
)
def test_when_two_tellings_differ(left: str, right: str, differ: bool) -> None:
    assert unlike(measured(left), measured(right)) is differ


@pytest.mark.parametrize("text", ["", "9" * 400, "1,,,2..3", "½ ٣ ²", "million million million", "£", "- - -"])
def test_odd_figures_do_no_harm(text: str) -> None:
    measured(text)
