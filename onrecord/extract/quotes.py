"""Which words stand between quotation marks.

House styles differ: curly and straight marks, ``''``, guillemets, single marks
in British papers, German low marks.  The model sees one style only: every mark
that opens or closes a quotation becomes ``"``, and a state tells each word
whether it is outside, inside, an opening or a closing mark.  Marks are paired
within a paragraph; a mark left open holds to the paragraph's end, as in a
quotation that runs on into the next paragraph.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

OUTSIDE, INSIDE, OPENS, CLOSES = range(4)
STATES = 4

_OPENING = {"“", "„", "‟", "``", "«", "‹"}
_CLOSING = {"”", "»", "›"}
_EITHER = {'"', "''", "″", "＂"}
DOUBLE = _OPENING | _CLOSING | _EITHER
_SINGLE_OPENING = {"‘", "'", "‚", "‛"}
_SINGLE_CLOSING = {"’", "'", "‘"}  # ‘ closes after a low ‚
SINGLE = _SINGLE_OPENING | _SINGLE_CLOSING
_CLIPPED = {"em", "til", "tis", "twas", "cause", "n", "round", "bout", "cuz", "s", "t", "re", "ll", "ve", "d", "m"}


def quote_states(text: str, words: Sequence[tuple[int, int]], paragraphs: Sequence[int]) -> list[int]:
    """The quotation state of each word.

    text: what the words are spans of; words: ``[start, end)`` in order;
    paragraphs: index of each paragraph's first word, ascending, the first 0.
    Returns one state a word, in time linear in the number of words.
    """
    states = [OUTSIDE] * len(words)
    bounds = [*paragraphs, len(words)]
    for first, last in itertools.pairwise(bounds):
        _mark_paragraph(text, words, first, last, states)
    return states


def _mark_paragraph(text: str, words: Sequence[tuple[int, int]], first: int, last: int, states: list[int]) -> None:
    marks = [i for i in range(first, last) if text[words[i][0]] in _MARK_CHARACTERS]
    if not marks:
        return
    closers = _single_closers(text, words, marks)
    depth = 0
    single_until = -1  # index of the single mark that will close the one open now
    previous = first
    for i in marks:
        if depth or single_until >= 0:
            states[previous:i] = [INSIDE] * (i - previous)
        previous = i
        start, end = words[i]
        mark = text[start:end]
        if mark not in DOUBLE:
            if i == single_until:
                # Double marks that opened inside and are not closed keep it open.
                states[i], single_until = INSIDE if depth else CLOSES, -1
                previous = i + 1
            elif not depth and single_until < 0 and closers.get(i, -1) > 0:
                states[i], single_until = OPENS, closers[i]
                previous = i + 1
            continue
        opens = _opens(text, start, end, mark, depth)
        if opens is None:
            continue
        if opens:
            # A straight mark opens anew where the one before it was never closed.
            depth = 1 if mark in _EITHER else depth + 1
            states[i] = OPENS if depth == 1 and single_until < 0 else INSIDE
        else:
            depth = max(0, depth - 1)
            states[i] = INSIDE if depth or single_until >= 0 else CLOSES
        previous = i + 1
    if depth or single_until >= 0:
        states[previous:last] = [INSIDE] * (last - previous)


_MARK_CHARACTERS = {mark[0] for mark in DOUBLE | SINGLE}


def _before(text: str, start: int) -> str:
    return text[start - 1] if start else " "


def _after(text: str, end: int) -> str:
    return text[end] if end < len(text) else " "


def _opens(text: str, start: int, end: int, mark: str, depth: int) -> bool | None:
    """Does a double mark open a quotation?  None: it is no quotation mark at all."""
    before, after = _before(text, start), _after(text, end)
    starts_word = (before.isspace() or before in "([{—–-‘'") and not after.isspace()
    if mark in _OPENING:
        # „so“ closes with the mark that opens elsewhere.
        return not (mark == "“" and depth and (after.isspace() or after in ".,;:!?)") and not before.isspace())
    if mark in _CLOSING:
        return not depth and starts_word
    if depth:
        return starts_word and before.isspace()
    if before.isdigit() and not starts_word:
        return None  # inches, seconds
    return not after.isspace() or before.isspace()


def _single_closers(text: str, words: Sequence[tuple[int, int]], marks: Sequence[int]) -> dict[int, int]:
    """For each single mark that may open a quotation, the mark that closes it.

    Apostrophes are told apart by their neighbours: a closing mark follows a
    non-blank and precedes no letter; one after "s" and before a small letter is
    taken for a possessive where a better one follows.  Goes from right to left
    so that each mark is looked at once.
    """
    closers: dict[int, int] = {}
    best = weak = -1
    for i in reversed(marks):
        start, end = words[i]
        mark = text[start:end]
        if mark in DOUBLE:
            continue
        before, after = _before(text, start), _after(text, end)
        if mark in _SINGLE_OPENING and (before.isspace() or before in '([{—–-"“') and after.isalnum():
            if not (mark == "'" and (after.isdigit() or _clipped(text, end))):
                closer = best if best >= 0 else weak
                if closer > i:
                    closers[i] = closer
                best = weak = -1
        elif mark in _SINGLE_CLOSING and not before.isspace() and not after.isalnum():
            following = text[end + 1 : end + 2]
            if before in "sS" and after.isspace() and following.islower():
                if weak < 0 and best < 0:
                    weak = i
            elif best < 0 or _ends_speech(before):
                best = i
    return closers


def _ends_speech(before: str) -> bool:
    return before in ".,!?…"


def _clipped(text: str, end: int) -> bool:
    stop = end
    while stop < len(text) and stop - end < 6 and text[stop].isalnum():
        stop += 1
    return text[end:stop].lower() in _CLIPPED
