"""Readings of weeks, months, years by where they stand: "last week", "later that year", "the weekend"."""

from __future__ import annotations

from onrecord.extract.times.calendar import UNKNOWN, first_day, shifted_value
from onrecord.extract.times.context import Context, Timex
from onrecord.extract.times.grammar import Match, class_at
from onrecord.extract.times.read_quarters import read_period
from onrecord.extract.times.reading import (
    anchor_of,
    direction,
    mod_of,
    of_the_telling,
    same_unit,
    stretch,
    unit_of,
    unit_value,
)
from onrecord.extract.times.tense import tense_at

_BUSINESS_PLACES = ("in", "for", "until", "of", "from", "to", "on", "than", "with", "after")


def read_deictic(match: Match, context: Context) -> Timex | None:
    """ "last week", "earlier this year", "the following month", "that quarter", "the latest period"."""
    unit = "P" if match.has("period") else unit_of(match)
    turn = direction(match)
    if unit in ("P", "Q", "H") or match.has("latest"):
        return read_period(match, context, unit, turn)
    if unit in ("TM", "TH"):
        number = {"TM": "PT1M", "TH": "PT1H"}[unit]
        return Timex("DURATION", number) if turn and not of_the_telling(match) else None
    if unit in ("TS", "L", "F", ""):
        return None
    if unit == "WE":
        return _weekend(match, context, turn)
    if unit in ("E", "C") and (match.has("past") or (match.has("the") and turn == 1)):
        # "The past decade", "the next decade": ten years from today, not the eighties or nineties.
        years = 10 if unit == "E" else 100
        after, before = stretch(context.published, "Y", years, turn or -1)
        return Timex("DURATION", f"P{years}Y", after=after, before=before)
    if of_the_telling(match):
        return _of_the_telling(match, context, unit, turn or 0)
    if unit == "D":
        return None
    return unit_value(match, context, unit, turn or 0)


def _of_the_telling(match: Match, context: Context, unit: str, turn: int) -> Timex:
    running = context.running(match.first)
    if running is None:
        return unit_value(match, context, unit, turn)
    inside = same_unit(running, unit)
    if inside is None:
        return Timex("DATE", UNKNOWN[unit], mod_of(match))
    day = first_day(running)
    return Timex("DATE", shifted_value(unit, turn, day), mod_of(match))


def _weekend(match: Match, context: Context, turn: int | None) -> Timex:
    anchor = anchor_of(match, context)
    if anchor is None:
        return Timex("DATE", UNKNOWN["WE"], mod_of(match))
    weekend = anchor.isoweekday() > 5
    if turn is None:
        future = tense_at(match.tokens, match.first, match.last) > 0
        turn = 0 if weekend or future else -1
    elif turn == 1 and not weekend and match.has("coming"):
        turn = 0
    return Timex("DATE", shifted_value("WE", turn, anchor), mod_of(match))


def read_the_unit(match: Match, context: Context) -> Timex | None:
    """ "the week", "the end of the year", "later in the day", "the quarter": the one that the report is about."""
    unit = "P" if match.has("period") else unit_of(match)
    mod = mod_of(match)
    before = class_at(match.tokens, match.first - 1)
    behind = class_at(match.tokens, match.last)
    if unit == "WE":
        return _weekend(match, context, None)
    if unit in ("P", "Q"):
        return _the_period(match, context, unit, before)
    if unit == "Y" and behind == "ended" and not mod:
        return Timex("DURATION", "P1Y")
    if match.has("its") and not (unit == "Y" and match.has("fiscal")):
        return None
    if unit == "D" and mod:
        running = context.running(match.first)
        value = same_unit(running, "D") if running else None
        if match.has("end"):
            return None
        return Timex("DATE", value or shifted_value("D", 0, context.published), mod)
    if unit not in ("W", "M", "Y", "E", "C") or match.tokens.word(match.first - 2).lower() == "turn":
        return None
    if behind in ("before", "after", "of", "that", "other", "hyphen") and not mod:
        return None
    if not (
        mod or match.has("fiscal") or before in _BUSINESS_PLACES or match.has("consecutive") or behind == "possessive"
    ):
        return None
    return unit_value(match, context, unit, 0)


def _the_period(match: Match, context: Context, unit: str, before: str) -> Timex | None:
    running = context.running_period(match.first)
    if not running and unit == "P":
        return None
    if match.has("its") or (before not in _BUSINESS_PLACES and not running and not match.has("recent", "latest")):
        return None
    return Timex("DATE", running or shifted_value("Q", -1, context.published), mod_of(match))


def read_year_end(match: Match, context: Context) -> Timex | None:
    """ "year-end", "year's end"."""
    if match.has("unit") and unit_of(match) != "Y":
        return None
    return Timex("DATE", shifted_value("Y", 0, context.published), "END")
