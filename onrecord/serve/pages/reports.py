"""The first page: what is in the library, or how to begin."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.errors import LibraryMissing, NotInLibrary
from onrecord.serve.drawn import draw
from onrecord.serve.parts.asked_words import LONGEST
from onrecord.serve.who import Reading, TheRoom
from onrecord.store.export.chosen import Chosen
from onrecord.store.filters import day_of
from onrecord.store.listing import Listing, list_reports

router = APIRouter()
AT_ONCE = 50
_Word = Annotated[str, Query(max_length=LONGEST)]
_NONE = Listing(reports=(), whole=0)


@router.get("/")
def first_page(
    request: Request, room: TheRoom, person: Reading, publisher: _Word = "", first: _Word = "", last: _Word = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:  # fmt: skip
    """The reports, the newest first; in an empty library, how to add the first.

    publisher, first, last: as a search takes them.
    """
    given = {"publisher": publisher.strip(), "first": first.strip(), "last": last.strip()}
    since, until = day_of(given["first"], what="first"), day_of(given["last"], end=True, what="last")
    chosen = Chosen(
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        publisher=given["publisher"] or None,
    )
    problem = ""
    try:
        with room.library.reading() as connection:
            found = list_reports(connection, chosen, limit=AT_ONCE, skip=(page - 1) * AT_ONCE)
    except LibraryMissing:
        found = _NONE
    except NotInLibrary as error:
        found, problem = _NONE, str(error)
    narrowed = any(given.values())
    if not found.whole and not narrowed:
        return draw(request, "first.html")
    pages = max(1, -(-found.whole // AT_ONCE))

    def address(number: int) -> str:
        values = {name: value for name, value in given.items() if value} | ({"page": str(number)} if number > 1 else {})
        query = urlencode(values)
        return f"/?{query}" if query else "/"

    return draw(
        request, "reports.html", found=found, given=given, narrowed=narrowed, problem=problem, page=page, pages=pages,
        address=address, start=(page - 1) * AT_ONCE + 1,
    )  # fmt: skip
