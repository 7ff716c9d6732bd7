"""The library from Python: every verb, on the example reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord import Library
from onrecord.errors import NotInLibrary
from onrecord.record import Report
from onrecord.store.filters import Filters
from tests.conftest import EXAMPLES

AGENCY, COURT = EXAMPLES / "10-agency-through-agency.txt", EXAMPLES / "04-court-report.txt"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    kept = Library(tmp_path_factory.mktemp("library") / "news.onrecord")
    assert kept.add([AGENCY, COURT], workers=1).added == 2
    return kept


def test_adding_twice_changes_nothing(library: Library) -> None:
    before = library.check().hash
    again = library.add([COURT, AGENCY], workers=2)
    assert (again.added, again.unchanged) == (0, 2)
    assert library.check().hash == before


def test_finding(library: Library) -> None:
    found = library.find("guards fired first")
    assert found.hits[0].kind == "statement" and "fired first" in found.hits[0].words
    assert not library.find("barrier", Filters(first="2021")).hits
    with pytest.raises(NotInLibrary):
        library.show("nothing of that name")


def test_who_said_what(library: Library) -> None:
    said = library.who("Salin")
    assert [one.handle for one in library.entity("Radko Salin")] == ["radko-salin"]
    assert any("The barrier is up" in one.words for one in said.statements)
    assert library.timeline("border").moments


def test_who_is_who_can_be_decided_and_taken_back(library: Library) -> None:
    decision = library.merge(["radko-salin", "ana-brodek"], by="Kim")
    assert len({one.handle for name in ("Radko Salin", "Ana Brodek") for one in library.entity(name)}) == 1
    assert library.undo_join(decision.number, by="Kim") == decision
    assert len({one.handle for name in ("Radko Salin", "Ana Brodek") for one in library.entity(name)}) == 2


def test_giving_out(library: Library, tmp_path: Path) -> None:
    library.export(tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert {Report.from_dict(json.loads(line)).id for line in lines} == {library.report(number).id for number in (1, 2)}
    statements = library.statements()
    assert len(statements) == sum(len(library.report(number).attributions) for number in (1, 2))
    assert library.statements(kind="polars").shape == statements.shape
    for frame in (library.events, library.reports, library.speakers, library.times, library.places, library.entities):
        assert len(frame())


def test_a_report_as_it_is_kept(library: Library) -> None:
    number = next(one.report for one in library.find("barrier").hits)
    assert library.show(number).record == library.report(number)
