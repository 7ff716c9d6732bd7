from __future__ import annotations

import re
from dataclasses import replace

import click
import pytest

from onrecord.reader import Reader
from onrecord.record import Report
from onrecord.view.text import report_text
from tests.view.made import PLACES, TEXT, made


@pytest.fixture(scope="module")
def report(reader: Reader) -> Report:
    return made(reader)


def after(text: str, heading: str) -> str:
    return text[text.index(heading) :]


def test_what_happened_by_date(report: Report) -> None:
    happened = after(report_text(report), "What happened: 5 events")
    dates = ["\n25 February 2019\n", "\n11 March 2019, morning\n", "\nApril 2019\n", "\nNo date told\n"]
    places = [happened.index(date) for date in dates]
    assert places == sorted(places)
    assert "  5  Osk navy → fired on → two fishermen\n     [shooting; 2 fishermen killed; 1 wounded]\n" in happened
    assert "where: Skelling Point, Norway" in happened


def test_on_whose_word_an_event_is_and_who_disputes_it(report: Report) -> None:
    happened = after(report_text(report), "What happened")
    shooting = happened[happened.index("fired on") : happened.index("11 March")]
    assert "on the word of Tom Avery, line 5\n     DISPUTED by defence ministry, line 7" in shooting
    order = happened[happened.index("11 March") : happened.index("April 2019")]
    assert "word of" not in order, "the reporter's own word needs no note"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("ordered", "ORDERED, NOT TOLD AS DONE"),
        ("planned", "PLANNED"),
        ("threatened", "THREATENED, NOT DONE"),
        ("denied", "DENIED"),
        ("called-for", "CALLED FOR, NOT TOLD AS DONE"),
        ("ongoing", "GOING ON"),
        ("hypothetical", "ONLY SUPPOSED"),
    ],
)
def test_what_did_not_happen_says_so(report: Report, status: str, words: str) -> None:
    one = replace(report, events=(replace(report.events[0], status=status),))  # type: ignore[arg-type]
    assert f"[withdrawal; {words}]" in report_text(one)
    assert "HAPPENED" not in report_text(report).replace("What happened", "")


def test_places_each_once_and_what_is_open(report: Report) -> None:
    where = after(report_text(report), "Where: 4 places")
    assert "  1  Sund, Norway | 58.90 N, 3.25 W | named 3 times" in where
    assert "  9  Springfield | not resolved | named once" in where
    assert "may be Springfield, Illinois, United States at 39.80 N, 89.64 W (30%) or" in where


def test_a_statement_shows_when_and_where(report: Report) -> None:
    text = report_text(report)
    said = text[text.index("Who said what") : text.index("What happened")]
    assert "when: “Monday morning”, 11 March 2019, morning; where: Sund, Norway" in said
    assert "where: Springfield (not resolved)" in said


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_too_wide_and_colour_changes_no_words(report: Report, width: int) -> None:
    plain = report_text(report, width=width, name="x")
    assert max(len(line) for line in plain.splitlines() if "northmail" not in line) <= width
    coloured = report_text(report, width=width, name="x", style=click.style)
    assert coloured != plain and click.unstyle(coloured) == plain


def test_line_numbers_are_those_of_the_triggers(report: Report) -> None:
    lines = TEXT.splitlines()
    found = re.findall(r"^ *(\d+)  .*→ (?:we )?(\w+)", after(report_text(report), "What happened"), re.MULTILINE)
    assert len(found) == 5
    for number, word in found:
        assert word in lines[int(number) - 1]


def test_a_record_without_events_and_places_has_no_such_headings(report: Report) -> None:
    text = report_text(replace(report, events=(), places=()))
    assert "What happened" not in text and "Where:" not in text


def test_a_terminal_is_not_steered_by_places_and_units(report: Report) -> None:
    bad = "Sund\x1b[31m\u202e"
    event = report.events[1]
    changed = replace(
        report,
        places=(replace(PLACES[4], name=bad, candidates=(replace(PLACES[4].candidates[0], name=bad),)), *PLACES),
        events=(replace(event, magnitude=(replace(event.magnitude[0], unit=bad),), mode=bad),),
        entities=tuple(replace(one, name=bad, named=True) for one in report.entities),
    )
    text = report_text(changed)
    assert "\x1b" not in text and "\u202e" not in text
