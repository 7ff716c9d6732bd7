"""The whole reports of the corpora's ``cases``: what their records must hold, row by row.

Runs where ONRECORD_DATA is set; ``test_whose_word.py`` asks the same of an invented report.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.reader import Reader
from onrecord.record import Attribution, Entity, Event, Participant, Passage, Report
from tests.checks import check


@pytest.fixture(scope="module")
def report(data: Path) -> Report:
    return Reader().read(data / "cases" / "withdrawal.txt")


def flat(text: str) -> str:
    return " ".join(text.split())


def entity(report: Report, identity: str | None) -> Entity | None:
    return next((one for one in report.entities if one.id == identity), None)


def saying(report: Report, words: str) -> Attribution:
    """The attribution whose content holds the words."""
    found = [one for one in report.attributions if words in flat(one.content.text) and one.cue]
    assert found, words
    return found[0]


def speaker(report: Report, one: Attribution) -> str:
    found = entity(report, one.speaker)
    return found.name if found else ""


def carriers(report: Report, one: Attribution) -> str:
    return " ".join(found.name for c in one.via if (found := entity(report, c.entity)))


def mentions(report: Report, one: Entity) -> set[str]:
    return {flat(Passage.of(report.text, mention.spans).text).removeprefix("the ") for mention in one.mentions}


def named(report: Report, name: str) -> Entity:
    found = [one for one in report.entities if name in mentions(report, one) | {one.name.removeprefix("the ")}]
    assert found, (name, [one.name for one in report.entities])
    return found[0]


def test_text_sentences_and_links(report: Report, data: Path) -> None:
    text = (data / "cases" / "withdrawal.txt").read_bytes().decode("utf-8")
    check(report, text)
    order = [one for one in report.sentences if Passage.of(text, one.spans).text.startswith("“I order")]
    assert len(order) == 1 and len(order[0].spans) == 2
    kinds = {block.kind for block in report.blocks}
    assert {"links", "related", "notice"} <= kinds
    assert len(report.links) == 3 and report.links[1].same_as == 0


def test_date_and_publisher(report: Report) -> None:
    assert report.published.date == "2017-12-11"
    assert any(one.date == "2024-04-28" for one in report.published.rejected)
    assert report.publisher is None or "moscowtimes" in (report.publisher.domain or "")


def test_people_roles_and_organizations(report: Report) -> None:
    putin, assad, trenin = (named(report, name) for name in ("Putin", "Assad", "Dmitri Trenin"))
    assert "Vladimir Putin" in putin.name and "president" in {role.lower() for role in putin.roles}
    assert any("President" in role and "Syrian" in role for role in assad.roles)
    assert any("Director of the Carnegie Moscow Center" in role for role in trenin.roles)
    assert "president" in mentions(report, putin)
    for name in ("Defense Ministry", "Islamic State", "Carnegie Moscow Center", "United Nations"):
        named(report, name)
    assert named(report, "IS").id == named(report, "Islamic State").id
    assert not any("Egyptian" in one.name and one.named and one.kind == "person" for one in report.entities)


@pytest.mark.parametrize(
    ("cue", "source", "words", "who"),
    [
        ("ordered", "President Vladimir Putin", "troops to withdraw from Syria", "Putin"),
        ("said", "Defense Ministry", "had been completely liberated", "Defense Ministry"),
        ("said", "Russia", "the war was drawing to a close", "Russia"),
        ("cited as saying", "Putin", "“I order the Defense Minister", "Putin"),
        ("added", "the president", "“we will strike them", "Putin"),
        ("said", "Putin", "conditions have been created", "Putin"),
        ("thanked", "Assad", "Russian pilots", "Assad"),
        ("cited as saying", "Assad", "On behalf of all of the people", "Assad"),
        ("wrote", "Trenin", "marks the victorious end", "Trenin"),
    ],
)
def test_who_said_what(report: Report, cue: str, source: str, words: str, who: str) -> None:
    one = saying(report, words)
    assert one.cue and one.source
    assert cue in flat(one.cue.text) and source in flat(one.source.text)
    assert who in speaker(report, one)


def test_carriers_and_media(report: Report) -> None:
    assert "Novosti" in carriers(report, saying(report, "“I order the Defense Minister"))
    assert "TASS" in carriers(report, saying(report, "On behalf of all of the people"))
    assert "twitter" in (saying(report, "marks the victorious end").medium or "").lower()
    assert not any(name in speaker(report, one) for one in report.attributions for name in ("RIA", "TASS"))


def test_a_split_quotation(report: Report) -> None:
    one = saying(report, "“we will strike them")
    assert one.kind == "mixed" and "raise their heads again" in one.content.text


def test_the_dispute(report: Report) -> None:
    claim = saying(report, "the war was drawing to a close")
    disputes = [one for one in report.attributions if one.act == "disputes"]
    assert [one.about for one in disputes] == [(claim.id,)]
    assert disputes[0].source and "opposition groups" in disputes[0].source.text


def test_times(report: Report) -> None:
    told = [(flat(Passage.of(report.text, one.spans).text), one.value, one.mod) for one in report.times]
    assert told == [
        ("Monday morning", "2017-12-11TMO", None),
        ("last week", "2017-W49", None),
        ("two years", "P2Y", None),
        ("this month", "2017-12", None),
        ("earlier this year", "2017", "START"),
        ("50 years", "P50Y", None),
        ("Monday", "2017-12-11", None),
    ]


def test_places(report: Report) -> None:
    found = {flat(Passage.of(report.text, one.spans).text): one for one in report.places}
    for words, country, latitude, longitude in [
        ("Syria", "SY", 35.0, 38.0),
        ("Khmeimim airbase", "SY", 35.4, 35.95),
        ("Cairo", "EG", 30.05, 31.25),
        ("Ankara", "TR", 39.9, 32.85),
        ("Russian", "RU", 60.0, 100.0),
        ("Syrian", "SY", 35.0, 38.0),
    ]:
        one = found[words]
        assert one.country == country and one.gazetteer, words
        assert one.latitude is not None and abs(one.latitude - latitude) < 0.1, words
        assert one.longitude is not None and abs(one.longitude - longitude) < 0.1, words
    assert found["Syria"].entity == named(report, "Syria").id


def told(report: Report, kind: str, words: str) -> Event:
    """The event of a type whose trigger holds the words."""
    found = [
        one for one in report.events if one.type == kind and words in flat(Passage.of(report.text, one.trigger).text)
    ]
    assert found, (kind, words)
    return found[0]


def names_of(report: Report, parties: Sequence[Participant]) -> set[str]:
    known = {one.id: one.name for one in report.entities}
    return {known[one.entity] for one in parties}


def test_events(report: Report) -> None:
    withdrawal = told(report, "RETREAT", "withdraw")
    assert withdrawal.status == "ordered" and withdrawal.reported_by is None
    assert names_of(report, withdrawal.actors) & {"Vladimir Putin", "Russia", "Russian troops"}
    assert withdrawal.time == next(one.id for one in report.times if one.value == "2017-12-11TMO")
    assert told(report, "CONSULT", "visit").status == "happened"
    greeting = told(report, "CONSULT", "greeted")
    assert greeting.status == "happened" and "Bashar Assad" in names_of(report, greeting.actors)
    meetings = told(report, "CONSULT", "meetings")
    assert meetings.status == "planned"
    assert "the Egyptian and Turkish presidents" in names_of(report, meetings.recipients)
    threat = told(report, "THREATEN", "strike")
    assert threat.reported_by == saying(report, "“we will strike them").id
    lease = told(report, "COOPERATE", "renewed the lease")
    assert lease.status == "happened" and names_of(report, lease.actors) == {"Russia"}
    assert lease.time == next(one.id for one in report.times if one.value == "2017")
    thanks = told(report, "SUPPORT", "thanked")
    assert "Bashar Assad" in names_of(report, thanks.actors) and thanks.status == "happened"


def test_on_whose_word_events_rest(report: Report) -> None:
    assert not any(
        one.type == "RETREAT"
        and one.status == "happened"
        and flat(Passage.of(report.text, one.trigger).text) == "withdraw"
        for one in report.events
    )
    liberation = saying(report, "had been completely liberated")
    inside = [one for one in report.events if any(a <= one.trigger[0][0] < b for a, b in liberation.content.spans)]
    assert inside and all(one.reported_by == liberation.id for one in inside)


def test_nothing_from_outside_the_story(report: Report) -> None:
    outside = [block.spans for block in report.blocks if block.kind in ("links", "related", "notice", "furniture")]
    places = {i for spans in outside for start, end in spans for i in range(start, end)}
    for one in report.attributions:
        for part in (one.source, one.cue, one.content):
            inside = {i for start, end in (part.spans if part else ()) for i in range(start, end)}
            assert not inside & places or inside <= places
