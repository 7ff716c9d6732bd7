"""Words wrapped for a terminal, and what was looked for set off in them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import Spans
from onrecord.view.terminal import Style, plain_style, shown

_OPEN, _CLOSE = "\ue000", "\ue001"


def wrapped(words: str, width: int) -> Iterator[str]:
    """Rows of at most ``width`` columns, cut between words; words that are longer are cut.

    What ``textwrap`` does besides costs more than the search itself, where dozens of hits are shown.
    """
    row = ""
    for word in words.split(" "):
        if len(row) + len(word) < width or (not row and len(word) <= width):
            row = f"{row} {word}" if row else word
            continue
        if row:
            yield row
        while len(word) > width:
            yield word[:width]
            word = word[width:]
        row = word
    if row:
        yield row


def marked_rows(words: str, hits: Spans, width: int, style: Style, *, lead: str = "") -> Iterator[str]:
    """The words as safe rows, hits set off: bold and underlined, or between stars where there is no colour.

    lead: what stands before them, safe already.
    """
    plain = style is plain_style
    opened, closed = ("*", "*") if plain else (_OPEN, _CLOSE)
    safe = words if plain or words.isascii() else words.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")
    parts, place = [], 0
    for start, end in hits:
        parts += [safe[place:start], opened, safe[start:end], closed]
        place = end
    text = lead + shown("".join(parts) + safe[place:])
    if plain:
        yield from wrapped(text, width)
        return
    inside = False
    for row in wrapped(text, width):
        pieces = []
        for number, piece in enumerate(row.replace(_CLOSE, _OPEN).split(_OPEN)):
            inside = inside if not number else not inside
            pieces.append(style(piece, bold=True, underline=True) if inside and piece else piece)
        yield "".join(pieces)
