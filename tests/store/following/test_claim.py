"""Claims: who made one, who repeated, changed or disputed it, asked of a library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import NotInLibrary, UsageError
from onrecord.store.following.claim.asking import Claim
from tests.store.made import document, opened, put, run

FIRST = """Northern Wire
4 March 2021

Nine dead in Kestrel Bay blast

KESTREL BAY, March 4 - The explosion at the Hallam Nitrates plant in Kestrel Bay killed nine workers, Dorte Amsel,
the fire chief, said on Thursday.
"""
SECOND = """The Velden Post
5 March 2021

A day of mourning in Kestrel Bay

The explosion at the Hallam Nitrates plant in Kestrel Bay killed nine workers, Dorte Amsel said again on Friday.
"""
THIRD = """Harbour Courier
6 March 2021

Toll of plant blast rises

The explosion at the Hallam Nitrates plant in Kestrel Bay killed twelve workers, Ilse Brandt, the coroner, said on
Saturday.
"""
OTHER = """Harbour Courier
6 March 2021

Ferry crews go back to work

The union's leader, Per Lindqvist, said that the ferry crews of Orvany would return to work on Monday.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.onrecord"


def steps(claim: Claim) -> list[tuple[str, str | None, str | None]]:
    return [(step.kind, step.statement.speaker, step.statement.published) for step in claim.steps]


def test_a_claim_is_made_repeated_and_changed_in_any_order(path: Path, tmp_path: Path) -> None:
    documents = [document(text) for text in (FIRST, SECOND, THIRD, OTHER)]
    put(path, documents)
    other = tmp_path / "other.onrecord"
    put(other, documents[::-1])
    for name in (path, other):
        with opened(name) as library:
            (claim,) = library.claim("killed nine workers", limit=1)
            assert steps(claim) == [
                ("made", "Dorte Amsel", "2021-03-04"),
                ("repeated", "Dorte Amsel", "2021-03-05"),
                ("changed", "Ilse Brandt", "2021-03-06"),
            ]
            assert (claim.reports, [step.first for step in claim.steps]) == (2, [True, False, True])
            (figures,) = claim.ranges
            assert (figures.low, figures.high) == (9, 12)
            assert [one.value for one in figures.given] == [9, 9, 12]


def test_a_statement_is_named_by_report_and_id_or_number(path: Path) -> None:
    put(path, [document(FIRST), document(SECOND), document(THIRD), document(OTHER)])
    with opened(path) as library:
        (found,) = library.find("nine", kinds=["statements"], limit=1).hits
        (by_number,) = library.claim(found.number)
        (by_name,) = library.claim(f"{found.report}:{found.id}")
        assert by_number == by_name
        (alone,) = library.claim("ferry crews")
        assert [kind for kind, _, _ in steps(alone)] == ["made"]
        assert library.claim("zeppelin") == ()
        for words in ("99999", "1:a99"):
            with pytest.raises(NotInLibrary):
                library.claim(words)
        for words, limit in (("", 3), ("nine", 0)):
            with pytest.raises(UsageError):
                library.claim(words, limit=limit)


def test_of_a_page_that_changed_the_latest_version_counts(path: Path) -> None:
    address = "https://velden.example/blast"
    put(
        path,
        [
            document(SECOND.replace("nine", "eight"), url=address, retrieved="2021-03-05T08:00:00Z"),
            document(SECOND, url=address, retrieved="2021-03-05T18:00:00Z"),
            document(FIRST),
        ],
    )
    with opened(path) as library:
        (claim,) = library.claim("killed", limit=1)
        assert [step.statement.report for step in claim.steps] == [3, 2]
        (earlier,) = library.claim("1:a1")
        assert [step.statement.report for step in earlier.steps] == [1]


def test_who_disputes_it_in_other_words_is_told(path: Path) -> None:
    put(path, [document(FIRST)])
    text = FIRST.replace("Northern Wire", "Vale Herald") + (
        "\nThe mayor, Ada Brisk, denied it. “That is a fairy tale with a customs stamp,” she said.\n"
    )
    put(path, [document(text)])
    with opened(path) as library:
        (claim,) = library.claim("killed nine workers", limit=1)
    against = [step for step in claim.steps if step.kind in ("denied", "disputed")]
    assert against
    assert all(step.from_record and step.statement.report == 2 for step in against)


def test_a_person_parts_and_joins_claims_and_takes_it_back(path: Path) -> None:
    put(path, [document(FIRST), document(SECOND), document(OTHER)])
    with opened(path) as library:
        (claim,) = library.claim("1:a1")
        assert [step.statement.report for step in claim.steps] == [1, 2]
        apart = library.decide_pair("claim", "1:a1", "2:a1", same=False, by="Kim")
        (claim,) = library.claim("1:a1")
        assert [step.statement.report for step in claim.steps if step.kind in ("made", "repeated")] == [1]
        together = library.decide_pair("claim", "3:a1", "1:a1", same=True, by="Kim")
        (claim,) = library.claim("1:a1")
        assert [step.statement.report for step in claim.steps if step.kind in ("made", "repeated")] == [1, 3]
        for decision in (apart, together):
            library.undo_pair("claim", decision.number, by="Lee")
        (claim,) = library.claim("1:a1")
        assert [step.statement.report for step in claim.steps] == [1, 2]
        with pytest.raises(UsageError):
            library.decide_pair("claim", "ferry", "1:a1", same=True)


def test_the_command(path: Path) -> None:
    put(path, [document(FIRST), document(SECOND), document(THIRD), document(OTHER)])
    done = run("claim", "killed nine workers", "--limit", "1", "--library", str(path))
    assert done.returncode == 0, done.stderr
    assert "2 reports with it, 1 statement against it" in done.stdout
    assert "CHANGED" in done.stdout
    assert "FIGURES DIFFER: count (worker), 9 to 12" in done.stdout
    (line,) = run("claim", "ferry", "--format", "jsonl", "--library", str(path)).stdout.splitlines()
    assert [step["kind"] for step in json.loads(line)["steps"]] == ["made"]
    assert run("claim", "zeppelin", "--library", str(path)).stdout == "No statement has these words.\n"
    assert run("claim", "1:a99", "--library", str(path)).returncode == 5


HOAX = """Orvany Globe
7 March 2021

Kestrel Bay mayor denies plant blast killed workers: rumour is a hoax

The explosion at the Hallam Nitrates plant in Kestrel Bay killed nine workers, Dorte Amsel, the fire chief, had said.
The mayor, Ida Renn, denied on Sunday that the explosion at the Hallam Nitrates plant in Kestrel Bay killed nine
workers.
"""


def test_headlines_are_for_or_against_it(path: Path) -> None:
    put(path, [document(text) for text in (FIRST, SECOND, HOAX)])
    with opened(path) as library:
        (found, *_) = library.claim("killed nine workers", limit=1)
    told = {one.title: one.stance for one in found.headlines}
    assert told["Kestrel Bay mayor denies plant blast killed workers: rumour is a hoax"] == "against"
    assert told.get("Nine dead in Kestrel Bay blast", "for") != "against"
    assert {step.kind: step.stance for step in found.steps}["made"] == "for"
    assert all(step.stance == "against" for step in found.steps if step.kind == "denied")
    assert "against it" in run("claim", "killed nine workers", "--library", str(path)).stdout
