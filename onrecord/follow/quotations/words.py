"""The words of a quotation, brought to one form so that two reports' versions of it can be laid side by side.

Short forms are written out ("don't" is *do*, *not*; both stand at the place of "don't"), numbers are read ("five", "5"
and "5,000" by their values), marks are left aside.  Each word keeps its place in the text, so that what is shown is
always the report's own words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Longer quotations are laid side by side by their first so many words: a speech is no quotation any more.
MOST_WORDS = 600

_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ‘][^\W_]+)*(?:[.,]\d+)*")
_OPENS = re.compile('[.!?…:\n“"]')
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WHOLE = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not"),
    "ain't": ("is", "not"), "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("have", "to"),
    "let's": ("let", "us"), "i'm": ("i", "am"), "'em": ("them",), "y'all": ("you", "all"),
}  # fmt: skip
_ENDS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will"}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {
    **{word: str(value) for value, word in enumerate(_UNITS)},
    **{word: str(value) for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
    "hundred": "100", "hundreds": "100", "thousand": "1000", "thousands": "1000", "million": "1000000",
    "millions": "1000000", "billion": "1000000000", "billions": "1000000000", "trillion": "1000000000000",
    "dozen": "12", "dozens": "12",
}  # fmt: skip

# Words that say how others hang together; they tell one quotation from another only a little.
FUNCTION = frozenset(
    "a an the this that these those there here i me my mine myself we us our ours ourselves you your yours yourself "
    "he him his himself she her hers herself it its itself they them their theirs themselves who whom whose which "
    "what when where why how and or but nor so yet if then than as because while though although until unless since "
    "of in on at by for with about against between into through during before after above below to from up down out "
    "off over under again further once is am are was were be been being have has had having do does did doing will "
    "would shall should can could may might must ought not no never very too also just only even still all any some "
    "every each both more most much many few such own same other another s t d ll re ve m now well really going get "
    "got go let one".split()
)  # fmt: skip


class Word(NamedTuple):
    """A word.  form: as it is compared; start, stop: its place in the text, half-open; capital: it begins with one.

    tells: it says more than how other words hang together.
    opens: it begins a sentence, so that its capital says nothing.  number: it is a number, whose value is the form.
    added: it stands in square brackets, as what an editor put in.  apart: a mark stands before it.
    """

    form: str
    start: int
    stop: int
    tells: bool
    capital: bool = False
    opens: bool = False
    number: bool = False
    added: bool = False
    apart: bool = False


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, at most MOST_WORDS."""
    found: list[Word] = []
    last = 0
    opens, inside = True, False
    for match in _TOKEN.finditer(text):
        between = text[last : match.start()]
        last = match.end()
        raw = match.group()
        apart = between != " " and bool(between.strip())
        if apart:
            opens = opens or bool(_OPENS.search(between))
            inside = (inside or "[" in between) and "]" not in between.rpartition("[")[2]
        capital = raw[0].isupper()
        value, place = _number(raw), match.span()
        for form in (value,) if value else _forms(raw):
            found.append(Word(form, *place, form not in FUNCTION, capital, opens, value is not None, inside, apart))
            apart = False
        opens = False
        if len(found) >= MOST_WORDS:
            break
    return tuple(found)


Plain = tuple[tuple[str, bool], ...]


def plain_of(text: str) -> Plain:
    """The form of each of a text's words and whether it tells something: what is compared of ``words_of``, but found
    in a third of the time."""
    found: list[tuple[str, bool]] = []
    for match in _TOKEN.finditer(text):
        found += _plain(match.group())
        if len(found) >= MOST_WORDS:
            break
    return tuple(found)


@lru_cache(maxsize=8192)
def _plain(raw: str) -> Plain:
    value = _number(raw)
    return tuple((form, form not in FUNCTION) for form in ((value,) if value else _forms(raw)))


@lru_cache(maxsize=8192)
def _forms(raw: str) -> tuple[str, ...]:
    """A word as it is compared, or the words that a short form stands for."""
    word = raw.replace("’", "'").replace("ʼ", "'").replace("‘", "'")
    if not word.isascii():
        word = _ACCENTS.sub("", unicodedata.normalize("NFKD", word))
    word = word.casefold()
    if word in _WHOLE:
        return _WHOLE[word]
    for end, whole in _ENDS.items():
        if word.endswith(end) and len(word) > len(end):
            return word.removesuffix(end), whole
    # Of "it's" and "Velden's" nobody can tell by the word alone whether that is a verb.
    return (word.removesuffix("'s"),) if word.endswith("'s") else (word.replace("'", ""),)


@lru_cache(maxsize=5_000)
def _number(raw: str) -> str | None:
    """The value of a number; None where the word is none.  "One" is no number: it stands for a person as often."""
    if raw[0].isdecimal():
        figures = re.match(r"\d+(?:,\d{3})+|\d+", raw)
        assert figures is not None
        whole = figures.group().replace(",", "")
        rest = raw[figures.end() :].replace(",", ".").casefold()
        return (whole.lstrip("0") or "0") + rest
    word = raw.casefold()
    return _VALUES.get(word) if word != "one" else None
