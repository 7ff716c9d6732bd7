"""Readings of quarters, halves and what business reports compare them with."""

from __future__ import annotations

from datetime import date

from onrecord.extract.times.calendar import UNKNOWN, shifted, shifted_value, value_of
from onrecord.extract.times.context import MEMORY, Context, Timex
from onrecord.extract.times.grammar import Match, class_at
from onrecord.extract.times.reading import direction, mod_of, unit_of, unit_value
from onrecord.extract.times.tense import tense_at


def read_quarter(match: Match, context: Context) -> Timex | None:
    """ "the third quarter", "third-quarter", "the 1988 second quarter", "first half of 1990", "Q3 2015"."""
    if match.has("quarter_short"):
        if not match.has("year"):
            return None
        number = int(match.value("quarter_short") or 0)
        name = f"Q{number}" if number < 5 else f"H{number - 4}"
        return Timex("DATE", f"{match.value('year')}-{name}")
    half = match.has("half")
    number = _which(match)
    if not 1 <= number <= (2 if half else 4):
        return None
    name = f"H{number}" if half else f"Q{number}"
    year = _year_of_quarter(match, context)
    if year is None:
        if half and not match.has("fiscal") and not context.running_period(match.first):
            return None
        if context.published is None:
            return Timex("DATE", f"XXXX-{name}", mod_of(match))
        year = _nearest_quarter_year(match, context.published, (number - 1) * (6 if half else 3) + 1)
    return Timex("DATE", f"{year:04d}-{name}", mod_of(match))


def _which(match: Match) -> int:
    for place in range(match.first, match.last):
        name = class_at(match.tokens, place)
        if name in ("ordinal", "day_ordinal"):
            return int(match.tokens.values[place])
        if name == "second" or (name == "last" and class_at(match.tokens, place + 1) == "half"):
            return 2
    return 4 if match.has("last") else 0


def _year_of_quarter(match: Match, context: Context) -> int | None:
    if match.has("year"):
        return int(match.value("year") or 0)
    unit = [p for p in match.places("unit") if match.tokens.values[p] == "Y"]
    if context.published and unit:
        return context.published.year + (direction(match) or 0)
    return None


def _nearest_quarter_year(match: Match, today: date, first_month: int) -> int:
    """A quarter that has begun is this year's, unless the tense says that it is to come; else it is last year's."""
    tense = tense_at(match.tokens, match.first, match.last)
    if first_month <= today.month:
        return today.year + 1 if tense > 0 and first_month + 6 < today.month else today.year
    return today.year if tense > 0 or first_month - today.month <= 2 else today.year - 1


def read_year_ago(match: Match, context: Context) -> Timex | None:
    """ "year-earlier", "the year-ago quarter": the quarter that the report is about, of the year before."""
    if unit_of(match) != "Y" and "Y" not in [match.tokens.values[place] for place in match.places("unit")]:
        return None
    return a_year_before(match, context, quarter=match.has("quarter", "period"))


def a_year_before(match: Match, context: Context, *, quarter: bool) -> Timex:
    """The quarter, else the year, one year before the one that the report is about."""
    running = context.compared_period(match.first)
    if context.whole_year_at >= 0 and match.first - context.whole_year_at <= MEMORY and not quarter:
        return Timex("DATE", shifted_value("Y", -1, context.published))
    if running and running[:4].isdigit():
        return Timex("DATE", f"{int(running[:4]) - 1:04d}{running[4:]}")
    if quarter and context.published:
        day = shifted("Q", -5, context.published)
        return Timex("DATE", value_of("Q", day) if day else UNKNOWN["Q"])
    return Timex("DATE", shifted_value("Y", -1, context.published))


def read_period_of(match: Match, context: Context) -> Timex | None:
    """ "the 1988 period": the same quarter of another year."""
    running = context.compared_period(match.first)
    year = match.value("year") or ""
    return Timex("DATE", year + running[4:] if running else year)


def read_same_last_year(match: Match, context: Context) -> Timex | None:
    """ "the same period last year", "the same quarter of 1988"."""
    running = context.compared_period(match.first)
    if match.has("period", "quarter"):
        if match.has("year"):
            return Timex("DATE", (match.value("year") or "") + (running[4:] if running else ""))
        return a_year_before(match, context, quarter=match.has("quarter"))
    places = match.places("unit")
    units = [match.tokens.values[place] for place in places]
    if units[0] not in ("M", "W", "D") or (len(units) > 1 and units[1] != "Y"):
        return None
    anchor = context.running_day(match.first)
    if match.has("year"):
        year = int(match.value("year") or 0)
        return Timex("DATE", f"{year:04d}-{anchor.month:02d}" if anchor and units[0] == "M" else f"{year:04d}")
    return Timex(
        "DATE", value_of(units[0], moved) if anchor and (moved := shifted("Y", -1, anchor)) else UNKNOWN[units[0]]
    )


def read_period(match: Match, context: Context, unit: str, turn: int | None) -> Timex | None:
    """Quarters, halves and the "period" of a business report: the one that the report is about, or by the calendar."""
    running = context.running_period(match.first)
    if match.has("latest", "same", "that") or unit == "P":
        if running:
            return Timex("DATE", (context.compared_period(match.first) if match.has("latest") else None) or running)
        if unit == "P" and not match.has("latest"):
            return None
        unit, turn = ("Q" if unit == "P" else unit), -1 if unit in ("P", "Q") else 0
    if unit == "H":
        return None
    return unit_value(match, context, unit, turn or 0)
