"""All time expressions of a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.extract.times import read_clock, read_days, read_periods, read_quarters, read_spans, read_years
from onrecord.extract.times.calendar import bounds
from onrecord.extract.times.confidence import confidence_of
from onrecord.extract.times.context import Context, Timex
from onrecord.extract.times.grammar import Match, matches
from onrecord.extract.times.reading import titled
from onrecord.extract.times.tokens import tokens_of
from onrecord.record import Span, TimeType

Reading = Callable[[Match, Context], Timex | None]

READINGS: dict[str, Reading] = {
    "moment": read_clock.read_moment,
    "numeric": read_clock.read_numeric,
    "clock": read_clock.read_clock,
    "date": read_days.read_date,
    "day_range": read_days.read_day_range,
    "weekday": read_days.read_weekday,
    "day": read_days.read_day,
    "day_before": read_days.read_day_before,
    "weekday_on": read_days.read_weekday_on,
    "nth_weekday": read_days.read_nth_weekday,
    "unit_before": read_days.read_unit_before,
    "same_last_year": read_quarters.read_same_last_year,
    "quarter_of": read_spans.read_quarter_of,
    "lasting": read_spans.read_lasting,
    "from_to": read_spans.read_from_to,
    "compound": read_spans.read_compound,
    "part": read_days.read_part,
    "tonight": read_days.read_tonight,
    "part_of": read_days.read_part_of,
    "holiday": read_days.read_holiday,
    "week_of": read_days.read_week_of,
    "month": read_years.read_month,
    "deictic": read_periods.read_deictic,
    "the_unit": read_periods.read_the_unit,
    "year": read_years.read_year,
    "year_range": read_years.read_year_range,
    "year_words": read_years.read_year_words,
    "period_of": read_quarters.read_period_of,
    "ages": read_years.read_ages,
    "century": read_years.read_century,
    "season": read_years.read_season,
    "quarter": read_quarters.read_quarter,
    "year_ago": read_quarters.read_year_ago,
    "year_end": read_periods.read_year_end,
    "ago": read_spans.read_ago,
    "duration": read_spans.read_duration,
    "a_unit": read_spans.read_a_unit,
    "while": read_spans.read_while,
    "bare_units": read_spans.read_bare_units,
    "recent_units": read_spans.read_recent_units,
    "set_every": read_spans.read_set_every,
    "set_plural": read_spans.read_set_plural,
    "set_ly": read_spans.read_set_ly,
    "set_times": read_spans.read_set_times,
    "set_rate": read_spans.read_set_rate,
    "vague": read_spans.read_vague,
}


# What is only compared with: the telling does not move there.
ASIDE = frozenset({"year_ago", "ago", "period_of", "set_every"})


# An expression with one of these says itself in which year it lies.
_ABSOLUTE = ("year", "moment", "numeric", "ages", "ages_digits", "hundreds")


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundTime:
    """A time expression ``text[start:end]`` as TIMEX3.

    ``first``, ``last``: calendar bounds, ISO days or moments; None where it is a length, a set or vague.
    ``anchored``: the value hangs on the report's date.
    ``kind``: the rule that found it; ``confidence``: how often such rules were right.
    """

    start: int
    end: int
    type: TimeType
    value: str
    mod: str | None
    quant: str | None
    freq: str | None
    first: str | None
    last: str | None
    anchored: bool
    kind: str
    confidence: float


def find_times(text: str, sentences: Sequence[Span], published: date | None) -> list[FoundTime]:
    """The time expressions of a text, in order, none within another.

    sentences: spans of the text in order; no expression crosses from one into the next.
    published: the day that "yesterday" is reckoned from; without it values stay relative (XXXX-WXX-1).
    """
    context = Context(published)
    tokens = tokens_of(text, sentences)
    found: list[FoundTime] = []
    free_from = 0
    for match in matches(tokens):
        if match.first < free_from:
            continue
        timex = None if titled(match) else READINGS[match.rule.reading](match, context)
        if timex is None:
            continue
        free_from = match.last
        if match.rule.kind not in ASIDE:
            context.told(timex, match.first)
        found.append(_found(match, timex, dated=published is not None))
    return found


def _found(match: Match, timex: Timex, *, dated: bool) -> FoundTime:
    start, end = match.span
    first, last = bounds(timex.value) if timex.type in ("DATE", "TIME") else (None, None)
    zone = read_clock.zone_of(match)
    if first and zone and "T" in first and not first.endswith("Z"):
        first = last = first + zone
    if timex.after and (first is None or timex.after > first):
        first = timex.after
    if timex.before and (last is None or timex.before < last):
        last = timex.before
    return FoundTime(
        start=start,
        end=end,
        type=timex.type,
        value=timex.value,
        mod=timex.mod,
        quant=timex.quant,
        freq=timex.freq,
        first=first,
        last=last,
        anchored=dated and timex.type in ("DATE", "TIME") and timex.value[:1].isdigit() and not match.has(*_ABSOLUTE),
        kind=match.rule.kind,
        confidence=confidence_of(match.rule.kind),
    )
