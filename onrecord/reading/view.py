"""The joined view: the story's text as one runs it together in reading.

The model and the sentence splitter see it; the record never shows it.  A view
is made of pieces of the real text.  Left out are soft hyphens and other
invisible characters, and the hyphen and line end inside a word that was broken
at a line end.  Every character of the view knows its place in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.record import Span, Spans

# Soft hyphen, zero-width characters, directional marks.
_INVISIBLE = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
_BROKEN_WORD = r"(?<=[^\W\d_])[-\u2010][ \t]*(?:\r\n|\r|\n)[ \t]*(?=[a-z])"
_LEFT_OUT = re.compile(f"{_INVISIBLE}|{_BROKEN_WORD}")

# First halves of compounds: broken at a line end they keep their hyphen.
_KEEPS_HYPHEN = {
    "self", "non", "anti", "pro", "co", "ex", "well", "half", "mid", "long", "short", "high", "low", "so", "all",
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "one", "much", "far", "state", "left",
    "right", "then", "vice", "post", "pre", "cross", "counter", "quasi", "semi", "ultra", "multi", "inter",
}  # fmt: skip


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

    A line end stands between blocks, a blank between the spans of one block.
    """
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
            if chunks:
                chunks.append(" " if order else "\n")
                length += 1
            block_start = length if block_start is None else block_start
            for begin, stop in _kept(text, start, end):
                chunks.append(text[begin:stop])
                starts.append(length)
                places.append(begin)
                regions.append(region)
                length += stop - begin
                ends.append(length)
            region += 1
        bounds.append((block_start or 0, length))
    return View("".join(chunks), tuple(starts), tuple(ends), tuple(places), tuple(regions)), bounds


def _kept(text: str, start: int, end: int) -> Iterator[Span]:
    position = start
    for match in _LEFT_OUT.finditer(text, start, end):
        cut = match.start()
        if text[cut] in "-\u2010" and _keeps_hyphen(text, cut, start):
            cut += 1  # the hyphen belongs to the word; only the line end goes
        if cut > position:
            yield position, cut
        position = match.end()
    if end > position:
        yield position, end


def _keeps_hyphen(text: str, hyphen: int, start: int) -> bool:
    left = hyphen
    while left > max(start, hyphen - 30) and text[left - 1].isalnum():
        left -= 1
    return text[left:hyphen].lower() in _KEEPS_HYPHEN or text[left - 1 : left] == "-"
