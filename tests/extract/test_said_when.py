"""A statement's time is when it was made, never when that happened which it tells of."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.reader import Reader
from onrecord.record import Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Report:
    return reader.read(text=text + "\n", published=date(2024, 5, 15))


def times(report: Report) -> dict[str, str | None]:
    """For each cue the words of its time."""
    words = {time.id: " ".join(report.text[start:end] for start, end in time.spans) for time in report.times}
    return {one.cue.text: words.get(one.time or "") for one in report.attributions if one.cue}


@pytest.mark.parametrize(
    ("text", "cue", "time"),
    [
        ("Ada Lund told reporters on Tuesday that the bridge was closed last week.", "told", "Tuesday"),
        ("On Tuesday, the council said it had lost the keys in March.", "said", "Tuesday"),
        ("In a statement on Thursday, the ministry denied that the plant had leaked in April.", "denied", "Thursday"),
        ("Lund, speaking yesterday, said the fire began at 3 am on Sunday.", "said", "yesterday"),
        ("The report, published in 2018, said the aquifer would be empty by 2031.", "said", "2018"),
        ("The 2019 report warned that the dam could fail.", "warned", "2019"),
        ("The bridge was closed in 2015, Ada Lund said on Monday.", "said", "Monday"),
        ("Lund wrote in her 2004 memoir that she had crossed the bridge in 1980.", "wrote", "2004"),
    ],
)
def test_the_time_beside_the_verb(reader: Reader, text: str, cue: str, time: str) -> None:
    assert times(read(reader, text))[cue] == time


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Ada Lund, said the old bridge was closed in 2015.",
        "The company, founded in 1987, said it would close the plant.",
        "The minister, who resigned in 2019, denied that he had taken money.",
        "Lund, mayor since 2016, promised to repair the bridge by 2027.",
        "Experts believe that the temple was built in 1200.",
        "Since 2012 the union has said that the mine is unsafe.",
        "Two men broke into the mill on Friday night, according to police.",
        "He accused her of lying in 2014.",
        "After the bridge fell in 2015, Lund said that nobody had warned her.",
    ],
)
def test_the_time_of_what_is_told_is_not_when_it_was_said(reader: Reader, text: str) -> None:
    found = read(reader, text)
    assert found.attributions and all(one.time is None for one in found.attributions)
    assert all(moment.kind == "event" for moment in found.timeline())


def test_a_year_keeps_its_first_and_last_day(reader: Reader) -> None:
    found = read(reader, "In 2015 Ada Lund said that the bridge was safe.")
    (moment,) = [one for one in found.timeline() if one.kind == "statement"]
    assert (moment.start, moment.end, moment.precision) == ("2015-01-01", "2015-12-31", "year")
