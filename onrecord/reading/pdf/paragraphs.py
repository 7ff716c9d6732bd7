"""From lines in reading order to paragraphs.

Two lines below each other are parted by a wider step, by an indent, by a short line that ends a sentence, by another
size or weight.  At a column's or a page's end there is no step to see: there a word broken by a hyphen, a small
letter, a full line say that the paragraph goes on.  Lines of another size than the text's (captions, notes, boxes) are
paragraphs of their own, and the paragraph that they stand in goes on behind them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.lines import BULLET, TERMINAL
from onrecord.reading.pdf.measures import GAP_STEP, Measures, fits_behind, room_behind
from onrecord.reading.pdf.shapes import Line

# In sizes of the text.
_INDENT = 0.7
_SAME = 0.3
_FAR = 6.0
# Shares of a column's width: so much left blank ends a line without a mark.
_WIDE_ROOM = 0.35
_BROKEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_OPENING = re.compile(r"[\"“‘'«(\[]*(?P<first>\w)")
_DASHED = re.compile(r"[-–—]\s+[a-z]")
_BULLET_ALONE = re.compile(r"(?:[-*•▪‣◦·–—●○■]|\(?\d{1,2}[.)])$")


def paragraphs_of(lines: Sequence[Line], measures: Measures) -> list[list[Line]]:
    """The paragraphs in the order in which they begin; a paragraph's lines may have others between them."""
    found: list[list[Line]] = []
    held: list[Line] | None = None  # the last paragraph of the text's size
    between: list[Line] = []  # what has followed it of other sizes
    for place, line in enumerate(lines):
        after = lines[place + 1] if place + 1 < len(lines) else None
        if measures.is_text(line):
            if held and _goes_on(held, line, after, between, measures):
                held.append(line)
            else:
                held = [line]
                found.append(held)
            between = []
        else:
            if between and _is_below(between[-1], line) and _goes_on_below(found[-1], line, after, measures):
                found[-1].append(line)
            else:
                found.append([line])
            between.append(line)
    return found


def _goes_on(held: Sequence[Line], line: Line, after: Line | None, between: Sequence[Line], measures: Measures) -> bool:
    if not between and _is_below(held[-1], line):
        return _goes_on_below(held, line, after, measures)
    return _goes_on_elsewhere(held, line, after, between, measures)


def _is_below(one: Line, two: Line) -> bool:
    """Does the second line stand under the first, not far off?"""
    if one.page != two.page or two.baseline >= one.baseline or one.baseline - two.baseline > _FAR * one.size:
        return False
    shared = min(one.right, two.right) - max(one.left, two.left)
    return one.column == two.column or shared > 0.5 * min(one.right - one.left, two.right - two.left)


def _goes_on_below(held: Sequence[Line], line: Line, after: Line | None, measures: Measures) -> bool:
    above = held[-1]
    if _is_new_item(held, line):
        return False
    step = above.baseline - line.baseline
    if step > GAP_STEP * _leading(held, line, measures) and step - measures.leading * line.size > 0.15 * line.size:
        # Something without words may stand in between; then only a sentence left open is sure to go on.
        return _is_open(above) and _opens_small(line) and not fits_behind(above, line) and above.style == line.style
    if not _same_style(above, line):
        return False
    if _BROKEN.search(above.text) and _opens_small(line):
        return True
    if _is_indented(held, line, after, measures):
        return False
    return not _ends_short(above, line, measures)


def _leading(held: Sequence[Line], line: Line, measures: Measures) -> float:
    """The usual step in points: that of the text, or the paragraph's own where it is of another size."""
    if not measures.is_text(line) and len(held) > 1 and _is_below(held[-2], held[-1]):
        return held[-2].baseline - held[-1].baseline
    return measures.leading * line.size


def _same_style(one: Line, two: Line) -> bool:
    if abs(one.size - two.size) > 0.06 * max(one.size, two.size):
        return False
    if one.style.bold != two.style.bold:
        # Words set bold within a paragraph are no change.
        return not (_is_all(one, one.style.bold) and _is_all(two, two.style.bold))
    return True


def _is_all(line: Line, bold: bool) -> bool:
    return all(word.style.bold == bold for word in line.words)


def _is_new_item(held: Sequence[Line], line: Line) -> bool:
    """Does the line begin an item of a list?  A dash or a number in the middle of a sentence begins none."""
    if not _begins_item(line):
        return False
    if _DASHED.match(line.text) and not _DASHED.match(held[0].text):
        return False
    above = held[-1]
    return not _is_open(above) or fits_behind(above, line) or _begins_item(held[0])


def _begins_item(line: Line) -> bool:
    return bool(BULLET.match(line.text)) or bool(len(line.words) > 1 and _BULLET_ALONE.match(line.words[0].text))


def _opens_small(line: Line) -> bool:
    match = _OPENING.match(line.text)
    return bool(match and match.group("first").islower())


def _is_open(line: Line) -> bool:
    return not TERMINAL.search(line.text)


def _is_indented(held: Sequence[Line], line: Line, after: Line | None, measures: Measures) -> bool:
    """Is it a paragraph's first line, set in?"""
    above, size = held[-1], line.size
    moved = line.left - above.left
    depth = line.left - line.edges[0]
    if _begins_item(held[0]) and len(held[0].words) > 1 and abs(line.left - held[0].words[1].left) < 0.5 * size:
        return False  # hangs under the item's text
    if _is_centred(above, line, measures):
        return False
    follower = after if after and _is_below(line, after) else None
    returns = follower is None or follower.left < line.left - 0.5 * size
    known = bool(measures.indent) and abs(depth - measures.indent * measures.size) < _SAME * size
    if moved > _INDENT * size and depth > _INDENT * size:
        return returns or known or not _is_open(above)
    # One line after the other may be a paragraph of its own.
    ended = not _is_open(above) or fits_behind(above, line)
    return known and abs(moved) < _SAME * size and follower is not None and returns and ended


def _is_centred(one: Line, two: Line, measures: Measures) -> bool:
    """Do both lines stand in the middle?  The text's own lines only where neither begins at the column's edge."""
    if abs((one.left + one.right) - (two.left + two.right)) >= one.size or abs(one.left - two.left) <= _SAME * one.size:
        return False
    return not measures.is_text(two) or min(one.left, two.left) > one.edges[0] + _INDENT * one.size


def _ends_short(above: Line, line: Line, measures: Measures) -> bool:
    """Does the line above leave room that the next word would have filled, so that the paragraph ends there?"""
    if not fits_behind(above, line) or _opens_small(line):
        return False
    wide = room_behind(above) > _WIDE_ROOM * (above.edges[1] - above.edges[0])
    if _is_open(above):
        return wide
    # Where gaps or indents part paragraphs, a short line alone may be an address or a verse.
    return wide or not (measures.by_gap or measures.by_indent)


def _goes_on_elsewhere(
    held: Sequence[Line], line: Line, after: Line | None, between: Sequence[Line], measures: Measures
) -> bool:
    """Does the paragraph go on in another column, on another page, behind an interruption?"""
    above = held[-1]
    if not _same_style(above, line) or _is_new_item(held, line):
        return False
    if _opens_small(line):
        return bool(_BROKEN.search(above.text)) or _is_open(above) or not fits_behind(above, line)
    if any(one.size > 1.1 * measures.size for one in between) or fits_behind(above, line):
        return False
    depth = line.left - line.edges[0]
    if measures.indent and abs(depth - measures.indent * measures.size) < _SAME * line.size:
        return False
    if _is_open(above) or measures.by_indent:
        return True
    if between:
        return False
    # A full line that ends a sentence: mostly the paragraph goes on.  But printers leave no single line of a longer
    # paragraph at a page's end or beginning.
    alone = (
        after is not None
        and _is_below(line, after)
        and (line.baseline - after.baseline > GAP_STEP * measures.leading * measures.size)
    )
    return len(held) > 1 and not alone
