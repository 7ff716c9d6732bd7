"""The first page: what is in the library, or how to begin."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.errors import LibraryMissing
from onrecord.serve.drawn import draw
from onrecord.serve.who import Reading, TheRoom
from onrecord.store.listing import Listing

router = APIRouter()
AT_ONCE = 50


@router.get("/")
def first_page(request: Request, room: TheRoom, person: Reading) -> HTMLResponse:
    """The reports, the newest first; in an empty library, how to add the first."""
    try:
        found = room.library.list_reports(limit=AT_ONCE)
    except LibraryMissing:
        found = Listing(reports=(), whole=0)
    return draw(request, "reports.html", found=found)
