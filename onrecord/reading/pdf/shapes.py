"""The shapes that a page is taken apart into: words, lines, pages."""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a word is set; ``size`` in points as it appears on the page."""

    size: float
    bold: bool
    italic: bool


@dataclass(slots=True)
class Word:
    """What stands between two blanks.

    ``left`` to ``baseline``: in the reading frame, in which the page's text runs upright, y upwards, in points;
    ``bottom`` and ``top`` span the font's height.  ``box``: on the page as it is shown.  ``order``: its place in the
    file.  ``after_blank``: a blank of the file stands before it.  ``tight``: none is to stand between it and the word
    before it in the line.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    style: Style
    box: Box
    order: int
    after_blank: bool = False
    tight: bool = False


@dataclass(slots=True)
class Line:
    """Words of one line, from left to right, in the reading frame.

    ``left`` to ``top``: the box of its words.  ``style``, ``baseline``: those of most of its letters.  ``column``:
    number of its column on the page; ``edges``: where that column begins and ends.
    """

    words: list[Word]
    page: int
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    style: Style
    text: str
    column: int = 0
    edges: tuple[float, float] = (0.0, 0.0)

    @property
    def size(self) -> float:
        """The size of most of its letters, in points."""
        return self.style.size


def line_of(words: list[Word], page: int) -> Line:
    """The line that these words make, in their order."""
    counts: dict[Style, int] = {}
    for word in words:
        counts[word.style] = counts.get(word.style, 0) + len(word.text)
    style = max(counts, key=lambda one: (counts[one], one.size))
    usual = [word.baseline for word in words if word.style == style]
    return Line(
        words=words,
        page=page,
        left=min(word.left for word in words),
        bottom=min(word.bottom for word in words),
        right=max(word.right for word in words),
        top=max(word.top for word in words),
        baseline=usual[len(usual) // 2],
        style=style,
        text="".join(word.text if word.tight or not place else f" {word.text}" for place, word in enumerate(words)),
    )


@dataclass(slots=True)
class Sheet:
    """One page's words in the order of the file, in its reading frame.

    ``size``: width and height of the page as it is shown.
    ``aside``: words that do not run as the page's text does (a stamp across it, a note along its edge).
    ``pictures``: boxes in the reading frame.  ``recognised``: letters of an invisible layer, as text recognition
    lays over scans.  ``unmapped``: characters of which the file does not tell what they are.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    size: tuple[float, float] = (0.0, 0.0)
    aside: list[Word] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    characters: int = 0
    recognised: int = 0
    unmapped: int = 0
