"""What every part of the view for a terminal is made with: safe words, wrapped lines, a margin with line numbers."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Style = Callable[..., str]

UNSURE = 0.3


def plain_style(text: str, **_: object) -> str:
    """No colour: the text as it is."""
    return text


def shown(text: str) -> str:
    """On one line and safe for a terminal: control and direction characters become U+FFFD."""
    joined = " ".join(text.replace("\u00ad", "").split())
    if joined.isascii() and joined.isprintable():
        return joined
    return "".join(
        "\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\u200d" else char for char in joined
    )


@dataclass(frozen=True, kw_only=True)
class Screen:
    """How wide a line may be, how wide the margin with the line numbers is, and how to colour."""

    width: int
    margin: int
    style: Style

    def heading(self, words: str) -> Iterator[str]:
        """Bold lines from the left edge."""
        return (self.style(row, bold=True) for row in textwrap.wrap(words, self.width))

    def numbered(self, line: int, words: str) -> Iterator[str]:
        """Words behind the number of their line in the file."""
        number = f"{line:>{self.margin - 2}}  "
        for position, row in enumerate(textwrap.wrap(words, self.width - self.margin)):
            yield (" " * self.margin if position else self.style(number, dim=True)) + row

    def note(self, words: str) -> Iterator[str]:
        """What is to be known of the words above, in yellow."""
        for row in textwrap.wrap(words, self.width - self.margin - 2):
            yield " " * self.margin + self.style(row, fg="yellow")

    def body(self, words: str, colour: str | None = None, *, dim: bool = False) -> Iterator[str]:
        """The words themselves, indented."""
        for row in textwrap.wrap(words, self.width - self.margin - 2):
            yield " " * (self.margin + 2) + (self.style(row, dim=True) if dim else self.style(row, fg=colour))
