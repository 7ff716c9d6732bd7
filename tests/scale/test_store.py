"""Inputs and tables in a file system on the network, through fsspec."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.acquire.run import Run
from onrecord.errors import UsageError
from onrecord.library import Library
from onrecord.scale import opening
from onrecord.scale.inputs import input_files, pieces_of
from onrecord.scale.job import Watch
from onrecord.scale.pieces import units_of
from onrecord.scale.place import place_at
from onrecord.settings import Settings
from tests.scale.made import digest, read_into, rows, spec, write_warc
from tests.scale.webhdfs import EVERYTHING, served
from tests.store.made import run, write_reports


@pytest.fixture
def store(tmp_path: Path) -> Iterator[tuple[str, Path, dict[str, int]]]:
    """Its address, the folder behind it, and what is to fail."""
    root = tmp_path / "root"
    root.mkdir()
    write_reports(root / "in", 12)
    write_warc(root / "in" / "crawl.warc.gz", range(6))
    with served(root) as (address, failing):
        yield address, root, failing


def test_from_a_store_into_a_store(store: tuple[str, Path, dict[str, int]], tmp_path: Path) -> None:
    address, root, _ = store
    done = read_into([f"{address}/in"], f"{address}/out")
    assert done.counts["reports"] == 18
    read_into([root / "in"], tmp_path / "local")
    found = {row["key"]: row["statements"] for row in rows(root / "out", "reports")}
    assert found == {row["key"]: row["statements"] for row in rows(tmp_path / "local", "reports")}
    assert digest(root / "out")["statements"] != "" and not list(root.rglob("*.part"))
    named = {row["read_from"] for row in rows(root / "out", "reports")}
    assert f"{address}/in/00003.txt" in named and any(one.startswith(f"{address}/in/crawl.warc.gz#") for one in named)
    with Library(tmp_path / "library.onrecord", Settings()) as library:
        assert library.add([f"{address}/out"]).added == 18


def test_patterns_and_single_files(store: tuple[str, Path, dict[str, int]], tmp_path: Path) -> None:
    address, _, _ = store
    done = read_into([f"{address}/in/0000[1-3].txt", f"{address}/in/none.txt"], tmp_path / "tables")
    assert (done.counts["reports"], dict(done.reasons)) == (3, {"not-found": 1})
    # A pattern that fits nothing is not an empty archive.
    done = read_into([f"{address}/in/9*.txt"], tmp_path / "none")
    assert (done.counts["reports"], dict(done.reasons)) == (0, {"not-found": 1})


def test_going_on_in_a_store(store: tuple[str, Path, dict[str, int]], tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(_: object) -> None:
        raise Stop

    address, root, _ = store
    with pytest.raises(Stop):
        read_into([f"{address}/in"], f"{address}/out", watch=Watch(unit=stop))
    assert not (root / "out" / "reports").exists()
    with pytest.raises(UsageError, match="holds another job"):
        read_into([f"{address}/in/crawl.warc.gz"], f"{address}/out")
    assert read_into([f"{address}/in"], f"{address}/out").counts["reports"] == 18
    assert sorted(path.name for path in (root / "out").iterdir() if path.name.startswith("_")) == []


def test_a_store_that_fails_for_a_while(
    store: tuple[str, Path, dict[str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_PAUSE", 0.01)
    address, _, failing = store
    failing |= {"00001.txt": 2, "00002.txt": 100}
    done = read_into([f"{address}/in"], tmp_path / "tables")
    # The one that goes on failing is refused, since the store answers otherwise.
    assert (done.counts["reports"], dict(done.reasons)) == (17, {"unreadable": 1})


def test_a_store_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_PAUSE", 0.01)
    root = tmp_path / "root"
    write_reports(root, 3)
    with served(root) as (address, failing):
        (piece,) = pieces_of(input_files([address], Run(settings=Settings())))
        failing[EVERYTHING] = 1
        with pytest.raises(opening.StoreGone, match="does not answer"):
            list(units_of(piece, spec(tmp_path / "tables")))


def test_moving_files_one_by_one_is_never_a_whole(store: tuple[str, Path, dict[str, int]]) -> None:
    import duckdb

    address, root, _ = store
    read_into([root / "in" / "00001.txt"], root / "made")
    place = place_at(f"{address}/made")
    (root / "made" / "more").mkdir()
    place.write("more/unfinished.parquet", b"This table is being moved")
    (root / "made" / "more" / "part.parquet").write_bytes(
        next((root / "made" / "reports").rglob("*.parquet")).read_bytes()
    )
    with pytest.raises(duckdb.Error, match=r"unfinished\.parquet"):
        duckdb.execute(f"SELECT count(*) FROM '{root}/made/more/*.parquet'").fetchall()


def test_addresses_that_fsspec_does_not_know(tmp_path: Path) -> None:
    done = run("read", "nosuch://bucket/a.warc.gz", "--out", tmp_path / "tables")
    assert done.returncode == 2 and "nosuch" in done.stderr and "Traceback" not in done.stderr
