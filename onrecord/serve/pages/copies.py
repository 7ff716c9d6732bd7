"""A report's copies: passages in common side by side, the likely original, how many are independent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from onrecord.serve.drawn import draw
from onrecord.serve.parts import copied
from onrecord.serve.parts.asked import back_to
from onrecord.serve.who import Reading, Reviewing, TheRoom
from onrecord.store.following.copies_judged import take_back

router = APIRouter()


@router.get("/reports/{number}/copies")
def copies(
    request: Request, room: TheRoom, person: Reading, number: int, page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> HTMLResponse:
    """The family of a report."""
    found = room.library.copies(number)
    with room.library.reading() as connection:
        shown = copied.copied_of(connection, found, page)
    return draw(request, "copies.html", shown=shown, of=copied)


@router.post("/reports/{number}/copies/apart")
def apart(
    room: TheRoom, person: Reviewing, number: int, other: Annotated[int, Form(ge=1, le=2**53)]
) -> RedirectResponse:
    """Two reports are no copies."""
    room.library.not_copies(number, other, by=person.name)
    return back_to(f"/reports/{number}/copies")


@router.post("/reports/{number}/copies/undo")
def undo(
    room: TheRoom, person: Reviewing, number: int, decision: Annotated[int, Form(ge=1, le=2**53)]
) -> RedirectResponse:
    """Take that back."""
    with room.library.writing() as connection:
        take_back(connection, decision, person.name)
    return back_to(f"/reports/{number}/copies")
