"""What is known while a text's times are worked out in order: the report's date, the running date of the telling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onrecord.extract.times.calendar import first_day
from onrecord.record import TimeType

# A date is gone on from ("two days later") for so many tokens.
MEMORY = 120
# A quarter that a business report is about, for so many.
PERIOD_MEMORY = 400


class Timex(NamedTuple):
    """What a time expression means, as TIMEX3.

    ``after``, ``before``: ISO bounds narrower than the value's own, where the words tell
    ("earlier this year" ends with the report's date).
    """

    type: TimeType
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    after: str | None = None
    before: str | None = None


@dataclass(slots=True)
class Context:
    """What is known so far; ``..._at`` are tokens.

    ``published``: the report's date; ``focus``: the last date named; ``period``: the last quarter or half year, the
    first one being ``main_period``; ``whole_year_at``: where a year or its "first nine months" was last spoken of.
    """

    published: date | None
    focus: str | None = None
    focus_at: int = 0
    period: str | None = None
    period_at: int = 0
    whole_year_at: int = -1
    main_period: str | None = None

    def told(self, timex: Timex, place: int) -> None:
        """A date of the text becomes the one that "later" and "the same day" hang on."""
        if timex.type == "DURATION" and timex.value in ("P9M", "P6M", "P1Y"):
            self.whole_year_at = place
        if timex.type not in ("DATE", "TIME") or not timex.value[:2].isdigit():
            return
        value = timex.value
        if "-Q" in value or "-H" in value:
            self.main_period = self.main_period or value
            self.period, self.period_at, self.whole_year_at = value, place, -1
        if value.isdigit() and len(value) < 4:
            return
        self.focus, self.focus_at = value, place

    def running(self, place: int) -> str | None:
        """The value that the telling has come to, at a token; None where nothing near was dated."""
        return self.focus if self.focus and place - self.focus_at <= MEMORY else None

    def running_day(self, place: int) -> date | None:
        """The day to reckon from: the first of the running date, else the report's."""
        running = self.running(place)
        return (first_day(running) if running else None) or self.published

    def running_period(self, place: int) -> str | None:
        """The quarter or half year that a business report is about."""
        return self.period if self.period and place - self.period_at <= PERIOD_MEMORY else None

    def compared_period(self, place: int) -> str | None:
        """The first quarter named: what a business report is chiefly about and compares others with.

        None where no quarter was named for long.  Value F1 on the documents that rules are written from is 82.7 with
        the first quarter named, 82.4 with the last one.
        """
        return self.main_period if self.running_period(place) else None
