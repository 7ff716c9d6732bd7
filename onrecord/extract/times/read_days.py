"""Readings of dates, weekdays, days and parts of days."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.extract.times.calendar import day_of, first_day, shifted, shifted_value, value_of
from onrecord.extract.times.context import Context, Timex
from onrecord.extract.times.grammar import Match, class_at
from onrecord.extract.times.holidays import fixed_day, holiday_in, nth_weekday
from onrecord.extract.times.numbers import in_words
from onrecord.extract.times.reading import (
    anchor_of,
    direction,
    mod_of,
    of_the_telling,
    relative_year,
    same_unit,
    unit_of,
)
from onrecord.extract.times.tense import tense_at

# So many days.  Value F1 on the documents that rules are written from: 31 gives 82.4, 50 82.6, 90 82.7, 150 82.4.
WRONG_SIDE = 50
# A Friday the 13th comes within fourteen months.
LONGEST_SEARCH = 15
# "The morning" is that of a day named so many tokens before.
SAME_DAY = 40
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_in(match: Match) -> int:
    """The number of the month named."""
    return int(match.value("month", "monthshort") or 0)


def day_in(match: Match) -> int | None:
    """The day of the month, in digits or words; None where there is none that any month has."""
    places = match.places("day_number", "day_ordinal", "ordinal", "second", "numeral")
    numbers = [2 if class_at(match.tokens, p) == "second" else int(match.tokens.values[p]) for p in places]
    if not numbers:
        return None
    found = in_words(numbers) if len(numbers) == 2 else numbers[0]
    return found if found and 1 <= found <= 31 else None


def placed(match: Match, context: Context, month: int, day: int, year: int | None) -> str | None:
    """The value of a month and day: in the given year, else in the one that the tense beside it tells.

    Without a tense the nearest to the report's date.  None where the calendar has no such day.
    """
    if day > _LONGEST[month - 1]:
        return None
    if year is not None:
        found = day_of(year, month, day)
        return found.isoformat() if found else None
    today = context.published
    if today is None:
        return f"XXXX-{month:02d}-{day:02d}"
    around = [found for y in (-1, 0, 1) if (found := day_of(today.year + y, month, day))]
    since = class_at(match.tokens, match.first - 1) == "since"
    tense = -1 if since else tense_at(match.tokens, match.first, match.last)
    return nearest(around, today, tense or -1, 0 if since else WRONG_SIDE)


def nearest(around: list[date], today: date, tense: int, wrong_side: int = WRONG_SIDE) -> str | None:
    """Of some days the last before today for the past, the first after for the future, else the nearest."""
    # A day some weeks to the wrong side is more likely meant than one a year off: the verb was another's.
    fitting = [one for one in around if (one - today).days * tense >= -wrong_side] if tense else around
    best = min(fitting or around, key=lambda one: abs((one - today).days), default=None)
    return best.isoformat() if best else None


def read_date(match: Match, context: Context) -> Timex | None:
    """ "Monday, May 3, 1998", "3 May", "the 3rd of May last year"."""
    day = day_in(match)
    if day is None:
        return None
    month, year = month_in(match), relative_year(match, context)
    year = year or year_of_range(match, "day_number")
    if year is None and context.published and (turn := direction(match)) in (-1, 1) and not match.has("weekday"):
        around = [found for y in (-1, 0, 1) if (found := day_of(context.published.year + y, month, day))]
        fitting = [found for found in around if (found - context.published).days * turn > 0]
        return Timex("DATE", nearest(fitting, context.published, 0) or "") if fitting else None
    if (month, day, year) == (9, 11, None) and match.tokens.word(match.last).lower() in (
        "attacks",
        "terrorist",
        "terror",
    ):
        year = 2001
    value = placed(match, context, month, day, year)
    return Timex("DATE", value, mod_of(match)) if value else None


def year_of_range(match: Match, other: str) -> int | None:
    """The year behind the other end of a range: "May 3-5, 2018", "March to May 2005"."""
    tokens, place = match.tokens, match.last
    if class_at(tokens, place) not in ("hyphen", "to", "and") or class_at(tokens, place + 1) != other:
        return None
    place += 3 if class_at(tokens, place + 2) == "comma" else 2
    return int(tokens.values[place]) if class_at(tokens, place) == "year" else None


def read_weekday_on(match: Match, context: Context) -> Timex | None:
    """ "Friday the 13th": the nearest such day before the report's date, or behind it by the tense."""
    day, number = int(match.value("day_ordinal") or 0), int(match.value("weekday", "weekdayshort") or 0)
    if context.published is None or not 1 <= day <= 31:
        return None
    turn = 1 if tense_at(match.tokens, match.first, match.last) > 0 else -1
    for months in range(LONGEST_SEARCH):
        moved = shifted("M", turn * months, context.published.replace(day=1))
        found = day_of(moved.year, moved.month, day) if moved else None
        if found and found.isoweekday() == number and (found - context.published).days * turn >= 0:
            return Timex("DATE", found.isoformat())
    return None


def read_nth_weekday(match: Match, context: Context) -> Timex | None:
    """ "the first Monday in October"."""
    month, number = month_in(match), int(match.value("weekday", "weekdayshort") or 0)
    which = -1 if match.has("last") else 2 if match.has("second") else int(match.value("ordinal") or 0)
    if not month or which > 4:
        return None
    year = relative_year(match, context)
    if year is not None:
        return Timex("DATE", nth_weekday(year, month, which, number).isoformat())
    if context.published is None or not 1 < context.published.year < 9998:
        return Timex("DATE", f"XXXX-{month:02d}")
    around = [nth_weekday(context.published.year + y, month, which, number) for y in (-1, 0, 1)]
    value = nearest(around, context.published, tense_at(match.tokens, match.first, match.last))
    return Timex("DATE", value) if value else None


def read_unit_before(match: Match, context: Context) -> Timex | None:
    """ "the day before", "the week before last": from the date last told of, where no "... the vote" follows."""
    unit = unit_of(match)
    if unit in ("TM", "TH", "L", "E", "C", "F"):
        return None
    if match.has("last"):
        return Timex("DATE", shifted_value(unit, -2, context.published)) if unit in ("W", "M", "Y") else None
    if class_at(match.tokens, match.last) not in ("boundary", "comma", "dot", "hyphen", "in", "at"):
        return None
    turn = -1 if match.has("before") else 1
    running = context.running(match.first)
    if match.has("part"):
        inside = same_unit(running, "D") if running else None
        return _with_part(_moved(date.fromisoformat(inside), turn), match.value("part"), None) if inside else None
    day = date.fromisoformat(first) if running and (first := same_unit(running, "D")) else None
    if running and day is None:
        found = same_unit(running, unit)
        day = first_day(running) if found else None
    return Timex("DATE", shifted_value(unit, turn, day if running else context.published))


def read_day_range(match: Match, context: Context) -> Timex | None:
    """The other day of "May 3-5" and "3-5 May"."""
    tokens = match.tokens
    day = day_in(match)
    if day is None:
        return None
    behind = range(match.last + 2, match.last + 3)
    before = range(match.first - 3, match.first - 5, -1)
    for place in (*before, *behind):
        if class_at(tokens, place) in ("month", "monthshort"):
            month = int(tokens.values[place])
            break
    else:
        return None
    year = int(match.value("year") or 0) or None
    year_place = place + 1 if class_at(tokens, place + 1) == "year" else place + 2
    if year is None and place >= match.last and class_at(tokens, year_place) == "year":
        year = int(tokens.values[year_place])
    elif year is None and place < match.first and context.focus and context.focus_at >= place - 1:
        # The first day has its year already.
        year = int(context.focus[:4])
    value = placed(match, context, month, day, year)
    return Timex("DATE", value) if value else None


def read_weekday(match: Match, context: Context) -> Timex | None:
    """ "Monday", "last Monday", "late Monday night", "Monday of last week"."""
    number = int(match.value("weekday", "weekdayshort") or 0)
    if match.has("weekdayshort") and not _short_fits(match):
        return None
    part = match.value("part", "overnight")
    mod = mod_of(match)
    return _with_part(weekday_value(match, context, number), part, mod)


def weekday_value(match: Match, context: Context, number: int) -> str:
    """The day that a weekday means: by "last" and "next", by the week named, by the tense beside it."""
    anchor, turn = anchor_of(match, context), direction(match)
    if anchor is None:
        return f"XXXX-WXX-{number}"
    if unit_of(match) == "W":
        week = shifted("W", turn or 0, anchor) or anchor
        return (week + timedelta(days=number - week.isoweekday())).isoformat()
    begun = _range_begun(match, context)
    if begun:
        return _moved(begun, (number - begun.isoweekday()) % 7 or 7)
    if turn is None and class_at(match.tokens, match.first - 1) in ("a", "one"):
        return f"XXXX-WXX-{number}"
    back = (anchor.isoweekday() - number) % 7
    if match.has("same", "that"):
        return (anchor - timedelta(days=back)).isoformat()
    if turn == -1:
        return _moved(anchor, -(back or 7))
    if turn == 1:
        return _moved(anchor, 7 - back)
    ahead = (7 - back) % 7
    tense = tense_at(match.tokens, match.first, match.last)
    if turn == 0 and tense == 0:
        tense = 1
    return _moved(anchor, ahead if tense > 0 else -back)


def _range_begun(match: Match, context: Context) -> date | None:
    """The Monday of "Monday through Friday", seen from Friday."""
    tokens, place = match.tokens, match.first
    joined = class_at(tokens, place - 1) in ("hyphen", "to", "until") and class_at(tokens, place - 2) == "weekday"
    if not joined or context.focus_at != place - 2 or not context.focus or context.focus[:1] == "X":
        return None
    return first_day(context.focus)


def _moved(day: date, days: int) -> str:
    return shifted_value("D", days, day)


def _short_fits(match: Match) -> bool:
    """ "Mon." and "Tue." alone; "Sat" and "Sun" are words and newspapers."""
    tokens, place = match.tokens, match.places("weekdayshort")[0]
    if tokens.word(place) in ("Sun", "Sat", "Mon", "Wed", "Fri", "SUN", "SAT", "WED"):
        return class_at(tokens, place - 1) in ("on", "last", "next", "early", "late") or match.has("part")
    return True


def _with_part(value: str, part: str | None, mod: str | None) -> Timex:
    return Timex("TIME", f"{value}T{part}", mod) if part else Timex("DATE", value, mod)


def read_day(match: Match, context: Context) -> Timex | None:
    """ "today", "yesterday morning", "late yesterday"."""
    days = int(match.value("day") or 0)
    return _with_part(shifted_value("D", days, context.published), match.value("part"), mod_of(match))


def read_day_before(match: Match, context: Context) -> Timex | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    if unit_of(match) != "D":
        return None
    turn = -1 if match.has("before") else 1
    if match.has("day"):
        return Timex("DATE", shifted_value("D", int(match.value("day") or 0) + turn, context.published))
    number = int(match.value("weekday", "weekdayshort") or 0)
    value = weekday_value(match, context, number)
    return Timex("DATE", _moved(date.fromisoformat(value), turn)) if value[:1].isdigit() else None


def read_part(match: Match, context: Context) -> Timex | None:
    """ "this morning", "last night", "the next morning", "that evening"."""
    turn = direction(match) or 0
    value = shifted_value("D", turn, anchor_of(match, context))
    running = context.running(match.first)
    if match.has("the") and not of_the_telling(match):
        # "In the morning": of the day that is told of.
        near = match.first - context.focus_at < SAME_DAY and running
        day = same_unit(running, "D") if running and near else None
        return Timex("TIME", f"{day or value}T{match.value('part')}")
    if of_the_telling(match) and running and same_unit(running, "D") is None:
        value = "XXXX-XX-XX"
    return Timex("TIME", f"{value}T{match.value('part')}", mod_of(match))


def read_tonight(match: Match, context: Context) -> Timex | None:
    """ "tonight", "overnight" (which is the night before)."""
    value = shifted_value("D", -1 if match.has("overnight") else 0, context.published)
    return Timex("TIME", f"{value}TNI", mod_of(match))


def read_part_of(match: Match, context: Context) -> Timex | None:
    """ "the morning of May 3", "mid-afternoon yesterday", "midnight Friday"."""
    if match.has("month", "monthshort"):
        found = read_date(match, context)
    elif match.has("day"):
        found = Timex("DATE", shifted_value("D", int(match.value("day") or 0), context.published))
    else:
        found = read_weekday(match, context)
    if not found:
        return None
    part = match.value("part")
    day = found.value.split("T")[0]
    return Timex("TIME", f"{day}T{part}" if part else f"{day}T{match.value('noon')}:00", mod_of(match))


def read_holiday(match: Match, context: Context) -> Timex | None:
    """ "Christmas Eve", "last Thanksgiving", "Easter 2011", "Easter week"."""
    rule = match.value("holiday") or ""
    year = relative_year(match, context)
    turn = direction(match)
    today = context.published
    named = class_at(match.tokens, match.last) == "capitalised"
    if named or unit_of(match) not in ("", "Y", "W", "WE"):
        # The Good Friday Agreement is no day.
        return None
    if year is not None:
        value = holiday_in(rule, year).isoformat() if 1 <= year <= 9998 else None
    elif today is None:
        fixed = fixed_day(rule)
        value = f"XXXX-{fixed}" if fixed else "XXXX-XX-XX"
    else:
        around = [holiday_in(rule, today.year + y) for y in (-1, 0, 1) if 1 <= today.year + y <= 9998]
        if turn == -1:
            around = [one for one in around if one < today]
        elif turn == 1:
            around = [one for one in around if one > today]
        tense = tense_at(match.tokens, match.first, match.last) if turn is None else 0
        value = nearest(around, today, tense, 7)
    if value is None:
        return None
    if value[:1].isdigit() and unit_of(match):
        day = date.fromisoformat(value)
        if unit_of(match) == "WE":
            # The weekend of a Monday is the one before.
            day -= timedelta(days=day.isoweekday() if day.isoweekday() < 3 else 0)
        if unit_of(match) in ("W", "WE"):
            return Timex("DATE", value_of(unit_of(match), day))
    return _with_part(value, match.value("part"), mod_of(match))


def read_week_of(match: Match, context: Context) -> Timex | None:
    """ "the week of March 6"."""
    found = read_date(match, context)
    if not found or unit_of(match) != "W":
        return None
    return Timex("DATE", same_unit(found.value, "W") or "XXXX-WXX")
