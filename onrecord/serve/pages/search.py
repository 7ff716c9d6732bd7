"""Searching: statements, events and reports by their words, narrowed by who, when, where, what and whose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from sqlalchemy import Connection

from onrecord.serve.drawn import draw
from onrecord.serve.parts.lines import Line
from onrecord.serve.parts.searched import AT_ONCE, NAMES, PAGES, Asked, TheSearch
from onrecord.serve.parts.sides import sides
from onrecord.serve.who import Reading, TheRoom
from onrecord.store.entities_lookup import Known, describe, entities_of_names, look_up
from onrecord.store.filters import Unknown
from onrecord.store.finding import find, find_all
from onrecord.store.hinting import hints
from onrecord.store.near import near_names
from onrecord.store.query import Query, parse_query
from onrecord.store.search import KINDS, RANKED, names_with
from onrecord.store.surveying import MOST, Survey, survey
from onrecord.view.dates import day_words
from onrecord.view.event_words import TYPES
from onrecord.view.library.tables import hits_csv
from onrecord.view.spots import country_name

router = APIRouter()
ROWS = 10_000  # of a table at most
_NAMED = 5  # people and organizations above the results
_SHORTEST = 3  # letters of a word that is taken for the beginning of others


@router.get("/search")
def search(request: Request, room: TheRoom, person: Reading, asked: TheSearch) -> HTMLResponse:
    """The results, and what they can be narrowed by."""
    asked.sought_kind  # noqa: B018  (a wrong one is told before the library is opened)
    with room.library.reading() as connection:
        return draw(request, "search.html", **_found(connection, asked))


@router.get("/search.csv")
def table(room: TheRoom, person: Reading, asked: TheSearch) -> StreamingResponse:
    """The same as a table for a spreadsheet: all that was found of one kind, the newest first."""
    filters, kind = asked.filters, asked.sought_kind or (asked.filters.kinds() or KINDS)[0]
    with room.library.reading() as connection:
        survey(connection, asked.words, filters, kind=kind)  # what is wrong is told before the first line

    def lines() -> Iterator[str]:
        with room.library.reading() as connection:
            yield from hits_csv(find_all(connection, asked.words, filters, kind=kind, most=ROWS))

    name = quote(f"{kind}.csv")
    return StreamingResponse(
        lines(), media_type="text/csv; charset=utf-8", headers={"content-disposition": f'attachment; filename="{name}"'}
    )


def _found(connection: Connection, asked: Asked) -> dict[str, Any]:
    """What the page shows."""
    filters = asked.filters
    known: dict[str, Any] = {
        "asked": asked, "chips": _chips(connection, asked), "near": (), "hints": (), "begins": "", "named": [],
        "found": None, "lines": [], "parts": [], "more": "", "unknown": None, "newest": False, "kinds": KINDS,
        "most": MOST, "rows": ROWS, "ranked": RANKED, "last_page": False,
    }  # fmt: skip
    found = survey(connection, asked.words, filters, kind=asked.sought_kind)
    if isinstance(found, Unknown):
        near = near_names(connection, found.name) if found.field != "publisher" else ()
        return known | {"unknown": found, "near": near}
    words = asked.words
    query = parse_query(words)
    if not any(found.counts.values()) and (beginning := _beginning(words, query)):
        longer = survey(connection, beginning, filters, kind=asked.sought_kind)
        if isinstance(longer, Survey) and any(longer.counts.values()):
            found, words, known["begins"] = longer, beginning, query.every[-1][0].words[-1]
    if not any(found.counts.values()):
        without = hints(connection, words, filters, filters.kinds())
        known["hints"] = list(dict.fromkeys(name for hint in without for name in hint.without))
    page = find(
        connection, words, filters, kinds=[found.kind], limit=AT_ONCE, skip=asked.skip, everything=True
    )  # fmt: skip
    return known | {
        "found": found,
        "lines": [Line(hit) for hit in page.hits],
        "parts": list(sides(found, asked)),
        "named": _named(connection, query) if asked.page == 1 else [],
        "more": asked.address(where=found.kind, page=asked.page + 1) if page.more and asked.page < PAGES else "",
        "last_page": bool(page.more) and asked.page >= PAGES,
        "newest": bool(page.newest),
    }


def _beginning(words: str, query: Query) -> str:
    """The words with the last one taken for the beginning of others; empty where it cannot be meant so."""
    last = query.every[-1][0] if query.every else None
    plain = last is not None and not last.exact and not last.prefix and len(last.words[-1]) >= _SHORTEST
    return f"{words.rstrip()}*" if plain and words.rstrip()[-1:].isalnum() else ""


def _named(connection: Connection, query: Query) -> list[Known]:
    """People and organizations whose name has all the words, the last of them perhaps only begun."""
    if not query.every or query.none or any(len(terms) > 1 for terms in query.every):
        return []
    words = [word for (term,) in query.every for word in term.words]
    if len(words[-1]) < _SHORTEST or len(words) > 6:
        return []
    numbers = names_with(connection, words, prefix=True, most=60)
    return describe(connection, entities_of_names(connection, numbers))[:_NAMED]


def _chips(connection: Connection, asked: Asked) -> list[tuple[str, str, str]]:
    """The filters that are set: what to call them, their values in words, the address without them."""
    found: list[tuple[str, str, str]] = []
    given = asked.given
    if asked.first and asked.first == asked.last:
        found.append(
            ("in", day_words(asked.first) if len(asked.first) == 10 else asked.first, asked.address(first="", last=""))
        )
        given = {name: value for name, value in given.items() if name not in ("first", "last")}
    for name, value in given.items():
        words = value
        if name in ("speaker", "about"):
            known = look_up(connection, value, most=2)
            words = known[0].name if len(known) == 1 else value
        elif name == "disputed":
            words = ""
        elif name == "event" and value in TYPES:
            words = TYPES[value]
        elif name == "place":
            words = country_name(value) or value
        found.append((NAMES[name], words, asked.address(**{name: ""})))
    return found
