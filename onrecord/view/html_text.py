"""The text of a report on the page, its passages marked where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from onrecord.view.dates import date_words
from onrecord.view.escape import shown
from onrecord.view.event_words import STATUSES, kind_words
from onrecord.view.marked import Marked, Marks, Piece
from onrecord.view.spots import place_words, resolved, spots
from onrecord.view.told import Told

# A cue within another's content shows as a cue.
_ROLES = {"cue": "cue", "source": "who", "carrier": "via", "content": "said"}
# What may stand in a statement, with its class; the first of these has the link.
_LAYERS = {"trigger": "what", "time": "when", "place": "where"}
# What stands around a story; a run of so many passages, or so many code points, is folded away.
_ASIDE = frozenset(("furniture", "links", "related"))
_MANY, _LONG = 3, 240
_TAGS = {"headline": "h2", "subheading": "h3"}


def article(
    told: Told, prefix: str, *, address: str = "", offsets: bool = False, chosen: str = "", more: Marks = ()
) -> Iterator[str]:
    """The blocks in the order of the text; one that is cut by another appears in its parts.

    A menu or a run of links is there whole, but folded away, so that a page opens with its story.

    address: of the page that the links of passages lead to, where it is not this one: it is followed by
    ``?chosen=ID``.  offsets: each part of a block says at which code point of the text it begins (``data-start``);
    what it shows has as many code points as the report's text there.  chosen: the id whose words are lit up.  more:
    marks of the role "evidence", which show where they are chosen.
    """
    marked = Marked(told.report, more)
    pieces = _Pieces(told, prefix, address, chosen)
    stretches = sorted(
        ((start, end, block) for block in told.report.blocks for start, end in block.spans), key=lambda one: one[:2]
    )
    for aside, some in groupby(stretches, key=lambda one: one[2].kind in _ASIDE):
        run = list(some)
        folded = aside and (len(run) >= _MANY or sum(end - start for start, end, _ in run) >= _LONG)
        if folded:
            count = f"{len(run)} passage{'s' if len(run) > 1 else ''}"
            yield f'<details class="fold"><summary>Menus, links and the like: {count}</summary>\n'
        for start, end, block in run:
            tag = _TAGS.get(block.kind, "p")
            inner = "".join(pieces.html(*three) for three in _with_neighbours(marked.pieces(start, end)))
            where = f' data-start="{start}"' if offsets else ""
            yield f'<{tag} class="b {block.kind}"{where}>{inner}</{tag}>\n'
        if folded:
            yield "</details>\n"


def _with_neighbours(pieces: Iterable[Piece]) -> Iterator[tuple[Piece | None, Piece, Piece | None]]:
    row = [None, *pieces, None]
    for before, piece, after in zip(row, row[1:], row[2:], strict=False):
        if piece:
            yield before, piece, after


def _goes_on(one: Piece | None, other: Piece) -> bool:
    """Whether the words of one event run from piece to piece."""
    return one is not None and any(mark in one.marks for mark in other.marks if mark[1] == "trigger")


class _Pieces:
    """Pieces of the text as links, the first of each passage with the id that leads to it."""

    def __init__(self, told: Told, prefix: str, address: str, chosen: str) -> None:
        self._told, self._prefix, self._address, self._chosen = told, prefix, address, chosen
        self._anchored: set[str] = set()
        self._events = {event.id: event for event in told.report.events}
        self._listed = {identity: spot.place.id for spot in spots(told.report) for identity in spot.ids}

    def html(self, before: Piece | None, piece: Piece, after: Piece | None) -> str:
        """A piece's words, marked and linked to what they are part of, as the pieces before and after may be."""
        words = shown(self._told.report.text[piece.start : piece.end])
        if not piece.marks:
            return words
        roles = dict.fromkeys(role for _, role in piece.marks)
        lights = self._ids("data-a", (identity for identity, role in piece.marks if role != "part"))
        # Lit by its event or statement, and not lighting it: many may share one day.
        lights += self._ids("data-part", (identity for identity, role in piece.marks if role == "part"))
        classes, titles, layered, linked = [], [], [], ""
        role = next((one for one in _ROLES if one in roles), None)
        if role:
            own = next(identity for identity, one in reversed(piece.marks) if one == role)
            classes += [role, f"n{min(3, sum(one == 'content' for _, one in piece.marks))}"]
            titles.append(f"{_ROLES[role]}: {self._told.statements[own].act or 'says'} ({own})")
            layered, linked = [own], own
        for layer in reversed(_LAYERS):
            here = [identity for identity, one in piece.marks if one == layer]
            if here:
                classes.append(_LAYERS[layer])
                titles += [self._title(layer, identity) for identity in here]
                layered += here
                linked = self._listed.get(here[-1], here[-1])
        evidence = [identity for identity, one in piece.marks if one == "evidence"]
        classes += ["evidence"] if evidence else []
        classes += ["chosen"] if self._chosen and any(one == self._chosen for one, _ in piece.marks) else []
        classes += ["from-left"] if _goes_on(before, piece) else []
        classes += ["to-right"] if _goes_on(after, piece) else []
        name = " ".join(["m", *classes])
        layered += evidence
        anchors = [f' id="{self._prefix}-{identity}-text"' for identity in layered if identity not in self._anchored]
        self._anchored.update(layered)
        more = "".join(f"<span{anchor}></span>" for anchor in anchors[1:])
        if not linked:
            return f'<span class="{name}"{anchors[0] if anchors else ""}{lights}>{more}{words}</span>'
        to = f"{shown(self._address)}?chosen={linked}#card" if self._address else f"#{self._prefix}-{linked}"
        link = f'href="{to}" title="{shown("; ".join(titles))}"'
        return f'<a class="{name}"{anchors[0] if anchors else ""}{lights} {link}>{more}{words}</a>'

    def _ids(self, attribute: str, identities: Iterable[str]) -> str:
        joined = " ".join(dict.fromkeys(f"{self._prefix}-{identity}" for identity in identities))
        return f' {attribute}="{joined}"' if joined else ""

    def _title(self, layer: str, identity: str) -> str:
        if layer == "trigger":
            event = self._events[identity]
            return f"event: {kind_words(event)}, {STATUSES[event.status]} ({identity})"
        if layer == "time":
            return f"time: {date_words(self._told.times[identity]) or 'no date told'} ({identity})"
        place = self._told.places[identity]
        return f"place: {place_words(place) if resolved(place) else 'not resolved'} ({identity})"
