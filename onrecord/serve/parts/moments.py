"""Moments of a timeline as its page shows them: by day, what several reports tell alike put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.serve.drawings.map import Place
from onrecord.store.hits import Hit
from onrecord.view.dates import bounds_words
from onrecord.view.event_words import STATUSES, type_words
from onrecord.view.spots import country_name
from onrecord.view.told import ARROW

# Of what is told alike so many sources are listed.
SOURCES = 12


@dataclass(frozen=True)
class Moment:
    """What happened or was said, by all who tell it alike; hits: the first told first."""

    hits: Sequence[Hit]

    @property
    def first(self) -> Hit:
        """The one that is shown in full."""
        return self.hits[0]

    @property
    def event(self) -> bool:
        """Whether it is an event."""
        return self.first.kind == "event"

    @property
    def what(self) -> str:
        """Who did what to whom; who said it."""
        hit = self.first
        if not self.event:
            return hit.speaker or hit.source or "no source named"
        parts = (", ".join(hit.actors), hit.trigger or "", ", ".join(hit.recipients))
        return ARROW.join(part for part in parts if part)

    @property
    def kind(self) -> str:
        """What kind of event, in plain words."""
        return type_words(self.first.type or "", self.first.mode)

    @property
    def statuses(self) -> list[str]:
        """How it is told, each way once; empty where all tell it as done."""
        found = list(dict.fromkeys(hit.status or "happened" for hit in self.hits))
        return [] if found == ["happened"] else found

    @property
    def differ(self) -> bool:
        """Whether sources tell it differently: its status, its place, or on whose word."""
        return any(len({told(hit) for hit in self.hits}) > 1 for told in (status_of, place_of, word_of))


@dataclass(frozen=True)
class Day:
    """What is told of a day, or of a span that is told no finer."""

    words: str
    anchor: str
    moments: Sequence[Moment]


def days_of(hits: Sequence[Hit]) -> Iterator[Day]:
    """Hits in the order of the calendar, by day."""
    for number, ((first, last), some) in enumerate(groupby(hits, key=lambda hit: (hit.day, hit.last_day or hit.day))):
        yield Day(bounds_words(first, last) if first else "no date", f"d{number + 1}", list(_joined(some)))


def status_of(hit: Hit) -> str:
    """Whether it happened, in plain words; empty for a statement."""
    return STATUSES.get(hit.status, hit.status) if hit.status else ""  # type: ignore[call-overload]


def place_of(hit: Hit) -> str:
    """Place and country."""
    return ", ".join(dict.fromkeys(part for part in (hit.place, country_name(hit.country)) if part))


def word_of(hit: Hit) -> str:
    """On whose word an event rests; empty for the reporter's own."""
    who = hit.speaker or hit.source if hit.kind == "event" else ""
    return f"{who}, via {', '.join(hit.via)}" if who and hit.via else who or ""


def places_of(hits: Sequence[Hit], points: dict[int, tuple[float, float]], addressed: str) -> list[Place]:
    """The places of some events that are known, each once; addressed: an address that a place is put behind."""
    from urllib.parse import quote

    found: dict[tuple[str, float, float], int] = {}
    for hit in hits:
        if hit.number in points and hit.kind == "event" and hit.place:
            key = (place_of(hit), *points[hit.number])
            found[key] = found.get(key, 0) + 1
    return [
        Place(
            name=name.split(", ")[0],
            latitude=latitude,
            longitude=longitude,
            count=count,
            address=f"{addressed}{quote(name.split(', ')[0], errors='replace')}",
        )
        for (name, latitude, longitude), count in found.items()
    ]


def _joined(hits: Iterable[Hit]) -> Iterator[Moment]:
    groups: list[list[Hit]] = []
    for hit in hits:
        group = next((some for some in groups if _alike(some[0], hit)), None)
        if group is None:
            groups.append([hit])
        else:
            group.append(hit)
    for some in groups:
        yield Moment(sorted(some, key=lambda hit: (hit.published or "9999", hit.report)))


def _alike(one: Hit, other: Hit) -> bool:
    """Whether two hits of a day tell the same: in the same words, or the same kind of event of the same people."""
    if one.kind != other.kind:
        return False
    if _plain(one.words) == _plain(other.words):
        return (
            (one.trigger, one.type) == (other.trigger, other.type) if one.kind == "event" else _same_speaker(one, other)
        )
    if one.kind != "event" or (one.type, one.mode) != (other.type, other.mode) or one.report == other.report:
        return False
    parties = {*one.actors, *one.recipients} & {*other.actors, *other.recipients}
    return bool(parties) and (one.place or other.place) == (other.place or one.place)


def _same_speaker(one: Hit, other: Hit) -> bool:
    return (one.handle or one.speaker or one.source) == (other.handle or other.speaker or other.source)


def _plain(words: str) -> str:
    return " ".join(words.split()).strip("“”\"'‘’«»,.; ").casefold()
