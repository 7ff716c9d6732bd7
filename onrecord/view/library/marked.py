"""Words with what was looked for in them, wrapped for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from onrecord.record import Spans
from onrecord.view.terminal import Style, plain_style, shown

_OPEN, _CLOSE = "\ue000", "\ue001"


def marked_lines(words: str, hits: Spans, width: int, style: Style) -> Iterator[str]:
    """The words as safe lines, hits set off: bold and underlined, or between stars where there is no colour."""
    plain = style is plain_style
    safe = words.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")
    parts, place = [], 0
    for start, end in hits:
        parts += [safe[place:start], _OPEN, safe[start:end], _CLOSE]
        place = end
    text = shown("".join(parts) + safe[place:])
    if plain:
        yield from textwrap.wrap(text.replace(_OPEN, "*").replace(_CLOSE, "*"), width)
        return
    inside = False
    for row in textwrap.wrap(text, width):
        pieces = []
        for number, piece in enumerate(row.replace(_CLOSE, _OPEN).split(_OPEN)):
            inside = inside if not number else not inside
            pieces.append(style(piece, bold=True, underline=True) if inside and piece else piece)
        yield "".join(pieces)
