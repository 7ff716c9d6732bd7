from __future__ import annotations

import itertools
from typing import Any

from onrecord.follow.quotations.utterance import Carried, attributed, clocks, disagreeing, first_seen, fullest

RIGHT, WRONG, SHORT = "We will not leave the old port", "We will now leave the old port", "We will not leave"
TEXTS = {"right": RIGHT, "wrong": WRONG, "short": SHORT}


def carried(number: int, wording: str = "right", **more: Any) -> Carried:
    values: dict[str, Any] = {
        "report": f"r{number}", "publisher": f"Paper {number}", "via": (), "published": f"2021-03-0{number}",
        "time": None, "sure": 0.9, "retrieved": None, "said": None, "speaker": "Radko Salin", "voice": "salin",
        "speaker_sure": 0.9, "words": len(TEXTS[wording].split()),
    }  # fmt: skip
    return Carried(statement=number, wording=wording, **{**values, **more})


def test_the_fullest_is_the_one_that_most_agree_with() -> None:
    some = [carried(1, "wrong"), carried(2, "right"), carried(3, "right"), carried(4, "short")]
    for order in itertools.permutations(some):
        assert fullest(order, TEXTS) == "right"
    assert fullest([carried(1, "wrong"), carried(2, "right")], TEXTS) == "wrong", "else the one that was seen first"
    assert fullest([carried(1, "short"), carried(2, "short"), carried(3, "right")], TEXTS) == "right"
    repeated = [carried(1, "wrong"), *(carried(n, "right", publisher="Paper 9") for n in (2, 3)), carried(4, "wrong")]
    assert fullest(repeated, TEXTS) == "wrong", "one publisher counts once"


def test_who_was_first() -> None:
    some = [carried(2), carried(3), carried(4, published=None)]
    assert first_seen(some) == some[0]
    same_day = [carried(number, published="2021-03-01") for number in (1, 2, 3)]
    assert first_seen([same_day[0], carried(2, published="2021-03-01", time="08:00")]).statement == 2  # type: ignore[union-attr]
    told = [*same_day, carried(4, published="2021-03-01", via=("the Paper 3",))]
    assert first_seen(told) == same_day[2], "from which another one has the words"
    assert first_seen([carried(1, published=None)]) is None


def test_dates_that_are_not_believed() -> None:
    agency = carried(5, publisher="Oskinform")
    early = carried(2, via=("Oskinform",))
    late = carried(6, via=("Oskinform",))
    found = clocks([agency, early, late])
    assert list(found) == [2]
    assert "dated before Oskinform" in found[2]
    assert first_seen([agency, early, late]) == agency
    assert list(clocks([carried(1, sure=0.2)])) == [1]
    assert list(
        clocks([carried(3, retrieved="2021-03-01T10:00:00Z"), carried(4, retrieved="2021-03-04T10:00:00Z")])
    ) == [3]
    assert list(clocks([carried(3, said="2021-03-05"), carried(4, said="2021-03-01")])) == [3]
    assert first_seen([carried(1, sure=0.2)]) is None


def test_to_whom_it_is_attributed() -> None:
    some = [
        carried(1),
        carried(2, speaker="Salin"),
        carried(3, speaker="Tom Avery", voice="avery"),
        carried(4, speaker=None, voice=""),
    ]
    to = attributed(some)
    assert [(one.speaker, one.reports) for one in to] == [("Radko Salin", 2), ("Tom Avery", 1)]
    assert disagreeing(some, to)
    unsure = [carried(1), carried(2, speaker="Tom Avery", voice="avery", speaker_sure=0.3)]
    assert not disagreeing(unsure, attributed(unsure))
