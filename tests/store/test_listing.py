"""The list of what is in a library."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.errors import NotInLibrary, UsageError
from onrecord.store.export.chosen import Chosen
from tests.store.made import document, german, opened, put, run

PAGE = "https://ort.example/2021/03/04/bruecke"
DOCUMENTS = [
    document(german(1), uri="one.txt"),
    document(german(2), uri="two", url=PAGE, retrieved="2021-03-05T00:00:00Z"),
    document(german(3), uri="three", url=PAGE, retrieved="2021-03-06T00:00:00Z"),
    document(german(4), uri="four", url="https://hafen.example/2020/01/02/schiff"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    put(tmp_path / "made.onrecord", DOCUMENTS)
    return tmp_path / "made.onrecord"


def test_newest_first_and_chosen(path: Path) -> None:
    with opened(path) as library:
        listing = library.list_reports()
        assert [(one.number, one.published) for one in listing.reports] == [
            (3, "2021-03-04"), (4, "2020-01-02"), (1, None),
        ]  # fmt: skip
        assert (listing.reports[0].uri, listing.reports[0].address, listing.reports[0].latest) == ("three", PAGE, True)
        assert [one.number for one in library.list_reports(Chosen(versions="all")).reports] == [3, 2, 4, 1]
        assert [one.number for one in library.list_reports(Chosen(publisher="hafen")).reports] == [4]
        cut = library.list_reports(limit=1)
        assert (len(cut.reports), cut.whole) == (1, 3)
        with pytest.raises(UsageError):
            library.list_reports(limit=0)
        with pytest.raises(NotInLibrary, match="no publisher"):
            library.list_reports(Chosen(publisher="nobody"))


def test_the_command(path: Path) -> None:
    done = run("reports", "--library", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("  3  4 March 2021  Meldung 3\n     ort.example, 0 statements, 0 events, ")
    done = run("reports", "--from", "2020", "--to", "2020-01", "--format", "jsonl", "--library", path)
    assert [json.loads(line)["number"] for line in done.stdout.splitlines()] == [4]
    done = run("reports", "--versions", "--limit", "3", "--format", "csv", "--library", path)
    assert [row["number"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["3", "2", "4"]
    assert done.stderr == "onrecord: 4 reports, the newest 3 are listed (--limit)\n"
    assert run("reports", "--language", "fr", "--library", path).stdout == "No reports.\n"
    assert run("reports", "--from", "soon", "--library", path).returncode == 2
    shown = run("show", "one.txt", "--library", path).stdout
    with opened(path) as library:
        assert shown.startswith(f"one.txt\nReport     1, key {library.show(1).key[:12]}\n")


def test_what_people_judged_is_shown(path: Path) -> None:
    with opened(path) as library:
        number = library.judge(1, "report", "publisher", {"name": "Der Bote"}, by="Kim")
        library.judge(1, "report", "language", "de", by="Vera")
        assert [(one.about, one.by) for one in library.show(1).judgements] == [
            ("publisher", "Kim"),
            ("language", "Vera"),
        ]
        library.undo(number)
    shown = run("show", "1", "--library", path).stdout
    assert 'Judged     language: "de" (Vera, 20' in shown
    assert "Der Bote" not in shown
