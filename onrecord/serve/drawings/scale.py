"""Days on a line: where each stands, in percent, and the ticks below.

Drawings take percents for x, so that one drawing fits a wide window and a narrow one, and its words keep their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

# Room at both ends, in percent: a mark has a width.
ROOM = 4.0
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick: where, in percent; its words; every: shown in a narrow window too."""

    at: float
    words: str
    every: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from one day to another, both included."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where the day stands, in percent."""
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return round(ROOM + share * (100 - 2 * ROOM), 3)

    def ticks(self) -> list[Tick]:
        """At most MOST_TICKS ticks, at whole days, months or years."""
        days = next(some for step in _STEPS if len(some := list(_every(self.first, self.last, *step))) <= MOST_TICKS)
        if not days:
            days = [self.first, self.last] if self.first != self.last else [self.first]
        fine = _fineness(days)
        few = len(days) > 3
        told, ticks = "", list[Tick]()
        for number, day in enumerate(days):
            year = str(day.year)
            words = year if fine == "year" else f"{day:%b}" if fine == "month" else f"{day.day} {day:%b}"
            words += f" {year}" if fine != "year" and year != told else ""
            told = year
            ticks.append(Tick(self.at(day), words, not few or not number % 2))
        return ticks


def scale_of(days: Iterable[str | None]) -> Scale | None:
    """The scale that has all of some ISO days; None where none is one."""
    found = sorted(day for one in days if (day := day_of(one)))
    return Scale(found[0], found[-1]) if found else None


def day_of(iso: str | None) -> date | None:
    """The day of an ISO date, or None."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def _fineness(days: list[date]) -> str:
    if all(day.day == 1 for day in days) and len(days) > 1:
        return "year" if all(day.month == 1 for day in days) else "month"
    return "day"


_STEPS = (
    *(("day", count) for count in (1, 2, 5, 7, 14)),
    *(("month", count) for count in (1, 2, 3, 6)),
    *(("year", count) for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)


def _every(first: date, last: date, unit: str, count: int) -> Iterator[date]:
    """The days from first to last that begin a step; of too many only as many as tell that there are."""
    most = MOST_TICKS + 1
    if unit == "day":
        day = first
        while day <= last and most:
            yield day
            most -= 1
            if (date.max - day).days < count:
                return
            day += timedelta(days=count)
        return
    months = count if unit == "month" else 12 * count
    number = (first.year * 12 + first.month - 1 + (first.day > 1) + months - 1) // months * months
    while most and 12 <= number < 12 * 10_000:
        day = date(number // 12, number % 12 + 1, 1)
        if day > last:
            return
        if day >= first:
            yield day
            most -= 1
        number += months
