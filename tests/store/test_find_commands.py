"""The commands that find, whole, as a person calls them."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from onrecord.cli import main
from onrecord.library import Library
from onrecord.settings import Settings
from onrecord.store import schema
from onrecord.store.entering import enter_waiting
from onrecord.store.place import place_of
from onrecord.store.put import next_ids, put_report
from onrecord.view.library.marked import marked_rows, wrapped
from tests.store.telling import ADDED, Being, Happens, Says, told

SALIN = Being("Radko Salin", roles=("President",), country="RU", sector="GOV")
HARKEN = Being("Ilse Harken")
REPORTS = [
    told(
        "Ferries \x1b[31mstay\x1b[0m \x9b2Jhome \u202egnp",
        [Says(SALIN, "all ferries must return\x07 to port", via=(Being("Oskinform", "organization"),)), Says(HARKEN, "no ferry left", act="denies", denies=0)],
        publisher="North\x1b]8;;evil\x07mail", url="https://northmail.example/ferries",
        happens=[Happens("The Osk navy fired on a ferry.", "fired on", mode="firearms", status="planned", day=("2021-03-01", "2021-03-01"), place=("Velden", "NL"), word=0)],
    ),
    told("=SUM(A1)", [Says(Being("Ilse Brisk"), "=1+1 grain")], day="2021-04-01"),
    told(
        "Alone", [Says(Being("Salin"), "nothing")], day="2021-05-03",
        happens=[Happens("The Osk navy seized the crane of Tom Avery.", "seized", type="COERCE", mode="seize", actors=(Being("Osk navy", "organization"),), recipients=(Being("Tom Avery"),), day=("2021-05-02", "2021-05-02"))],
    ),
]  # fmt: skip
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "made.onrecord"
    place_of(made, Settings()).prepare(make=True)
    with Library(made) as library, library.writing() as connection:
        ids = next_ids(connection)
        for report in REPORTS:
            put_report(
                connection, report, ids, key=report.id, address=report.origin.uri, uri=report.origin.uri, added=ADDED
            )
        enter_waiting(connection, ids)
    return made


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("ONRECORD_LIBRARY", str(path))
        monkeypatch.setattr(sys, "argv", ["onrecord", *arguments])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        out, error = capfdbinary.readouterr()
        return code, out.decode(), error.decode()

    return call


def test_find(run: Run) -> None:
    code, out, _ = run("find", "ferry return")
    assert code == 0
    assert "Statements" in out
    assert "all *ferries* must *return*" in out
    assert "(report of) 4 March 2021  Radko Salin, President | said" in out
    assert "*Salin*, President | said" in run("find", "salin", "--in", "statements")[1]
    assert "[via Oskinform]" in out
    assert "DISPUTED by Ilse Harken: no ferry left" in out
    assert run("find", "--speaker", "Harken")[1].count("Ilse Harken") >= 1
    assert run("find", "zebra") == (0, "Nothing found.\n", "")
    assert run("find", "--speaker", "Zara") == (5, "", "onrecord: no speaker is named 'Zara'\n")
    assert "near it: Ilse Harken" in run("find", "--speaker", "Hraken")[2]
    assert run("find", "ferry", "--in", "events")[1].startswith("Events\n")
    _, out, _ = run("find", "ferry", "--in", "events")
    assert "1 March 2021  fired on\n" in out
    assert "[shooting; PLANNED]" in out
    assert "where: Velden, Netherlands" in out
    assert "on the word of Radko Salin, via Oskinform" in out


def test_kinds_of_events_and_acts_as_the_views_call_them(run: Run) -> None:
    for name in ("ASSAULT", "assault", "attack", "shooting", "Shooting", "attack (firearms)"):
        code, out, error = run("find", "ferry", "--event", name, "--in", "events")
        assert (code, "fired on" in out, error) == (0, True, ""), name
        assert "fired on" in run("timeline", "--event", name)[1]
    for name in ("beating", "talks"):
        assert run("find", "ferry", "--event", name, "--in", "events")[1] == "Nothing found.\n", name
        assert run("timeline", "--event", name)[1] == "Nothing found.\n"
    assert "no *ferry* left" in run("find", "ferry", "--act", "Denies", "--kind", "INDIRECT")[1]


def test_who_did_it_to_whom(run: Run) -> None:
    _, out, _ = run("find", "crane", "--in", "events")
    assert "2 May 2021  Osk navy → seized → Tom Avery\n" in out
    _, out, _ = run("find", "crane", "--in", "events", "--format", "jsonl")
    row = json.loads(out)
    assert (row["actors"], row["recipients"], row["dated"]) == (["Osk navy"], ["Tom Avery"], True)


def test_whose_day_it_is(run: Run) -> None:
    _, out, _ = run("timeline", "ferry", "--in", "statements")
    assert "(day of the report)  Ilse Harken | said" in out
    rows = [json.loads(line) for line in run("find", "--about", "Osk navy", "--format", "jsonl")[1].splitlines()]
    assert {(row["kind"], row["dated"]) for row in rows} == {("event", True), ("report", True)}


def test_nothing_of_a_page_steers_the_terminal(run: Run) -> None:
    for command in (("find", "ferry"), ("who", "Radko Salin"), ("timeline",), ("show", "1"), ("entity", "Radko Salin")):
        code, out, _ = run(*command)
        assert code == 0
        assert not set(out) & {"\x1b", "\x07", "\x9b", "\u202e", "\x00"}, command
        assert "Ferries" in out


def test_a_row_a_hit(run: Run) -> None:
    _, out, _ = run("find", "ferry", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["kind"] for row in rows] == ["statement", "statement", "event", "report"]
    words = rows[0]["words"]
    assert [words[start:end] for start, end in rows[0]["hits"]] in (["ferry"], ["ferries"])
    _, out, _ = run("find", "grain", "--in", "statements", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["words"], row["title"], row["handle"], row["dated"]) == (
        "'=1+1 grain",
        "'=SUM(A1)",
        "ilse-brisk",
        "false",
    )
    code, out, error = run("find", "zebra", "--format", "csv")
    assert (code, out.count("\n"), error) == (0, 1, "onrecord: nothing found\n")


def test_who(run: Run) -> None:
    _, out, _ = run("who", "Radko", "Salin")
    assert out.startswith("Radko Salin (radko-salin)\n  person, Russia, government; named in 1 report\n")
    assert "President: 4 March 2021, once" in out
    assert "Statements, newest first" in out
    _, out, _ = run("who", "Salin")
    assert "1 statement is by somebody of whom" in out
    _, out, _ = run("who", "Ilse")
    assert "may be several; give one of these handles" in out
    assert "ilse-harken" in out
    code, out, error = run("who", "Ilse", "--format", "jsonl")
    assert (code, out, "ilse-harken" in error) == (5, "", True)
    assert run("who", "Zara") == (5, "", "onrecord: nobody and nothing here is named 'Zara'\n")


@pytest.mark.parametrize(
    "command",
    [("who", "Zara"), ("find", "ferry", "--speaker", "Zara"), ("find", "ferry", "--about", "Zara"),
     ("timeline", "--speaker", "Zara"), ("entity", "Zara"), ("entity", "merge", "zara", "ilse-harken"),
     ("entity", "split", "zara", "1"), ("entity", "undo", "7"), ("show", "77"), ("remove", "77", "--why", "a test"),
     ("reread", "77"), ("export", "--report", "77")],
)  # fmt: skip
def test_what_nothing_has_the_name_of(run: Run, command: tuple[str, ...]) -> None:
    code, out, error = run(*command)
    assert (code, out, error.count("\n")) == (5, "", 1)
    assert error.startswith("onrecord: no")


def test_a_handle_that_is_misspelt(run: Run) -> None:
    error = run("entity", "merge", "ilse-harken", "ilse-birsk")[2]
    assert error.count("\n") == 1
    assert "near it: ilse-brisk" in error


def test_short_names_and_pronouns_mean_nobody(run: Run) -> None:
    for name in ("us", "he", "a", "I"):
        assert run("who", name)[0] == run("entity", name)[0] == 5, name


def test_which_filter_kept_everything_out(run: Run) -> None:
    assert run("find", "ferry", "--speaker", "Ilse Brisk") == (
        0,
        "Nothing found.\n",
        "onrecord: no statements, events, reports with all of that; there are some without --speaker\n",
    )
    code, _, error = run("find", "ferry", "--from", "2022", "--in", "statements")
    assert (code, error) == (0, "onrecord: no statements with all of that; there are some without --from\n")
    assert "without --to" in run("timeline", "ferry", "--to", "2020")[2]


def test_timeline(run: Run) -> None:
    _, out, _ = run("timeline", "--limit", "3", "--from", "2021")
    assert out.index("1 March 2021") < out.index("4 March 2021")
    assert "there is more behind" in out
    _, out, _ = run("timeline", "--limit", "1")
    assert "there is more before" in out


def test_show(run: Run) -> None:
    code, out, _ = run("show", "https://northmail.example/ferries")
    assert code == 0
    assert "Who said what: 2 statements" in out
    assert json.loads(run("show", "1", "--format", "jsonl")[1])["id"] == REPORTS[0].id
    assert run("show", REPORTS[0].id[:10], "--format", "html")[1].lower().startswith("<!doctype html>")
    code, _, error = run("show", "nowhere")
    assert (code, error.count("\n")) == (5, 1)


def test_entity(run: Run, path: Path) -> None:
    _, out, _ = run("entity", "Ilse")
    assert "may be several" in out
    _, out, _ = run("entity", "ilse-harken")
    assert out.startswith("Ilse Harken (ilse-harken)\n")
    assert "Named in" in out
    code, out, _ = run("entity", "merge", "ilse-harken", "ilse-brisk", "--by", "Vera")
    assert (code, out) == (0, "decision 1: ilse-harken, ilse-brisk are one\n")
    assert "also: Ilse Brisk" in run("entity", "ilse-harken")[1]
    assert "Vera: ilse-harken, ilse-brisk are one" in run("entity", "decisions")[1]
    code, out, _ = run("entity", "split", "ilse-harken", "2", "--by", "Vera")
    assert (code, out) == (0, "decision 2: ilse-harken is somebody else in 1 report\n")
    assert run("entity", "undo", "--by", "Otto")[1] == "decision 2 on ilse-harken is taken back\n"
    assert run("entity", "undo", "1", "--by", "Otto")[1] == "decision 1 on ilse-harken, ilse-brisk is taken back\n"
    code, _, error = run("entity", "undo")
    assert (code, error.count("\n")) == (5, 1)
    with Library(path) as library, library.reading() as connection:
        rows = connection.execute(select(schema.judgement.c.by, schema.judgement.c.undone_by)).all()
        assert [tuple(row) for row in rows] == [("Vera", "Otto"), ("Vera", "Otto")]
    assert json.loads(run("entity", "ilse-brisk", "--format", "jsonl")[1])["names"] == ["Ilse Brisk"]
    assert "merge" in run("entity", "--help")[1]


@pytest.mark.parametrize(
    "command", [("find", "port"), ("who", "Salin"), ("timeline",), ("show", "1"), ("entity", "Salin")]
)
def test_a_library_that_is_not_there(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["onrecord", *command, "--library", str(tmp_path / "none.onrecord")])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 4
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "onrecord add" in error
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "command",
    [("find",), ("find", "-x"), ("find", "port", "--from", "soon"), ("find", "port", "--event", "FEAST"),
     ("find", "port", "--limit", "0"), ("find", "--", "-port"), ("who",), ("entity", "merge", "radko-salin"),
     ("timeline", "--from", "2021-02", "--to", "2020")],
)  # fmt: skip
def test_wrong_usage(run: Run, command: tuple[str, ...]) -> None:
    code, out, error = run(*command)
    assert (code, out) == (2, "")
    assert "Error:" in error


def test_rows_are_cut_between_words() -> None:
    text = "one two  three " + "x" * 25 + " four"
    rows = list(wrapped(" ".join(text.split()), 10))
    assert rows == ["one two", "three", "x" * 10, "x" * 10, "xxxxx four"]
    assert list(wrapped("", 10)) == []
    assert all(len(row) <= 10 for row in rows)


def test_hits_at_a_terminal_run_over_rows() -> None:
    def style(text: str, **look: object) -> str:
        return f"<{text}>" if look else text

    assert list(marked_rows("one two three four", ((4, 13),), 8, style)) == ["one <two>", "<three>", "four"]
    assert list(marked_rows("a \ue000b\ue001 c", (), 20, style)) == ["a \ufffdb\ufffd c"]
