"""Holidays and other named days by name, and the day they fall on in a year."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _rules() -> dict[str, str]:
    """The rule of each name, the longest names first."""
    text = files("onrecord.extract.times").joinpath("holidays.tsv").read_text(encoding="utf-8")
    rules: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            names, rule = line.split("\t")
            rules |= dict.fromkeys(names.split("|"), rule)
    return {name: rules[name] for name in sorted(rules, key=len, reverse=True)}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s+") for name in _rules())
    return re.compile(rf"(?:{names})(?!\w)")


@lru_cache(maxsize=1)
def holiday_first_words() -> frozenset[str]:
    """The first words of all names, as tokens."""
    return frozenset(re.split(r"[\W_]", name)[0] for name in _rules())


def holiday_at(text: str, start: int) -> tuple[int, str] | None:
    """Where the name of a holiday that begins at a place ends, and its rule; None where none does."""
    match = _pattern().match(text, start)
    if not match:
        return None
    return match.end(), _rules()[" ".join(match.group().replace("’", "'").split())]


def easter(year: int) -> date:
    """Western Easter Sunday by the Gregorian computus (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    skipped, kept = divmod(century, 4)
    moon = (century + 8) // 25
    epact = (19 * golden + century - skipped - (century - moon + 1) // 3 + 15) % 30
    leaps, odd = divmod(rest, 4)
    weekday = (32 + 2 * kept + 2 * leaps - epact - odd) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holiday_in(rule: str, year: int) -> date:
    """The day on which a holiday falls in a year, 1 to 9998."""
    parts = rule.split()
    if parts[0] == "easter":
        return easter(year) + timedelta(days=int(parts[1]))
    if parts[0] == "election":
        return nth_weekday(year, 11, 1, 1) + timedelta(days=1)
    if "-" in parts[0]:
        month, day = parts[0].split("-")
        return date(year, int(month), int(day))
    found = nth_weekday(year, int(parts[0]), int(parts[1]), int(parts[2]))
    return found + timedelta(days=int(parts[3])) if len(parts) > 3 else found


def fixed_day(rule: str) -> str | None:
    """The month and day (MM-DD) of a holiday that has the same one every year."""
    return rule if "-" in rule and " " not in rule else None


def nth_weekday(year: int, month: int, which: int, weekday: int) -> date:
    """The first, second ... weekday (Monday 1) of a month; the last one for -1."""
    if which < 0:
        following = date(year + month // 12, month % 12 + 1, 1)
        last = following - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
