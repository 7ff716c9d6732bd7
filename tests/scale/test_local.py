"""Archives into tables on one machine: what is written, what is refused, going on where it was."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import polars
import pyarrow.parquet as pq
import pytest

from onrecord.errors import LibraryBusy, UsageError
from onrecord.scale.engine import LocalEngine
from onrecord.scale.job import Watch
from onrecord.scale.kept import Told
from onrecord.scale.place import place_at
from onrecord.scale.results import REPORT_TABLES, table_schema
from onrecord.store.export.tables import COLUMNS
from tests.scale.made import archive, digest, read_into, records_of, rows, write_warc


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("inputs") / "archive")


@pytest.fixture(scope="module")
def whole(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "tables"
    done = read_into([inputs], folder)
    assert done.counts["passed_over"] == 1, "the hidden file"
    return folder


def test_records_are_those_of_read(inputs: Path, whole: Path) -> None:
    expected = records_of([inputs])
    found = {row["key"]: row["record"] for row in rows(whole, "reports")}
    assert found.keys() == expected.keys()
    assert all(found[key] in expected[key] for key in found)


def test_a_broken_warc_gives_all_but_what_is_broken(whole: Path) -> None:
    read_from = [row["read_from"] for row in rows(whole, "reports")]
    assert sum("a.warc.gz#" in one for one in read_from) == 10
    lost = [row for row in rows(whole, "refusals") if "a.warc.gz" in row["uri"]]
    assert [row["kind"] for row in lost] == ["damaged", "damaged"]


def test_refusals_are_told(whole: Path) -> None:
    told = {(Path(row["uri"]).name.partition("#")[0], row["kind"]) for row in rows(whole, "refusals")}
    assert told == {
        ("a.warc.gz", "damaged"), ("b.jsonl", "damaged"), ("c.jsonl.gz", "damaged"), ("d.parquet", "empty"),
        ("empty.txt", "empty"), ("picture.png", "not-text"),
    }  # fmt: skip


def test_duplicates_are_once(whole: Path) -> None:
    keys = [row["key"] for row in rows(whole, "reports")]
    assert len(keys) == len({*keys})
    again = rows(whole, "duplicates")
    # Eight lines twice, and one of them a third and fourth time.
    assert len(again) == 10 and {row["key"] for row in again} <= {*keys}
    (third,) = [row for row in rows(whole, "reports") if row["address"] == "https://ort.example/3"]
    assert str(third["published"]) == "2020-01-11", "the one of which more is told"
    for table in REPORT_TABLES:
        assert {row["key"] for row in rows(whole, table)} <= {*keys}


def test_columns_are_those_of_export(whole: Path) -> None:
    for table in REPORT_TABLES:
        for path in (whole / table).rglob("*.parquet"):
            names = pq.read_schema(path).names
            assert names == table_schema(table).names
            assert names[: len(COLUMNS[table])] == [column.name for column in COLUMNS[table]]


def test_months(whole: Path) -> None:
    for path in (whole / "reports").rglob("*.parquet"):
        month = path.parent.name.removeprefix("month=")
        for row in pq.ParquetFile(path).read(columns=["published"]).to_pylist():
            assert (f"{row['published']:%Y-%m}" if row["published"] else "unknown") == month
    assert {path.name for path in (whole / "reports").iterdir()} >= {"month=2019-05", "month=2020-01", "month=unknown"}


def test_duckdb_reads_the_tables(whole: Path) -> None:
    count = len(rows(whole, "reports"))
    query = f"SELECT count(*), count(DISTINCT key), min(month) FROM '{whole}/reports/**/*.parquet'"
    assert duckdb.execute(query).fetchall() == [(count, count, "2019-03")]
    joined = f"""SELECT r.published, s.speaker FROM '{whole}/statements/**/*.parquet' s
        JOIN '{whole}/reports/**/*.parquet' r USING (key) WHERE r.month = '2019-05' AND s.speaker LIKE 'Odile%'"""
    assert len(duckdb.execute(joined).fetchall()) >= 2
    for table in (*REPORT_TABLES, "refusals", "duplicates"):
        duckdb.execute(f"SELECT * FROM '{whole}/{table}/**/*.parquet'").fetchall()


def test_polars_reads_the_tables(whole: Path) -> None:
    reports = polars.scan_parquet(whole / "reports", hive_partitioning=True)
    found = reports.filter(polars.col("month") == "2019-06").select("key", "published").collect()
    assert found.height and all(f"{one:%Y-%m}" == "2019-06" for one in found["published"])
    for table in REPORT_TABLES:
        assert polars.read_parquet(whole / table).height == len(rows(whole, table))


def test_manifest_tells_every_file(whole: Path) -> None:
    manifest = json.loads((whole / "manifest.json").read_text(encoding="utf-8"))
    named = {file["name"]: file for table in manifest["tables"].values() for file in table["files"]}
    assert {*named} == {path.relative_to(whole).as_posix() for path in whole.rglob("*.parquet")}
    assert all((whole / name).stat().st_size == file["bytes"] for name, file in named.items())
    assert manifest["counts"]["reports"] == manifest["tables"]["reports"]["rows"] == len(rows(whole, "reports"))
    assert sorted(path.name for path in whole.iterdir()) == sorted([*manifest["tables"], "manifest.json"])


class Stop(Exception):
    pass


def test_it_goes_on_where_it_was(inputs: Path, tmp_path: Path) -> None:
    folder, read = tmp_path / "tables", list[tuple[int, int]]()
    # One file that can be gone on in by place, and one that cannot; none in English, so no model is loaded each time.
    sources = [inputs / "b.jsonl", inputs / "c.jsonl.gz"]
    read_into(sources, tmp_path / "at-once", unit_documents=2)
    for turn in range(1, 30):
        left = turn % 3 + 1

        def unit(told: Told) -> None:
            nonlocal left
            read.append((told.piece, told.number)) if not told.last else None
            left -= 1
            if not left:
                raise Stop

        try:
            read_into(sources, folder, LocalEngine(1), Watch(unit=unit), unit_documents=2)
            break
        except Stop:
            assert not (folder / "manifest.json").exists() and not (folder / "reports").exists()
    assert turn > 3 and digest(folder) == digest(tmp_path / "at-once")
    assert len(read) == len({*read}), "no unit is read twice"


def test_within_one_file_it_does_not_begin_at_zero(tmp_path: Path) -> None:
    big = write_warc(tmp_path / "big.warc.gz", range(24))
    read_into([big], tmp_path / "at-once")
    seen: list[int] = []

    def unit(told: Told) -> None:
        seen.append(told.read)
        if len(seen) == 2:
            raise Stop

    with pytest.raises(Stop):
        read_into([big], tmp_path / "tables", watch=Watch(unit=unit))
    kept = len(list((tmp_path / "tables" / "_job" / "units").rglob("*.parquet")))
    again: list[Told] = []
    read_into([big], tmp_path / "tables", watch=Watch(unit=again.append))
    assert 2 <= kept < 6 and len(again) == 6 - kept + 1
    assert digest(tmp_path / "tables") == digest(tmp_path / "at-once")


def test_a_whole_job_is_only_told(inputs: Path, whole: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in whole.rglob("*")}
    again: list[Told] = []
    done = read_into([inputs], whole, watch=Watch(unit=again.append))
    assert not again and done.counts["reports"] == len(rows(whole, "reports"))
    assert {path: path.stat().st_mtime_ns for path in whole.rglob("*")} == before


def test_another_job_or_other_files_are_not_touched(inputs: Path, whole: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds another job \(other settings\); give another folder"):
        from onrecord.settings import Settings

        read_into([inputs], whole, settings=Settings(max_words=50))
    with pytest.raises(UsageError, match="other inputs, or inputs that have changed"):
        read_into([inputs / "texts"], whole)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="has other files in it; give a new folder"):
        read_into([inputs], tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    with pytest.raises(UsageError, match="is a file; give the name of a folder"):
        read_into([inputs], tmp_path / "mine" / "letter.txt")


def test_one_run_at_a_time(inputs: Path, tmp_path: Path) -> None:
    with place_at(str(tmp_path / "tables")).alone(), pytest.raises(LibraryBusy, match="another run writes to"):
        read_into([inputs], tmp_path / "tables")


def test_nothing_to_read_gives_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = read_into([tmp_path / "nothing"], tmp_path / "tables")
    assert done.counts["reports"] == 0
    for table in REPORT_TABLES:
        assert duckdb.execute(f"SELECT count(*) FROM '{tmp_path}/tables/{table}/**/*.parquet'").fetchall() == [(0,)]


def test_patterns(inputs: Path, tmp_path: Path) -> None:
    done = read_into([inputs / "texts" / "[0-2].txt", inputs / "*.zip"], tmp_path / "tables")
    assert (done.counts["reports"], dict(done.reasons)) == (3, {"not-found": 1})


@pytest.mark.parametrize("source", ["-", "https://velden.example/a.html"])
def test_what_is_not_read_into_tables(source: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give files, folders"):
        read_into([source], tmp_path / "tables")
    assert not (tmp_path / "tables").exists()
