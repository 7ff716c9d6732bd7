from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from onrecord.reader import Reader
from onrecord.record import Report
from onrecord.view.csv import COLUMNS, TABLES, Table, header, rows
from tests.conftest import EXAMPLES
from tests.view.made import TEXT, made


def cells(reader: Reader, text: str) -> list[dict[str, str]]:
    table = header() + "".join(rows(reader.read(text=text)))
    return list(csv.DictReader(io.StringIO(table, newline="")))


def test_a_row_an_attribution_with_places_in_the_text(reader: Reader) -> None:
    text = (EXAMPLES / "04-court-report.txt").read_text(encoding="utf-8")
    report = reader.read(text=text)
    found = cells(reader, text)
    assert len(found) == len(report.attributions)
    for row, one in zip(found, report.attributions, strict=True):
        assert list(row) == list(COLUMNS)
        assert row["content"].removeprefix("'") == one.content.text
        spans = [tuple(map(int, span.split("-"))) for span in row["content_at"].split(";")]
        assert " ".join(text[start:end] for start, end in spans) == one.content.text
        assert text.splitlines()[int(row["line"]) - 1]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'"])
def test_no_cell_is_a_formula(reader: Reader, sign: str) -> None:
    report = reader.read(
        text="The mayor of Strand said that the bridge was shut.", url=f"https://strand.example/{sign}x"
    )
    one = report.attributions[0]
    words = f"{sign}SUM(A1:A9) was what he wrote"
    changed = replace(report, attributions=(replace(one, content=replace(one.content, text=words)),))
    (row,) = csv.DictReader(io.StringIO(header() + "".join(rows(changed)), newline=""))
    assert row["content"] == "'" + words


def test_quotes_commas_and_lines_survive(reader: Reader) -> None:
    text = "The mayor said, \"We close the mill, the school,\nand the 'old' bridge on Monday,\" and left."
    contents = {row["content"] for row in cells(reader, text)}
    assert any('"We close the mill' in content for content in contents)


def table(report: Report, name: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(header(name) + "".join(rows(report, name)), newline="")))


def words_at(places: str) -> str:
    spans = [tuple(map(int, span.split("-"))) for span in places.split(";")]
    return " ".join(TEXT[start:end] for start, end in spans)


def test_a_row_an_event_with_all_it_rests_on(reader: Reader) -> None:
    report = made(reader)
    found = {row["event"]: row for row in table(report, "events")}
    assert list(found) == [event.id for event in report.events]
    shooting = found["v2"]
    assert shooting.pop("report") == report.id
    for name in ("trigger", "actor_words", "recipient_words", "time_words", "place_words"):
        place = {"trigger": "trigger_at", "actor_words": "actors_at", "recipient_words": "recipients_at"}
        assert words_at(shooting.pop(place.get(name, name.replace("_words", "_at")))) == shooting[name]
    assert [words_at(one) for one in shooting.pop("magnitude_at").split("|")] == ["two fishermen", "a third"]
    assert shooting == {
        "uri": "https://northmail.example/2019/03/12/patrol-boats-leave-the-sund", "publisher": "Northmail",
        "published": "2019-03-12", "event": "v2", "line": "5", "type": "ASSAULT", "mode": "firearms",
        "contexts": "military", "status": "happened", "trigger": "fired on", "actors": "Osk navy", "actor_ids": "e3",
        "actor_countries": "DK", "actor_sectors": "MIL", "actor_words": "The Osk navy", "recipients": "fishermen",
        "recipient_ids": "e4", "recipient_countries": "", "recipient_sectors": "", "recipient_words": "two fishermen",
        "magnitude": "2 fishermen killed; 1 wounded", "magnitude_words": "two fishermen; a third", "time": "t2",
        "time_words": "25 February", "start": "2019-02-25", "end": "2019-02-25", "place": "p3",
        "place_name": "Skelling Point", "place_words": "Skelling Point", "country": "NO", "latitude": "58.912",
        "longitude": "-3.4", "reported_by": "a2", "reported_by_name": "Tom Avery", "reported_via": "",
        "disputed_by": "a3", "confidence": "0.8",
    }  # fmt: skip
    assert found["v1"]["reported_by"] == found["v1"]["reported_by_name"] == ""
    assert found["v5"]["place"] == "p5" and found["v5"]["latitude"] == found["v5"]["longitude"] == ""
    assert found["v3"]["time"] == found["v3"]["place"] == ""


def test_cells_of_several_actors_stand_in_one_order(reader: Reader) -> None:
    report = made(reader)
    event = report.events[0]
    both = replace(event, actors=(*event.recipients, *report.events[1].recipients, *event.actors))
    (row,) = table(replace(report, events=(both,)), "events")
    assert row["actors"] == "patrol boats; fishermen; Ilse Harken"
    assert row["actor_countries"] == "NO; ; NO" and row["actor_sectors"] == "MIL; ; GOV"
    assert [words_at(one) for one in row["actors_at"].split("|")] == row["actor_words"].split("; ")


def test_a_row_a_time(reader: Reader) -> None:
    report = made(reader)
    found = {row["time"]: row for row in table(report, "times")}
    assert len(found) == len(report.times)
    assert all(words_at(row["at"]) == row["words"] for row in found.values())
    monday = found["t1"]
    assert (monday["value"], monday["type"], monday["precision"]) == ("2019-03-11TMO", "TIME", "part of day")
    assert (monday["start"], monday["end"], monday["line"]) == ("2019-03-11", "2019-03-11", "3")
    assert monday["used_by"] == "a1; v1" and found["t6"]["used_by"] == ""
    assert found["t5"]["start"] == found["t5"]["precision"] == ""


def test_a_row_a_mention_of_a_place(reader: Reader) -> None:
    report = made(reader)
    found = {row["place"]: row for row in table(report, "places")}
    assert len(found) == len(report.places)
    assert all(words_at(row["at"]) == row["words"] for row in found.values())
    # A number is no formula: it must load as one.
    assert float(found["p1"]["longitude"]) == -3.25
    assert found["p5"]["latitude"] == "" and found["p5"]["used_by"] == "a5; v5"
    assert found["p5"]["candidates"] == (
        "Springfield, Illinois|US|39.8|-89.64|made:1|0.3; Springfield, Massachusetts|US|42.1|-72.59|made:2|0.28"
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'"])
def test_no_cell_of_an_event_or_a_place_is_a_formula(reader: Reader, sign: str) -> None:
    report, words = made(reader), f"{sign}SUM(A1:A9)"
    changed = replace(
        report,
        entities=tuple(replace(one, name=words) for one in report.entities),
        places=tuple(replace(one, name=words, gazetteer=words) for one in report.places),
        times=tuple(replace(one, value=words) for one in report.times),
    )
    assert table(changed, "events")[0]["actors"] == "'" + words
    assert table(changed, "places")[0]["name"] == table(changed, "places")[0]["gazetteer"] == "'" + words
    assert table(changed, "times")[0]["value"] == "'" + words
    for name in TABLES:
        for row in table(changed, name):
            for column, cell in row.items():
                number = column in ("latitude", "longitude")
                assert not cell.startswith(("=", "+", "@", "\t")) and (number or not cell.startswith("-"))


def test_large_numbers_keep_their_digits(reader: Reader) -> None:
    report = made(reader)
    event = report.events[1]
    changed = replace(event, magnitude=(replace(event.magnitude[0], kind="paid", value=1234567.5, unit="crowns"),))
    assert table(replace(report, events=(changed,)), "events")[0]["magnitude"] == "1234567.5 crowns paid"


@pytest.mark.parametrize("name", list(TABLES))
def test_a_table_without_rows_has_its_header(reader: Reader, name: Table) -> None:
    report = replace(made(reader), attributions=(), events=(), times=(), places=())
    assert table(report, name) == []
    assert header(name).rstrip("\r\n").split(",") == list(TABLES[name][0])
