"""The tables, as CSV and Parquet, loaded by those who load such files."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.errors import MissingExtra, UsageError
from onrecord.reader import Reader
from onrecord.record import Problem
from onrecord.store.export import arrow, frames
from onrecord.store.export.chosen import Chosen
from onrecord.store.export.csv import lines
from onrecord.store.export.tables import COLUMNS, TABLES, Table
from onrecord.store.export.to import export
from onrecord.view import csv as view
from tests.conftest import ROOT
from tests.store.export.libraries import HOSTILE, Made, library_of


def read_csv(library: Made, table: Table, **chosen: Any) -> list[dict[str, str]]:
    with library.connection() as connection:
        text = "".join(lines(connection, table, Chosen(**chosen)))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def asked(question: str) -> duckdb.DuckDBPyRelation:
    """DuckDB's answer."""
    answer = duckdb.sql(question)
    assert answer is not None
    return answer


@pytest.fixture(scope="module")
def files(library: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every table in both forms."""
    folder = tmp_path_factory.mktemp("tables")
    with library.connection() as connection:
        for table in TABLES:
            export(connection, "csv", folder / f"{table}.csv", table=table)
            export(connection, "parquet", folder / f"{table}.parquet", table=table)
    return folder


@pytest.mark.parametrize("table", ["statements", "events", "times", "places"])
def test_the_same_cells_as_read_gives(library: Made, table: view.Table) -> None:
    found = read_csv(library, table)
    wanted = []
    for key in sorted(library.reports):
        report = library.reports[key]
        text = view.header(table) + "".join(view.rows(report, table))
        wanted += list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(found) == len(wanted) > 5
    for mine, its in zip(found, wanted, strict=True):
        # The reporter's own words that a statement is against have a column of their own.
        assert mine.pop("about", None) in (its.pop("about", None), "")
        for name, value in its.items():
            if re.fullmatch(r"-?[\d.]+", value):
                assert float(mine[name]) == pytest.approx(float(value), rel=1e-6)
            else:
                assert mine[name] == value, name


def test_handles_join_the_tables(library: Made) -> None:
    handles = {row["speaker"]: row["speaker_handle"] for row in read_csv(library, "statements")}
    assert handles["Ilse Harken"] == "ilse-harken"
    assert handles["Tom Avery"] == ""
    assert {row["via_handles"] for row in read_csv(library, "statements") if row["via"] == "Oskinform"} == {"oskinform"}
    assert {row["handle"] for row in read_csv(library, "entities") if row["name"] == "Ilse Harken"} == {"ilse-harken"}
    assert {row["actor_handles"] for row in read_csv(library, "events") if row["actors"] == "Ilse Harken"} == {
        "ilse-harken"
    }
    speakers = read_csv(library, "speakers")
    # Those that are joined first, by handle; each that is not by itself, with its report.
    assert speakers[0]["handle"] == "ilse-harken"
    assert (speakers[0]["statements"], speakers[0]["reports"], speakers[0]["key"]) == ("1", "1", "")
    assert all(row["key"] for row in speakers[1:])
    assert {"Tom Avery", "Ásta Ýrr"} <= {row["name"] for row in speakers[1:]}


def test_a_row_a_report(library: Made) -> None:
    found = {row["key"]: row for row in read_csv(library, "reports")}
    assert list(found) == sorted(library.reports)
    for key, report in library.reports.items():
        row = found[key]
        assert row["title"] == (report.headline.text if report.headline else "").replace("=HYP", "'=HYP")
        assert int(row["statements"]) == len(report.attributions)
        assert row["complete"] == str(report.complete).lower()
        assert row["retrieved"] == (report.origin.retrieved or "")
        assert row["latest"] == "true"


def test_which_reports_holds_for_tables(library: Made) -> None:
    for table in TABLES:
        assert read_csv(library, table, language="fr") == []
    found = read_csv(library, "speakers", publisher="Northmail")
    assert {row["name"] for row in found} == {"Ilse Harken", "Tom Avery", "defence ministry", "Jan Brook"}


@pytest.mark.parametrize("table", TABLES)
def test_types_in_duckdb(files: Path, table: Table) -> None:
    wanted = {
        "text": "VARCHAR", "texts": "VARCHAR[]", "day": "DATE", "whole": "INTEGER", "number": "DOUBLE",
        "numbers": "DOUBLE[]", "share": "FLOAT", "flag": "BOOLEAN", "spans": 'STRUCT("start" INTEGER, "end" INTEGER)[]',
        "passages": 'STRUCT("start" INTEGER, "end" INTEGER)[][]',
    }  # fmt: skip
    found = asked(f"SELECT * FROM '{files / table}.parquet'")
    types = {name: str(kind) for name, kind in zip(found.columns, found.types, strict=True)}
    assert types == {column.name: wanted[column.kind] for column in COLUMNS[table]}


@pytest.mark.parametrize("table", TABLES)
def test_both_forms_hold_the_same(files: Path, table: Table) -> None:
    """Days and numbers of the CSV are days and numbers to DuckDB; the guard before a formula is all that differs."""
    columns = [
        column for column in COLUMNS[table] if column.kind in ("text", "day", "whole", "number", "share", "flag")
    ]
    some = ", ".join(f'"{column.name}"' for column in columns)
    types = {
        "text": "VARCHAR",
        "day": "DATE",
        "whole": "INTEGER",
        "number": "DOUBLE",
        "share": "FLOAT",
        "flag": "BOOLEAN",
    }
    cast = ", ".join(f'CAST("{column.name}" AS {types[column.kind]})' for column in columns)
    # All as text first: left to guess, DuckDB takes the country code NO for a no.
    one = asked(f"SELECT {cast} FROM read_csv('{files / table}.csv', header=true, all_varchar=true)").fetchall()
    other = asked(f"SELECT {some} FROM '{files / table}.parquet'").fetchall()
    assert len(one) == len(other) > 0
    for mine, its in zip(one, other, strict=True):
        for column, left, right in zip(columns, mine, its, strict=True):
            if column.kind == "text":
                guarded = right is not None and str(right).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "'"))
                assert left == (f"'{right}" if guarded else right or None), column.name
            elif column.kind in ("number", "share") and left is not None:
                assert left == pytest.approx(right, rel=1e-6), column.name
            else:
                assert left == right, column.name


def test_questions_to_duckdb(files: Path, library: Made) -> None:
    (count, first) = asked(
        f"SELECT count(*), min(day) FROM '{files}/statements.parquet' WHERE publisher = 'Northmail' AND day >= DATE '2019-03-11'"
    ).fetchall()[0]
    assert (count, first) == (5, date(2019, 3, 11))
    # Places in the text by SQL alone: the words of a passage are those that the table has.
    rows = asked(f"SELECT key, content, content_at FROM '{files}/statements.parquet'").fetchall()
    for key, content, places in rows:
        text = library.reports[key].text
        assert " ".join(text[one["start"] : one["end"]] for one in places) == content
    killed = asked(
        f"SELECT list_extract(magnitude_values, 1) FROM '{files}/events.parquet' WHERE list_contains(magnitude_kinds, 'killed') AND event = 'v2'"
    ).fetchall()
    assert (2.0,) in killed


@pytest.mark.parametrize("kind", ["pandas", "polars"])
@pytest.mark.parametrize("table", TABLES)
def test_frames(library: Made, table: Table, kind: frames.FrameKind, files: Path) -> None:
    make = getattr(frames, f"{table}_frame")
    with library.connection() as connection:
        frame = make(connection, kind=kind)
    raw = pq.read_table(files / f"{table}.parquet")
    assert list(frame.columns) == [column.name for column in COLUMNS[table]]
    assert len(frame) == raw.num_rows > 0
    for column in COLUMNS[table]:
        values = raw.column(column.name).to_pylist()
        series = frame[column.name]
        missing = (series.is_null() if kind == "polars" else series.isna()).to_list()
        assert missing == [value is None for value in values], column.name
        if kind == "polars":
            assert series.dtype == POLARS[column.kind], column.name
            if column.kind not in ("spans", "passages"):
                assert series.to_list() == values, column.name
        else:
            assert PANDAS[column.kind].fullmatch(str(series.dtype)), (column.name, series.dtype)
            if column.kind == "day":
                assert [None if gone else one.date() for one, gone in zip(series, missing, strict=True)] == values
            if column.kind in ("text", "whole", "flag"):
                assert [None if gone else one for one, gone in zip(series, missing, strict=True)] == values


_PLACE = polars.Struct({"start": polars.Int32, "end": polars.Int32})
POLARS: dict[str, Any] = {
    "text": polars.String, "texts": polars.List(polars.String), "day": polars.Date, "whole": polars.Int32,
    "number": polars.Float64, "numbers": polars.List(polars.Float64), "share": polars.Float32, "flag": polars.Boolean,
    "spans": polars.List(_PLACE), "passages": polars.List(polars.List(_PLACE)),
}  # fmt: skip
# A text is an object in pandas before 3.
PANDAS = {
    kind: re.compile(form)
    for kind, form in {
        "text": "str|object", "texts": "object", "day": r"datetime64\[.+\]", "whole": "Int32", "number": "float64",
        "numbers": "object", "share": "float32", "flag": "boolean", "spans": "object", "passages": "object",
    }.items()
}  # fmt: skip


def test_files_in_pandas_and_polars(files: Path) -> None:
    by_pandas = pandas.read_parquet(files / "reports.parquet")
    by_polars = polars.read_parquet(files / "reports.parquet")
    assert by_pandas["key"].tolist() == by_polars["key"].to_list()
    table = pandas.read_csv(files / "reports.csv", parse_dates=["published"], keep_default_na=False, na_values=[""])
    assert str(table["published"].dtype).startswith("datetime64")
    assert table["latest"].dtype == bool
    again = polars.read_csv(files / "reports.csv", try_parse_dates=True)
    assert again["published"].dtype == polars.Date
    assert again["published"].to_list() == by_polars["published"].to_list()


NASTY = (
    "=1+1", "+47", "-3", "@SUM(A1)", "'quoted'", '"', 'a "b", c; d', "two\r\nlines", "tab\there", "\t=cmd",
    "\N{PILE OF POO}\N{ZERO WIDTH JOINER}x", "e\N{COMBINING ACUTE ACCENT}", "\N{RIGHT-TO-LEFT OVERRIDE}abc", "NULL", "NaN", "null",
    "None", "", "1e5", "2019-01-01", "\\", "\\N", "a\x00b", "\N{LINE SEPARATOR}", "\x85",
)  # fmt: skip


def test_words_survive(tmp_path: Path, reader: Reader) -> None:
    base = reader.read(text=HOSTILE)
    problems = tuple(Problem(kind="made", detail=one) for one in NASTY)
    assert base.headline
    library = library_of(
        tmp_path / "library",
        [
            replace(base, id=f"{number:064x}", headline=replace(base.headline, text=one), problems=problems)
            for number, one in enumerate(NASTY)
        ],
    )
    rows = read_csv(library, "reports")
    back = [row["title"].removeprefix("'") for row in rows]
    assert back == [*NASTY[:4], "'quoted'", *NASTY[5:]]
    assert not any(row["title"][:1] in tuple("=+-@\t\r\n") for row in rows)
    with library.connection() as connection:
        export(connection, "parquet", tmp_path / "reports.parquet", table="reports")
        export(connection, "csv", tmp_path / "reports.csv", table="reports")
        for kind in ("pandas", "polars"):
            frame = frames.reports_frame(connection, kind=kind)
            assert frame["title"].to_list() == list(NASTY)
            assert list(frame["problems"][0]) == [f"made: {one}" for one in NASTY]
    titles = asked(f"SELECT title FROM '{tmp_path}/reports.parquet'").fetchall()
    assert [title for (title,) in titles] == list(NASTY)
    guarded = pandas.read_csv(tmp_path / "reports.csv", keep_default_na=False, dtype=str, encoding="utf-8")["title"]
    assert guarded.tolist() == [row["title"] for row in rows]


def test_a_day_that_no_calendar_has_is_missing(tmp_path: Path, reader: Reader) -> None:
    report = reader.read(text="The mayor said on Monday that the mill was shut.", published="2020-01-02")
    odd = replace(report, times=tuple(replace(one, start="0000-00-00", end="-0044-03-15") for one in report.times))
    assert odd.times
    (row,) = read_csv(library_of(tmp_path / "library", [odd]), "times")
    assert (row["start"], row["end"]) == ("0000-00-00", "'-0044-03-15")
    assert (row["first_day"], row["last_day"], row["published"]) == ("", "", "2020-01-02")


def test_a_library_without_rows(tmp_path: Path) -> None:
    library = library_of(tmp_path / "library", [])
    with library.connection() as connection:
        for table in TABLES:
            assert list(lines(connection, table, Chosen())) == [",".join(one.name for one in COLUMNS[table]) + "\r\n"]
            export(connection, "parquet", tmp_path / f"{table}.parquet", table=table)
            assert pq.read_table(tmp_path / f"{table}.parquet").num_rows == 0
            for kind in ("pandas", "polars"):
                frame = frames.frame(connection, table, kind=kind)
                assert list(frame.columns) == [one.name for one in COLUMNS[table]]


def test_row_groups(library: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "BATCH", 7)
    with library.connection() as connection:
        export(connection, "parquet", tmp_path / "small.parquet", table="statements")
    file = pq.ParquetFile(tmp_path / "small.parquet")
    rows = file.metadata.num_rows
    assert file.metadata.num_row_groups == -(-rows // 7) > 2
    description = file.schema_arrow.field("day").metadata[b"description"]
    assert description.decode() == next(one.about for one in COLUMNS["statements"] if one.name == "day")


def test_twice_is_the_same_to_the_byte(library: Made, tmp_path: Path) -> None:
    for name in ("one", "two"):
        with library.connection() as connection:
            export(connection, "csv", tmp_path / f"{name}.csv", table="events")
            export(connection, "parquet", tmp_path / f"{name}.parquet", table="events")
    for end in ("csv", "parquet"):
        assert (tmp_path / f"one.{end}").read_bytes() == (tmp_path / f"two.{end}").read_bytes()


@pytest.mark.parametrize("package", ["pyarrow", "pandas", "polars"])
def test_what_is_not_installed_is_named(library: Made, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == package else real(name))
    message = rf"needs {package}; install it with: pip install 'onrecord\[tables\]'"
    with library.connection() as connection, pytest.raises(MissingExtra, match=message):
        frames.statements_frame(connection, kind="polars" if package == "polars" else "pandas")


def test_frames_of_another_kind(library: Made) -> None:
    with library.connection() as connection, pytest.raises(UsageError, match="there are pandas and polars"):
        frames.statements_frame(connection, kind="excel")  # type: ignore[arg-type]


def test_every_column_is_documented() -> None:
    text = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    shared = {one.name for one in COLUMNS["times"]} & {one.name for one in COLUMNS["reports"]}
    for table in TABLES:
        section = text.split(f"### {table}\n", 1)[1].split("\n#", 1)[0]
        for column in COLUMNS[table]:
            if column.name in shared and table != "reports":
                continue
            assert f"| `{column.name}` | {column.kind} | {column.about} |" in section, (table, column.name)


def test_arrow_knows_all_kinds() -> None:
    for table in TABLES:
        assert [field.name for field in arrow.schema(table)] == [column.name for column in COLUMNS[table]]
    assert arrow.schema("statements").field("confidence").type == pa.float32()
