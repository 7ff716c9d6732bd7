"""A folder of tables into a library: the same as adding the inputs themselves, without reading anything again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.library import Library
from onrecord.scale.job import Watch
from onrecord.settings import Settings
from tests.scale.made import archive, read_into
from tests.store.made import run


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("inputs") / "archive")


@pytest.fixture(scope="module")
def tables(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "tables"
    read_into([inputs], folder)
    return folder


@pytest.fixture(scope="module")
def direct(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library(tmp_path_factory.mktemp("direct") / "library.onrecord", Settings())
    library.add([inputs], workers=2)
    return library


def test_it_is_the_same_library(tables: Path, direct: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing is read: no process for it can be begun.
    monkeypatch.setattr("onrecord.apart.process.ReadingProcess.start", None)
    with Library(tmp_path / "library.onrecord", Settings()) as library:
        done = library.add([tables])
        loaded, expected = library.check(), direct.check()
        assert (loaded.hash, loaded.reports, loaded.faults) == (expected.hash, expected.reports, ())
        assert done.added + done.versions == loaded.reports
        assert (done.refused, done.passed_over) == (7, 1)
        for query in ("SELECT key, uri, retrieved FROM sighting JOIN (SELECT id AS r FROM report) ON r = report",
                      "SELECT hash, size, length(data) FROM capture", "SELECT uri, kind, detail FROM refusal",
                      "SELECT key, address, uri, given, latest, retrieved FROM report"):  # fmt: skip
            assert rows_of(library, query) == rows_of(direct, query), query
        again = library.add([tables])
        assert (again.added, again.versions, again.refused) == (0, 0, 7)
        assert library.check() == loaded


def rows_of(library: Library, query: str) -> set[tuple[object, ...]]:
    with library.reading() as connection:
        return {tuple(row) for row in connection.exec_driver_sql(query)}


def test_into_a_library_that_has_some(inputs: Path, tables: Path, direct: Library, tmp_path: Path) -> None:
    with Library(tmp_path / "library.onrecord", Settings()) as library:
        library.add([inputs / "texts"], workers=1)
        done = library.add([tables, inputs / "b.jsonl"], workers=1)
        assert library.check().hash == direct.check().hash
        assert done.unchanged >= 6


def test_without_captures(inputs: Path, direct: Library, tmp_path: Path) -> None:
    settings = replace(Settings(), keep_captures=False)
    read_into([inputs / "texts"], tmp_path / "tables", settings=settings)
    with Library(tmp_path / "library.onrecord", Settings()) as library:
        library.add([tmp_path / "tables"])
        captures = rows_of(library, "SELECT hash, size, data FROM capture")
        assert captures and captures == {
            (hash_, size, None)
            for hash_, size, _ in rows_of(direct, "SELECT hash, size, data FROM capture")
            if hash_ in {one[0] for one in captures}
        }
        assert not library.check().faults


def test_one_that_is_not_finished_is_refused(inputs: Path, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(_: object) -> None:
        raise Stop

    with pytest.raises(Stop):
        read_into([inputs / "texts"], tmp_path / "tables", watch=Watch(unit=stop))
    done = run("add", tmp_path / "tables", "--library", tmp_path / "library.onrecord")
    assert done.returncode == 3
    assert "tables: its reading was not finished; run the same onrecord read again, then add it" in done.stderr


def test_a_changed_file_is_refused(inputs: Path, tmp_path: Path) -> None:
    read_into([inputs / "texts"], tmp_path / "tables")
    for path in (tmp_path / "tables" / "reports").rglob("*.parquet"):
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    with Library(tmp_path / "library.onrecord", Settings()) as library:
        done = library.add([tmp_path / "tables"])
        assert done.added == 0
        assert any("is not the file that manifest.json names" in one.detail for one in library.problems())
