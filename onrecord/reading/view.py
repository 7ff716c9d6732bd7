"""The joined view: the story's text as one runs it together in reading.

The model and the sentence splitter see it; the record never shows it.  A view
is made of pieces of the real text.  Left out are soft hyphens and other
invisible characters, and the hyphen and line end inside a word that was broken
at a line end, be it by skipped text too; where the hyphen is the word's own, or a
dash stands there, only the line end goes.  Every character of the view knows its
place in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.reading.hyphens import HYPHENS, Hyphens, hyphens_of
from onrecord.record import Span, Spans

# Soft hyphen, zero-width characters, directional marks.
_INVISIBLE = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
_LINE_END = r"[ \t]*(?:\r\n|\r|\n)[ \t]*"
_BROKEN_WORD = rf"(?<=[^\W_])[{HYPHENS}]{_LINE_END}(?=[^\W_])"
_BROKEN_AT_DASH = rf"(?<=[^\W_])[—–/]{_LINE_END}(?=[^\W_])"
_LEFT_OUT = re.compile(f"{_BROKEN_WORD}|{_BROKEN_AT_DASH}|\u00ad{_LINE_END}(?=[^\\W_])|{_INVISIBLE}")
_WORD_REACH = 60  # so far a word is looked at on either side of its break


@dataclass(frozen=True, slots=True)
class View:
    """Piece i is ``text[starts[i]:ends[i]]`` and stands at ``places[i]`` in the report.

    ``regions[i]`` numbers the stretches between skipped text: a span may run
    on from piece to piece only within one region.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    places: tuple[int, ...]
    regions: tuple[int, ...]

    def spans(self, start: int, end: int) -> Spans:
        """The real spans of ``text[start:end]``, whose first and last character must be no blanks."""
        found: list[Span] = []
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        for piece in range(first, last + 1):
            begin = max(start, self.starts[piece]) - self.starts[piece] + self.places[piece]
            stop = min(end, self.ends[piece]) - self.starts[piece] + self.places[piece]
            if piece > first and self.regions[piece] == self.regions[piece - 1]:
                found[-1] = (found[-1][0], stop)
            else:
                found.append((begin, stop))
        return tuple(found)


def view_of(text: str, parts: Sequence[Sequence[Span]]) -> tuple[View, list[Span]]:
    """The view of these blocks' spans, and where each block stands in it.

    A line end stands between blocks, a blank between the spans of one block, unless they are halves of a word.
    """
    hyphens = cache(lambda: hyphens_of(text))  # looked at once, if a word is broken
    chunks: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    places: list[int] = []
    regions: list[int] = []
    bounds: list[Span] = []
    length = region = 0
    for spans in parts:
        block_start = None
        for order, (start, end) in enumerate(spans):
            broken = _broken_at(text, spans[order - 1][1], start) if order else None
            if broken is None:
                if chunks:
                    chunks.append(" " if order else "\n")
                    length += 1
            elif broken in HYPHENS and not _is_own(text, spans[order - 1][1] - 1, start, hyphens()):
                chunks[-1] = chunks[-1][:-1]
                ends[-1] -= 1
                length -= 1
            block_start = length if block_start is None else block_start
            for begin, stop in _kept(text, start, end, hyphens):
                chunks.append(text[begin:stop])
                starts.append(length)
                places.append(begin)
                regions.append(region)
                length += stop - begin
                ends.append(length)
            region += 1
        bounds.append((block_start or 0, length))
    return View("".join(chunks), tuple(starts), tuple(ends), tuple(places), tuple(regions)), bounds


def _kept(text: str, start: int, end: int, hyphens: Callable[[], Hyphens]) -> Iterator[Span]:
    position = start
    for match in _LEFT_OUT.finditer(text, start, end):
        cut = match.start()
        if text[cut] in "—–/":
            cut += 1
        elif text[cut] in HYPHENS and _is_own(text, cut, match.end(), hyphens()):
            cut += 1  # the hyphen belongs to the word; only the line end goes
        if cut > position:
            yield position, cut
        position = match.end()
    if end > position:
        yield position, end


def _broken_at(text: str, end: int, start: int) -> str | None:
    """The hyphen or soft hyphen at ``end``, if it breaks a word that goes on at ``start``."""
    mark = text[end - 1]
    broken = (mark in HYPHENS or mark == "\u00ad") and text[end - 2 : end - 1].isalnum() and text[start].isalnum()
    return mark if broken else None


def _is_own(text: str, hyphen: int, following: int, hyphens: Hyphens) -> bool:
    left, right = text[max(0, hyphen - _WORD_REACH) : hyphen], text[following : following + _WORD_REACH]
    return hyphens.is_own(left.split()[-1] if left.split() else "", text[hyphen], right.split()[0])
