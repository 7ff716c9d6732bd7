"""Readings of clock times, moments and dates in digits."""

from __future__ import annotations

import re

from onrecord.extract.times.calendar import day_of, shifted_value
from onrecord.extract.times.context import Context, Timex
from onrecord.extract.times.grammar import Match, class_at
from onrecord.extract.times.read_days import day_in, month_in, placed, weekday_value
from onrecord.extract.times.reading import relative_year

_DIGITS = re.compile(r"(\d{1,2})[:.]?(\d\d)?(?::(\d\d))?")


def read_moment(match: Match, context: Context) -> Timex | None:
    """ "2017-12-11T09:30Z"."""
    printed = match.value("moment") or ""
    day, _, clock = printed.partition("T")
    found = day_of(int(day[:4]), int(day[5:7]), int(day[8:10]))
    return Timex("TIME", printed) if found and int(clock[:2]) < 25 and int(clock[3:5]) < 60 else None


def read_numeric(match: Match, context: Context) -> Timex | None:
    """ "2017-12-11", "12/11/2017", "11.12.2017"."""
    printed = match.value("numeric") or ""
    parts = [int(part) for part in re.split(r"[-/.]", printed)]
    if "-" in printed:
        found = day_of(*parts)
        return Timex("DATE", found.isoformat()) if found else None
    one, two, year = parts
    if year < 100:
        this = context.published.year if context.published else 2000
        year += this // 100 * 100
        year -= 100 if year > this + 20 else 0
    both = [day for month, number in ((one, two), (two, one)) if (day := day_of(year, month, number))]
    if not both:
        return None
    if len(set(both)) == 1:
        return Timex("DATE", both[0].isoformat())
    if "." in printed:
        return Timex("DATE", both[1].isoformat())
    # A day and a month that might change places: only the report's own date tells which.
    if context.published in both:
        return Timex("DATE", context.published.isoformat())
    return Timex("DATE", f"{year:04d}-XX-XX")


def read_clock(match: Match, context: Context) -> Timex | None:
    """ "8:30 a.m. EST", "1830 GMT", "4 in the morning", "noon", "9 a.m. Tuesday"."""
    clock = _clock_of(match)
    if not clock:
        return None
    day = _day_of(match, context)
    if day is None:
        return None
    return Timex("TIME", f"{day}T{clock}", "APPROX" if match.has("approximate") else None)


def zone_of(match: Match) -> str:
    """The offset of the zone named, "" where there is none or it changes with the season."""
    return match.value("zone") or ""


def _clock_of(match: Match) -> str | None:
    noon = match.value("noon")
    if noon:
        word = match.tokens.word(match.places("noon")[0])
        named = word[:1].isupper() and class_at(match.tokens, match.first - 1) != "boundary"
        if named or match.tokens.word(match.first - 1).lower() == "high":
            return None
        return f"{noon}:00"
    places = match.places("clock", "day_number", "decimal", "four_digits", "year", "numeral", "one")
    place = places[0]
    printed = match.tokens.values[place] or match.tokens.word(place)
    if class_at(match.tokens, place) in ("four_digits", "year"):
        printed = f"{printed[:2]}:{printed[2:]}"
    found = _DIGITS.fullmatch(printed)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2] or 0), found[3]
    half_day = match.value("meridiem")
    if half_day is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + int(half_day)
    elif part := match.value("part"):
        hour = (
            hour + 12 if part in ("AF", "EV") and hour < 12 else hour + 12 if part == "NI" and 6 <= hour < 12 else hour
        )
    elif match.has("tonight"):
        hour += 12 if hour < 12 else 0
    elif not (match.has("zone", "oclock", "eastern")) and not _told_as_clock(match, place):
        return None
    if hour > 23 or minute > 59 or (second and int(second) > 59):
        return None
    zulu = "Z" if zone_of(match) == "Z" else ""
    return f"{hour:02d}:{minute:02d}{':' + second if second else ''}{zulu}"


def _told_as_clock(match: Match, place: int) -> bool:
    """Bare "10:35" may be a score or a verse: it needs a word before it that times have, or a day behind."""
    before = class_at(match.tokens, match.first - 1)
    behind = class_at(match.tokens, match.last)
    return (
        before
        in ("at", "until", "since", "before", "after", "approximate", "from", "from", "between", "day", "weekday")
        or match.has("approximate", "day", "weekday", "month", "monthshort")
        or behind in ("on", "day", "weekday")
    )


def _day_of(match: Match, context: Context) -> str | None:
    """The day of a clock time: the one named with it or beside it, else the one told of in its sentence, else today's.

    None where the day named is none.
    """
    if match.has("month", "monthshort"):
        inner = Match(match.tokens, match.rule, min(_date_places(match)), match.last)
        day = day_in(inner)
        return placed(match, context, month_in(inner), day, relative_year(inner, context)) if day else None
    if match.has("tonight", "this"):
        return shifted_value("D", 0, context.published)
    if match.has("day"):
        return shifted_value("D", int(match.value("day") or 0), context.published)
    if match.has("weekday", "weekdayshort"):
        return weekday_value(match, context, int(match.value("weekday", "weekdayshort") or 0))
    beside = _beside(match, context)
    if beside:
        return beside
    running = context.running(match.first)
    if running and match.first - context.focus_at < 25 and len(running.split("T")[0]) == 10:
        return running.split("T")[0]
    return shifted_value("D", 0, context.published)


def _date_places(match: Match) -> list[int]:
    """The tokens of the date within a clock time: the month, and the day and year beside it."""
    month = match.places("month", "monthshort")[0]
    day_first = class_at(match.tokens, month - 1) in ("day_number", "day_ordinal") and month - 1 > match.first
    return [month - 1 if day_first else month]


def _beside(match: Match, context: Context) -> str | None:
    """The weekday or day named just behind: "9:30 a.m. (0630 GMT) on Friday"."""
    tokens = match.tokens
    for place in range(match.last, min(match.last + 8, len(tokens.starts))):
        name = class_at(tokens, place)
        if name == "weekday":
            here = Match(tokens, match.rule, place, place + 1)
            return weekday_value(here, context, int(tokens.values[place]))
        if name == "day":
            return shifted_value("D", int(tokens.values[place]), context.published)
        if name == "boundary" and place == match.last and class_at(tokens, place + 1) == "open":
            continue  # A full stop of "a.m." is easily taken for the end of a sentence.
        if name not in ("on", "comma", "open", "close", "four_digits", "zone", "clock", "other", "eastern", "year"):
            return None
    return None
