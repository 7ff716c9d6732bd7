"""Lines of a text, and which line ends are only the work of a narrow page."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
TERMINAL = re.compile(r"[.!?…:;][\"”’'»)\]]*$|[\"”»]$")
BULLET = re.compile(r"(?:[-*•▪‣◦·–—●]|\(?\d{1,2}[.)])\s+\S")

# A page wraps at no more characters than this; longer lines are whole paragraphs.
WIDEST_PAGE = 170


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it; ``number`` counts from 0, blank lines too."""

    number: int
    start: int
    end: int
    indent: int
    text: str
    new_page: bool


def lines_of(text: str) -> list[Line]:
    """The lines that are not blank."""
    found: list[Line] = []
    start = 0
    new_page = False
    ends = [match.span() for match in _LINE_END.finditer(text)]
    for number, (stop, following) in enumerate([*ends, (len(text), len(text))]):
        raw = text[start:stop]
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            first = start + indent
            found.append(Line(number, first, first + len(stripped), indent, stripped, new_page))
            new_page = False
        new_page = new_page or text[stop:following] == "\f"
        start = following
    return found


def page_width(lines: Sequence[Line]) -> int:
    """The width at which the page wraps its lines, in characters; 0 where it does not.

    A wrapped page has many lines directly under each other, most of them near
    one width, few of them ending a sentence.
    """
    followed = [
        line
        for line, following in itertools.pairwise(lines)
        if following.number == line.number + 1 and not BULLET.match(following.text)
    ]
    if len(followed) < 2:
        return 0
    lengths = sorted(len(line.text) for line in followed)
    # One overlong address or heading must not set the width.
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 20 else lengths[-1]
    if width > WIDEST_PAGE or width < 30:
        return 0
    ending = sum(1 for line in followed if TERMINAL.search(line.text))
    full = sum(1 for line in followed if len(line.text) >= 0.75 * width)
    if ending > 0.6 * len(followed) or full < 0.5 * len(followed):
        return 0
    return width


def runs_on(line: Line, following: Line, width: int, usual_indent: int) -> bool:
    """Is the following line, directly under this one, the same paragraph?"""
    if not width or following.number != line.number + 1 or BULLET.match(following.text):
        return False
    first_word = following.text.split(None, 1)[0]
    was_full = len(line.text) + 1 + len(first_word) > 0.8 * width
    if following.indent > max(line.indent, usual_indent) + 1 and TERMINAL.search(line.text):
        return False
    if TERMINAL.search(line.text):
        return was_full
    # A line that stops short in mid-sentence runs on all the same, unless it looks like a heading.
    return was_full or following.text[0].islower() or len(line.text) > 0.6 * width


def usual_indent(lines: Sequence[Line]) -> int:
    """The indent that most lines have."""
    return Counter(line.indent for line in lines).most_common(1)[0][0] if lines else 0
