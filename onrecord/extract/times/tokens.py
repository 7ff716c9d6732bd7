"""Words of a text with the class that each has in time expressions, one character a word.

The classes stand side by side in one string, over which the patterns of
``grammar`` run: a text is scanned by as many regular expressions as there are
rules, but over a string a sixth of its length and without alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.extract.times.holidays import holiday_at, holiday_first_words
from onrecord.record import Span

# One token: a date or moment in digits, a clock time, a fraction, a number with what hangs on it, a word, a mark.
TOKEN = re.compile(
    r"(?P<short>[AaPp]\.[Mm]\.?(?!\w)|[Oo]['’][Cc]lock\b)"
    r"|(?P<word>[^\W\d_]++(?!\w))"
    r"|(?P<moment>(?<![\w/.-])\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?(?![\w-]))"
    r"|(?P<numeric>(?<![\w/.-])(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}\.\d{1,2}\.\d{4})(?![\w/-]|\.\d))"
    r"|(?P<clock>(?<![\w:.,/$£€-])\d{1,2}:\d\d(?::\d\d)?(?=(?:[ap]\.?m\b|(?![\w:%]|[.,/-]\d))))"
    r"|(?P<fraction>(?<![\w/.])\d/\d(?![\w/]|\.\d))"
    r"|(?P<number>(?<!\w)\d++(?:[.,]\d++){0,4}+(?P<hung>st|nd|rd|th|s|['’]s)?(?![^\W_]))"
    r"|(?P<bound>(?<![\w.,:])\d{1,2}(?:\.\d\d)?(?=[ap]\.?m\b))"
    r"|(?P<mixed>\w++)"
    r"|(?P<possessive>['’]s\b)"
    r"|(?P<mark>[^\w\s])"
)

_YEARS = re.compile(r"\W?(?:1[5-9]|20|21)\d\d-(?:1[5-9]|20|21)\d\d")

# Classes that no list of words gives.
OTHER, BOUNDARY = "other", "boundary"
SHAPES = (
    "capitalised", "boundary", "other", "moment", "numeric", "clock", "fraction", "day_number", "number", "year",
    "four_digits", "decimal", "day_ordinal", "ages_digits", "possessive", "hyphen", "comma", "dot", "slash",
    "apostrophe", "money", "open", "close", "holiday",
)  # fmt: skip
_MARKS = {
    "-": "hyphen", "‐": "hyphen", "–": "hyphen", "—": "hyphen", ",": "comma", ".": "dot", "/": "slash",
    "'": "apostrophe", "’": "apostrophe", "‘": "apostrophe", "$": "money", "£": "money", "€": "money", "#": "money",
    "(": "open", ")": "close",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``letter``: the character of each class; ``entry``: class character and value of each printed form."""

    letter: dict[str, str]
    entry: dict[str, tuple[str, str]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of ``words.tsv``."""
    rows = []
    text = files("onrecord.extract.times").joinpath("words.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, letters, listed = line.split("\t")
            rows.append((name, letters, [one.strip() for one in listed.split(",")]))
    names = list(dict.fromkeys([*SHAPES, *(name for name, _, _ in rows)]))
    # From Ā on: letters without a meaning in a pattern.
    letter = {name: chr(0x100 + number) for number, name in enumerate(names)}
    entry: dict[str, tuple[str, str]] = {}
    for name, letters, entries in rows:
        for one in entries:
            word, _, value = one.partition("=")
            forms = (
                [word.capitalize(), word.upper()] if letters == "capital" else [word, word.capitalize(), word.upper()]
            )
            if name == "zone":
                forms = [word.upper()]
            if name == "month" and word == "may":
                forms = ["May"]
            for form in forms:
                entry.setdefault(form, (letter[name], value))
    return Lexicon(letter, entry)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token i is ``text[starts[i]:ends[i]]`` of class ``classes[i]``; ``values[i]`` is what the lists say of it.

    A sentence ends with a token of class ``boundary``, which has no width.
    """

    text: str
    starts: list[int]
    ends: list[int]
    classes: str
    values: list[str]

    def word(self, index: int) -> str:
        """The printed token; "" outside the text."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.starts) else ""


def tokens_of(text: str, sentences: Sequence[Span]) -> Tokens:
    """The tokens of a text whose sentences are given in order."""
    words = lexicon()
    letter, entry = words.letter, words.entry
    other, capitalised, boundary = letter[OTHER], letter["capitalised"], letter[BOUNDARY]
    marks = {mark: letter[name] for mark, name in _MARKS.items()}
    firsts = holiday_first_words()
    starts: list[int] = []
    ends: list[int] = []
    classes: list[str] = []
    values: list[str] = []
    breaks = iter([start for start, _ in sentences])
    next_break = next(breaks, len(text) + 1)
    skip_to = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if start < skip_to:
            continue
        while start >= next_break:
            starts.append(start)
            ends.append(start)
            classes.append(boundary)
            values.append("")
            next_break = next(breaks, len(text) + 1)
        value = ""
        kind = match.lastgroup
        printed = text[start:end]
        if kind == "word" or kind == "short":
            found = entry.get(printed)
            if printed in firsts and (holiday := holiday_at(text, start)):
                end, value = holiday
                skip_to = end
                name = letter["holiday"]
            elif found:
                name, value = found
            elif kind == "short":
                name, value = entry[printed.lower()]
            else:
                name = capitalised if printed[0].isupper() else other
        elif kind == "mark":
            name = marks.get(printed, other)
        elif kind == "mixed":
            name, value = entry.get(printed, (other, ""))
        else:
            shape, value = _shape(kind or "", printed, match["hung"], text, start)
            name = letter[shape]
        starts.append(start)
        ends.append(end)
        classes.append(name)
        values.append(value)
    starts.append(len(text))
    ends.append(len(text))
    classes.append(boundary)
    values.append("")
    return Tokens(text, starts, ends, "".join(classes), values)


def _shape(kind: str, printed: str, hung: str | None, text: str, start: int) -> tuple[str, str]:
    """The class and value of a token in digits."""
    if kind in ("possessive", "moment", "numeric", "clock", "fraction"):
        return kind, printed
    if kind == "bound":
        return ("decimal" if "." in printed else "day_number"), printed
    digits = printed[: len(printed) - len(hung)] if hung else printed
    if start and (text[start - 1] in "$£€#" or (text[start - 1] in ".," and text[start - 2 : start - 1].isdigit())):
        # Money, and what follows a number that was cut.
        return OTHER, ""
    if text[start - 1 : start] == "-" and len(digits) > 2 and text[start - 2 : start - 1].isdigit():
        # "2003-2008" are years, "555-2008" is a telephone number.
        both = len(digits) == 4 and _YEARS.fullmatch(text, max(0, start - 6), start + 4)
        return ("year", digits) if both else (OTHER, "")
    if hung in ("s", "'s", "’s"):
        if len(digits) == 4 and digits.endswith("0") and "1000" <= digits <= "2200":
            return "ages_digits", digits[:3]
        if len(digits) == 2 and digits.endswith("0") and digits.isdigit():
            return "ages_digits", digits[0]
        return ("year", digits) if hung != "s" and len(digits) == 4 and digits.isdigit() else (OTHER, "")
    if hung:
        number = int(digits) if digits.isdigit() and len(digits) < 4 else 0
        return ("day_ordinal", str(number)) if number >= 1 else (OTHER, "")
    if not digits.isdigit():
        plain = digits.replace(",", "")
        if plain.isdigit():
            return ("number", plain) if re.fullmatch(r"\d{1,3}(?:,\d{3}){1,3}", digits) else (OTHER, "")
        return ("decimal", digits) if re.fullmatch(r"\d{1,6}\.\d{1,4}", digits) else (OTHER, "")
    if not digits.isascii() or len(digits) > 9:
        return OTHER, ""
    if len(digits) == 4:
        return ("year", digits) if "1000" <= digits <= "2199" else ("four_digits", digits)
    return ("day_number" if len(digits) <= 2 and int(digits) <= 31 else "number"), digits
