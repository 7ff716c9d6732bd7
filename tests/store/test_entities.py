from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from onrecord.errors import NotInLibrary, UsageError
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.entering import leave_reports
from onrecord.store.entities import join_entities, rejoin_entities
from onrecord.store.entities_judged import decisions, merge, split, undo
from onrecord.store.entities_lookup import look_up, one_entity, profiles_of, reports_naming, unjoined
from onrecord.store.filters import Filters
from onrecord.store.finding import find
from onrecord.store.put import take_out
from tests.store.telling import Being, Says, engine_at, put, told

SALIN = Being("Radko Salin", roles=("President",), country="RU", sector="GOV", also=("Salin", "President Radko Salin"))
SALIN_FULL = Being("Dr Radko M. Salin")
SALIN_ALONE = Being("Salin")
MAYOR = Being("John Smith", roles=("mayor",), country="US", sector="GOV")
STRIKER = Being("John Smith", roles=("striker",), country="GB")
SMITH = Being("John Smith")
BOARD = Being("Orvany Grain Board", "organization", also=("OGB",))
BOARD_SHORT = Being("OGB", "organization")
MINISTRY = Being("Foreign Ministry", "organization")
MINISTRY_DK = Being("Danish Foreign Ministry", "organization")
VELDEN = Being("Velden", "place")
DESCRIBED = Being("a senior official", named=False)
BEINGS = (
    SALIN, SALIN_FULL, SALIN_ALONE, MAYOR, STRIKER, SMITH, BOARD, BOARD_SHORT, MINISTRY, MINISTRY_DK, VELDEN, DESCRIBED,
    Being("Ilse Salin", country="NO"), Being("U.S.", "place"), Being("United States", "place"),
    Being("Ilse Harken Jr."), Being("Ilse Harken Sr."), Being("Ilse Harken"), Being("Oskinform", "organization", country="DK"),
)  # fmt: skip


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = engine_at(tmp_path / "made.onrecord")
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def one_each(beings: Iterable[Being]) -> list[Report]:
    """A report for each being."""
    return [
        told(f"Report {number}", [Says(being, f"sentence number {number}")], day=f"2021-01-{number % 28 + 1:02}")
        for number, being in enumerate(beings)
    ]


def grouping(connection: Connection) -> dict[str, Any]:
    """By handle: kind, name, country, sector, names, and in which reports, as what."""
    table, report = schema.report_entity, schema.report
    found: dict[str, Any] = {}
    for row in connection.execute(select(schema.entity)):
        names = connection.scalars(select(schema.entity_name.c.name).where(schema.entity_name.c.entity == row.id))
        where = connection.execute(
            select(report.c.key, table.c.local)
            .join(report, report.c.id == table.c.report)
            .where(table.c.entity == row.id)
        )
        found[row.handle] = (row.kind, row.name, row.country, row.sector, sorted(names), sorted(map(tuple, where)))
    loose = connection.execute(
        select(report.c.key, table.c.local).join(report, report.c.id == table.c.report).where(table.c.entity.is_(None))
    )
    found[""] = sorted(map(tuple, loose))
    return found


def handles(connection: Connection, name: str) -> list[str]:
    return sorted(one.handle for one in look_up(connection, name))


def test_variants_of_a_name_are_one(connection: Connection) -> None:
    put(connection, one_each([SALIN, SALIN_FULL, SALIN]))
    (known,) = look_up(connection, "Salin")
    assert (known.handle, known.name, known.country, known.sector, known.reports) == (
        "radko-salin", "Radko Salin", "RU", "GOV", 3,
    )  # fmt: skip
    assert set(known.names) == {"Radko Salin", "Dr Radko M. Salin", "Salin", "President Radko Salin"}
    for name in ("radko salin", "RADKO SALIN", "President Salin", "radko-salin", "Rádko Salin", "salin radko"):
        assert handles(connection, name) == ["radko-salin"], name


def test_a_surname_alone_is_joined_to_nobody(connection: Connection) -> None:
    put(connection, one_each([SALIN, SALIN_ALONE]))
    rows = connection.execute(select(schema.report_entity.c.name, schema.report_entity.c.entity)).all()
    assert [(name, entity is None) for name, entity in rows] == [("Radko Salin", False), ("Salin", True)]
    assert len(unjoined(connection, "Salin")) == 1
    assert unjoined(connection, "radko-salin") == []
    assert len(profiles_of(connection, "Salin")) == 2, "one who looks for the surname finds both"
    assert len(profiles_of(connection, "radko-salin")) == 1


def test_four_persons_of_one_surname(connection: Connection) -> None:
    put(connection, one_each([Being(f"{given} Merrow") for given in ("Ada", "Ben", "Cleo", "Dan")] + [Being("Merrow")]))
    assert handles(connection, "Merrow") == ["ada-merrow", "ben-merrow", "cleo-merrow", "dan-merrow"]
    with pytest.raises(NotInLibrary, match="give one of these handles"):
        one_entity(connection, "Merrow")
    assert one_entity(connection, "Ben Merrow").handle == "ben-merrow"


def test_two_of_one_name(connection: Connection) -> None:
    put(connection, one_each([MAYOR, MAYOR]))
    assert handles(connection, "John Smith") == ["john-smith"]
    put(connection, one_each([STRIKER]))
    found = look_up(connection, "John Smith")
    assert [(one.reports, one.country) for one in found] == [(2, "US"), (1, "GB")]
    assert all(one.handle.startswith("john-smith-") for one in found), "neither has the name alone"
    assert look_up(connection, "john-smith") == found, "the old handle means both"


def test_who_is_only_described_is_nobody(connection: Connection) -> None:
    put(connection, one_each([DESCRIBED, DESCRIBED]))
    assert connection.execute(select(schema.entity)).all() == []
    assert connection.execute(select(schema.entity_profile)).all() == []


def test_organizations_and_places(connection: Connection) -> None:
    put(
        connection,
        one_each([BOARD, BOARD_SHORT, MINISTRY, MINISTRY_DK, Being("U.S.", "place"), Being("United States", "place")]),
    )
    assert handles(connection, "OGB") == ["ogb", "orvany-grain-board"], "a report with OGB alone is not joined"
    assert handles(connection, "Foreign Ministry") == ["foreign-ministry-dk"]
    assert len(unjoined(connection, "Foreign Ministry")) == 1
    (states,) = look_up(connection, "US")
    assert (states.handle, states.country, states.reports) == ("united-states-place", "US", 2)
    assert handles(connection, "USA") == ["united-states-place"], "a name that no report has, but every reader"


def test_places_of_one_name_in_two_countries(connection: Connection) -> None:
    reports = [
        told(f"Report {number}", [Says(MAYOR, "it rained", place=("Velden", country))], day=f"2021-02-0{number + 1}")
        for number, country in enumerate(("NL", "AT", None, "NL"))
    ]
    put(connection, reports)
    assert sorted((one.country or "", one.reports) for one in look_up(connection, "Velden")) == [
        ("", 1),
        ("AT", 1),
        ("NL", 2),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_adding_does_not_matter(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    beings = [rng.choice(BEINGS) for _ in range(40)]
    reports = one_each(beings)
    reports.append(told("Both", [Says(MAYOR, "one thing"), Says(SALIN, "another", denies=0)], names=[BOARD, VELDEN]))
    found = []
    for turn in range(3):
        engine = engine_at(tmp_path / f"{turn}.onrecord")
        some = list(reports)
        rng.shuffle(some)
        with engine.begin() as connection:
            if turn == 0:
                put(connection, some)
            for report in some if turn else ():
                put(connection, [report])
            found.append(grouping(connection))
        engine.dispose()
    assert found[0] == found[1] == found[2]


def test_a_report_that_went_leaves_no_trace(tmp_path: Path) -> None:
    reports = one_each(BEINGS)
    found = []
    for keep in (False, True):
        engine = engine_at(tmp_path / f"{keep}.onrecord")
        with engine.begin() as connection:
            numbers = put(connection, reports if keep else reports[3:])
            if keep:
                for number in numbers[:3]:
                    take_out(connection, number)
            found.append(grouping(connection))
            assert not connection.execute(
                select(schema.entity_profile).where(schema.entity_profile.c.reports <= 0)
            ).all()
        engine.dispose()
    assert found[0] == found[1]


def test_joining_again_changes_nothing(connection: Connection) -> None:
    numbers = put(connection, one_each(BEINGS))
    before = grouping(connection)
    profiles = connection.execute(select(schema.entity_profile).order_by(schema.entity_profile.c.id)).all()
    join_entities(connection, numbers)
    join_entities(connection, numbers[4])
    rejoin_entities(connection)
    assert grouping(connection) == before
    assert connection.execute(select(schema.entity_profile).order_by(schema.entity_profile.c.id)).all() == profiles


# What a person decides -----------------------------------------------------------------------------------------------


def test_merge_is_honoured_by_what_comes_later(connection: Connection) -> None:
    put(connection, one_each([BOARD, BOARD_SHORT, SALIN]))
    before = grouping(connection)
    decision = merge(connection, ["orvany-grain-board", "ogb"], "Vera")
    assert handles(connection, "OGB") == ["orvany-grain-board"]
    later = told("Later", [Says(BOARD_SHORT, "grain is dear")])
    (number,) = put(connection, [later])
    (known,) = look_up(connection, "OGB")
    assert known.reports == 3
    assert {one.title for one in reports_naming(connection, known.number)} == {"Report 0", "Report 1", "Later"}
    take_out(connection, number)
    assert undo(connection, "Vera") == decision
    assert grouping(connection) == before
    assert decisions(connection) == []
    with pytest.raises(NotInLibrary):
        undo(connection, "Vera")


def test_a_merge_keeps_the_first_handle_also_in_a_chain(connection: Connection) -> None:
    put(connection, one_each([Being("Ada Lund"), Being("Ada Brisk"), Being("Ada Holm")]))
    merge(connection, ["ada-lund", "ada-brisk"], "Vera")
    merge(connection, ["ada-holm", "ada-lund"], "Vera")
    assert [one.handle for one in look_up(connection, "Ada")] == ["ada-holm"]
    assert set(one_entity(connection, "ada-holm").names) == {"Ada Lund", "Ada Brisk", "Ada Holm"}
    undo(connection, "Vera")
    assert handles(connection, "Ada") == ["ada-holm", "ada-lund"]


def test_merged_namesakes_have_the_name_alone_again(connection: Connection) -> None:
    put(connection, one_each([MAYOR, STRIKER]))
    merge(connection, handles(connection, "John Smith"), "Vera")
    assert handles(connection, "John Smith") == ["john-smith"]


def test_a_merge_outlives_new_handles(connection: Connection) -> None:
    put(connection, one_each([MAYOR, BOARD]))
    merge(connection, ["john-smith", "orvany-grain-board"], "Vera")
    put(connection, [told("Match", [Says(STRIKER, "we lost")])])
    known = look_up(connection, "Orvany Grain Board")
    assert len(known) == 1
    assert set(known[0].names) >= {"John Smith", "Orvany Grain Board"}
    assert known[0].handle.startswith("john-smith-")
    assert len(look_up(connection, "John Smith")) == 2


def test_split_is_honoured_and_undone(connection: Connection) -> None:
    reports = one_each([SMITH, SMITH, SMITH])
    put(connection, reports)
    before = grouping(connection)
    decision = split(connection, "john-smith", [reports[1].id], "Vera")
    known = look_up(connection, "John Smith")
    assert [(one.reports, one.handle == "john-smith") for one in known] == [(2, True), (1, False)]
    apart = known[1].handle
    rejoin_entities(connection)
    put(connection, [told("Fourth", [Says(SMITH, "and so on")])])
    assert [(one.reports, one.handle) for one in look_up(connection, "John Smith")] == [(3, "john-smith"), (1, apart)]
    (hit,) = find(connection, "", Filters(speaker=apart)).hits
    assert (hit.words, hit.handle) == ("sentence number 1", apart)
    assert decisions(connection) == [decision]
    undo(connection, "Vera", decision.number)
    assert [(one.reports, one.handle) for one in look_up(connection, "John Smith")] == [(4, "john-smith")]
    assert len(find(connection, "", Filters(speaker="john-smith")).hits) == 4
    leave_reports(connection, [4])
    assert {key: value for key, value in grouping(connection).items() if key} == {
        key: value for key, value in before.items() if key
    }


def test_split_and_merge_anew(connection: Connection) -> None:
    reports = one_each([SMITH, SMITH, SMITH, BOARD])
    put(connection, reports)
    split(connection, "john-smith", [reports[1].id, reports[2].id], "Vera")
    apart = next(one.handle for one in look_up(connection, "John Smith") if one.handle != "john-smith")
    merge(connection, [apart, "orvany-grain-board"], "Vera")
    assert one_entity(connection, apart).reports == 3
    undo(connection, "Vera")
    undo(connection, "Vera")
    assert [(one.handle, one.reports) for one in look_up(connection, "John Smith")] == [("john-smith", 3)]


def test_decisions_in_any_order_of_adding(tmp_path: Path) -> None:
    """What was decided of some reports holds as well where others came before."""
    reports = one_each([SMITH, SMITH, MAYOR, STRIKER, BOARD, BOARD_SHORT])
    first = engine_at(tmp_path / "first.onrecord")
    with first.begin() as connection:
        put(connection, reports[:2] + reports[4:])
        split(connection, "john-smith", [reports[0].id], "Vera")
        merge(connection, ["orvany-grain-board", "ogb"], "Vera")
        put(connection, reports[2:4])
        wanted = grouping(connection)
        rows = [dict(row._mapping) for row in connection.execute(select(schema.judgement))]
    second = engine_at(tmp_path / "second.onrecord")
    with second.begin() as connection:
        connection.execute(schema.judgement.insert(), rows)
        for report in reversed(reports):
            put(connection, [report])
        assert grouping(connection) == wanted
    first.dispose()
    second.dispose()


def test_what_cannot_be_decided(connection: Connection) -> None:
    reports = one_each([SMITH, SMITH, SALIN])
    put(connection, reports)
    with pytest.raises(NotInLibrary, match="onrecord entity NAME"):
        merge(connection, ["john-smith", "nobody-here"], "Vera")
    with pytest.raises(UsageError, match="two handles or more"):
        merge(connection, ["john-smith", "john-smith"], "Vera")
    with pytest.raises(NotInLibrary, match="does not name"):
        split(connection, "john-smith", [reports[2].id], "Vera")
    with pytest.raises(UsageError, match="no report of john-smith would be left"):
        split(connection, "john-smith", [reports[0].id, reports[1].id], "Vera")
    with pytest.raises(UsageError):
        split(connection, "john-smith", [], "Vera")
    assert decisions(connection) == []


def test_a_name_of_thousands_stays_cheap(tmp_path: Path) -> None:
    """Many bearers of one name, each in a country and with an initial of their own."""
    import time

    engine: Engine = engine_at(tmp_path / "made.onrecord")
    letters = "abcdefghijklmnopqrstuvwxyz"
    beings = [
        Being(f"John {first}. {second}. Smith", country=country)
        for first in letters[:10]
        for second in letters[:8]
        for country in ("US", "GB", "FR", "DE", "PL", "ES", "IT", "SE")
    ]
    with engine.begin() as connection:
        put(connection, one_each(beings))
        began = time.process_time()
        put(connection, [told("One more", [Says(Being("John Smith"), "hello")])])
        assert time.process_time() - began < 2
    engine.dispose()
