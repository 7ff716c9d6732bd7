"""One form of a place's name, for looking it up: "St. John's" and "Saint Johns" are one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_KEY = 80  # characters; no place that news prints has a longer name

_APART = re.compile(r"[^a-z0-9]+")
_SPELT_OUT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mts": "mountains", "co": "county"}
# Letters that no accent is taken from.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_MARKS_WITHIN = re.compile(r"['’‘ʼʻ`´ʿʾ]")


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """The name in lower case, without accents, marks and article, its usual abbreviations spelt out; "" where none."""
    if len(name) > 2 * LONGEST_KEY:
        return ""
    name = _MARKS_WITHIN.sub("", name.lower())
    if not name.isascii():
        name = unicodedata.normalize("NFD", name.translate(_LETTERS))
        name = "".join(char for char in name if not unicodedata.combining(char))
    words = _APART.sub(" ", name).split()
    if len(words) > 1:
        words = [_SPELT_OUT.get(word, word) for word in words]
        if words[0] == "the":
            words = words[1:]
    key = " ".join(words)
    return key if len(key) <= LONGEST_KEY else ""
