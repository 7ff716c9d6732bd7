"""Reckoning with days, weeks, months, quarters and years, and the TIMEX3 values that name them.

Units are letters: D day, W week, F fortnight, WE weekend, M month, Q quarter, H half
a year, Y year, E decade, C century, L millennium; TS, TM, TH seconds, minutes, hours.
Weeks are ISO 8601's.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

# A year outside is no date of a report.
LEAST_YEAR, LAST_YEAR = 1, 9998

UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX",
    "Y": "XXXX", "E": "XXX", "C": "XX", "F": "XXXX-WXX",
}  # fmt: skip
_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}
_DAYS = {"D": 1, "W": 7, "F": 14, "WE": 7}
# First and last month of each season as the north of the world has it; winter is counted to the year it begins in.
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<end>-WE)?|Q(?P<quarter>[1-4])"
    r"|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?P<part>T(?P<clock>\d\d(?::\d\d(?::\d\d)?)?)?(?P<zone>Z|[+-]\d\d:\d\d)?.*)?"
)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has none such."""
    try:
        return date(year, month, day) if LEAST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def value_of(unit: str, day: date) -> str:
    """The value of the day, week, month ... that a day lies in."""
    if unit == "D":
        return day.isoformat()
    if unit in ("W", "F", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    year_text = f"{day.year:04d}"
    if unit == "M":
        return f"{year_text}-{day.month:02d}"
    if unit == "Q":
        return f"{year_text}-Q{(day.month + 2) // 3}"
    if unit == "H":
        return f"{year_text}-H{(day.month + 5) // 6}"
    return {"E": year_text[:3], "C": year_text[:2], "L": year_text[:1]}.get(unit, year_text)


def shifted(unit: str, count: int, day: date) -> date | None:
    """The day so many units later (before, if negative); the last of the month where it has no such day.

    None where that is outside the calendar.
    """
    if abs(count) > 100_000:
        return None
    try:
        if unit in _DAYS:
            moved = day + timedelta(days=count * _DAYS[unit])
        else:
            months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
            year, month = divmod(months, 12)
            if not LEAST_YEAR <= year <= LAST_YEAR:
                return None
            moved = date(year, month + 1, min(day.day, _length(year, month + 1)))
    except (OverflowError, ValueError):
        return None
    return moved if LEAST_YEAR <= moved.year <= LAST_YEAR else None


def shifted_value(unit: str, count: int, day: date | None) -> str:
    """The value so many units from a day, or the unknown value of that unit."""
    moved = shifted(unit, count, day) if day else None
    return value_of(unit, moved) if moved else UNKNOWN[unit]


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def bounds(value: str) -> tuple[str | None, str | None]:
    """First and last day of a value, or its moment, as ISO strings; (None, None) where it is no stretch of time.

    "2017-12" gives 2017-12-01 and 2017-12-31, "2017-12-11TMO" the day twice, "2017-12-11T09:30Z"
    the moment twice.
    """
    if value.isdigit() and len(value) in (2, 3):
        years = 10 ** (4 - len(value))
        first = int(value) * years
        return f"{max(first, 1):04d}-01-01", f"{first + years - 1:04d}-12-31"
    match = _VALUE.fullmatch(value)
    if not match:
        return None, None
    try:
        return _bounds_of(match)
    except (ValueError, OverflowError):
        return None, None


def _bounds_of(match: re.Match[str]) -> tuple[str, str]:
    year = int(match["year"])
    if match["week"]:
        first = date.fromisocalendar(year, int(match["week"]), 6 if match["end"] else 1)
        return first.isoformat(), date.fromisocalendar(year, int(match["week"]), 7).isoformat()
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        if not match["clock"]:
            return day.isoformat(), day.isoformat()
        clock = match["clock"] if ":" in match["clock"] else f"{match['clock']}:00"
        if clock.startswith("24"):
            day, clock = day + timedelta(days=1), "00" + clock[2:]
        moment = f"{day.isoformat()}T{clock}{match['zone'] or ''}"
        return moment, moment
    if match["part"]:
        raise ValueError("a part of no day")
    first_month, last_month = 1, 12
    if match["month"]:
        first_month = last_month = int(match["month"])
    elif match["quarter"]:
        first_month, last_month = int(match["quarter"]) * 3 - 2, int(match["quarter"]) * 3
    elif match["half"]:
        first_month, last_month = int(match["half"]) * 6 - 5, int(match["half"]) * 6
    elif match["season"]:
        first_month, last_month = SEASONS[match["season"]]
    begin = date(year, first_month, 1)
    last_year, last_month = (year + 1, last_month - 12) if last_month > 12 else (year, last_month)
    return begin.isoformat(), date(last_year, last_month, _length(last_year, last_month)).isoformat()


def first_day(value: str) -> date | None:
    """The first day of a value's stretch of the calendar; None where it has none."""
    start = bounds(value)[0]
    return date.fromisoformat(start[:10]) if start else None
