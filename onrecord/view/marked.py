"""A text cut at every bound of its passages, so that overlapping ones can be shown in place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.record import Report, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with what it is: (attribution's id, role) pairs, the holder before the held."""

    start: int
    end: int
    marks: tuple[tuple[str, str], ...]


def marks_of(report: Report) -> list[tuple[Span, str, str]]:
    """Every span of a source, cue, content or carrier, with its attribution and role."""
    found = []
    for one in report.attributions:
        parts = (("content", one.content), ("source", one.source), ("cue", one.cue))
        found += [(span, one.id, role) for role, part in parts if part for span in part.spans]
        found += [(span, one.id, "carrier") for carrier in one.via for span in carrier.spans]
    return found


class Marked:
    """The marks of a report, to be asked for any stretch of it, in time linear in what is asked for."""

    def __init__(self, report: Report) -> None:
        opening: dict[int, list[tuple[str, str]]] = defaultdict(list)
        closing: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for (start, end), identity, role in marks_of(report):
            opening[start].append((identity, role))
            closing[end].append((identity, role))
        bounds = sorted({0, len(report.text), *opening, *closing})
        self._pieces: list[Piece] = []
        now: dict[tuple[str, str], int] = {}
        for start, end in pairwise(bounds):
            for mark in closing[start]:
                now[mark] -= 1
                if not now[mark]:
                    del now[mark]
            for mark in opening[start]:
                now[mark] = now.get(mark, 0) + 1
            self._pieces.append(Piece(start, end, tuple(now)))
        self._at = 0

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of a stretch, cut at its bounds; stretches must be asked for in order."""
        while self._at > 0 and self._pieces[self._at - 1].end > start:
            self._at -= 1
        while self._at < len(self._pieces) and self._pieces[self._at].end <= start:
            self._at += 1
        place = self._at
        while place < len(self._pieces) and self._pieces[place].start < end:
            piece = self._pieces[place]
            yield Piece(max(start, piece.start), min(end, piece.end), piece.marks)
            place += 1
