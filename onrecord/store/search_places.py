"""Where an entry of the search index stands: a number of its day and of itself, the same for every search index.

Entries lie in the order of the calendar, and a span of days is a span of such numbers.
"""

from __future__ import annotations

from datetime import date

from onrecord.store.search import Kind, Sought

_NUMBER = 36  # bits that are the number of the statement, event or report; the day stands above them
_BIGGEST = (1 << 62) - 1


def place_of(day: str | None, number: int) -> int:
    """Where an entry of this day (ISO; null, or none, stands before all others) and number stands."""
    return (_ordinal(day) << _NUMBER) | number


def number_of(place: int) -> int:
    """The number of what stands there."""
    return place & ((1 << _NUMBER) - 1)


def bounds_of(sought: Sought, after: int | None = None, *, oldest: bool = False) -> tuple[int, int]:
    """The first and the last place that is sought.

    after: only behind this place, in the order that oldest tells: the oldest first, or the newest.
    """
    first = place_of(sought.first, 0) if sought.first else 0
    last = place_of(sought.last, (1 << _NUMBER) - 1) if sought.last else _BIGGEST
    if after is not None:
        # A place has 63 bits; what somebody made up may have more.
        after = min(max(after, -1), _BIGGEST)
        first, last = (max(first, after + 1), last) if oldest else (first, min(last, after - 1))
    return first, last


def disputed(kind: Kind, place: str) -> str:
    """The condition, in SQL, that an entry is denied or disputed, or denies or disputes.  place: its column."""
    number = f"({place} & {(1 << _NUMBER) - 1})"
    if kind == "reports":
        return "1 = 0"
    if kind == "events":
        return (
            f"EXISTS (SELECT 1 FROM event WHERE id = {number} AND (status = 'denied' "
            "OR EXISTS (SELECT 1 FROM statement_about WHERE about = event.reported_by)))"
        )
    return (
        f"(EXISTS (SELECT 1 FROM statement_about WHERE about = {number}) "
        f"OR EXISTS (SELECT 1 FROM statement_about WHERE statement = {number}) "
        f"OR EXISTS (SELECT 1 FROM statement WHERE id = {number} AND act IN ('denies', 'disputes')))"
    )


def _ordinal(day: str | None) -> int:
    """Days since the year 1; 0 for none."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return 0
