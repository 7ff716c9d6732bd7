"""Counts by day as bars of days, months, years or decades, each of which leads into its own span."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.serve.drawings.scale import day_of
from onrecord.view.dates import bounds_words

Unit = Literal["day", "month", "year", "decade"]
# Up to so many days bars are days; up to so many they are months; years.
DAYS, MONTHS, YEARS = 62, 5 * 366, 60 * 366
# Pixels: what happened stands above the line, what was said below it.
ABOVE, BELOW, LEAST = 72, 48, 3
MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both included."""

    first: date
    last: date

    @property
    def unit(self) -> Unit | None:
        """The day, month, year or decade that it is just so; None for any other span."""
        units: tuple[Unit, ...] = ("day", "month", "year", "decade")
        return next((unit for unit in units if span_around(self.first, unit) == self), None)

    @property
    def words(self) -> str:
        """The span in words."""
        if self.unit == "decade":
            return f"{self.first.year}s"
        return bounds_words(self.first.isoformat(), self.last.isoformat())

    @property
    def bounds(self) -> dict[str, str]:
        """``first`` and ``last``, as an address has them: as short as they can be."""
        length = {"day": 10, "month": 7, "year": 4, "decade": 4}.get(self.unit or "", 10)
        return {"first": self.first.isoformat()[:length], "last": self.last.isoformat()[:length]}


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: where it stands, in percent; above, below: how high, in pixels."""

    span: Span
    x: float
    width: float
    events: int
    statements: int
    above: int
    below: int

    @property
    def words(self) -> str:
        """What it tells."""
        events = f"{self.events:,} event{'' if self.events == 1 else 's'}"
        return f"{self.span.words}: {events}, {self.statements:,} statement{'' if self.statements == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Label:
    """Words below a bar; every: in a narrow window too."""

    at: float
    words: str
    every: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """The drawing, and the span that it has."""

    span: Span
    unit: Unit
    bars: Sequence[Bar]
    labels: Sequence[Label]


def span_around(day: date, unit: Unit) -> Span:
    """The day, month, year or decade that a day is in."""
    if unit == "day":
        return Span(day, day)
    if unit == "month":
        nearly = day.replace(day=28)
        last = date.max if (day.year, day.month) == (9999, 12) else _first_of_next(nearly) - timedelta(days=1)
        return Span(day.replace(day=1), last)
    first = day.year if unit == "year" else max(1, day.year // 10 * 10)
    last_year = day.year if unit == "year" else day.year // 10 * 10 + 9
    return Span(date(first, 1, 1), date(last_year, 12, 31))


def beside(span: Span, by: Literal[-1, 1]) -> Span | None:
    """The span of the same unit before or behind; None where there is none."""
    if span.unit is None:
        return None
    try:
        day = span.first - timedelta(days=1) if by < 0 else span.last + timedelta(days=1)
    except OverflowError:
        return None
    return span_around(day, span.unit)


def around(span: Span) -> list[Span]:
    """The greater spans that a span lies in, the greatest first."""
    units: tuple[Unit, ...] = ("decade", "year", "month")
    found = [span_around(span.first, unit) for unit in units]
    return [one for one in found if one != span and one.first <= span.first and one.last >= span.last]


def bars_of(days: Mapping[str, tuple[int, int]], span: Span | None = None) -> Bars | None:
    """The bars of some days; span: what is shown, else what the days have.  None where there is nothing."""
    known = {day: counts for one, counts in days.items() if (day := day_of(one))}
    if span is None:
        if not known:
            return None
        span = Span(min(known), max(known))
    length = (span.last - span.first).days + 1
    unit: Unit = "day" if length <= DAYS else "month" if length <= MONTHS else "year" if length <= YEARS else "decade"
    spans = list(_spans(span, unit))
    place = {one.first: number for number, one in enumerate(spans)}
    counts = [[0, 0] for _ in spans]
    for day, (events, statements) in known.items():
        number = place.get(span_around(day, unit).first)
        if number is not None:
            counts[number][0] += events
            counts[number][1] += statements
    most = max((max(one) for one in counts), default=0) or 1
    width = 100 / len(spans)
    bars = [
        Bar(
            one, round(number * width, 4), round(width, 4), events, statements,
            _high(events, most, ABOVE), _high(statements, most, BELOW),
        )
        for number, (one, (events, statements)) in enumerate(zip(spans, counts, strict=True))
        if events or statements
    ]  # fmt: skip
    return Bars(span, unit, bars, list(_labels(spans, unit, width)))


def _spans(span: Span, unit: Unit) -> Iterable[Span]:
    one = span_around(span.first, unit)
    while one.first <= span.last:
        yield one
        if one.last >= span.last:
            return
        one = span_around(one.last + timedelta(days=1), unit)


def _labels(spans: Sequence[Span], unit: Unit, width: float) -> Iterable[Label]:
    step = -(-len(spans) // MOST_TICKS)
    told = ""
    for number, one in enumerate(spans[::step]):
        year = str(one.first.year)
        words = {"day": f"{one.first.day} {one.first:%b}", "month": f"{one.first:%b}", "year": year,
                 "decade": f"{one.first.year // 10 * 10}s"}[unit]  # fmt: skip
        if unit in ("day", "month") and year != told:
            words, told = f"{words} {year}", year
        yield Label(round((number * step + 0.5) * width, 3), words, len(spans[::step]) < 5 or not number % 2)


def _high(count: int, most: int, high: int) -> int:
    return max(LEAST, round(high * count / most)) if count else 0


def _first_of_next(day: date) -> date:
    return (day + timedelta(days=4)).replace(day=1)
