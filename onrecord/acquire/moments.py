"""Dates as headers, feeds and lines of JSON write them: the day in the writer's own time zone."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime

Moment = tuple[date, str | None]


def iso_moment(text: str) -> Moment:
    """The day, and "HH:MM" where one is stated, of an ISO date or datetime.  Raises ValueError for anything else."""
    text = text.strip()
    try:
        return date.fromisoformat(text), None
    except ValueError:
        return _moment(datetime.fromisoformat(text))


def mail_moment(text: str) -> Moment:
    """The day and "HH:MM" of a date as mail writes it ("Tue, 4 Mar 2025 09:30:00 +0200").  Raises ValueError."""
    try:
        return _moment(parsedate_to_datetime(text.strip()))
    except (TypeError, IndexError, OverflowError) as error:
        raise ValueError(str(error)) from None


def any_moment(text: str) -> Moment | None:
    """The day and "HH:MM" in either way of writing; None where it is neither."""
    for read in (iso_moment, mail_moment):
        try:
            return read(text)
        except ValueError:
            continue
    return None


def _moment(moment: datetime) -> Moment:
    # The clock and day of the writer, not those of Greenwich.
    return moment.date(), f"{moment.hour:02d}:{moment.minute:02d}"
