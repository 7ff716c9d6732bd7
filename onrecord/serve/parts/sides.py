"""The facets of a search page: what a result can be narrowed by, each with the address that does it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.serve.parts.searched import Asked
from onrecord.store.surveying import Facet, Side, Survey
from onrecord.view.dates import day_words
from onrecord.view.event_words import TYPES
from onrecord.view.spots import country_name

SHOWN, MOST = 7, 30
_TITLES: dict[Side, str] = {
    "speaker": "On whose word", "time": "When", "publisher": "Published by", "place": "Where", "event": "What happened",
    "act": "Act", "kind": "Wording", "disputed": "Dispute",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One value of a facet.  key: the same on every page, so that the browser keeps its place; address: with it set,
    or where it is set without it."""

    key: str
    words: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """All values of one facet: those that are shown, and those behind a fold."""

    side: Side
    title: str
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]


def sides(found: Survey, asked: Asked) -> Iterator[Part]:
    """What the result can be narrowed by; what says nothing (one value, which all have) is left out."""
    for side, title in _TITLES.items():
        facets = found.of(side)
        choices = [_choice(facet, asked) for facet in facets[:MOST]]
        total = found.counts.get(found.kind, 0)
        if len(choices) == 1 and facets[0].count == total and not choices[0].chosen:
            continue
        if choices:
            yield Part(side=side, title=title, shown=tuple(choices[:SHOWN]), folded=tuple(choices[SHOWN:]))


def _choice(facet: Facet, asked: Asked) -> Choice:
    side, value = facet.side, facet.value
    words = facet.name or value
    if side == "time":
        chosen = asked.first == asked.last == value
        address = asked.address(first="", last="") if chosen else asked.address(first=value, last=value)
        # A month that is chosen leads back to its year.
        if chosen and len(value) > 4:
            address = asked.address(first=value[:4], last=value[:4])
        words = day_words(f"{value}-01").removeprefix("1 ") if len(value) > 4 else value
    elif side == "disputed":
        chosen = asked.filters.disputed
        address = asked.address(disputed="" if chosen else "1")
        words = "denied or disputed, or denying"
    else:
        chosen = getattr(asked, side) == value
        address = asked.address(**{side: "" if chosen else value})
        if side == "place":
            words = country_name(value) or value
        elif side == "event":
            words = TYPES.get(value, value.lower())
    return Choice(key=f"f-{side}-{value}", words=words, count=facet.count, address=address, chosen=chosen)
