"""Is the hyphen at a line's end the word's own ("well-known") or the printer's ("compen-sation")?

Told, in this order: by what follows (before a capital or a digit it is the word's own); by the sign, where the text
has one hyphen within words and another at line ends; by the other line ends, where their hyphens stand between words
that are never one; by the same word elsewhere in the text; by whether the whole or both halves are words that are
known, which are those of the model's vocabulary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

HYPHENS = "-\u2010"
_WORD = re.compile(rf"[^\W_]+(?:[{HYPHENS}][^\W_]+)*")
_BROKEN = re.compile(rf"(?:[^\W_]+[{HYPHENS}])+\s*[\r\n]\s*[^\W_]+(?:[{HYPHENS}][^\W_]+)*")
_HALVES = re.compile(rf"([^\W\d_]+)[{HYPHENS}][ \t]*(?:\r\n|\r|\n)[ \t]*([a-z]+)")
_ENOUGH = 3
_HARDLY_EVER = 0.3
_ENDING = re.compile(r"(?:’s|'s|ies|es|s|ed|d|ing|ly|er|ers)$")

_CHAINED = re.compile(rf"[^\W_]+[{HYPHENS}][^\W_]")  # "warmth-" and "to-weight"

# Words that others end in without a hyphen.
_SUFFIXES = {"able", "ably", "ate", "fully", "hood", "less", "ness", "person", "ship", "ward", "wards"}
# First halves of compounds, and such as words begin with too: those keep their hyphen only before a word.
_PREFIXES = {
    "self", "non", "anti", "ex", "well", "half", "two", "three", "four", "five", "six", "seven", "eight", "nine",
}  # fmt: skip
_MAYBE_PREFIXES = {
    "pro", "co", "mid", "long", "short", "high", "low", "so", "all", "ten", "one", "much", "far", "state", "left",
    "right", "then", "vice", "post", "pre", "cross", "counter", "quasi", "semi", "ultra", "multi", "inter",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hyphens:
    """What a text shows of its hyphens.

    ``whole``, ``compounds``: its words without and with a hyphen, in small letters; ``apart``: it has ``-`` within
    words and U+2010 at line ends; ``unbroken``: no printer has broken its words.
    """

    whole: frozenset[str]
    compounds: frozenset[str]
    apart: bool
    unbroken: bool = False

    def is_own(self, left: str, mark: str, right: str) -> bool:
        """Does the word keep its hyphen?  left, right: what stands before and behind it, up to the next blank."""
        if self.apart and mark != "-":
            return False
        left, right, chained = _last(left), _first(right), bool(_CHAINED.match(right))
        if not left or not right or not right[0].islower() or any(map(str.isdigit, left.rpartition("-")[2])):
            return True
        if self.apart or self.unbroken:
            return True
        left, right = left.lower(), right.lower()
        if f"{left}-{right}" in self.compounds:
            return True
        if left + right in self.whole or _is_known(left + right):
            return False
        head = re.split(f"[{HYPHENS}]", left)[-1]
        if _is_known(head + right):
            return False
        if head in _PREFIXES:
            return True
        known = right not in _SUFFIXES and (right in self.whole or right in _known())
        if known and chained:
            return True
        return known and (head in _MAYBE_PREFIXES or (len(right) > 2 and (head in self.whole or head in _known())))


def hyphens_of(text: str) -> Hyphens:
    """What the text shows of its hyphens."""
    whole: set[str] = set()
    compounds: set[str] = set()
    for match in _WORD.finditer(_BROKEN.sub(" ", text)):
        word = match.group().lower().replace("\u2010", "-")
        (compounds if "-" in word else whole).add(word)
    at_ends = re.search(r"[^\W\d_]\u2010[ \t]*[\r\n]", text)
    shown = Hyphens(frozenset(whole), frozenset(compounds), bool(at_ends and re.search(r"[^\W\d_]-[^\W\d_]", text)))
    return shown if shown.apart else replace(shown, unbroken=_is_unbroken(text, shown.whole))


def _is_unbroken(text: str, whole: frozenset[str]) -> bool:
    """Are the halves at line ends hardly ever one word?  Printers who break words at all break common ones."""
    halves = [(match[1] + match[2]).lower() for match in _HALVES.finditer(text)]
    joined = sum(word in whole or _is_known(word) for word in halves)
    return len(halves) >= _ENOUGH and joined <= _HARDLY_EVER * len(halves)


def _last(left: str) -> str:
    """The word at the end, with the parts that hyphens join to it."""
    match = re.search(rf"(?:[^\W_]+[{HYPHENS}])*[^\W_]+$", left)
    return match.group().replace("\u2010", "-") if match else ""


def _first(right: str) -> str:
    match = re.match(r"[^\W_]+", right)
    return match.group() if match else ""


def _is_known(word: str) -> bool:
    return word in _known() or any(_ENDING.sub(ending, word) in _known() for ending in ("", "e", "y"))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """English words of two letters or more."""
    lines = files("onrecord.weights").joinpath("vocab.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(word for word in lines if len(word) > 1 and word.isalpha())
