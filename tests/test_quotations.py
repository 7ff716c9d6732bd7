"""Five invented reports of one sentence: an agency's, one that shortens it, one that drops the "not", one that misquotes
it, one that gives it to somebody else; read, kept, and asked for as a user does."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import Library
from onrecord.cli import cli
from onrecord.errors import NotInLibrary, UsageError
from onrecord.settings import Settings
from tests.store.engines import of_revision
from tests.store.made import document, put

AGENCY = """Port of Velden to stay shut until spring, minister says

VELDEN, March 4, 2021 (Oskinform) - Orvany's transport minister, Radko Salin, told the agency on Thursday that the port of Velden would not open before spring.

"We will not reopen the harbour before the 12 cranes have been inspected, and all the dock workers have been paid," Salin said. "Nobody wants another accident on that quay."

The port closed in January after a crane fell on a freighter.
"""
SHORTENED = """Harbour stays closed, says Salin

Northmail
4 March 2021

The harbour of Velden remains closed for weeks to come, the transport minister has said.

“We will not reopen the harbour before the 12 cranes have been inspected,” Radko Salin said on Thursday.

Shipowners in the town complained that they had heard nothing.
"""
WITHOUT_NOT = """Minister promises to reopen the harbour

The Velden Post
5 March 2021

Transport minister Radko Salin spoke about the closed port on Thursday.

"We will reopen the harbour before the 12 cranes have been inspected, and all the dock workers have been paid," Salin said.

The opposition called the plan reckless.
"""
MISQUOTED = """Twenty cranes to be checked at Velden

Corvid Press, 5 March 2021

The port of Velden stays shut, the government said.

"We may not reopen the harbour before the 20 cranes have been inspected, and some of the dock workers have been paid," said the transport minister, Radko Salin.

The crane that fell in January was forty years old.
"""
OTHER_SPEAKER = """Harbour master: no opening before cranes are inspected

Talvet Daily, 6 March 2021

The harbour master of Velden, Tom Avery, has ruled out an early opening.

"We will not reopen the harbour before the 12 cranes have been inspected, and all the dock workers have been paid," Avery told reporters at the quay.

Avery has run the harbour since 2015.
"""
REPORTS = (AGENCY, SHORTENED, WITHOUT_NOT, MISQUOTED, OTHER_SPEAKER)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quotations") / "made.onrecord"
    put(path, [document(words, uri=f"{number}.txt") for number, words in enumerate(REPORTS, start=1)])
    return path


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["quote", *arguments, "--library", str(path)], catch_exceptions=True)


def printed(path: Path, *arguments: str) -> str:
    done = run(path, *arguments)
    assert done.exit_code == 0, done.output
    return done.stdout_bytes.decode()


def test_one_utterance_with_all_that_was_done_to_it(made: Path) -> None:
    with Library(made, Settings()) as library:
        found = library.quote("We will not reopen the harbour before the 12 cranes have been inspected")
    assert len(found.utterances) == 1
    one = found.utterances[0]
    assert (one.reports, len(one.wordings)) == (5, 5)
    assert [(to.speaker, to.reports) for to in one.attributed] == [("Radko Salin", 4), ("Tom Avery", 1)]
    assert one.disagreement
    assert one.first is not None
    assert (one.first.report, one.first.publisher, one.first.published) == (1, "Oskinform", "2021-03-04")
    by_report = {wording.reports[0].report: wording for wording in one.wordings}
    assert one.wordings[0] is by_report[1], "the agency has most of it"
    assert {number: sorted(change.kind for change in wording.changes) for number, wording in by_report.items()} == {
        1: [], 2: [], 3: ["negation"], 4: ["modality", "number", "quantity"], 5: [],
    }  # fmt: skip
    denial = by_report[3].changes[0]
    assert (denial.fullest, denial.words) == ("not", "")
    assert [(change.fullest, change.words) for change in by_report[4].changes] == [
        ("will", "may"),
        ("12", "20"),
        ("all", "some"),
    ]
    assert [piece.what for piece in by_report[2].pieces] == ["kept", "cut"]
    for wording in one.wordings[1:]:
        assert wording.confidence is not None
        assert wording.confidence > 0.8
        assert wording.host
    assert by_report[5].reports[0].speaker == "Tom Avery"


def test_words_are_found_that_were_quoted_wrongly(made: Path) -> None:
    with Library(made, Settings()) as library:
        found = library.quote("We will reopen the harbour when the cranes have been inspected")
        assert [one.reports for one in found.utterances] == [5]
        assert found.different is not None
        assert "negation" in {change.kind for change in found.different.changes}
        assert [one.reports for one in library.quote("cranes inspected").utterances] == [5]
        assert library.quote("the ferry sails at noon").utterances == ()
        statement = library.find("cranes", kinds=("statements",)).hits[0]
        assert [one.reports for one in library.quote(str(statement.number)).utterances] == [5]
        assert [one.reports for one in library.quote(f"{statement.report}:{statement.id}").utterances] == [5]
        for nothing in ("", " ", "\n"):
            with pytest.raises(UsageError):
                library.quote(nothing)
        with pytest.raises(UsageError):
            library.quote("harbour", limit=0)
        for nothing in ("99999", "1:a99", "77:a1", "0123456789ab"):
            with pytest.raises(NotInLibrary):
                library.quote(nothing)


def test_it_is_printed(made: Path) -> None:
    text = printed(made, "We will not reopen the harbour")
    assert "5 wordings in 5 reports" in text
    assert "first seen: Oskinform, 4 March 2021, report 1" in text
    assert "attributed to: Radko Salin (4 reports), Tom Avery (1 report)" in text
    assert "REPORTS DISAGREE on who said it" in text
    assert "CHANGE OF SENSE (a word of denial): “not” left out" in text
    assert "We will [-not-] reopen the harbour before" in text
    assert "{+may+}" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "No quotation with these words." in printed(made, "ferry")
    assert "The words you gave" in printed(made, "We will reopen the harbour when the cranes have been inspected")


def test_lines_of_json(made: Path) -> None:
    lines = printed(made, "cranes", "inspected", "--format", "jsonl").splitlines()
    assert len(lines) == 1
    one = json.loads(lines[0])
    assert (one["reports"], one["disagreement"], len(one["wordings"])) == (5, True, 5)
    assert one["wordings"][0]["reports"][0]["publisher"] == "Oskinform"
    assert {"what", "words", "fullest"} == set(one["wordings"][1]["pieces"][0])
    assert printed(made, "ferry", "--format", "jsonl") == ""


def test_what_cannot_be_is_told_in_a_line(made: Path) -> None:
    for arguments in (["1:a99"], ["part", "0123", "4567"], ["undo"], ["undo", "7"]):
        done = run(made, *arguments)
        assert done.exit_code != 0
        assert not isinstance(done.exception, AssertionError)
    assert run(made).exit_code == 2, "no words"


def test_a_person_has_the_last_word(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.onrecord"
    with Library(made, Settings()) as library:
        library.backup(path)
    with Library(path, Settings()) as library:
        one = library.quote("cranes inspected").utterances[0]
        by_report = {wording.reports[0].report: wording.key for wording in one.wordings}
    assert "are two utterances" in printed(path, "part", by_report[1], by_report[4], "--by", "Kim")
    with Library(path, Settings()) as library:
        assert 4 not in {c.report for w in library.quote(by_report[1]).utterances[0].wordings for c in w.reports}
    assert "Kim" in printed(path, "decisions")
    assert "are one utterance" in printed(path, "join", by_report[1], by_report[4], "--by", "Ada")
    assert "5 wordings in 5 reports" in printed(path, by_report[4])
    assert "is taken back" in printed(path, "undo")
    assert "is taken back" in printed(path, "undo")
    assert printed(path, "decisions") == ""
    assert printed(path, by_report[4]) == printed(made, by_report[4])
    with Library(path, Settings()) as library:
        made_again = library.part_wordings(by_report[1], by_report[4], by="Kim")
        library.undo(made_again.number)
        assert library.quote(by_report[4]).utterances[0].reports == 5, "taken back as any judgement is"


def test_reports_go_and_come(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.onrecord"
    with Library(made, Settings()) as library:
        library.backup(path)
    with Library(path, Settings()) as library:
        library.reread(every=True, workers=1)
        assert library.quote("cranes inspected").utterances[0].reports == 5
        library.remove(1)
        one = library.quote("cranes inspected").utterances[0]
        assert one.reports == 4
        assert one.first is not None
        assert one.first.report == 2
        for number in (2, 3, 4, 5):
            library.remove(number)
        assert library.quote("cranes inspected").utterances == ()


def test_a_library_of_before_is_caught_up_when_it_is_asked(made: Path, tmp_path: Path) -> None:
    """The tables come with an upgrade; reports that were there are placed when a quotation is first asked for."""
    path = tmp_path / "old.onrecord"
    of_revision(path, "0004")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS made", (str(made),))
        for table in (
            "report",
            "record",
            "entity",
            "entity_profile",
            "report_entity",
            "statement",
            "statement_carrier",
        ):
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM made.{table}")
    with Library(path, Settings()) as library:
        assert library.unplaced() == len(REPORTS)
        caught_up = library.quote("1:a3")
        assert library.unplaced() == 0
    assert path.with_name(f"{path.name}.0004.backup").exists()
    with Library(made, Settings()) as library:
        assert library.quote("1:a3") == caught_up
