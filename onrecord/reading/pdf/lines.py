"""From words to lines: what stands on one baseline, raised marks and large initials put where they belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from onrecord.reading.pdf.shapes import Line, Word, line_of
from onrecord.reading.pdf.words import GAP, RAISED

# Shares of the font's size.
PIECE_GAP = 0.6  # a wider gap may lie between two columns; in a justified line it is only a blank
SAME_LINE = 0.3
_MARKS = ".,:;!?()[]\"“”‘’'«»"
_MOST_INITIALS = 20  # a page
_LOOK = 12  # pieces of a row that another is held against
_INITIAL = 1.7  # an initial is so many times as large as the text that it begins


@dataclass(slots=True)
class Piece:
    """Words that follow each other on one baseline, in the file and on the page; ``first``, ``last``: their numbers."""

    line: Line
    first: int
    last: int


def pieces_of(words: Sequence[Word], page: int) -> list[Piece]:
    """The pieces of lines that the words make, in the order of the file."""
    found: list[Piece] = []
    begin = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or not _next_to(words[place - 1], words[place]):
            found.append(Piece(line_of(list(words[begin:place]), page), begin, place - 1))
            begin = place
    return found


def _next_to(one: Word, two: Word) -> bool:
    larger, smaller = max(one.style.size, two.style.size), min(one.style.size, two.style.size)
    reach = SAME_LINE * larger if smaller > 0.9 * larger else RAISED * smaller
    return abs(one.baseline - two.baseline) <= reach and -0.5 * larger <= two.left - one.right <= PIECE_GAP * larger


def usual_size(lines: Iterable[Line]) -> float:
    """The size of most letters, in points; 10 where there are none."""
    counts: Counter[float] = Counter()
    for line in lines:
        for word in line.words:
            counts[word.style.size] += len(word.text)
    return counts.most_common(1)[0][0] if counts else 10.0


def vocabulary_of(words: Iterable[Word]) -> set[str]:
    """The words without the marks around them, in small letters."""
    return {word.text.strip(_MARKS).lower() for word in words}


def lines_of(pieces: Sequence[Piece], vocabulary: Container[str]) -> list[Line]:
    """The lines of one column, from top to bottom.  vocabulary: the report's words, to tell what initials begin."""
    initials = _initials(pieces)
    rows: list[list[Piece]] = []
    for piece in sorted((one for one in pieces if not _is_in(one, initials)), key=lambda one: -one.line.baseline):
        row = _row_of(piece, rows)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    lines = [_joined(row) for row in rows]
    for initial in initials:
        _put_before(initial, lines, vocabulary)
    return sorted(lines, key=lambda line: -line.baseline)


def _is_in(piece: Piece, some: Sequence[Piece]) -> bool:
    return any(piece is one for one in some)


def _row_of(piece: Piece, rows: Sequence[list[Piece]]) -> list[Piece] | None:
    """The row that the piece stands in: one of its baseline, or a larger one that it is a raised mark of."""
    line = piece.line
    for row in rows[-3:]:
        for other in row[-_LOOK:]:
            larger, smaller = max(other.line.size, line.size), min(other.line.size, line.size)
            reach = SAME_LINE * larger if smaller > 0.8 * larger else RAISED * smaller
            if abs(other.line.baseline - line.baseline) <= reach and not _over(line, row):
                return row
    return None


def _over(line: Line, row: Sequence[Piece]) -> bool:
    """Does the line lie over words of the row, so that it cannot be of it?"""
    width = max(line.right - line.left, 1e-6)
    return any(min(line.right, one.line.right) - max(line.left, one.line.left) > 0.5 * width for one in row[-_LOOK:])


def _joined(row: Sequence[Piece]) -> Line:
    ordered = sorted(row, key=lambda piece: piece.line.left)
    words: list[Word] = []
    for piece in ordered:
        first = piece.line.words[0]
        if words and first.left - words[-1].right < GAP * max(first.style.size, words[-1].style.size):
            first.tight = not first.after_blank
        words += piece.line.words
    return line_of(words, ordered[0].line.page)


def _initials(pieces: Sequence[Piece]) -> list[Piece]:
    """Letters at a story's or a section's beginning that hang down over two lines or more."""
    found: list[Piece] = []
    smallest = min((piece.line.size for piece in pieces), default=0.0)
    for piece in pieces:
        line = piece.line
        if len(found) == _MOST_INITIALS:
            break
        if line.size < _INITIAL * smallest or len(line.text) > 3 or not any(letter.isalpha() for letter in line.text):
            continue
        beside = [
            other
            for other in pieces
            if other.line.size * _INITIAL <= line.size
            and line.right - 0.3 * line.size <= other.line.left <= line.right + 0.8 * line.size
            and line.baseline - 0.3 * other.line.size <= other.line.baseline <= line.top
        ]
        if len({round(other.line.baseline) for other in beside}) >= 2:
            found.append(piece)
    return found


def _is_word(initial: str, following: Word, vocabulary: Container[str]) -> bool:
    """Is the initial a word of its own ("A bridge") and no part of the next ("After")?"""
    if initial.strip("\"“”‘’'«") not in ("A", "I", "O"):
        return False
    rest = following.text.strip(_MARKS).lower()
    whole = initial[-1].lower() + rest
    return following.after_blank or (rest in vocabulary and whole not in vocabulary)


def _put_before(initial: Piece, lines: list[Line], vocabulary: Container[str]) -> None:
    """The initial becomes the beginning of the first of the lines beside it."""
    one = initial.line
    beside = [
        line
        for line in lines
        if one.baseline - 0.3 * line.size <= line.baseline <= one.top and line.left >= one.left and line.size < one.size
    ]
    if not beside:
        lines.append(one)
        return
    first = max(beside, key=lambda line: line.baseline)
    following = first.words[0]
    following.tight = not _is_word(one.text, following, vocabulary)
    lines[lines.index(first)] = line_of([*one.words, *first.words], first.page)
