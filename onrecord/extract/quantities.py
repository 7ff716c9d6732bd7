"""How much and when, as far as two tellings of it can be compared: counts, money, shares, durations, years."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.stems import stem

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
NUMBERS: dict[str, float] = {
    word: value for value, word in enumerate(f"{_UNITS} seventeen eighteen nineteen twenty".split())
} | {"dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
     "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "half": 0.5}  # fmt: skip
_SHORT = {"m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1000}
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec a.m p.m am pm o clock".split()
)
_MINUTES = {"second": 1 / 60, "minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0, "month": 43200.0,
            "year": 525600.0, "decade": 5256000.0}  # fmt: skip
_SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "sixth": 1 / 6, "eighth": 0.125, "tenth": 0.1,
           "percent": 0.0, "per": 0.0}  # fmt: skip
_CURRENCIES = frozenset("$ £ € ¥".split())
_MONEY = frozenset("dollar dollars euro euros pound pounds crown crowns franc francs yen rouble roubles".split())
_SMALL = frozenset("a an of the more than nearly almost about around least some at over under just only".split())

# (what is measured, its counted word or ""), with the value.
Quantity = tuple[str, str, float]


def quantities(words: Sequence[str], stop: frozenset[str]) -> list[Quantity]:
    """What is measured in words in lower case, in their order.

    "count" with each word that may be what is counted, "money", "share", "duration" in minutes, "year".
    Days of a month and hours are left out.  stop: words that are never counted.
    """
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        value, end = _value(words, index)
        if value is None:
            word = words[index]
            before = words[index - 1] if index else ""
            if word in _SHARES and word not in ("percent", "per") and before in ("a", "one", "nearly", "about", "by"):
                found.append(("share", "", _SHARES[word]))
            index += 1
            continue
        found += _measured(words, index, end, value, stop)
        index = end
    return found


def _measured(words: Sequence[str], first: int, end: int, value: float, stop: frozenset[str]) -> list[Quantity]:
    before = words[first - 1] if first else ""
    after = words[end] if end < len(words) else ""
    unit = stem(after)
    if before in _CURRENCIES or after in _MONEY:
        return [("money", "", value)]
    if after in ("%", "percent") or words[end : end + 2] == ["per", "cent"]:
        return [("share", "", value / 100)]
    if after in ("an", "a") and end + 1 < len(words) and stem(words[end + 1]) in _MINUTES:
        return [("duration", "", value * _MINUTES[stem(words[end + 1])])]
    for name, minutes in _MINUTES.items():
        if unit == stem(name):
            return [("duration", "", value * minutes)]
    if words[first].isdigit() and len(words[first]) == 4 and words[first][:2] in ("17", "18", "19", "20"):
        return [("year", "", value)]
    if value == 1:
        return []
    counted = []
    for later in words[end : end + 3]:
        if not later[0].isalpha():
            break
        if later not in stop and later not in NUMBERS:
            counted.append(stem(later))
    if counted:
        return [("count", each, value) for each in counted]
    # A bare figure ends its clause: "they had treated sixty-three".
    return [("count", "", value)] if not after or not after[0].isalpha() else []


def _value(words: Sequence[str], first: int) -> tuple[float | None, int]:
    """The figure that begins at a word, and where it ends; None for days of a month and hours."""
    word = words[first]
    before = words[first - 1] if first else ""
    after = words[first + 1] if first + 1 < len(words) else ""
    if before in _MONTHS and not (word.isdigit() and len(word) == 4):
        return None, first + 1
    if after in _MONTHS or before in (":", "/") or after in (":", "/"):
        return None, first + 1
    if word in NUMBERS:
        value, end = float(NUMBERS[word]), first + 1
        if after == "-" and first + 2 < len(words) and words[first + 2] in NUMBERS and value >= 20:
            value, end = value + NUMBERS[words[first + 2]], first + 3
        while end < len(words) and words[end] in NUMBERS and NUMBERS[words[end]] >= 100:
            value, end = value * NUMBERS[words[end]], end + 1
        return value, end
    digits = word
    end = first + 1
    # "7,000" and "2.1" may come in pieces.
    while end + 1 < len(words) and words[end] in (",", ".") and words[end + 1][0].isdigit() and digits[-1].isdigit():
        digits += ("." if words[end] == "." else "") + words[end + 1]
        end += 2
    if end < len(words) and words[end] in ("a", "p", "am", "pm") and words[end + 1 : end + 2] == ["."]:
        return None, end
    shortened = next((short for short in _SHORT if digits.endswith(short) and digits[: -len(short)]), "")
    number = digits.removesuffix(shortened).replace(",", "") if shortened else digits.replace(",", "")
    try:
        value = float(number)
    except ValueError:
        return None, first + 1
    value *= _SHORT.get(shortened, 1)
    if end < len(words) and words[end] in _SHORT:
        value, end = value * _SHORT[words[end]], end + 1
    while end < len(words) and words[end] in NUMBERS and NUMBERS[words[end]] >= 100:
        value, end = value * NUMBERS[words[end]], end + 1
    return value, end


def unlike(left: Sequence[Quantity], right: Sequence[Quantity]) -> bool:
    """Whether two tellings measure the same thing and differ."""
    measured = {(what, counted) for what, counted, _ in left} & {(what, counted) for what, counted, _ in right}
    for what, counted in measured:
        if what == "count" and not counted:
            continue
        mine = {value for one, of, value in left if (one, of) == (what, counted)}
        others = {value for one, of, value in right if (one, of) == (what, counted)}
        if not mine & others:
            return True
    # "Two hundred came": a bare count beside a counted one.
    bare = {value for what, counted, value in left if what == "count" and not counted}
    if bare and not any(what == "count" and counted for what, counted, _ in left):
        others = {value for what, _, value in right if what == "count"}
        return bool(others) and not bare & others
    return False
