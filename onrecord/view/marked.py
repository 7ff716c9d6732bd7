"""A text cut at every bound of its passages, so that overlapping ones can be shown in place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.record import Report, Span, Spans

# Spans with the id of what each is of, and its role.
Marks = Sequence[tuple[Span, str, str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with what it is: (id, role) pairs, the holder before the held."""

    start: int
    end: int
    marks: tuple[tuple[str, str], ...]


def marks_of(report: Report) -> list[tuple[Span, str, str]]:
    """Every span of the record's statements, events, times and places, with the id of what it is of and its role.

    Roles: source, cue, content and carrier of a statement, trigger of an event, time, place; "part" is what
    else belongs to a statement or an event: participants, figures, when and where.
    """
    parts = {time.id: time.spans for time in report.times} | {place.id: place.spans for place in report.places}
    found: list[tuple[Spans, str, str]] = []
    for one in report.attributions:
        passages = (("content", one.content), ("source", one.source), ("cue", one.cue))
        found += [(part.spans, one.id, role) for role, part in passages if part]
        found += [(carrier.spans, one.id, "carrier") for carrier in one.via]
        found += [(parts[identity], one.id, "part") for identity in (one.time, one.place) if identity in parts]
    for event in report.events:
        found.append((event.trigger, event.id, "trigger"))
        found += [(party.spans, event.id, "part") for party in (*event.actors, *event.recipients)]
        found += [(figure.spans, event.id, "part") for figure in event.magnitude]
        found += [(parts[identity], event.id, "part") for identity in (event.time, event.place) if identity in parts]
    found += [(time.spans, time.id, "time") for time in report.times]
    found += [(place.spans, place.id, "place") for place in report.places]
    return [(span, identity, role) for spans, identity, role in found for span in spans]


class Marked:
    """The marks of a report, to be asked for any stretch of it, in time linear in what is asked for.

    more: marks beside those of ``marks_of``.
    """

    def __init__(self, report: Report, more: Marks = ()) -> None:
        opening: dict[int, list[tuple[str, str]]] = defaultdict(list)
        closing: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for (start, end), identity, role in [*marks_of(report), *more]:
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
