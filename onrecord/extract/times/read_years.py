"""Readings of months, seasons, years, decades and centuries."""

from __future__ import annotations

from datetime import date

from onrecord.extract.times.context import Context, Timex
from onrecord.extract.times.grammar import Match, class_at
from onrecord.extract.times.numbers import in_words
from onrecord.extract.times.read_days import day_in, month_in, year_of_range
from onrecord.extract.times.reading import anchor_of, direction, mod_of, relative_year, unit_of
from onrecord.extract.times.tense import tense_at

# Before a name of a month they say that it is one, and no person ("April Lund") and no verb ("May I").
_TIME_WORDS = (
    "in", "since", "until", "last", "next", "this", "early", "late", "mid", "hyphen", "before", "after", "between",
    "from", "earlier", "later", "following", "previous", "past", "coming", "same", "and", "to", "or", "of", "the",
    "for", "every", "end", "begin", "middle", "open", "boundary", "comma", "month", "slash",
)  # fmt: skip

_NAMES_TOO = ("April", "June", "August", "May", "March", "Jan", "APRIL", "JUNE", "AUGUST", "MARCH", "Mar", "Jun", "Jul")


def read_month(match: Match, context: Context) -> Timex | None:
    """ "March 1996", "late November", "last May", "June last year", "April"."""
    number = month_in(match)
    year = relative_year(match, context)
    mod = mod_of(match)
    alone = year is None and direction(match) is None and unit_of(match) == ""
    if alone and not _is_month(match):
        return None
    if unit_of(match) not in ("", "Y"):
        return None
    year = year or year_of_range(match, "month")
    if year is None:
        anchor, turn = anchor_of(match, context), direction(match)
        if match.has("same", "that") or anchor is None:
            year = anchor.year if anchor else None
        elif turn == -1:
            year = anchor.year if number < anchor.month else anchor.year - 1
        elif turn == 1:
            year = anchor.year if number > anchor.month else anchor.year + 1
        elif turn == 0:
            year = anchor.year
        else:
            year = _year_by_tense(match, anchor, number)
    return Timex("DATE", f"{year:04d}-{number:02d}" if year else f"XXXX-{number:02d}", mod)


def _year_by_tense(match: Match, today: date, month: int) -> int:
    since = class_at(match.tokens, match.first - 1) == "since"
    tense = -1 if since else tense_at(match.tokens, match.first, match.last)
    if month == today.month:
        return today.year
    before = today.year if month < today.month else today.year - 1
    if tense <= 0 and class_at(match.tokens, match.first - 1) == "until" and (month - today.month) % 12 < 6:
        # "through January", "by August".
        tense = 1
    if tense == 0:
        # The nearer one; half a year away is more likely past.
        tense = -1 if (today.month - month) % 12 <= 6 else 1
    return before if tense < 0 else before + 1


def _is_month(match: Match) -> bool:
    tokens = match.tokens
    place = match.places("month", "monthshort")[0]
    word = tokens.word(place)
    before, behind = class_at(tokens, place - 1), class_at(tokens, place + 1)
    # A day that the month does not have: no date at all.
    if behind == "day_number" and before != "in":
        return False
    if before == "of" and class_at(tokens, place - 2) in ("day_number", "day_ordinal"):
        return False
    if class_at(tokens, place) == "monthshort" and word in (
        "Mar",
        "Jun",
        "Jul",
        "Jan",
        "Dec",
        "Sep",
        "Apr",
        "MAR",
        "JAN",
    ):
        return before in ("in", "since", "until", "last", "next", "this", "late", "early")
    if word not in _NAMES_TOO:
        return True
    if word == "MAY":
        return False
    if behind == "capitalised" and before not in ("in", "since", "until", "last", "next", "early", "late"):
        return False
    if before == "capitalised":
        return False
    if word == "May":
        certain = before in (
            "in",
            "since",
            "until",
            "last",
            "next",
            "this",
            "early",
            "late",
            "mid",
            "hyphen",
            "and",
            "to",
        )
        return (
            certain
            or (match.last - match.first > 1)
            or (before in ("of", "from", "between") and behind != "possessive")
        )
    return before in _TIME_WORDS and not (
        before in ("boundary", "possessive") and behind in ("on", "for", "capitalised")
    )


def read_year(match: Match, context: Context) -> Timex | None:
    """ "1996", "early 1990", "fiscal 1989", "the year 2000"."""
    place = match.places("year")[0]
    year = match.tokens.values[place]
    if match.last - match.first == 1 and not _is_year(match, place, int(year), context):
        return None
    return Timex("DATE", year, mod_of(match))


def _is_year(match: Match, place: int, year: int, context: Context) -> bool:
    """A bare number of four digits: a year unless it counts something or is long past and without a word for it."""
    tokens = match.tokens
    before, behind = class_at(tokens, place - 1), class_at(tokens, place + 1)
    said = before in (
        "in",
        "since",
        "until",
        "of",
        "from",
        "between",
        "before",
        "after",
        "year",
        "to",
        "and",
        "late",
        "early",
    )
    if before in ("money", "number", "dot", "capitalised") or behind in ("unit", "units", "quarters"):
        return False
    newest = (context.published.year if context.published else 2030) + 30
    if not 1900 <= year <= max(newest, 2040):
        return (
            before in ("in", "since", "from", "until", "between") and year > 1000 and _no_noun(tokens.word(place + 1))
        )
    following = tokens.word(place + 1)
    counted = following.isalpha() and following.islower() and following.endswith("s") and len(following) > 3
    if counted and before in ("and", "to", "from", "or", "some", "approximate"):
        return False
    if said or before in ("hyphen", "open", "comma", "month", "boundary", "the", "slash", "possessive"):
        return before not in ("hyphen",) or class_at(tokens, place - 2) not in ("number", "day_number", "capitalised")
    return not counted


def _no_noun(word: str) -> bool:
    return not (word.isalpha() and word.islower() and len(word) > 3)


def read_year_range(match: Match, context: Context) -> Timex | None:
    """The second year of "1989-90" and "2003-08"."""
    tokens = match.tokens
    first = tokens.values[match.first - 2]
    second = tokens.word(match.first)
    if len(second) != 2 or not second.isdigit() or not 1500 <= int(first) <= 2100:
        return None
    if int(second) <= int(first[2:]) or int(second) - int(first[2:]) > 40:
        return None
    return Timex("DATE", first[:2] + second)


def read_year_words(match: Match, context: Context) -> Timex | None:
    """ "nineteen ninety-six", "the year two thousand"."""
    numbers = [int(match.tokens.values[place]) for place in match.places("numeral", "one", "hundreds")]
    month = month_in(match)
    if numbers[:2] == [2, 1000]:
        rest = in_words(numbers[2:]) if len(numbers) > 2 else 0
        if rest is None or not (match.has("unit") or len(numbers) > 2):
            return None
        said = match.has("unit", "month") or class_at(match.tokens, match.first - 1) in ("in", "since", "until", "of")
        return _year_and_month(2000 + rest, month) if rest < 100 and said else None
    rest = in_words(numbers[1:])
    if not 15 <= numbers[0] <= 20 or rest is None or not 10 <= rest <= 99:
        return None
    return _year_and_month(100 * numbers[0] + rest, month)


def _year_and_month(year: int, month: int) -> Timex:
    return Timex("DATE", f"{year}-{month:02d}" if month else str(year))


def read_ages(match: Match, context: Context) -> Timex | None:
    """ "the 1990s", "the late '80s", "the sixties" as TIMEX3 decades, "199"."""
    printed = match.value("ages_digits", "ages") or ""
    if len(printed) == 3 and printed.endswith("0") and int(printed) < 200:
        return Timex("DATE", printed[:2], mod_of(match))
    if len(printed) == 3:
        return Timex("DATE", printed, mod_of(match))
    in_digits = match.has("ages_digits")
    if not match.has("apostrophe") and not (match.has("the") and (not in_digits or mod_of(match))):
        return None
    if class_at(match.tokens, match.first - 1) in ("its", "possessive"):
        return None
    century = "20" if context.published and context.published.year > 2049 and int(printed) < 5 else "19"
    return Timex("DATE", century[:2] + printed, mod_of(match))


def read_century(match: Match, context: Context) -> Timex | None:
    """ "the 19th century" as "18"."""
    if unit_of(match) != "C":
        return None
    number = day_in(match)
    return Timex("DATE", f"{number - 1:02d}", mod_of(match)) if number and number <= 30 else None


def read_season(match: Match, context: Context) -> Timex | None:
    """ "last fall", "the summer of 1996", "this past spring"."""
    season = match.value("season", "fall") or ""
    year = relative_year(match, context)
    if unit_of(match) not in ("", "Y"):
        return None
    before, behind = class_at(match.tokens, match.first - 1), class_at(match.tokens, match.last)
    plain = year is None and direction(match) is None and not match.has("that", "same")
    if plain and match.has("fall") and not (before in ("in", "until", "since") and match.has("the") and behind != "of"):
        return None
    if plain and match.tokens.word(match.last - 1)[:1].isupper() and behind == "capitalised":
        return None
    if plain and (behind in ("hyphen",) or (before == "capitalised")):
        return None
    if year is None:
        anchor, turn = anchor_of(match, context), direction(match)
        if anchor is None:
            return Timex("DATE", f"XXXX-{season}", mod_of(match))
        year = _season_year(match, season, anchor, turn)
    return Timex("DATE", f"{year:04d}-{season}", mod_of(match))


def _season_year(match: Match, season: str, anchor: date, turn: int | None) -> int:
    starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    # The winter that a January lies in is counted to the year before.
    current = anchor.year - 1 if season == "WI" and anchor.month < 3 else anchor.year
    begun = anchor.month >= starts or (season == "WI" and anchor.month < 3)
    inside = begun and (anchor.month < starts + 3 or season == "WI")
    if turn == -1:
        return current - 1 if inside or not begun else current
    if turn == 1:
        return current + 1 if begun else current
    if turn == 0 or inside:
        return current
    tense = tense_at(match.tokens, match.first, match.last)
    if begun:
        return current + 1 if tense > 0 else current
    return current - 1 if tense < 0 else current
