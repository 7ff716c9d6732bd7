"""The views for people: what they say to any program that knows the database alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text, update

from onrecord.reader import Reader
from onrecord.record import Passage
from onrecord.store import schema, views
from onrecord.store.views import VIEWS, create_views, drop_views
from tests.conftest import ROOT
from tests.store.engines import named_rows
from tests.store.export.libraries import Made, library_of, page_report, spot, varied


@pytest.fixture(scope="module")
def library(engine: str, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return varied(tmp_path_factory.mktemp("views") / "library.onrecord", reader)


def rows(library: Made, view: str, **where: Any) -> list[dict[str, Any]]:
    """As any program that knows the database alone gets them."""
    test = " AND ".join(f"{name} = '{value}'" for name, value in where.items()) or "1 = 1"
    found = named_rows(library.path, f"SELECT * FROM {view} WHERE {test}")
    return sorted(found, key=lambda row: row.get("id", 0))


def test_statements(library: Made) -> None:
    found = rows(library, "statements", publisher="Northmail")
    assert [(one["who"], one["act"]) for one in found] == [
        ("Ilse Harken", "orders"), ("Tom Avery", "says"), ("defence ministry", "denies"), ("defence ministry", "says"),
        ("Jan Brook", "threatens"),
    ]  # fmt: skip
    order, claim, denial, quotation, _ = found
    assert (order["day"], order["place"], order["country"]) == ("2019-03-11", "Sund", "NO")
    assert claim["disputed_by"] == "defence ministry"
    assert denial["disputes_whom"] == "Tom Avery"
    assert denial["disputes_what"] == claim["words"]
    # The library's own name of the carrier, whatever the report calls it.
    assert quotation["through_whom"] == "Oskinform"
    assert quotation["quoted"] == "direct"
    assert {one["title"] for one in found} == {"President orders patrol boats out of the Sund"}
    # Nobody named: the words that the report has for the source.
    assert "The mayor of Strand" in {one["who"] for one in rows(library, "statements")}
    assert len(rows(library, "statements")) == sum(len(one.attributions) for one in library.reports.values())


def test_against_the_reporters_own_words(reader: Reader, tmp_path: Path) -> None:
    report = page_report(reader)
    (said,) = report.attributions
    words = Passage.of(report.text, spot(report.text, "Ferry waits"))
    library = library_of(tmp_path / "library", [replace(report, attributions=(replace(said, about_statement=words),))])
    (row,) = rows(library, "statements")
    assert (row["disputes_whom"], row["disputes_what"]) == ("the reporter", "Ferry waits")


def test_several_carriers_in_their_order(reader: Reader, tmp_path: Path) -> None:
    report = page_report(reader)
    (said,) = report.attributions
    second = replace(said.via[0], entity="e1")
    library = library_of(
        tmp_path / "library", [replace(report, attributions=(replace(said, via=(said.via[0], second)),))]
    )
    assert rows(library, "statements")[0]["through_whom"] == "Radio Skerry, Ásta Ýrr"


def test_events(library: Made) -> None:
    found = rows(library, "events", publisher="Northmail")
    assert [(one["who"], one["words"], one["to_whom"], one["status"]) for one in found] == [
        ("Ilse Harken", "ordered to leave", "patrol boats", "ordered"),
        ("Osk navy", "fired on", "fishermen", "happened"),
        ("Osk navy", "attacked", None, "denied"),
        ("Foreign ministers", "will meet", None, "planned"),
        ("Jan Brook", "we will sink", None, "threatened"),
    ]
    assert [one["on_whose_word"] for one in found] == [
        "the reporter", "Tom Avery", "defence ministry", "the reporter", "Jan Brook",
    ]  # fmt: skip
    assert [one["disputed_by"] for one in found] == [None, "defence ministry", None, None, None]
    assert (found[1]["latitude"], found[1]["longitude"]) == (58.912, -3.4)
    assert (found[3]["day"], found[3]["last_day"]) == ("2019-04-01", "2019-04-30")


def test_speakers(library: Made) -> None:
    found = {(one["name"], one["handle"]): one for one in rows(library, "speakers")}
    assert ("Ilse Harken", "ilse-harken") in found
    assert ("Tom Avery", None) in found
    assert found["defence ministry", None]["statements"] == 2
    # Whoever is only described is nobody.
    assert not {"a jury", "judge", "He"} & {name for name, _ in found}


def test_one_person_in_two_reports_is_one_speaker(reader: Reader, tmp_path: Path) -> None:
    report = page_report(reader)
    other = replace(report, id="e" * 64)
    library = library_of(tmp_path / "library", [report, other])
    assert [one["reports"] for one in rows(library, "speakers")] == [1, 1]
    with library.connection() as connection:
        connection.execute(
            schema.entity.insert(),
            {"id": 1, "handle": "asta-yrr", "kind": "person", "name": "Ásta Ýrr", "country": "IS"},
        )
        connection.execute(update(schema.report_entity).where(schema.report_entity.c.local == "e1"), {"entity": 1})
    (one,) = rows(library, "speakers")
    assert (one["name"], one["reports"], one["statements"], one["handle"]) == ("Ásta Ýrr", 2, 2, "asta-yrr")


def test_reports(library: Made) -> None:
    found = {one["key"]: one for one in rows(library, "reports")}
    assert set(found) == set(library.reports)
    for key, report in library.reports.items():
        assert found[key]["statements"] == len(report.attributions)
        assert found[key]["events"] == len(report.events)
        assert found[key]["problems"] == (" | ".join(f"{one.kind}: {one.detail}" for one in report.problems) or None)


def test_old_versions_are_among_the_reports_alone(reader: Reader, tmp_path: Path) -> None:
    report = page_report(reader)
    library = library_of(tmp_path / "library", [report, replace(report, id="e" * 64)])
    with library.connection() as connection:
        connection.execute(update(schema.report).where(schema.report.c.key == report.id), {"latest": False})
    assert [len(rows(library, view)) for view in VIEWS] == [1, 0, 1, 2]


def test_no_path_and_no_bytes_in_a_view(library: Made) -> None:
    for view in VIEWS:
        for row in rows(library, view):
            assert not any(isinstance(value, bytes) for value in row.values())
            assert not any("/home/ada" in str(value) for value in row.values()), view


def test_names_of_columns_read_well() -> None:
    docs = (ROOT / "docs" / "export.md").read_text(encoding="utf-8").split("## With other programs")[1]
    for name, query in views._queries().items():
        line = next(line for line in docs.splitlines() if line.startswith(f"| `{name}` |"))
        for column in query.selected_columns:
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", column.name)
            assert column.name == "id" or f"`{column.name}`" in line, (name, column.name)


def test_drawn_anew_and_dropped(reader: Reader, tmp_path: Path) -> None:
    library = library_of(tmp_path / "library", [page_report(reader)])
    with library.connection() as connection:
        for _ in range(2):
            create_views(connection)
        assert len(connection.execute(text("SELECT * FROM statements")).all()) == 1
        for _ in range(2):
            drop_views(connection)
        assert inspect(connection).get_view_names() == []


@pytest.mark.file_only  # it reads SQLite's plan
def test_views_are_fast_where_they_are_asked_for_a_page(reader: Reader, tmp_path: Path) -> None:
    """A page of the newest statements asks for carriers and disputes of those alone."""
    library = library_of(tmp_path / "library", [page_report(reader)])
    with library.connection() as connection:
        plan = connection.execute(text("EXPLAIN QUERY PLAN SELECT * FROM statements ORDER BY day DESC LIMIT 10")).all()
    scans = [str(row[3]) for row in plan if str(row[3]).startswith("SCAN") and "statement" in str(row[3])]
    # Of each statement's carriers and disputes none is looked for by going through all.
    assert not [one for one in scans if "carrier" in one or "about" in one], scans
