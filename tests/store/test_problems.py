"""What was refused: told, and forgotten when it is no longer of interest."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.acquire.document import Refused
from onrecord.commands.bar import bar_width, counting_bar
from onrecord.errors import Empty, NotInLibrary
from tests.store.made import opened, put, run

URIS = ("feed.jsonl#1", "feed.jsonl#12", "feed.jsonl.old", "page.txt")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "made.onrecord"
    put(made, [])
    return made


def test_nothing_is_said_in_words(path: Path) -> None:
    assert run("problems", "--library", path).stdout == "no problems\n"
    assert run("problems", "--format", "jsonl", "--library", path).stdout == ""
    assert run("problems", "--clear", "--library", path).stdout == "nothing was refused\n"


def test_cleared(path: Path) -> None:
    with opened(path) as library:
        library.add_documents([Refused(uri=uri, error=Empty("it is empty")) for uri in URIS], workers=1)
        assert len(run("problems", "feed.jsonl", "--library", path).stdout.splitlines()) == 2
        assert library.clear_problems(["feed.jsonl"]) == 2
        assert [one.uri for one in library.problems()] == ["feed.jsonl.old", "page.txt"]
        with pytest.raises(NotInLibrary, match="onrecord problems lists it"):
            library.clear_problems("feed.jsonl")
    assert run("problems", "--clear", "nothing", "--library", path).returncode == 5
    assert run("problems", "--clear", "page.txt", "--library", path).stdout == "1 forgotten\n"
    assert run("problems", "--clear", "--library", path).stdout == "1 forgotten\n"
    assert run("problems", "--library", path).stdout == "no problems\n"


def test_a_bar_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    with counting_bar("reading again") as advance:
        for _ in range(5):
            advance()
    rows = capsys.readouterr().err.replace("\r", "\n").splitlines()
    assert all("\u2026" not in row for row in rows)
    assert bar_width(60, 52) == 8 and bar_width(200, 52) == 40 and bar_width(20, 52) == 4
