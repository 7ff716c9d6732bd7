from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, update

from onrecord.errors import UsageError
from onrecord.store import schema, search
from onrecord.store.entering import leave_reports
from onrecord.store.entities_judged import merge
from onrecord.store.entities_lookup import look_up
from onrecord.store.filters import Filters, Unknown
from onrecord.store.finding import find
from onrecord.store.hits import Hit
from onrecord.store.people import who
from onrecord.store.put import take_out
from onrecord.store.search import RANKED, Kind, rebuild_index
from onrecord.store.sqlite.search import TABLES
from onrecord.store.timeline import timeline
from tests.store.telling import Being, Happens, Says, library, put, told

SALIN = Being("Radko Salin", roles=("President",), country="RU", sector="GOV")
FULL = Being("Radko Vasil Salin")
HARKEN = Being("Ilse Harken", roles=("harbour master",))
BOARD = Being("Orvany Grain Board", "organization", also=("OGB",))
AGENCY = Being("Oskinform", "organization")
NAVY = Being("Osk navy", "organization")
REPORTS = [
    told(
        "Ferries stay in port",
        [
            Says(SALIN, "that all ferries would return to port", cue="ordered", act="orders", via=(AGENCY,), place=("Velden", "NL")),
            Says(HARKEN, "no such order had reached the harbour", cue="denied", act="denies", denies=0),
            Says(None, "the organizers of the march were arrested", kind="mixed"),
        ],
        day="2021-03-04",
        url="https://northmail.example/ferries",
        happens=[
            Happens("The Osk navy fired on the trawler Merle.", "fired on", mode="firearms", actors=(NAVY,), day=("2021-03-01", "2021-03-02"), place=("Velden", "NL"), word=1),
            Happens("A crowd marched through Torvik.", "marched", type="PROTEST"),
        ],
        story="Beneath the quay the old crane rusts; nobody oils it. " * 20 + "A café in Málaga sells grain.",
    ),
    told(
        "Grain prices rise",
        [
            Says(BOARD, "grain would cost more by the summer", kind="direct"),
            Says(FULL, "the farms had been promised help", act="promises", about=(Being("Ilse Harken"),) * 0),
            Says(HARKEN, "Radko Salin never keeps an order", about=(SALIN,), day="2021-01-15"),
        ],
        day="2021-04-02",
        publisher="The Torvik Post",
    ),
    told("A bare name", [Says(Being("Salin"), "the organization was poor")], day=None),
]  # fmt: skip


@pytest.fixture(scope="module")
def connection(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with library(tmp_path_factory.mktemp("find") / "made.onrecord", REPORTS) as opened:
        yield opened


def words(connection: Connection, typed: str, kind: Kind = "statements", **filters: Any) -> list[str]:
    return [hit.words for hit in find(connection, typed, Filters(**filters), kinds=[kind]).hits]


def marked(hit: Hit) -> list[str]:
    return [hit.words[start:end] for start, end in hit.hits]


def test_stems_and_phrases(connection: Connection) -> None:
    assert words(connection, "ferry") == ["that all ferries would return to port"]
    assert words(connection, '"ferry"') == []
    assert words(connection, '"ferries"') == ["that all ferries would return to port"]
    assert words(connection, '"returns to port"') == []
    assert words(connection, '"would return to port"') == ["that all ferries would return to port"]
    assert words(connection, "returning ports") == ["that all ferries would return to port"]


def test_all_words_some_or_none(connection: Connection) -> None:
    assert words(connection, "order reached") == ["no such order had reached the harbour"]
    assert set(words(connection, "harbour OR farms")) == {
        "no such order had reached the harbour", "the farms had been promised help", "Radko Salin never keeps an order",
    }, "the harbour master's role is searched as well"  # fmt: skip
    assert words(connection, 'order -"never keeps"') == ["no such order had reached the harbour"]
    assert "no such order had reached the harbour" not in words(connection, "order -reached")


def test_beginnings_of_words(connection: Connection) -> None:
    assert words(connection, "organiza*") == ["the organization was poor"]
    assert words(connection, "organize*") == ["the organizers of the march were arrested"]
    assert set(words(connection, "organ*")) == {
        "the organization was poor",
        "the organizers of the march were arrested",
    }


def test_the_hits_are_marked(connection: Connection) -> None:
    (hit,) = find(connection, "ferry return", kinds=["statements"]).hits
    assert marked(hit) == ["ferries", "return"]
    (report,) = find(connection, "malaga cafe", kinds=["reports"]).hits
    assert marked(report) == ["café", "Málaga"]
    assert "grain" in report.words
    assert len(report.words) <= 240
    assert report.title == "Ferries stay in port"


def test_what_a_statement_tells(connection: Connection) -> None:
    (hit,) = find(connection, "ferries", kinds=["statements"]).hits
    assert (hit.kind, hit.id, hit.speaker, hit.handle, hit.roles, hit.cue, hit.act) == (
        "statement", "a1", "Radko Salin", "radko-salin", "President", "ordered", "orders",
    )  # fmt: skip
    assert (hit.via, hit.place, hit.country, hit.day) == (("Oskinform",), "Velden", "NL", "2021-03-04")
    assert [(one.id, one.speaker, one.act) for one in hit.denied_by] == [("a2", "Ilse Harken", "denies")]
    (denial,) = find(connection, "reached", kinds=["statements"]).hits
    assert [one.id for one in denial.denies] == ["a1"]
    assert (hit.title, hit.publisher, hit.published, hit.uri) == (
        "Ferries stay in port", "Northmail", "2021-03-04", "https://northmail.example/ferries",
    )  # fmt: skip


def test_what_an_event_tells(connection: Connection) -> None:
    (hit,) = find(connection, "trawler", kinds=["events"]).hits
    assert (hit.type, hit.mode, hit.day, hit.last_day, hit.speaker) == (
        "ASSAULT", "firearms", "2021-03-01", "2021-03-02", "Ilse Harken",
    )  # fmt: skip
    (march,) = find(connection, "crowd", kinds=["events"]).hits
    assert (march.day, march.dated, march.speaker) == ("2021-03-04", False, None)


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"speaker": "Radko Salin"}, 2),
        ({"speaker": "radko-salin"}, 2),
        ({"speaker": "Salin"}, 3),  # and who has no more than that name
        ({"speaker": "OGB"}, 1),
        ({"about": "Salin"}, 1),
        ({"about": "radko-salin", "speaker": "Harken"}, 1),
        ({"place": "Velden"}, 1),
        ({"place": "Netherlands"}, 1),
        ({"place": "NL"}, 1),
        ({"publisher": "Torvik Post"}, 3),
        ({"publisher": "the torvik post"}, 3),
        ({"kind": "direct"}, 1),
        ({"act": "denies"}, 1),
        ({"speaker": "Harken", "first": "2021-01", "last": "2021-01"}, 1),
        ({"publisher": "Northmail", "last": "2021-03-03"}, 1),  # the report that has no date
        ({"publisher": "Northmail", "first": "2021-03-04"}, 3),
    ],
)
def test_filters(connection: Connection, filters: dict[str, Any], count: int) -> None:
    assert len(find(connection, "", Filters(**filters), kinds=["statements"]).hits) == count


def test_filters_of_events_and_reports(connection: Connection) -> None:
    def kinds(**filters: Any) -> list[str]:
        return [hit.kind for hit in find(connection, "", Filters(**filters)).hits]

    assert kinds(event="protest") == ["event"]
    assert kinds(about="Osk navy") == ["event", "report"]
    assert kinds(speaker="Harken") == ["statement", "statement", "event"]
    assert kinds(place="Velden") == ["statement", "event"]
    assert kinds(event="ASSAULT", act="denies") == [], "nothing is both"


def test_what_makes_no_sense(connection: Connection) -> None:
    for filters in (Filters(first="yesterday"), Filters(last="2021-02-30"), Filters(first="2021-05", last="2021-04"),
                  Filters(event="FEAST"), Filters(act="sings"), Filters(kind="shouted"), Filters()):  # fmt: skip
        with pytest.raises(UsageError):
            find(connection, "", filters)
    with pytest.raises(UsageError, match="give 1 or more"):
        find(connection, "port", limit=0)
    assert find(connection, "port", Filters(speaker="Nobody Known")).unknown == Unknown(
        field="speaker", name="Nobody Known"
    )


def test_names_under_every_variant(connection: Connection) -> None:
    for typed in ("Vasil", '"Radko Vasil Salin"', "vasi*"):
        assert set(words(connection, typed)) == {
            "that all ferries would return to port", "the farms had been promised help",
        }, typed  # fmt: skip
    assert words(connection, "OGB") == ["grain would cost more by the summer"]


def test_a_name_that_is_learnt_later(tmp_path: Path) -> None:
    with library(tmp_path / "made.onrecord", REPORTS[:2]) as opened:
        put(
            opened,
            [
                told(
                    "New",
                    [Says(Being("Red Dragon", "organization"), "we sell fire")],
                    names=[Being("Tarn Works", "organization")],
                )
            ],
        )
        assert words(opened, "Tarn") == []
        merge(opened, ["red-dragon", "tarn-works"], "Vera")
        assert words(opened, "Tarn") == ["we sell fire"]
        assert words(opened, '"Tarn Works" fire') == ["we sell fire"]


def test_letters_of_other_alphabets(tmp_path: Path) -> None:
    report = told("Other letters", [Says(HARKEN, "the Große Straße is in \ufb01re, said Łódź and Ελλάδα")])
    with library(tmp_path / "made.onrecord", [report]) as opened:
        for typed in ("grosse", "STRASSE", "Straße", "fire", "\ufb01re", "łódź", "ελλαδα", '"Große Straße"', "gro*"):
            assert len(words(opened, typed)) == 1, typed


def test_limit_and_order(tmp_path: Path) -> None:
    says = [Says(HARKEN, f"grain {'grain ' * (number % 5)}is dear in village {number}") for number in range(30)]
    reports = [told(f"Report {number}", [one], day=f"2021-01-{number + 1:02}") for number, one in enumerate(says)]
    with library(tmp_path / "made.onrecord", reports) as opened:
        found = find(opened, "grain", limit=7)
        statements = [hit for hit in found.hits if hit.kind == "statement"]
        assert len(statements) == 7
        assert found.more == ("statements", "reports")
        assert [hit.score for hit in statements] == sorted((hit.score or 0 for hit in statements), reverse=True)
        assert statements[0].words.count("grain") > 2
        newest = find(opened, "", Filters(speaker="Harken"), limit=3, kinds=["statements"])
        assert [hit.day for hit in newest.hits] == ["2021-01-30", "2021-01-29", "2021-01-28"]
        assert len(find(opened, "grain", limit=500).hits) == 60


def test_of_very_many_the_newest_are_ranked(tmp_path: Path) -> None:
    number = RANKED + 50
    says = [Says(HARKEN, f"tide {one}") for one in range(number)]
    reports = [
        told(f"Report {start}", says[start : start + 50], day=f"20{10 + start // 500}-0{1 + start % 9}-11")
        for start in range(0, number, 50)
    ]
    with library(tmp_path / "made.onrecord", reports) as opened:
        found = find(opened, "tide", kinds=["statements"], limit=3)
        assert found.newest == ("statements",)
        assert find(opened, "tide 7", kinds=["statements"]).newest == ()
        assert len(find(opened, "tide", kinds=["statements"], limit=number).hits) == RANKED


def test_older_versions_only_where_asked_for(tmp_path: Path) -> None:
    with library(tmp_path / "made.onrecord", REPORTS) as opened:
        opened.execute(update(schema.report).where(schema.report.c.id == 1).values(latest=False))
        assert [hit.report for hit in find(opened, "ferries").hits] == []
        assert {hit.report for hit in find(opened, "ferries", versions=True).hits} == {1}
        assert len(who(opened, "Radko Salin").statements) == 1
        assert len(who(opened, "Radko Salin", versions=True).statements) == 2
        assert all(hit.report != 1 for hit in timeline(opened).moments)


def test_what_was_taken_out_is_nowhere(tmp_path: Path) -> None:
    with library(tmp_path / "made.onrecord", REPORTS) as opened:
        take_out(opened, 1)
        for typed in ("ferries", "trawler", "crane", "port", "navy", "march"):
            assert find(opened, typed).hits == (), typed
        assert look_up(opened, "Oskinform") == []
        take_out(opened, 2)
        take_out(opened, 3)
        assert not any(indexed(opened).values())


def indexed(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """All that the index has."""
    if connection.dialect.name == "sqlite":
        return {name: _vocabulary(connection, name) for name in (*TABLES.values(), "name_search")}
    found = {name: f"SELECT * FROM {name} ORDER BY entry" for name in TABLES.values()}
    found["name_search"] = "SELECT key FROM entity_name ORDER BY key"  # the index is on the table itself
    return {name: [tuple(row) for row in connection.exec_driver_sql(query)] for name, query in found.items()}


def _vocabulary(connection: Connection, name: str) -> list[tuple[object, ...]]:
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name}_vocabulary USING fts5vocab(main, {name}, row)"
    )
    return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}_vocabulary")]


def test_the_index_made_anew_is_the_same(tmp_path: Path) -> None:
    with library(tmp_path / "made.onrecord", REPORTS) as opened:
        before = indexed(opened)
        assert all(before.values())
        rebuild_index(opened)
        assert indexed(opened) == before
        leave_reports(opened, [1, 2])
        assert indexed(opened) != before


def test_putting_and_taking_twice_breaks_nothing(tmp_path: Path) -> None:
    with library(tmp_path / "made.onrecord", REPORTS) as opened:
        before = indexed(opened)
        search.index_report(opened, 1)
        search.index_report(opened, 1)
        assert indexed(opened) == before
        search.unindex_report(opened, 1)
        search.unindex_report(opened, 1)
        assert find(opened, "ferries").hits == ()
        search.index_report(opened, 1)
        assert indexed(opened) == before
        for table in TABLES.values() if opened.dialect.name == "sqlite" else ():
            opened.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")


def test_hostile_reports(tmp_path: Path) -> None:
    """Words that are commands of the index, marks, controls and what stands for hits."""
    strange = [
        told('" OR 1) AND marks:* NEAR("', [Says(Being('"); DROP TABLE statement; --'), "kdirect s1 {marks} : x")]),
        told(
            "\x1b]0;title\x07 \u202e\ue000\ue001",
            [Says(Being("A\u0301da \x00Lund"), "one\x00two \ue000three\ue001 ferries")],
        ),
        told("𐍈" * 300, [Says(Being("漢 字"), "nothing " * 3000)]),
    ]
    with library(tmp_path / "made.onrecord", strange) as opened:
        assert find(opened, "kdirect").hits[0].words.startswith("kdirect")
        (hit,) = find(opened, "ferry", kinds=["statements"]).hits
        assert marked(hit) == ["ferries"]
        assert find(opened, "s1 marks", kinds=["statements"]).hits
        assert len(find(opened, "nothing", kinds=["statements"]).hits) == 1
        assert opened.execute(select(schema.statement)).all()
        take_out(opened, 2)
        assert find(opened, "ferry").hits == ()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    typed=st.text(alphabet=st.characters(codec=None), max_size=30)
    | st.lists(
        st.sampled_from(
            ["ferry", '"', "OR", "AND", "NOT", "NEAR(", "-", "*", "(", ")", "port*", "^", ":", "{marks}", "\x00", "'"]
        ),
        max_size=10,
    ).map(" ".join)
)
def test_nothing_typed_breaks_a_search(connection: Connection, typed: str) -> None:
    for action in (find, timeline):
        with suppress(UsageError):
            action(connection, typed)
    who(connection, typed)
    find(connection, "port", Filters(speaker=typed or None, place=typed or None, publisher=typed or None))


def test_whose_day_a_statement_s_day_is(tmp_path: Path) -> None:
    reports = [
        told("A year", [Says(SALIN, "the quay was sound", day=("2015-01-01", "2015-12-31"))], day="2021-04-02"),
        told("No day of its own", [Says(SALIN, "the quay had sunk")], day="2021-04-02"),
        told("No day at all", [Says(SALIN, "the quay was gone")], day=None),
    ]
    with library(tmp_path / "days.onrecord", reports) as connection:
        hits = {
            hit.title: (hit.day, hit.last_day, hit.day_of)
            for hit in find(connection, "quay", kinds=("statements",)).hits
        }
        assert hits == {
            "A year": ("2015-01-01", "2015-12-31", "statement"),
            "No day of its own": ("2021-04-02", "2021-04-02", "report"),
            "No day at all": (None, None, None),
        }
        assert [moment.day_of for moment in timeline(connection).moments] == ["statement", "report"]
