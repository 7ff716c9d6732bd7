from __future__ import annotations

from datetime import date

import pytest

from onrecord.errors import UsageError
from onrecord.reading.calendar_dates import date_in_address, written_dates
from onrecord.reading.plain import read_plain
from onrecord.reading.published import given_date

BODY = "The crane fell on Tuesday, the harbour's director said.\n\nIt will be lifted by Friday, she said, after a long night of work by divers.\n"


def published(text: str, **given: object) -> str | None:
    return read_plain(text, **given).published.date  # type: ignore[arg-type]


def test_nothing_tells() -> None:
    page = read_plain(BODY)
    assert page.published.date is None
    assert page.published.confidence == 0


@pytest.mark.parametrize(
    "line",
    [
        "May 4, 2021",
        "4 May 2021",
        "Published: 4 May 2021, 10:20 GMT",
        "Tuesday, May 4, 2021",
        "2021-05-04",
        "Posted on 4th May 2021 at 10.20am",
    ],
)
def test_stated(line: str) -> None:
    assert published(f"Crane shuts the harbour of Lisse\n\n{line}\n\n{BODY}") == "2021-05-04"


def test_dateline_without_a_year_needs_one_from_elsewhere() -> None:
    dateline = "LISSE, May 4 (Nordpress) - "
    assert published(dateline + BODY) is None
    assert published(dateline + BODY + "\nThe crane was built in 2021 and rented in spring.\n") == "2021-05-04"


def test_a_weekday_in_the_dateline_must_agree() -> None:
    # 4 May was a Tuesday in 2021, not in 2020.
    text = "LISSE, Tuesday, May 4 (Nordpress) - " + BODY + "\nIt was built in 2020 and rented in 2021.\n"
    assert published(text) == "2021-05-04"


def test_the_callers_word_wins() -> None:
    page = read_plain(f"Crane shuts the harbour\n\nMay 4, 2021\n\n{BODY}", published=date(2021, 5, 5))
    assert page.published.date == "2021-05-05"
    assert page.published.confidence == 1
    assert [one.date for one in page.published.rejected] == ["2021-05-04"]


def test_own_address() -> None:
    assert published(BODY, url="https://news.example/2021/05/04/crane") == "2021-05-04"


def test_print_dates_never_count() -> None:
    page = read_plain("6/14/23, 9:41 AM   Crane falls - Harbour News\n\n" + BODY)
    assert page.published.date is None
    (rejected,) = page.published.rejected
    assert rejected.date == "2023-06-14"
    assert "printed" in rejected.evidence[0].detail


def test_addresses_must_agree_with_the_weekday() -> None:
    assert published(BODY + "\nhttps://other.example/20210504/crane.html\n") == "2021-05-04"
    page = read_plain(BODY + "\nhttps://other.example/20210509/crane.html\n")
    assert page.published.date is None
    assert "Sunday" in page.published.rejected[0].evidence[0].detail


def test_a_date_in_the_story_is_not_the_reports_own() -> None:
    page = read_plain("The crane had stood since May 4, 1999, the director said on Tuesday.\n\n" + BODY)
    assert page.published.date is None
    assert [one.date for one in page.published.rejected] == ["1999-05-04"]


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2017/12/11/x", date(2017, 12, 11)),
        ("https://a.example/x/20171211/1", date(2017, 12, 11)),
        ("https://a.example/2017/dec/11/x", date(2017, 12, 11)),
        ("https://a.example/x-2017-12-11", date(2017, 12, 11)),
        ("https://a.example/x/20171399/1", None),
        ("https://20171211.example/x", None),
        ("https://a.example/id/920171211", None),
    ],
)
def test_dates_in_addresses(url: str, day: date | None) -> None:
    assert date_in_address(url) == day


def test_impossible_and_ambiguous_dates_are_passed_over() -> None:
    text = "February 30, 2021; 99 May 2021; 4/3/2021; 2021-13-01; May 4, 0021"
    assert [one for one in written_dates(text) if one.year] == []
    assert [(one.month, one.day) for one in written_dates("on 14/3/2021 and 3/14/2021")] == [(3, 14), (3, 14)]


@pytest.mark.parametrize("words", ["yesterday", "2017-13-01", "11/12/2017", ""])
def test_a_bad_given_date(words: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        given_date(words)
