"""What times mean by what stands around them: no report date, the telling, the tense, bounds, words that are no times."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract.times.test_values import found, told


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He left on Monday.", ["XXXX-WXX-1"]),
        ("He left on Monday morning.", ["XXXX-WXX-1TMO"]),
        ("He left in June.", ["XXXX-06"]),
        ("He left on June 4.", ["XXXX-06-04"]),
        ("He left yesterday.", ["XXXX-XX-XX"]),
        ("He left last week.", ["XXXX-WXX"]),
        ("He left last year.", ["XXXX"]),
        ("He left two years ago.", ["XXXX"]),
        ("He left in the spring.", ["XXXX-SP"]),
        ("He left over the weekend.", ["XXXX-WXX-WE"]),
        ("He left in the third quarter.", ["XXXX-Q3"]),
        ("He left on Christmas Eve.", ["XXXX-12-24"]),
        ("He left on Thanksgiving.", ["XXXX-XX-XX"]),
        ("He left at 9 a.m.", ["XXXX-XX-XXT09:00"]),
        ("He left in May 2003.", ["2003-05"]),
        ("He stayed for two years.", ["P2Y"]),
        ("He left on May 3, 2003. The next day he called.", ["2003-05-03", "2003-05-04"]),
    ],
)
def test_without_a_report_date_values_stay_relative(text: str, values: list[str]) -> None:
    assert [value for _, _, value in told(text, None)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The mine opened in 1902. The following year it flooded.", ["1902", "1903"]),
        ("The mine opened in 1902. Over the next year it will close.", ["1902", "2018"]),
        ("The mine opened in 1902. Later that year it flooded.", ["1902", "1902"]),
        ("She arrived on March 3. Two days later she spoke.", ["2017-03-03", "2017-03-05"]),
        ("She arrived on March 3. Two days earlier she had called.", ["2017-03-03", "2017-03-01"]),
        ("She arrived on March 3 and left the same day.", ["2017-03-03", "2017-03-03"]),
        ("She arrived on March 3 and left the next morning.", ["2017-03-03", "2017-03-04TMO"]),
        ("She arrived on March 3 and left that night.", ["2017-03-03", "2017-03-03TNI"]),
        ("It fell in March 1996. A year later it rose.", ["1996-03", "1997"]),
        ("It fell in March 1996. The following month it rose.", ["1996-03", "1996-04"]),
        ("It rained from 2003 to 2008.", ["2003", "2008"]),
        ("The 2003-2008 drought is over.", ["2003", "2008"]),
        ("It rained between March and May.", ["2017-03", "2017-05"]),
        ("The 2003-08 term was dry.", ["2003", "2008"]),
        ("The 1989-90 season was dry.", ["1989", "1990"]),
        ("The fair runs May 3-5, 2018.", ["2018-05-03", "2018-05-05"]),
        ("The fair ran on April 24 and 25.", ["2017-04-24", "2017-04-25"]),
        ("The fair ran from 3-5 May 2016.", ["2016-05-03", "2016-05-05"]),
        (
            "Profit rose in the third quarter. A year earlier it fell.",
            ["2017-Q3", "2016-Q3"],
        ),
        ("Profit rose in the third quarter from the year-ago quarter.", ["2017-Q3", "2016-Q3"]),
        ("Profit was $3 million in the third quarter. In the quarter sales rose.", ["2017-Q3", "2017-Q3"]),
        ("The blast came at 9:35 a.m. (0735 GMT) Friday.", ["2017-12-08T09:35", "2017-12-08T07:35Z", "2017-12-08"]),
    ],
)
def test_the_telling_goes_on(text: str, values: list[str]) -> None:
    assert [value for _, _, value in told(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said so.",
        "May I ask why?",
        "The Good Friday Agreement holds, and the Spring Revolution failed.",
        "She danced with Super Six and Midnight Magic.",
        "They saw “60 Minutes” and read “This Week”.",
        "His rest days and teenage years were cancelled.",
        "It may rain and they may leave.",
        "They march to the sea.",
        "April Lund and June Marsh sang.",
        "The Sun said so, and the Sun was wrong.",
        "They came second in the race.",
        "Prices fall and will fall again.",
        "The fall of the wall shook the town.",
        "It costs $1998 or 1,998 crowns.",
        "Some 2000 troops and 1990 miners came.",
        "Call +44 20 7946 0958 or 555-0134.",
        "The ship lay at 35.40 N, 35.95 E.",
        "Brisk beat Orvany 3:1 and then 21-19.",
        "On February 30 and at 25:61 nothing happened.",
        "The 45th of May does not exist, nor does 2011-13-45.",
        "The 50-year-old was 37 years old when she left.",
        "A boy aged 12, of 14 years old, ran.",
        "123456789012345678901234567890",
        "1998999 and 19981 and 0000",
        "Three-quarters of the voters stayed away.",
        "The second hand and the minute details of a day trader.",
        "He lives at 1600 Quay Street.",
        "Section 1.2.3.4.5.6.7.8 applies.",
        "The Mar Mikhael church and the Jan family.",
    ],
)
def test_no_times(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("It was late March 1996.", "END"),
        ("It was early 1990.", "START"),
        ("It was mid-1990.", "MID"),
        ("It came earlier this year.", "START"),
        ("It comes later this month.", "END"),
        ("It lasted about two hours.", "APPROX"),
        ("It lasted more than two hours.", "MORE_THAN"),
        ("It lasted less than two hours.", "LESS_THAN"),
        ("It lasted at least two hours.", "EQUAL_OR_MORE"),
        ("It lasted no more than two hours.", "EQUAL_OR_LESS"),
        ("It lasted two hours.", None),
    ],
)
def test_mod(text: str, mod: str | None) -> None:
    assert [one.mod for one in found(text)] == [mod]


@pytest.mark.parametrize(
    ("text", "quant", "freq"),
    [
        ("He sails every Tuesday.", "EVERY", None),
        ("He sails each month.", "EACH", None),
        ("He sails twice a week.", None, "2X"),
        ("He sails five times a year.", None, "5X"),
    ],
)
def test_sets(text: str, quant: str | None, freq: str | None) -> None:
    ((one),) = found(text)
    assert (one.quant, one.freq) == (quant, freq)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He left on Monday.", "2017-12-11", "2017-12-11"),
        ("He left last week.", "2017-12-04", "2017-12-10"),
        ("He left last month.", "2017-11-01", "2017-11-30"),
        ("He left earlier this year.", "2017-01-01", "2017-12-11"),
        ("He leaves later this year.", "2017-12-11", "2017-12-31"),
        ("He left in 1996.", "1996-01-01", "1996-12-31"),
        ("He left in the 1990s.", "1990-01-01", "1999-12-31"),
        ("He left in the 19th century.", "1800-01-01", "1899-12-31"),
        ("He left in the third quarter of 2015.", "2015-07-01", "2015-09-30"),
        ("He left last winter.", "2016-12-01", "2017-02-28"),
        ("He left over the weekend.", "2017-12-09", "2017-12-10"),
        ("He left at 8:30 a.m. EST.", "2017-12-11T08:30-05:00", "2017-12-11T08:30-05:00"),
        ("He left at 1830 GMT.", "2017-12-11T18:30Z", "2017-12-11T18:30Z"),
        ("He left at midnight Friday.", "2017-12-09T00:00", "2017-12-09T00:00"),
        ("He was ill for the past two months.", "2017-10-11", "2017-12-11"),
        ("He was ill for two months.", None, None),
        ("He sails every Tuesday.", None, None),
        ("He left recently.", None, None),
    ],
)
def test_bounds(text: str, first: str | None, last: str | None) -> None:
    ((one),) = found(text)
    assert (one.first, one.last) == (first, last)


@pytest.mark.parametrize("published", [date(1, 1, 1), date(1650, 3, 4), date(9999, 12, 31), date(2400, 2, 29)])
def test_report_dates_far_out(published: date) -> None:
    text = (
        "Last week, two decades ago, next century, on Christmas Eve, last winter, 900,000 years ago, next Monday, "
        "in the third quarter, on Feb. 29, at midnight Friday, in the last 5000 years, a century ago, in June, tomorrow."
    )
    for one in found(text, published):
        assert one.value and len(one.value) < 30


def test_nothing_crosses_a_sentence() -> None:
    from onrecord.extract.times.find import find_times

    text = "It closed in March 1996 was dry."
    assert [text[one.start : one.end] for one in find_times(text, [(0, 18), (19, len(text))], None)] == [
        "March",
        "1996",
    ]
