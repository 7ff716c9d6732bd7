from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.reader import Reader
from onrecord.record import Report, Time, TimeType
from onrecord.view.dates import bounds_words, calendar_order, date_words, precision_of
from tests.checks import check
from tests.view.made import TEXT, made


@pytest.fixture(scope="module")
def report(reader: Reader) -> Report:
    return made(reader)


def time(
    value: str, start: str | None, end: str | None = None, *, mod: str | None = None, kind: TimeType = "DATE"
) -> Time:
    return Time(
        id="t", spans=((0, 1),), type=kind, value=value, mod=mod, quant=None, freq=None, start=start,
        end=end or start, confidence=0.9,
    )  # fmt: skip


def test_what_has_a_date_comes_in_order_of_its_start(report: Report) -> None:
    check(report, TEXT)
    assert [(one.id, one.start) for one in report.timeline()] == [
        ("v2", "2019-02-25"), ("v1", "2019-03-11"), ("a1", "2019-03-11"), ("a3", "2019-03-12"), ("v4", "2019-04-01"),
    ]  # fmt: skip


def test_what_has_none_comes_last_when_asked_for(report: Report) -> None:
    dated, all_of_it = report.timeline(), report.timeline(undated=True)
    assert all_of_it[: len(dated)] == dated
    rest = all_of_it[len(dated) :]
    assert [one.id for one in rest] == ["a2", "v3", "a4", "a5", "v5"]
    assert {(one.start, one.end, one.when, one.precision) for one in rest} == {(None,) * 4}


def test_a_row_says_on_whose_word_and_who_disputes_it(report: Report) -> None:
    rows = {one.id: one for one in report.timeline(undated=True)}
    shooting = rows["v2"]
    assert (shooting.kind, shooting.status, shooting.precision) == ("event", "happened", "day")
    assert (shooting.word, shooting.reported_by, shooting.disputed_by) == ("Tom Avery", "a2", ("a3",))
    assert shooting.time_words == "25 February" and shooting.when == "25 February 2019"
    assert rows["v1"].word is None and rows["v1"].status == "ordered"
    assert rows["a4"].word == "Oskinform" and rows["a4"].status is None
    assert rows["a1"].word is None


def test_summaries_have_only_words_of_the_text(report: Report) -> None:
    rows = {one.id: one.summary for one in report.timeline(undated=True)}
    assert rows["v1"] == "Ilse Harken → ordered … to leave → Marland's patrol boats"
    assert rows["v3"] == "Osk navy → attacked"
    assert rows["a3"] == "defence ministry denied: that its navy had attacked anyone"
    for summary in rows.values():
        for words in summary.replace(": ", " → ").replace(" … ", " → ").split(" → "):
            assert all(word in TEXT for word in words.split())


def test_hours_of_a_day_come_in_the_days_order(report: Report) -> None:
    """Behind what is told of the whole day, whatever the order in the text."""
    values = ("2019-03-11TEV", "2019-03-11T14:30", "2019-03-11", "2019-03-11TMO")
    times = tuple(replace(time(value, "2019-03-11"), id=f"t{n}") for n, value in enumerate(values))
    events = tuple(replace(event, time=f"t{n}") for n, event in enumerate(report.events[:4]))
    changed = replace(report, times=times, events=events, attributions=())
    ordered = [one.time for one in changed.timeline()]
    assert ordered == ["t2", "t3", "t1", "t0"]


def test_a_statement_within_another_says_who_tells_it(report: Report) -> None:
    outer, inner, *others = report.attributions
    changed = replace(report, attributions=(outer, replace(inner, within=outer.id), *others))
    rows = {one.id: one for one in changed.timeline(undated=True)}
    assert rows["a2"].word == "as told by Ilse Harken"
    assert rows["v2"].word == "Tom Avery, as told by Ilse Harken"
    # A record that holds itself is no record of ours, and must not hang the view either.
    looped = replace(report, attributions=(replace(outer, within="a2"), replace(inner, within="a1"), *others))
    assert len(looped.timeline(undated=True)) == len(rows)


def test_a_record_without_dates_has_an_empty_timeline(reader: Reader) -> None:
    report = replace(reader.read(text=TEXT), times=(), places=(), events=())
    report = replace(report, attributions=tuple(replace(one, time=None) for one in report.attributions))
    assert report.timeline() == ()


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2017-12-11", "2017-12-11", "11 December 2017"),
        ("2017-12-11T09:00", "2017-12-11T10:00", "11 December 2017"),
        ("2017-12-04", "2017-12-10", "4–10 December 2017"),
        ("2017-11-27", "2017-12-03", "27 November – 3 December 2017"),
        ("2017-12-25", "2018-01-07", "25 December 2017 – 7 January 2018"),
        ("2017-12-01", "2017-12-31", "December 2017"),
        ("2017-10-01", "2017-12-31", "October–December 2017"),
        ("2017-12-01", "2018-02-28", "December 2017 – February 2018"),
        ("2017-01-01", "2017-12-31", "2017"),
        ("2010-01-01", "2019-12-31", "2010–2019"),
        ("2017-12-11", None, "from 11 December 2017"),
        (None, "2017-12-11", "until 11 December 2017"),
        ("9999-12-31", "9999-12-31", "31 December 9999"),
        ("9999-12-01", "9999-12-31", "December 9999"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("soon", "later", "soon – later"),
    ],
)
def test_bounds_in_words(start: str | None, end: str | None, words: str) -> None:
    assert bounds_words(start, end) == words


@pytest.mark.parametrize(
    ("told", "precision", "words"),
    [
        (time("2017-12-11TMO", "2017-12-11", kind="TIME"), "part of day", "11 December 2017, morning"),
        (time("2017-12-11T14:30", "2017-12-11", kind="TIME"), "minute", "11 December 2017, 14:30"),
        (time("2017-12-11T09", "2017-12-11", kind="TIME"), "hour", "11 December 2017, 09:00"),
        (time("2017-12-11", "2017-12-11"), "day", "11 December 2017"),
        (time("2017-W49", "2017-12-04", "2017-12-10"), "week", "4–10 December 2017"),
        (time("2017-W49-WE", "2017-12-09", "2017-12-10"), "weekend", "9–10 December 2017"),
        (time("2017-12", "2017-12-01", "2017-12-31"), "month", "December 2017"),
        (time("2017-Q4", "2017-10-01", "2017-12-31"), "quarter", "October–December 2017"),
        (time("2017-SU", "2017-06-01", "2017-08-31"), "season", "June–August 2017"),
        (time("2017", "2017-01-01", "2017-12-31", mod="START"), "year", "2017 (the start)"),
        (time("2017", "2017-01-01", "2017-12-11", mod="START"), "year", "1 January – 11 December 2017"),
        (time("2017-12-11T14:30", "2017-12-11T14:30Z", kind="TIME"), "minute", "11 December 2017, 14:30 UTC"),
        (
            time("2017-12-11T14:30", "2017-12-11T14:30:09-05:00", kind="TIME"),
            "minute",
            "11 December 2017, 14:30 -05:00",
        ),
        (time("2017", "2017-01-01", "2017-12-31", mod="APPROX"), "year", "about 2017"),
        (time("201", "2010-01-01", "2019-12-31"), "decade", "2010–2019"),
        (time("20", "2000-01-01", "2099-12-31"), "century", "2000–2099"),
        (time("P2Y", "2015-12-11", "2017-12-11", kind="DURATION"), "span", "11 December 2015 – 11 December 2017"),
        (time("PRESENT_REF", "2017-12-11"), "day", "11 December 2017"),
        (time("PAST_REF", None), None, None),
        (time("P2Y", None, kind="DURATION"), None, None),
    ],
)
def test_times_in_words(told: Time, precision: str | None, words: str | None) -> None:
    assert (precision_of(told), date_words(told)) == (precision, words)


def test_a_time_with_one_bound_has_its_place_in_order() -> None:
    until = replace(time("2016", None), end="2016-12-31")
    assert date_words(until) == "until 31 December 2016"
    assert (
        calendar_order(time("2016-12-30", "2016-12-30"))
        < calendar_order(until)
        < calendar_order(time("2017", "2017-01-01"))
    )
