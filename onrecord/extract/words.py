"""Words of a text, and the word pieces the encoder reads.

A *word* is a run of word characters, a doubled quotation mark (``''`` or two
backquotes), or any other single character that is not blank.  Every judgement
of the model is about whole words, so no span can end inside one.

Word pieces follow BERT's uncased scheme (Devlin et al. 2019; greedy longest
match, Wu et al. 2016): lower case, accents stripped.  It is written out here,
about fifty lines, because the ``tokenizers`` package pulls a network client
into an offline tool (31 MB) and would not give the word level needed anyway.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+|''|``|\S")

PAD, UNKNOWN, START, END = 0, 100, 101, 102
LONGEST_WORD = 100  # BERT's own limit: a longer word becomes one [UNK]

# What a word looks like, since the encoder itself is uncased.
PLAIN, CAPITALISED, UPPER, MIXED, NUMBER, MARK = range(6)
CASES = 6


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, int]:
    """The encoder's 30,522 word pieces and their numbers."""
    text = files("onrecord.weights").joinpath("vocab.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n")) if piece}


def case_of(word: str) -> int:
    """Which of the six CASES a word shows."""
    if word.islower():
        return PLAIN
    if word.isupper():
        return UPPER if len(word) > 1 else CAPITALISED
    if word.istitle():
        return CAPITALISED
    if word[0].isdigit():
        return NUMBER
    if word.isalpha():
        # Scripts without case are neither upper nor lower.
        return MIXED if word.lower() != word.upper() else PLAIN
    return MIXED if word[0].isalnum() else MARK


def _strip_accents(word: str) -> str:
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn")


# The same words come back all the time: the cache makes this step a dictionary look-up.
@lru_cache(maxsize=16384)
def pieces_of(word: str) -> tuple[tuple[int, ...], int]:
    """The numbers of a word's pieces (at least one), and its case."""
    if len(word) > LONGEST_WORD:
        return (UNKNOWN,), case_of(word[:LONGEST_WORD])
    known = vocabulary()
    plain = _strip_accents(word.lower())
    numbers: list[int] = []
    start = 0
    while start < len(plain):
        end = len(plain)
        while end > start:
            piece = plain[start:end] if start == 0 else "##" + plain[start:end]
            number = known.get(piece)
            if number is not None:
                break
            end -= 1
        else:
            return (UNKNOWN,), case_of(word)
        numbers.append(number)
        start = end
    return tuple(numbers) or (UNKNOWN,), case_of(word)
