"""Hits as lines of a page: their words in pieces, cut around what was looked for, and what is to be known of them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import Spans
from onrecord.store.hits import Hit
from onrecord.view.event_words import STATUSES, type_words
from onrecord.view.library.hits import day_words, place_words
from onrecord.view.terminal import UNSURE

LONGEST = 360  # code points of a hit's words that are shown
_BEFORE = 90  # of them before the first place that was found, where the beginning is cut off
Piece = tuple[str, bool]


def pieces(words: str, places: Spans) -> list[Piece]:
    """The words in pieces, each with whether it was looked for."""
    found: list[Piece] = []
    last = 0
    for start, end in places:
        found += [(words[last:start], False), (words[start:end], True)]
        last = end
    return [piece for piece in (*found, (words[last:], False)) if piece[0]]


def snippet(words: str, places: Spans, most: int = LONGEST) -> list[Piece]:
    """As ``pieces``, of at most so many code points around the first of the places."""
    if len(words) <= most:
        return pieces(words, places)
    start = max(0, min(places[0][0] - _BEFORE, len(words) - most)) if places else 0
    if start:
        start = words.find(" ", start, start + 40) + 1 or start
    end = min(len(words), start + most)
    if end < len(words) and (blank := words.rfind(" ", start, end)) > start:
        end = blank
    inside = tuple((max(a, start) - start, min(b, end) - start) for a, b in places if a < end and b > start)
    before: list[Piece] = [("… ", False)] if start else []
    behind: list[Piece] = [(" …", False)] if end < len(words) else []
    return [*before, *pieces(words[start:end], inside), *behind]


@dataclass(frozen=True, slots=True)
class Line:
    """A hit as a page shows it."""

    hit: Hit

    @property
    def address(self) -> str:
        """Where its words stand."""
        return f"/reports/{self.hit.report}" + (f"?chosen={self.hit.id}" if self.hit.id else "")

    @property
    def words(self) -> list[Piece]:
        """Its words in pieces."""
        return snippet(self.hit.words, self.hit.hits)

    @property
    def who(self) -> list[Piece]:
        """Who says it, as the report names them, or the report's own words for them; empty where nobody is named."""
        if self.hit.speaker:
            return pieces(self.hit.speaker, self.hit.speaker_hits)
        return snippet(self.hit.source or "", self.hit.source_hits, 90)

    @property
    def role(self) -> str:
        """The first role of who says it."""
        return (self.hit.roles or "").split("; ")[0]

    @property
    def day(self) -> str:
        """When, in words."""
        return day_words(self.hit)

    @property
    def year(self) -> str:
        """The year of its day; empty where none is known."""
        return (self.hit.day or "")[:4]

    @property
    def place(self) -> str:
        """Where, in words."""
        return place_words(self.hit)

    @property
    def happened(self) -> str:
        """Of an event who did what to whom."""
        parts = (", ".join(self.hit.actors), self.hit.trigger or "", ", ".join(self.hit.recipients))
        return " → ".join(part for part in parts if part)

    @property
    def sort(self) -> str:
        """Of an event what it was."""
        return type_words(self.hit.type or "", self.hit.mode)

    @property
    def status(self) -> str:
        """Of an event whether it happened; empty where it did."""
        status = self.hit.status or "happened"
        return "" if status == "happened" else STATUSES.get(status, status)  # type: ignore[call-overload]

    @property
    def unsure(self) -> bool:
        """Whether its confidence is low."""
        return self.hit.confidence is not None and self.hit.confidence < UNSURE
