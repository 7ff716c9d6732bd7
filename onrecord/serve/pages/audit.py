"""Who changed what, when, and from where."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.errors import LibraryMissing
from onrecord.serve.drawn import draw
from onrecord.serve.who import Editing, TheRoom
from onrecord.store.accounts_audit import Entry, entries

router = APIRouter()
AT_ONCE = 100


@router.get("/accounts/audit")
def audit(
    request: Request,
    room: TheRoom,
    person: Editing,
    by: str = "",
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
) -> HTMLResponse:
    """What was done, the last first; by: by them alone; before: only what has a smaller number."""
    found: list[Entry] = []
    try:
        with room.library.reading() as connection:
            found = entries(connection, by=by or None, before=before, limit=AT_ONCE + 1)
    except LibraryMissing:
        pass
    more = found[AT_ONCE - 1].number if len(found) > AT_ONCE else None
    return draw(request, "audit.html", entries=found[:AT_ONCE], by=by, more=more)
