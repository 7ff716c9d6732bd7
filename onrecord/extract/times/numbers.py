"""Numbers in digits and words."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.times.grammar import Match, class_at

# Of more there is no saying what time it would be.
LARGEST = 10_000_000_000


def in_words(values: Sequence[int]) -> int | None:
    """The number that numerals make, "two hundred fifty" from 2, 100, 50; None where they make none."""
    total = part = 0
    last = 10**12
    for value in values:
        if value >= 100:
            if value >= last and value != 1000:
                return None
            part = max(part, 1) * value
            if value >= 1000:
                total, part = total + part, 0
        elif (value < 10 and (last >= 20 or last == 10**12)) or last >= 100:
            part += value
        else:
            return None
        last = value
    return min(total + part, LARGEST)


def number_in(match: Match) -> float | None:
    """The number of an expression, halves and fractions added; None where it has none or one that cannot be."""
    found: float | None = None
    numerals = []
    tokens = match.tokens
    for place in range(match.first, match.last):
        name, value = class_at(tokens, place), tokens.values[place]
        if name in ("day_number", "number", "year", "four_digits", "decimal"):
            found = float(value)
        elif name in ("numeral", "one", "hundreds"):
            numerals.append(int(value))
        elif name in ("dozen", "couple"):
            found = float(value)
        elif name == "fraction":
            above, below = value.split("/")
            if below == "0":
                return None
            found = (found if found is not None else float(in_words(numerals) or 0)) + int(above) / int(below)
        elif name == "half":
            if found is None and numerals:
                found = in_words(numerals)
            found = (found or 0) + 0.5 if found is not None else None
    if numerals and found is None:
        found = in_words(numerals)
    return found if found is not None and 0 < found <= LARGEST else None


def plain(number: float) -> str:
    """Without a point where it is whole."""
    return str(int(number)) if number == int(number) else f"{number:g}"
