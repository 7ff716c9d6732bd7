"""Places on the record of a whole report."""

from __future__ import annotations

from onrecord.reader import Reader
from onrecord.record import Place, Report
from tests.checks import check


def words(report: Report, one: Place) -> str:
    return " ".join(report.text[start:end] for start, end in one.spans)


def test_the_dateline_and_the_story(reader: Reader) -> None:
    text = (
        "Mill shut after flood\n\nATHENS, Ohio, Jan. 3 (Nord) - The flood closed the mill on Monday, the owner, Ada "
        "Lund, said.\n\nIn Athens nobody slept, and Lund asked the governor of Ohio for help."
    )
    report = reader.read(text=text)
    check(report, text)
    told = {words(report, one): one for one in report.places}
    assert {"ATHENS", "Ohio", "Athens"} <= set(told)
    for name in ("ATHENS", "Athens"):
        latitude, longitude = told[name].latitude, told[name].longitude
        assert latitude is not None and abs(latitude - 39.33) < 0.2
        assert longitude is not None and abs(longitude + 82.1) < 0.2
    assert not any("Lund" in name for name in told)


def test_every_mention_is_a_place_and_is_tied_to_its_entity(reader: Reader) -> None:
    text = (
        "Troops left Syria on Monday. The minister said that Syria was calm, and that Russian planes would leave too."
    )
    report = reader.read(text=text)
    check(report, text)
    syria = [one for one in report.places if words(report, one) == "Syria"]
    assert len(syria) == 2 and len({one.spans for one in syria}) == 2
    entity = next(one for one in report.entities if one.name == "Syria")
    assert {one.entity for one in syria} == {entity.id}
    russian = next(one for one in report.places if words(report, one) == "Russian")
    assert (russian.name, russian.country, russian.entity) == ("Russia", "RU", None)


def test_a_text_in_another_language_has_none(reader: Reader) -> None:
    text = (
        "Der Rat von Paris beschloss am Montag, dass die Brücke bis zum Herbst geschlossen bleibt und das Geld reicht."
    )
    assert reader.read(text=text).places == ()
