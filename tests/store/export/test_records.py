from __future__ import annotations

import json
import tracemalloc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, update

from onrecord.errors import NotInLibrary, UsageError
from onrecord.reader import Reader
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.export import records
from onrecord.store.export.chosen import Chosen, count, stored
from onrecord.store.export.to import lines
from onrecord.store.hashing import library_hash
from tests.store.export.libraries import PAGE_URL, Made, library_of, page_report, printed_report


def keys(library: Made, **chosen: object) -> list[str]:
    with library.connection() as connection:
        return [one.key for one in stored(connection, Chosen(**chosen))]  # type: ignore[arg-type]


def test_a_record_a_line_as_read_prints_it(library: Made) -> None:
    with library.connection() as connection:
        found = list(lines(connection, "jsonl"))
    assert [json.loads(line)["id"] for line in found] == sorted(library.reports)
    for line in found:
        report = Report.from_dict(json.loads(line))
        assert line == library.reports[report.id].to_json() + "\n"


def test_the_order_is_that_of_the_keys_whatever_came_first(tmp_path: Path, library: Made) -> None:
    backwards = library_of(tmp_path / "other", list(library.reports.values())[::-1])
    with library.connection() as one, backwards.connection() as other:
        assert list(lines(one, "jsonl")) == list(lines(other, "jsonl"))
        assert library_hash(one) == library_hash(other)


def test_the_hash_knows_no_paths_and_no_clock(tmp_path: Path, reader: Reader) -> None:
    page, printed = page_report(reader), printed_report(reader)
    later = replace(page, origin=replace(page.origin, retrieved="2026-05-05T00:00:00Z"))
    moved = replace(printed, origin=replace(printed.origin, uri=r"C:\press\strand.pdf"))
    elsewhere = replace(page, origin=replace(page.origin, uri="https://other.example/"))
    hashes = []
    for number, reports in enumerate(([page, printed], [moved, later], [elsewhere, printed], [page])):
        with library_of(tmp_path / str(number), reports).connection() as connection:
            hashes.append(library_hash(connection))
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


def test_which_reports(library: Made) -> None:
    every = sorted(library.reports)
    assert keys(library) == every

    def of(report: Report) -> str | None:
        return report.published.date

    for since, until in (("2019-03-12", "2019-03-12"), ("2019-03-13", None), (None, "2019-03-12")):
        first, last = (date.fromisoformat(one) if one else None for one in (since, until))
        wanted = [
            key
            for key in every
            if (day := of(library.reports[key])) and (since or day) <= day and day <= (until or day)
        ]
        assert keys(library, since=first, until=last) == wanted
        assert 0 < len(wanted) < len(every)
    northmail = [key for key in every if (one := library.reports[key].publisher) and one.name == "Northmail"]
    assert northmail
    for name in ("Northmail", "northmail", "NORTHMAIL", "northmail.example"):
        assert keys(library, publisher=name) == northmail
    assert keys(library, publisher="North") == northmail
    with pytest.raises(NotInLibrary, match="no publisher is named 'mail'"):
        keys(library, publisher="mail")
    assert keys(library, language="de") == [key for key in every if library.reports[key].language == "de"] != []
    assert keys(library, language="de", publisher="Northmail") == []


def test_a_publisher_with_other_than_plain_letters(tmp_path: Path, reader: Reader) -> None:
    report = reader.read(text="The mayor said no.", url="https://a.example/1")
    assert report.publisher
    renamed = replace(report, publisher=replace(report.publisher, name="Ärzteblatt"))
    library = library_of(tmp_path / "library", [renamed])
    assert keys(library, publisher="Ärzteblatt") == [report.id]


def test_reports_by_key_its_beginning_and_address(library: Made) -> None:
    page = next(key for key, report in library.reports.items() if report.origin.uri == PAGE_URL)
    for name in (page, page[:6], page[:30], PAGE_URL):
        assert keys(library, reports=(name,)) == [page]
    others = sorted({page, min(library.reports)})
    assert keys(library, reports=(*others, page)) == others
    for name in ("f" * 64, "zzzzzzzz", "https://veldpost.example/news", "%", ""):
        with library.connection() as connection, pytest.raises(NotInLibrary, match="no report"):
            count(connection, Chosen(reports=(page, name)))


def test_the_beginning_of_two_keys_is_refused(tmp_path: Path, reader: Reader) -> None:
    reports = [
        replace(reader.read(text=f"The mayor said no {number}."), id=f"abcdef{number}".ljust(64, "0"))
        for number in (1, 2)
    ]
    library = library_of(tmp_path / "library", reports)
    with pytest.raises(NotInLibrary, match="several reports"):
        keys(library, reports=("abcdef",))
    assert keys(library, reports=("abcdef1",)) == [reports[0].id]


def test_versions(tmp_path: Path, reader: Reader) -> None:
    old, new = (reader.read(text=f"The mayor said {word}.", url="https://a.example/1") for word in ("no", "yes"))
    library = library_of(tmp_path / "library", [old, new])
    with library.connection() as connection:
        connection.execute(update(schema.report).where(schema.report.c.key == old.id), {"latest": False})
    assert keys(library) == [new.id]
    assert keys(library, versions="all") == sorted([old.id, new.id])
    assert keys(library, reports=("https://a.example/1",)) == [new.id]
    assert len(keys(library, reports=("https://a.example/1",), versions="all")) == 2
    assert keys(library, reports=(old.id,)) == [old.id]


def test_days_the_wrong_way_round() -> None:
    with pytest.raises(UsageError, match="the first day is behind the last"):
        Chosen(since=date(2020, 1, 2), until=date(2020, 1, 1))


def test_a_handful_of_records_is_held_at_a_time(tmp_path: Path, reader: Reader) -> None:
    report = reader.read(text="The mayor of Strand said that the mill would close. " * 30)
    peaks = []
    for many in (100, 300):
        copies = (replace(report, id=f"{number:064x}") for number in range(many))
        library = library_of(tmp_path / str(many), copies)
        library.reports.clear()
        with library.connection() as connection:
            tracemalloc.start()
            assert sum(1 for _ in records.lines(connection, Chosen())) == many
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


def test_records_are_not_read_before_their_turn(library: Made) -> None:
    engine = library.engine()
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *some: statements.append(some[2]))
    with engine.connect() as connection:
        next(stored(connection, Chosen()))
    engine.dispose()
    # The keys are sorted without the records, which are long.
    assert not any("record.data" in one and "ORDER BY" in one for one in statements)
