"""What a trigger looks like, and how sure it makes the record of an event."""

from __future__ import annotations

from onrecord.extract.events.confidence import confidence_of
from onrecord.extract.events.grammar import part_of
from onrecord.extract.events.parties import Parties
from onrecord.extract.events.signs import signs_of
from onrecord.extract.events.triggers import find_triggers
from onrecord.reader import Reader
from tests.extract.told import wording_of, words_at

ELSE, NOUN, PASSIVE, MODIFIES, SPEAKER, SUPPOSED, NOBODY, BOTH = range(8)


def signs(text: str, word: str, parties: Parties | None = None) -> tuple[float, ...]:
    wording = wording_of(text)
    place = words_at(wording, word)[0]
    trigger = next(one for one in find_triggers(wording.lower, wording.story.sentences) if one.first == place)
    part = part_of(wording, trigger)
    assert part is not None
    return signs_of(wording, trigger, part, parties or Parties())


def test_each_sign() -> None:
    assert signs("Lund helps the mill.", "helps")[ELSE] == 1
    assert signs("Lund accused the mill.", "accused")[ELSE] == 0
    assert signs("The attack ad ran in May.", "attack")[NOUN : MODIFIES + 1] == (1, 0, 1)
    assert signs("The attack on Tarn began.", "attack")[NOUN : MODIFIES + 1] == (1, 0, 0)
    assert signs("Four men were arrested.", "arrested")[NOUN : MODIFIES + 1] == (0, 1, 0)
    assert signs("Now we accuse the mill.", "accuse")[SPEAKER] == 1
    assert signs("Lund may accuse the mill.", "accuse")[SPEAKER : SUPPOSED + 1] == (0, 1)
    assert signs("Lund accused the mill.", "accused")[NOBODY:] == (1, 0)
    assert signs("Lund accused the mill.", "accused", Parties(actors=((0, 1),), recipients=((2, 4),)))[NOBODY:] == (
        0,
        1,
    )


def test_nothing_that_is_seen_makes_it_more_than_sure() -> None:
    for value in (-1e9, 0.0, 1e9):
        assert 0 <= confidence_of([value] * 17) <= 1


def test_a_deed_is_surer_than_a_word_in_another_sense() -> None:
    reader = Reader()
    deed, other = (
        max((event.confidence for event in reader.read(text=text).events), default=0.0)
        for text in ("Police arrested four strikers in Tarn on Monday.", "The lamp gives a soft light to the room.")
    )
    assert deed > 0.5 > other
