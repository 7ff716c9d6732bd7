"""What happened and what was said, in the order of the calendar: drawn, on a map, and told."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.errors import LibraryMissing, UsageError
from onrecord.serve.drawings import bars, map
from onrecord.serve.drawings.bars import Span
from onrecord.serve.drawings.scale import day_of as a_day
from onrecord.serve.drawn import draw
from onrecord.serve.errors import status_of
from onrecord.serve.parts import moments
from onrecord.serve.parts.asked import address
from onrecord.serve.who import Reading, TheRoom
from onrecord.store.filters import Filters, day_of
from onrecord.store.search import Kind
from onrecord.store.timeline import Timeline, timeline
from onrecord.store.timeline_counts import Counted, counted, points_of

router = APIRouter()
AT_ONCE, MOST_PAGES = 60, 50
Told = Annotated[str, Query(max_length=400)]
_ALL: tuple[Kind, ...] = ("events", "statements")


@router.get("/timeline")
def timeline_page(
    request: Request,
    room: TheRoom,
    person: Reading,
    words: Annotated[str, Query(max_length=2000)] = "",
    speaker: Told = "",
    about: Told = "",
    first: Told = "",
    last: Told = "",
    place: Told = "",
    publisher: Told = "",
    kind: Told = "",
    event: Told = "",
    act: Told = "",
    disputed: Literal["", "1"] = "",
    inside: Annotated[Literal["", "events", "statements"], Query(alias="in")] = "",
    page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
    piece: Annotated[str, Query(alias="map", max_length=40)] = "",
) -> HTMLResponse:
    """The timeline; first, last: days, months or years; map: the piece of the world that the map shows."""
    narrowed = {
        "speaker": speaker.strip(), "about": about.strip(), "first": first.strip(), "last": last.strip(),
        "place": place.strip(), "publisher": publisher.strip(), "kind": kind.strip(), "event": event.strip(),
        "act": act.strip(),
    }  # fmt: skip
    asked: dict[str, Any] = {"words": words.strip(), **narrowed, "disputed": disputed, "in": inside}
    given: dict[str, Any] = {name: value or None for name, value in narrowed.items()}
    filters = Filters(**given, disputed=disputed == "1")
    kinds: tuple[Kind, ...] = (inside,) if inside else _ALL
    found, counts, told, status, points = Timeline(), Counted(), "", 200, dict[int, tuple[float, float]]()
    span, view = None, None
    try:
        span, view = span_of(first.strip(), last.strip()), map.view_told(piece)
        with room.library.reading() as connection:
            found = timeline(connection, words, filters, kinds=kinds, limit=AT_ONCE * page)
            counts = counted(connection, words, filters, kinds=kinds)
            points = points_of(connection, found.moments)
    except UsageError as error:
        told, status = str(error), status_of(error)
    except LibraryMissing:
        told = "The library is empty."
    shown = found.moments[AT_ONCE * (page - 1) :] if first else found.moments[: -AT_ONCE * (page - 1) or None]
    told = told or (f"{found.unknown.words[0].upper()}{found.unknown.words[1:]}." if found.unknown else "")
    days = bars.bars_of(counts.days, span)
    here = address("/timeline", **(asked | {"place": ""}))
    places = moments.places_of(shown, points, here + ("&" if "?" in here else "?") + "place=")
    world = map.map_of(places, view)
    return draw(
        request,
        "timeline.html",
        status,
        told=told,
        asked=asked,
        days=list(moments.days_of(shown)),
        shown=len(shown),
        whole=[sum(one[0] for one in counts.days.values()), sum(one[1] for one in counts.days.values())],
        cut=counts.cut,
        bars=days,
        zoom=_zoom(asked, span, days.span if days else None),
        to_span=lambda one: address("/timeline", **(asked | one.bounds)),
        earlier=_page(asked, page + 1) if found.earlier else _page(asked, page - 1) if first and page > 1 else None,
        later=_page(asked, page + 1) if found.later else _page(asked, page - 1) if not first and page > 1 else None,
        world=world,
        tools=_tools(asked, world.view) if world else (),
        of=moments,
    )


def span_of(first: str, last: str) -> Span | None:
    """The span that is asked for, where both its ends are.  Raises UsageError for a day that is none."""
    start, end = a_day(day_of(first or None)), a_day(day_of(last or None, end=True))
    return Span(start, end) if start and end and start <= end else None


def _page(asked: dict[str, Any], number: int) -> str:
    return address("/timeline", **asked, page=number if number > 1 else None)


def _zoom(asked: dict[str, Any], span: Span | None, drawn: Span | None) -> dict[str, Any]:
    """The ways from this span to others: out, to the side, and in, to where the drawing begins."""

    def to(one: Span | None) -> tuple[str, str] | None:
        return (one.words, address("/timeline", **(asked | one.bounds))) if one else None

    whole = ("All", address("/timeline", **(asked | {"first": "", "last": ""})))
    out = [whole, *(to(one) for one in bars.around(span))] if span else []
    return {
        "out": out,
        "here": span.words if span else drawn.words if drawn else "",
        "before": to(bars.beside(span, -1)) if span else None,
        "behind": to(bars.beside(span, 1)) if span else None,
    }


def _tools(asked: dict[str, Any], view: map.View) -> list[tuple[str, str, str, str]]:
    """The map's buttons: sign, words, keys, address."""
    moves = (
        ("+", "Closer", "+", view.moved(closer=map.CLOSER)),
        ("−", "Farther", "-", view.moved(closer=1 / map.CLOSER)),
        ("←", "To the west", "ArrowLeft", view.moved(right=-map.STEP)),
        ("→", "To the east", "ArrowRight", view.moved(right=map.STEP)),
        ("↑", "To the north", "ArrowUp", view.moved(down=-map.STEP)),
        ("↓", "To the south", "ArrowDown", view.moved(down=map.STEP)),
    )
    found = [
        (sign, words, keys, address("/timeline", **asked, map=to.told) + "#map") for sign, words, keys, to in moves
    ]
    return [*found, ("⤢", "All places", "0", address("/timeline", **asked) + "#map")]
