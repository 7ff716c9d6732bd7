"""What the readings of all rules share: modifiers, directions, units."""

from __future__ import annotations

from datetime import date

from onrecord.extract.times.calendar import UNKNOWN, first_day, shifted, shifted_value, value_of
from onrecord.extract.times.context import Context, Timex
from onrecord.extract.times.grammar import Match, class_at

_MODS = {
    "early": "START", "earlier": "START", "begin": "START", "mid": "MID", "middle": "MID", "late": "END",
    "later": "END", "end": "END", "rest": "END",
}  # fmt: skip
_PAST, _NEXT = ("last", "past", "previous"), ("next", "coming", "following")
UNITS = ("unit", "units", "quarter", "quarters", "weekend", "half", "second")


def mod_of(match: Match) -> str | None:
    """START, MID or END, where the expression tells of a part of its stretch."""
    places = match.places(*_MODS)
    return _MODS[class_at(match.tokens, places[0])] if places else None


def size_of(match: Match) -> str | None:
    """APPROX, MORE_THAN and the like, where a number is not exact."""
    if match.has("than"):
        less = match.has("less")
        if match.has("no"):
            return "EQUAL_OR_MORE" if less else "EQUAL_OR_LESS"
        return "LESS_THAN" if less else "MORE_THAN"
    if match.has("at"):
        return "EQUAL_OR_MORE" if match.has("least") else "EQUAL_OR_LESS"
    if match.has("just"):
        return "MORE_THAN" if match.has("over") else "LESS_THAN"
    return "APPROX" if match.has("approximate", "some") and number_follows(match) else None


def number_follows(match: Match) -> bool:
    """Whether there is a number, so that "some" before it means "about"."""
    return match.has(
        "approximate", "one", "day_number", "number", "numeral", "hundreds", "decimal", "dozen", "couple", "a"
    )


def direction(match: Match) -> int | None:
    """-1 for "last", 1 for "next", 0 for "this"; None where nothing of the kind is said."""
    for place in range(match.first, match.last):
        name = class_at(match.tokens, place)
        if name in _PAST:
            return -1
        if name in _NEXT:
            return 1
        if name in ("this", "current") and class_at(match.tokens, place + 1) not in ("past", "coming"):
            return 0
    return None


def of_the_telling(match: Match) -> bool:
    """Whether the expression hangs on what was told before: "the following", "the previous", "that", "the same".

    "The next year" does, but "over the next year" is seen from today.
    """
    if match.has("same", "that") or (match.has("the") and match.has("following", "previous")):
        return True
    ahead = class_at(match.tokens, match.first - 1) in ("over", "within", "for", "in", "until")
    return match.has("the") and match.has("next") and not ahead


def titled(match: Match) -> bool:
    """The name of a programme or a paper in quotation marks: "60 Minutes", "This Week"."""
    text, (start, end) = match.tokens.text, match.span
    units = match.places(*UNITS)
    named = bool(units) and match.tokens.word(units[-1])[:1].isupper()
    return (
        named
        and start > 0
        and text[start - 1] in "\"'“‘«"
        and text[end : end + 1] in ('"', "'", "”", "’", "»", ",", ".")
    )


def anchor_of(match: Match, context: Context) -> date | None:
    """The day to reckon from."""
    return context.running_day(match.first) if of_the_telling(match) else context.published


def unit_of(match: Match) -> str:
    """The letter of the unit."""
    return match.value(*UNITS) or ""


def relative_year(match: Match, context: Context) -> int | None:
    """The year that "last year", "of this year" ... gives to a month or season before it; None where unknown."""
    if match.value("year"):
        return int(match.value("year") or 0)
    if unit_of(match) != "Y":
        return None
    anchor = anchor_of(match, context)
    turn = direction(match)
    return anchor.year + (turn or 0) if anchor else None


def unit_value(match: Match, context: Context, unit: str, turn: int) -> Timex:
    """The week, month, year ... so many turns from the day to reckon from."""
    anchor = anchor_of(match, context)
    value = shifted_value(unit, turn, anchor)
    mod = mod_of(match)
    after = before = None
    if context.published and not turn and anchor == context.published:
        # What is told of as earlier is over by the report's date, what comes later is not.
        if match.has("earlier"):
            before = context.published.isoformat()
        elif match.has("later"):
            after = context.published.isoformat()
    return Timex("DATE", value, mod, after=after, before=before)


def stretch(days: date | None, unit: str, count: float, turn: int) -> tuple[str | None, str | None]:
    """ISO bounds of so many units before or after a day; (None, None) where they cannot be reckoned."""
    if not days or count != int(count) or unit not in UNKNOWN:
        return None, None
    other = shifted(unit, turn * int(count), days)
    if not other:
        return None, None
    first, last = sorted((days, other))
    return first.isoformat(), last.isoformat()


def same_unit(value: str, unit: str) -> str | None:
    """The week, month ... that a value lies in; None where the value is too coarse for that."""
    fine = {"D": 10, "W": 10, "WE": 10, "M": 7, "Q": 7, "Y": 4, "E": 3, "C": 2}.get(unit, 10)
    first = first_day(value)
    if first is None or len(value.split("T")[0]) < fine:
        return None
    return value_of(unit, first)
