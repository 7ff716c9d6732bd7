"""Words that tell of an event elsewhere, in their other senses; and the same words where they do."""

from __future__ import annotations

import pytest

from onrecord.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def triggers(reader: Reader, text: str) -> list[str]:
    report = reader.read(text=text)
    return [" ".join(report.text[start:end] for start, end in event.trigger) for event in report.events]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Sollen will miss its climate target by two years, the minister said.", "target"),
        ("The targets are strict, and the company missed them.", "targets"),
        ("Analysts at Corby Wells cut their price target to 90p from 140p.", "target"),
        ("Sea grass is a target for trawlers, the ministry said.", "target"),
        ("Prices for firewood shot up this morning, traders at the market said.", "shot"),
        ("The price of wheat has shot up by a third since autumn.", "shot"),
        ("His best-known picture, a long shot of a boy asleep on a heap, hangs in the hall.", "shot"),
        ("Ruben Alcott shot the film on a borrowed camera in Penmarra.", "shot"),
        ("The director shot the scene twice, the producer said.", "shot"),
        ("Halden bought the plant in 2016 for 62 million pounds.", "pounds"),
        ("Protesters outside held placards that read Books not beds.", "held"),
        ("Local people will not meet the bill, the secretary promised.", "meet"),
        ("The storm passed as winds hit 140 kilometres an hour, the office said.", "hit"),
        ("Shares in the company fell to a low, and the board met.", "Shares"),
        ("Opposition leader Anton Grell spoke for an hour.", "Opposition"),
        ("The chief executive said demand had collapsed.", "demand"),
        ("The league will seek out boys in order to recruit them, the mayor said.", "order"),
        ("Bettors are trying to guess the winner, the paper said.", "trying"),
        ("They are going to be late for the harvest, the farmer said.", "going"),
        ("The mill released a statement on Monday.", "released"),
        ("She spoke to reporters at a press conference.", "press"),
        ("The governor refused to publish his tax return.", "return"),
        ("The mayor walked back to the mill on Tuesday.", "back"),
        ("Ada Lund has 48% support in the valley, a poll found.", "support"),
    ],
)
def test_other_senses_are_no_events(reader: Reader, text: str, word: str) -> None:
    assert not [one for one in triggers(reader, text) if word in one.split()]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Gunmen shot three customs officers on the Ilm road, police said.", "shot"),
        ("Rebels target villages on the border, the army said.", "target"),
        ("Soldiers shot up the house of the mayor, neighbours said.", "shot"),
        ("Police held two men in custody over the killing.", "held"),
        ("President Lund met Premier Brisk in Velden on Monday.", "met"),
        ("A rocket hit a school in Moor, killing four people.", "hit"),
        ("The general's opposition to the treaty angered the president.", "opposition"),
        ("Workers demand the release of the editor.", "demand"),
        ("The court tried the general for treason on Monday.", "tried"),
        ("The rebels released four hostages on Monday.", "released"),
        ("The court returned the four to their country: the release of the hostages was agreed.", "release"),
        ("The general issued an order to the brigade to withdraw.", "order"),
    ],
)
def test_the_same_words_tell_of_events(reader: Reader, text: str, word: str) -> None:
    assert [one for one in triggers(reader, text) if word in one.split()]


def test_in_a_match_nobody_is_attacked(reader: Reader) -> None:
    text = (
        "Emeka Okoro struck in the 89th minute to beat Port Ellis. Port Ellis attacked down the left and led through a "
        "low shot that beat the goalkeeper. The referee sent off a defender before half-time, and the winger hit the bar "
        "with a penalty. A steward was stabbed outside the ground, police said."
    )
    report = reader.read(text=text)
    assaults = [report.text[one.trigger[0][0] : one.trigger[-1][1]] for one in report.events if one.type == "ASSAULT"]
    assert assaults == ["stabbed"]


def test_who_speaks_of_a_deed_does_not_do_it(reader: Reader) -> None:
    text = (
        "VASK (Corvid Press) - Interior Minister Radko Salin announced on Wednesday that two border guards had been "
        "arrested over the shooting. Ada Voss told reporters that gunmen had attacked the post after rebels fired on it."
    )
    report = reader.read(text=text, published="2019-08-22")
    names = {entity.id: entity.name for entity in report.entities}
    for event in report.events:
        if event.type in ("ASSAULT", "COERCE"):
            assert not {"Radko Salin", "Ada Voss"} & {names[party.entity] for party in event.actors}
