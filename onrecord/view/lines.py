"""Places in a text as line numbers, counted from 1 as editors do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")


def line_finder(text: str) -> Callable[[int], int]:
    """Maps a place in the text to its line."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    return lambda place: bisect_right(starts, place)


def line_bounds(text: str) -> list[tuple[int, int]]:
    """Where each line begins and ends, without its line end."""
    ends = [match.span() for match in _LINE_END.finditer(text)]
    return list(zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)], strict=True))
