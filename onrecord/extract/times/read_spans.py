"""Readings of durations, of distances ("two years ago"), of sets and of vague expressions."""

from __future__ import annotations

from datetime import date

from onrecord.extract.times.calendar import shifted_value
from onrecord.extract.times.context import Context, Timex
from onrecord.extract.times.grammar import Match, class_at
from onrecord.extract.times.numbers import number_in, plain
from onrecord.extract.times.read_quarters import a_year_before
from onrecord.extract.times.reading import direction, size_of, stretch, unit_of

_YEARS = {"E": 10, "C": 100, "L": 1000}
_LETTER = {"TS": "S", "TM": "M", "TH": "H", "F": "W"}
_CURRENCIES = ("dollars", "pounds", "euros", "cents", "yen", "francs", "marks", "rubles", "roubles", "yuan", "rupees")
_ROUGH_NUMBERS = ("hundreds", "thousands", "dozens", "tens", "scores", "millions", "billions")
_MODALS = ("will", "would", "could", "might", "may", "can", "ll", "to", "must")
_BEFORE_UNITS = (
    "for",
    "in",
    "within",
    "after",
    "of",
    "over",
    "until",
    "and",
    "or",
    "just",
    "than",
    "boundary",
    "comma",
    "the",
    "before",
    "these",
    "early",
)
_AFTER_A_UNIT = ("after", "before", "later", "earlier", "from", "ago")
_BEFORE_A_UNIT = ("for", "within", "than", "in", "approximate", "least", "over", "after", "just", "additional", "once")


def period_value(number: float, unit: str) -> str:
    """The ISO duration: 2 and "Y" give P2Y, 2.5 and "Y" P2Y6M, 1.5 and "TM" PT1M30S."""
    if unit in _YEARS and unit != "E":
        return f"P{plain(number * _YEARS[unit])}Y"
    if unit == "E":
        return f"P{plain(number * 10)}Y"
    if unit == "F":
        number *= 2
    letter = _LETTER.get(unit, unit)
    whole, rest = int(number), number - int(number)
    finer = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60), "D": ("TH", 24)}.get(unit)
    clock = "T" if unit.startswith("T") else ""
    if rest and finer:
        small = plain(round(rest * finer[1], 2))
        if unit == "D":
            return f"P{whole}DT{small}H" if whole else f"PT{small}H"
        return f"P{clock}{f'{whole}{letter}' if whole else ''}{small}{finer[0]}"
    return f"P{clock}{plain(number)}{letter}"


def vague_value(unit: str) -> str:
    """PXD, PTXM ...: nobody says how many."""
    if unit.startswith("T"):
        return f"PTX{_LETTER[unit]}"
    return f"PX{_LETTER.get(unit, unit)}"


def read_ago(match: Match, context: Context) -> Timex | None:
    """ "two years ago" from the report's date, "two days later" and "a year earlier" from the date last told of."""
    unit = _counted_unit(match)
    ago, back = match.has("ago"), match.has("ago", "earlier")
    if (
        match.has("vague")
        or (match.has("some") and number_in(match) is None)
        or class_at(match.tokens, match.first) in ("units",)
    ):
        # "A few days later" tells how long, not when.
        return Timex("DATE", "PAST_REF") if ago and not unit.startswith("T") else None
    number = number_in(match) if not match.has("a") or match.has("dozen", "couple", "hundreds") else 1.0
    if match.has("half") and _only_a(match):
        number = 1.5
    if number is None:
        return None
    if unit.startswith("T"):
        return None
    if unit == "Y" and number == 1 and back and context.running_period(match.first):
        return a_year_before(match, context, quarter=False)
    anchor = context.published if ago or match.has("now") else context.running_day(match.first)
    return Timex("DATE", _shifted_value(unit, number, -1 if back else 1, anchor), size_of(match))


def _shifted_value(unit: str, number: float, turn: int, anchor: date | None) -> str:
    if number != int(number):
        months = {"Y": 12, "E": 120, "C": 1200}.get(unit)
        if months:
            return shifted_value("M", turn * round(number * months), anchor)
    if unit == "E":
        return shifted_value("Y", turn * round(10 * number), anchor)
    if unit == "L":
        return "XX"
    return shifted_value(unit, turn * round(number), anchor)


def read_duration(match: Match, context: Context) -> Timex | None:
    """ "two years", "the past two months", "the first nine months", "a few days", "2 1/2 years", "half an hour"."""
    tokens = match.tokens
    unit = _counted_unit(match)
    behind, beyond = class_at(tokens, match.last), class_at(tokens, match.last + 1)
    if behind == "old" or (behind == "hyphen" and beyond == "old") or tokens.word(match.last + 1) == "age":
        return None
    if match.has("these") and not match.has("numeral", "day_number", "one", "number"):
        now = tokens.word(match.first).lower() == "these"
        return Timex("DATE", "PRESENT_REF" if now else "PAST_REF") if unit == "D" else None
    if unit in ("Q", "") and number_in(match) and (behind == "of" or match.has("hyphen")):
        return None
    if match.has("one") and unit == "D" and tokens.word(match.first - 1).lower() in _MODALS:
        return Timex("DATE", "FUTURE_REF")
    if (
        match.has("some")
        and number_in(match) is None
        and (match.has("unit") or class_at(tokens, match.first - 1) == "hyphen")
    ):
        return None
    turn = direction(match)
    if match.has("vague") or (match.has("some") and number_in(match) is None) or match.has("or"):
        return Timex("DURATION", vague_value(unit_of(match)))
    if match.has("recent"):
        return Timex("DATE", "PAST_REF")
    number = number_in(match)
    if match.has("half") and number is None:
        number = 0.5 if _only_half(match) else 1.5
    if number is None:
        return Timex("DURATION", vague_value(unit)) if match.has("units", "quarters") else None
    if unit == "TS" and match.has("second") and not (match.has("hyphen") or number == 1):
        return None
    if _counted(match):
        return None
    after = before = None
    if turn and not match.has("ordinal"):
        after, before = stretch(context.published, unit, number, turn)
    return Timex("DURATION", period_value(number, unit), size_of(match), after=after, before=before)


def read_quarter_of(match: Match, context: Context) -> Timex | None:
    """ "a quarter of a century", "a quarter of an hour"."""
    value = {"C": "P25Y", "TH": "PT15M"}.get(match.value("unit") or "")
    return Timex("DURATION", value) if value and match.has("a") else None


def read_lasting(match: Match, context: Context) -> Timex | None:
    """ "yearlong"."""
    return Timex("DURATION", period_value(1, match.value("lasting") or "Y"))


def read_from_to(match: Match, context: Context) -> Timex | None:
    """ "two to three weeks", "a year or two": the least it is."""
    tokens = match.tokens
    parted = match.places("to", "or", "hyphen")[0]
    least = Match(tokens, match.rule, match.first, parted)
    number = number_in(least) if not _only_a(least) else 1.0
    if (
        number is None
        or class_at(tokens, match.last) == "old"
        or class_at(tokens, match.last + 1) == "old"
        or _counted(match)
    ):
        return None
    most = number_in(Match(tokens, match.rule, parted, match.last))
    if most is None or most <= number:
        return None
    return Timex("DURATION", period_value(number, _counted_unit(match)), "EQUAL_OR_MORE")


def read_compound(match: Match, context: Context) -> Timex | None:
    """ "an hour and twenty minutes"."""
    tokens = match.tokens
    unit = match.places("unit", "units")
    pair = (tokens.values[unit[0]], tokens.values[unit[-1]])
    if pair not in (("TH", "TM"), ("TM", "TS"), ("Y", "M"), ("M", "D"), ("D", "TH"), ("W", "D")):
        return None
    whole = Match(tokens, match.rule, match.first, unit[0] + 1)
    first = 1.0 if _only_a(whole) else number_in(whole)
    second = number_in(Match(tokens, match.rule, unit[0] + 1, match.last))
    if first is None or second is None or first != int(first):
        return None
    one, two = period_value(first, pair[0]), period_value(second, pair[1])
    joined = one + two[2:] if pair[0].startswith("T") else one + two[1:]
    return Timex("DURATION", joined, size_of(match))


def _counted_unit(match: Match) -> str:
    """The unit that is counted: the last one, no half of it."""
    places = match.places("unit", "units", "quarter", "quarters", "second")
    return match.tokens.values[places[-1]] if places else ""


def _only_a(match: Match) -> bool:
    """ "a year and a half", not "two and a half years"."""
    return match.has("a") and not match.has("numeral", "one", "day_number", "number", "decimal", "hundreds")


def _only_half(match: Match) -> bool:
    """ "half an hour", not "an hour and a half"."""
    return match.has("half") and not match.has("and")


def _counted(match: Match) -> bool:
    """The number is the tail of a longer one, or money: "$20 a day", "3.000.000 years"."""
    start = match.span[0]
    text = match.tokens.text
    return start > 0 and (
        text[start - 1] in "$£€#" or (text[start - 1] in ".,:" and text[start - 2 : start - 1].isdigit())
    )


def read_a_unit(match: Match, context: Context) -> Timex | None:
    """ "within a week", "a month after", "another year": not "a day" in passing."""
    unit = unit_of(match)
    before, behind = class_at(match.tokens, match.first - 1), class_at(match.tokens, match.last)
    if (
        behind in ("old", "hyphen")
        or unit in ("", "Q", "WE")
        or (behind == "of" and before not in ("for", "within", "after"))
    ):
        return None
    long = match.has("consecutive")
    wanted = long or size_of(match) or match.has("additional")
    if not (wanted or before in _BEFORE_A_UNIT or behind in (*_AFTER_A_UNIT, "of")):
        return None
    if unit.startswith("T") and before == "in":
        return None
    return Timex("DURATION", period_value(1, unit), size_of(match))


def read_while(match: Match, context: Context) -> Timex | None:
    """ "a while", "a short while"."""
    return Timex("DURATION", "PXX") if match.has("a") and class_at(match.tokens, match.last) == "boundary" else None


def read_bare_units(match: Match, context: Context) -> Timex | None:
    """ "for years", "days of talks": nobody says how many.  Hours and minutes only behind "for" and "within"."""
    unit = unit_of(match)
    tokens = match.tokens
    before, behind = class_at(tokens, match.first - 1), class_at(tokens, match.last)
    if unit.startswith("T") and before not in ("for", "within"):
        return None
    if behind in ("old", "hyphen") or not (before in _BEFORE_UNITS or behind in (*_AFTER_A_UNIT, "of")):
        return None
    if before == "of" and tokens.word(match.first - 2) in _ROUGH_NUMBERS:
        return None
    return Timex("DURATION", vague_value(unit))


def read_recent_units(match: Match, context: Context) -> Timex | None:
    """ "in recent years", "the coming months"."""
    return Timex("DATE", "PAST_REF" if match.has("recent") else "FUTURE_REF")


def read_set_every(match: Match, context: Context) -> Timex | None:
    """ "every Tuesday", "each month", "every other day", "every two weeks"."""
    tokens = match.tokens
    quant = tokens.word(match.first).upper()
    part = match.value("part")
    if match.has("weekday", "weekdayshort"):
        value = f"XXXX-WXX-{match.value('weekday', 'weekdayshort')}" + (f"T{part}" if part else "")
    elif match.has("month", "monthshort"):
        value = f"XXXX-{int(match.value('month', 'monthshort') or 0):02d}"
    elif match.has("season", "fall"):
        value = f"XXXX-{match.value('season', 'fall')}"
    elif match.has("weekend"):
        value = "XXXX-WXX-WE"
    elif part:
        value = f"XXXX-XX-XXT{part}"
    else:
        unit = unit_of(match)
        number = 2.0 if match.has("alternate") else number_in(match) or _ordinal(match) or 1.0
        value = period_value(number, unit)
    return Timex("SET", value, quant=quant)


def _ordinal(match: Match) -> float | None:
    value = match.value("ordinal")
    return float(value) if value else 2.0 if match.has("second") and unit_of(match) != "TS" else None


def read_set_plural(match: Match, context: Context) -> Timex | None:
    """ "Mondays", "Tuesday nights"."""
    if match.has("weekends"):
        return Timex("SET", "XXXX-WXX-WE")
    number = match.value("weekdays", "weekday", "weekdayshort")
    part = match.value("parts")
    return Timex("SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))


def read_set_ly(match: Match, context: Context) -> Timex | None:
    """ "annually", "daily"."""
    unit = match.value("ly") or ""
    word = match.tokens.word(match.first).lower()
    # "The quarterly dividend" and "rises of 8 % annually" are kinds and rates; annotators leave them.
    if word == "quarterly" and class_at(match.tokens, match.last) in ("other", "of"):
        return None
    if match.tokens.word(match.first - 1) in ("%", "percent"):
        return None
    return Timex("SET", period_value(2, "W") if unit == "2W" else period_value(1, unit))


def read_set_times(match: Match, context: Context) -> Timex | None:
    """ "twice a week", "three times a year"."""
    number = match.value("once") or number_in(match)
    if number is None:
        return None
    unit = match.value("unit") or ""
    return Timex("SET", period_value(1, unit), freq=f"{plain(float(number))}X")


def read_set_rate(match: Match, context: Context) -> Timex | None:
    """ "$33 million a year", "five flights per day"."""
    tokens = match.tokens
    before = class_at(tokens, match.first - 1)
    behind = class_at(tokens, match.last)
    # TimeBank's annotators mark sums of money a year, not "four flights a week".
    counted = any(
        class_at(tokens, place) == "money" or tokens.word(place) in _CURRENCIES
        for place in range(match.first - 5, match.first)
    )
    if behind in (*_AFTER_A_UNIT, "old", "hyphen", "and") or before in (
        "for",
        "in",
        "within",
        "of",
        "after",
        "than",
        "comma",
    ):
        return None
    return Timex("SET", period_value(1, unit_of(match))) if counted else None


def read_vague(match: Match, context: Context) -> Timex | None:
    """ "recently", "now", "the future"."""
    if match.has("recent", "recently", "past", "ago"):
        return Timex("DATE", "PAST_REF")
    return Timex("DATE", "PRESENT_REF" if match.has("now", "current", "instant", "present") else "FUTURE_REF")
