"""On whose word, end to end with the shipped weights: an invented report of many kinds of speaker."""

from __future__ import annotations

import pytest

from onrecord.reader import Reader
from onrecord.record import Attribution, Entity, Report

TEXT = """TARNHOLM, 14 March (Nord) - Defence Minister Elsa Marek said on Tuesday that the last soldiers had left the
island of Varo.

“Nobody is left behind,” she told reporters at a press conference. “The harbour is open again.”

General Anton Reyes, who commands the island’s garrison, was quoted by the Levar news agency as saying that
the withdrawal would take another week.

The opposition Green Party disputed the minister’s claim. “There are still soldiers on Varo,” its leader,
Ivo Lindqvist, wrote on Twitter.

A senior official who asked not to be named said that talks with the rebels had failed. The rebels denied that.

Two fishermen were reportedly arrested on Monday. “They took my brother at night,” said Marta Reyes, a
teacher on the island. Reyes added that she had not slept since.
"""


@pytest.fixture(scope="module")
def report(reader: Reader) -> Report:
    return reader.read(text=TEXT)


def saying(report: Report, words: str) -> Attribution:
    return next(one for one in report.attributions if words in " ".join(one.content.text.split()))


def speaker(report: Report, words: str) -> Entity:
    identity = saying(report, words).speaker
    assert identity, words
    return next(one for one in report.entities if one.id == identity)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the last soldiers had left", "Elsa Marek"),
        ("Nobody is left behind", "Elsa Marek"),
        ("The harbour is open again", "Elsa Marek"),
        ("the withdrawal would take another week", "Anton Reyes"),
        ("There are still soldiers", "Ivo Lindqvist"),
        ("They took my brother", "Marta Reyes"),
    ],
)
def test_who_speaks(report: Report, words: str, name: str) -> None:
    assert speaker(report, words).name == name


def test_who_is_not_named_stays_as_described(report: Report) -> None:
    official = speaker(report, "talks with the rebels had failed")
    assert not official.named and official.name.startswith("A senior official")


def test_an_agency_hands_on_and_does_not_speak(report: Report) -> None:
    one = saying(report, "the withdrawal would take another week")
    names = {entity.id: entity.name for entity in report.entities}
    assert ["Levar" in names[carrier.entity] for carrier in one.via] == [True]


def test_where_it_was_said(report: Report) -> None:
    assert saying(report, "Nobody is left behind").medium == "press conference"
    assert "Twitter" in (saying(report, "There are still soldiers").medium or "")


def test_what_is_disputed(report: Report) -> None:
    claim = saying(report, "the last soldiers had left")
    disputes = [one for one in report.attributions if one.act == "disputes"]
    assert claim.id in {about for one in disputes for about in one.about}
    denial = next(one for one in report.attributions if one.act == "denies")
    assert denial.about == (saying(report, "talks with the rebels had failed").id,)


def test_roles(report: Report) -> None:
    roles = {entity.name: {role.lower() for role in entity.roles} for entity in report.entities}
    assert "defence minister" in roles["Elsa Marek"]
    assert any("general" in role for role in roles["Anton Reyes"])
    assert any("teacher" in role for role in roles["Marta Reyes"])


def test_relatives_are_kept_apart(report: Report) -> None:
    assert len({entity.id for entity in report.entities if entity.name.endswith("Reyes")} - {None}) == 2
