"""Calendar bounds of a time in plain words ("11 December 2017, morning") and how finely they are told."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from onrecord.record import Time

Precision = Literal[
    "minute", "hour", "part of day", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade",
    "century", "span",
]  # fmt: skip

# What a TIMEX3 value of each form tells.  The first form that fits the whole value counts.
_FORMS: tuple[tuple[str, Precision], ...] = (
    (r"[^T]+T\d\d:\d\d\S*", "minute"),
    (r"[^T]+T\d\d(?:Z|[+-]\d\d(?::?\d\d)?)?", "hour"),
    (r"[^T]+T[A-Z]{2}", "part of day"),
    (r"\d{4}-\d\d-\d\d|\d{4}-W\d\d-[1-7]", "day"),
    (r"\d{4}-W\d\d-WE", "weekend"),
    (r"\d{4}-W\d\d", "week"),
    (r"\d{4}-\d\d", "month"),
    (r"\d{4}-Q[1-4]", "quarter"),
    (r"\d{4}-(?:SP|SU|FA|WI)", "season"),
    (r"\d{4}-H[12]", "half"),
    (r"\d{4}", "year"),
    (r"\d{3}", "decade"),
    (r"\d{2}", "century"),
)
# Parts of a day as TIMEX3 codes them: in words, and the hour that they are put in order by.
_PARTS = {
    "MO": ("morning", "06"), "DT": ("in the day", "08"), "MI": ("midday", "12"), "AF": ("afternoon", "13"),
    "EV": ("evening", "18"), "NI": ("night", "21"),
}  # fmt: skip
_BEFORE = {
    "BEFORE": "before ", "AFTER": "after ", "ON_OR_BEFORE": "by ", "ON_OR_AFTER": "from ", "APPROX": "about ",
}  # fmt: skip
_BEHIND = {"START": " (the start)", "MID": " (the middle)", "END": " (the end)"}
_CLOCK = re.compile(r"T(\d\d(?::\d\d)?)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")


def dated(time: Time | None) -> bool:
    """Whether a time has a place in the calendar: a start or an end."""
    return time is not None and (time.start is not None or time.end is not None)


def precision_of(time: Time) -> Precision | None:
    """How finely the calendar bounds of a time are told; "span" for two days and all between, None without bounds."""
    if not dated(time):
        return None
    if time.type in ("DATE", "TIME"):
        for form, precision in _FORMS:
            if re.fullmatch(form, time.value):
                return precision
    return "day" if time.start and time.end and time.start[:10] == time.end[:10] else "span"


def date_words(time: Time | None) -> str | None:
    """The calendar bounds of a time in words; None where it has none."""
    if time is None or not dated(time):
        return None
    words = bounds_words(time.start, time.end)
    if part := _part(time):
        words += f", {part[0]}"
    if not (time.start and time.end):
        return words  # "from" or "until" says it
    # Bounds narrower than the value's ("earlier this year") say it themselves.
    behind = _BEHIND.get(time.mod or "", "") if _whole(time.start, time.end) else ""
    return _BEFORE.get(time.mod or "", "") + words + behind


def day_words(iso: str | None) -> str:
    """A day in words, "11 December 2017"; what is no ISO day as it is, empty for None."""
    day = _day(iso or "")
    return f"{day.day} {day:%B} {day.year}" if day else iso or ""


def bounds_words(start: str | None, end: str | None) -> str:
    """ "11 December 2017", "4–10 December 2017", "December 2017", "2010–2019", "from ...", "until ...".

    start, end: ISO dates, the last day included, a clock behind them left off; one may be None.
    """
    if start is None or end is None:
        return f"from {day_words(start)}" if start else f"until {day_words(end)}" if end else ""
    first, last = _day(start), _day(end)
    if first is None or last is None:
        return start if start == end else f"{start} – {end}"
    if first == last:
        return day_words(start)
    same_year, same_month = first.year == last.year, (first.year, first.month) == (last.year, last.month)
    if _whole(start, end):
        if same_month:
            return f"{first:%B} {first.year}"
        if first.month == 1 and last.month == 12:
            return str(first.year) if same_year else f"{first.year}–{last.year}"
        return f"{first:%B}–{last:%B} {last.year}" if same_year else f"{first:%B} {first.year} – {last:%B} {last.year}"
    if same_month:
        return f"{first.day}–{day_words(end)}"
    return f"{first.day} {first:%B}{'' if same_year else f' {first.year}'} – {day_words(end)}"


def calendar_order(time: Time) -> tuple[str, str, str]:
    """What to put dated times in order by: start, else end; the hour; the end."""
    part = _part(time)
    first = time.start or time.end or ""
    return (first[:10], part[1] if part else "", time.end or "")


def _part(time: Time) -> tuple[str, str] | None:
    """The clock or part of the day that a time of one day tells, and its rank in the day."""
    if time.start and time.end and time.start[:10] != time.end[:10]:
        return None
    # The zone stands with the bounds where the words tell it apart from the hour.
    moment = time.start if time.start and "T" in time.start else time.value
    if clock := _CLOCK.search(moment):
        zone = {None: "", "Z": " UTC"}.get(clock[2], f" {clock[2]}")
        return ((clock[1] if ":" in clock[1] else f"{clock[1]}:00") + zone, clock[1])
    return _PARTS.get(time.value[-2:]) if time.value[-3:-2] == "T" else None


def _whole(start: str, end: str) -> bool:
    """Whether bounds are whole months or years."""
    first, last = _day(start), _day(end)
    return first is not None and last is not None and first.day == 1 and _ends_month(last)


def _ends_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None
