"""Calendar dates as papers and addresses write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.reading.kinds import MONTH, WEEKDAY
from onrecord.record import Span

_NUMBER_OF = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
    for name in (names,)
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_WRITTEN = re.compile(
    rf"(?<![\w/])(?:(?P<weekday>{WEEKDAY}),?\s+)?"
    rf"(?:(?P<month1>{MONTH})\s+(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year1>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{MONTH})(?:,?\s+(?P<year2>\d{{4}}))?"
    r"|(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2})"
    r"|(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year4>\d{4}))(?!\d|\w)",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:(?P<sep>[/_-])(?P<m>\d{1,2}|[a-z]{3})(?P=sep)(?P<d>\d{1,2})|(?P<m2>\d{2})(?P<d2>\d{2}))(?!\d)",
    re.IGNORECASE,
)
EARLIEST = 1800


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text.  ``year`` is None where it was not written; ``weekday`` counts from Monday 0."""

    span: Span
    year: int | None
    month: int
    day: int
    weekday: int | None

    def in_year(self, year: int) -> date | None:
        """The day in that year; None where the calendar has no such day or the written weekday disagrees."""
        try:
            day = date(year, self.month, self.day)
        except ValueError:
            return None
        return day if self.weekday is None or day.weekday() == self.weekday else None


def written_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """Dates with a day and a month; impossible ones and those before 1800 are passed over.

    "4/3/2021" is taken only where one number cannot be a month.
    """
    for match in _WRITTEN.finditer(text, start, len(text) if end is None else end):
        group = match.groupdict()
        if group["one"]:
            one, two = int(group["one"]), int(group["two"])
            if (one > 12) == (two > 12) and one != two:
                continue
            month, day = (one, two) if one <= 12 else (two, one)
            year: int | None = int(group["year4"])
        else:
            month_name = group["month1"] or group["month2"]
            month = _NUMBER_OF[month_name[:3].lower()] if month_name else int(group["month3"])
            day = int(group["day1"] or group["day2"] or group["day3"])
            year_text = group["year1"] or group["year2"] or group["year3"]
            year = int(year_text) if year_text else None
        weekday = weekday_number(group["weekday"]) if group["weekday"] else None
        found = WrittenDate(match.span(), year, month, day, weekday)
        if (year is None and 1 <= month <= 12 and 1 <= day <= 31) or (
            year is not None and year >= EARLIEST and _exists(year, month, day)
        ):
            yield found


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def date_in_address(url: str) -> date | None:
    """The date that an address carries in its path: /2017/12/11/, 20171211, 2017-12-11, /2017/dec/11/."""
    path = url.split("//", 1)[-1].partition("/")[2]
    for match in _IN_ADDRESS.finditer(path):
        month_text = match.group("m") or match.group("m2")
        month = int(month_text) if month_text.isdigit() else _NUMBER_OF.get(month_text.lower(), 0)
        try:
            return date(int(match.group("y")), month, int(match.group("d") or match.group("d2")))
        except ValueError:
            continue
    return None


def weekday_number(name: str) -> int:
    """Monday is 0; abbreviations are understood."""
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(name[:3].lower())
