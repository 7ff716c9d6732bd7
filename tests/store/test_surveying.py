"""What is disputed, counts and facets of a search, and all that was found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.store import surveying
from onrecord.store.export.chosen import Chosen
from onrecord.store.filters import Filters, Unknown
from onrecord.store.finding import find, find_all
from onrecord.store.listing import list_reports
from onrecord.store.people import who
from onrecord.store.search import Kind
from onrecord.store.surveying import Facet, Survey, survey
from onrecord.store.timeline import timeline
from tests.store.telling import Being, Happens, Says, library, told

SALIN = Being("Radko Salin", roles=("President",), country="RU", sector="GOV")
HARKEN = Being("Ilse Harken")
REPORTS = [
    told(
        "Ferries stay in port",
        [
            Says(SALIN, "that all ferries would return to port", place=("Velden", "NL")),
            Says(HARKEN, "no such order had reached the harbour", act="denies", denies=0),
            Says(HARKEN, "the quay was full"),
        ],
        day="2021-03-04",
        happens=[
            Happens("The navy fired on the trawler.", "fired on", mode="firearms", word=0),
            Happens("The mayor did not resign.", "resign", type="RETREAT", status="denied"),
            Happens("A crowd marched through Torvik.", "marched", type="PROTEST"),
        ],
    ),
    told("Grain prices rise", [Says(HARKEN, "grain would cost more", kind="direct"), Says(None, "he rejects the blame", act="disputes")], day="2022-04-02", publisher="The Torvik Post"),
    told("Nothing of note", [Says(SALIN, "the harbour was quiet")], day=None),
]  # fmt: skip


@pytest.fixture(scope="module")
def connection(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with library(tmp_path_factory.mktemp("survey") / "made.onrecord", REPORTS) as opened:
        yield opened


def disputed(connection: Connection, typed: str = "", kind: Kind = "statements", **filters: str) -> set[str]:
    given = Filters(**filters, disputed=True)
    return {hit.words for hit in find(connection, typed, given, kinds=[kind]).hits}


def counted(found: Survey | Unknown, side: surveying.Side) -> dict[str, int]:
    assert isinstance(found, Survey)
    return {one.value: one.count for one in found.of(side)}


def test_what_is_disputed(connection: Connection) -> None:
    order, denial = "that all ferries would return to port", "no such order had reached the harbour"
    assert disputed(connection) == {order, denial, "he rejects the blame"}
    assert disputed(connection, "port") == {order}
    assert disputed(connection, speaker="Harken") == {denial}
    assert disputed(connection, "grain") == set()
    assert disputed(connection, kind="events") == {"The navy fired on the trawler.", "The mayor did not resign."}
    assert not find(connection, "", Filters(disputed=True), kinds=["reports"]).hits
    told_in_order = timeline(connection, "", Filters(disputed=True), kinds=("statements",)).moments
    assert {hit.words for hit in told_in_order} == {order, denial, "he rejects the blame"}
    with pytest.raises(UsageError, match="disputed is True or False"):
        find(connection, "port", Filters(disputed="yes"))  # type: ignore[arg-type]


def test_everything_is_found_only_where_that_is_asked_for(connection: Connection) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        find(connection)
    found = find(connection, kinds=["statements"], everything=True)
    assert [hit.day for hit in found.hits] == ["2022-04-02", "2022-04-02", *["2021-03-04"] * 3, None]
    days = find(connection, "", Filters(first="2022"), kinds=["statements"], everything=True)
    assert len(days.hits) == 2


def test_pages_of_what_was_found_are_the_whole(connection: Connection) -> None:
    whole = [hit.number for hit in find(connection, kinds=["statements"], everything=True).hits]
    some: list[int] = []
    while True:
        page = find(connection, kinds=["statements"], everything=True, limit=2, skip=len(some))
        some += [hit.number for hit in page.hits]
        if not page.more:
            break
    assert some == whole
    assert [hit.number for hit in find_all(connection, kind="statements", most=100)] == whole
    said = [hit.number for hit in who(connection, "Ilse Harken").statements]
    assert [hit.number for hit in who(connection, "Ilse Harken", limit=1, skip=1).statements] == said[1:2]
    listed = list_reports(connection, Chosen()).reports
    assert list_reports(connection, Chosen(), limit=1, skip=1).reports == listed[1:2]


def test_all_of_a_phrase_are_found_with_their_places(connection: Connection) -> None:
    (hit,) = find_all(connection, '"grain would cost"', kind="statements", most=100)
    assert [hit.words[start:end] for start, end in hit.hits] == ["grain would cost"]
    (report,) = find_all(connection, "ferries", kind="reports", most=100)
    assert report.title == "Ferries stay in port"
    assert not list(find_all(connection, "", Filters(speaker="Nobody Known"), kind="statements", most=9))
    assert not list(find_all(connection, "", Filters(act="denies"), kind="events", most=9))


def test_counts_and_facets(connection: Connection) -> None:
    found = survey(connection)
    assert isinstance(found, Survey)
    assert found.counts == {"statements": 6, "events": 3, "reports": 3}
    assert (found.kind, found.whole, found.first, found.last) == ("statements", True, "2021", "2022")
    assert counted(found, "speaker") == {"ilse-harken": 3, "radko-salin": 2}
    assert found.of("speaker")[0] == Facet(side="speaker", value="ilse-harken", name="Ilse Harken", count=3)
    assert counted(found, "time") == {"2022": 2, "2021": 3}
    assert counted(found, "publisher")["The Torvik Post"] == 2
    assert counted(found, "place") == {"NL": 1}
    assert counted(found, "disputed") == {"": 3}
    assert counted(survey(connection, "", Filters(last="2021-12")), "time") == {"2021-03": 3}
    events = survey(connection, kind="events")
    assert counted(events, "event") == {"ASSAULT": 1, "PROTEST": 1, "RETREAT": 1}
    assert counted(events, "disputed") == {"": 2}
    assert counted(survey(connection, "", Filters(event="shooting")), "event") == {"ASSAULT": 1}
    assert counted(survey(connection, kind="reports"), "time") == {"2022": 1, "2021": 1}
    assert survey(connection, "", Filters(speaker="Nobody Known")) == Unknown(field="speaker", name="Nobody Known")


def test_of_very_many_the_newest_are_counted(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "MOST", 2)
    found = survey(connection)
    assert isinstance(found, Survey)
    assert (found.whole, found.counts["statements"]) == (False, 3)
    assert counted(found, "time") == {"2022-04": 2}
    assert (found.first, found.last) == ("2021", "2022")


def test_an_earlier_version_is_not_counted(tmp_path: Path) -> None:
    told_twice = [
        told("Then", [Says(SALIN, "port")], url="https://a.example/1"),
        told("Now", [Says(SALIN, "port again")], url="https://a.example/1"),
    ]
    with library(tmp_path / "made.onrecord", told_twice[:1]) as opened:
        from onrecord.store import schema

        opened.execute(schema.report.update().values(latest=False))
        found = survey(opened, "port")
        assert isinstance(found, Survey)
        assert not any(found.counts.values())
