"""What could not be added and why, and what is doubtful in reports."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Literal
from urllib.parse import unquote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection, func, select

from onrecord.acquire.addresses import is_address
from onrecord.errors import LibraryMissing, NotInLibrary, UsageError
from onrecord.serve.drawn import draw
from onrecord.serve.guards.door import record
from onrecord.serve.room import Room
from onrecord.serve.who import Editing, Reading, TheRoom
from onrecord.store import schema
from onrecord.store.lookup import report_number
from onrecord.store.problems import Trouble, troubles

router = APIRouter()
AT_ONCE = 100
_LAST = 1_000_000


@router.get("/problems")
def problems(
    request: Request, room: TheRoom, person: Reading, show: Literal["refused", "doubtful"] = "refused",
    start: Annotated[int, Query(ge=0, le=_LAST)] = 0, cleared: int | None = None,
) -> HTMLResponse:  # fmt: skip
    """A page of them; show: which; start: how many come before; cleared: how many have just been forgotten."""
    refused = doubtful = 0
    rows: list[tuple[Trouble, int | None]] = []
    try:
        with room.library.reading() as connection:
            refused = connection.scalar(select(func.count()).select_from(schema.refusal)) or 0
            doubtful = connection.scalar(select(func.count()).select_from(schema.problem)) or 0
            first = start + (refused if show == "doubtful" else 0)
            last = first + AT_ONCE if show == "doubtful" else min(first + AT_ONCE, refused)
            rows = [(one, _number(connection, one)) for one in islice(troubles(connection), first, last)]
    except LibraryMissing:
        pass
    return draw(
        request, "problems.html", show=show, rows=rows, refused=refused, doubtful=doubtful, start=start,
        at_once=AT_ONCE, cleared=cleared, is_address=is_address,
    )  # fmt: skip


def _number(connection: Connection, trouble: Trouble) -> int | None:
    return report_number(connection, trouble.key) if trouble.key else None


@router.post("/problems/clear")
def clear(
    request: Request, room: TheRoom, person: Editing, uri: Annotated[list[str] | None, Form()] = None,
    every: Annotated[bool, Form()] = False,
) -> RedirectResponse:  # fmt: skip
    """Forget what was refused: all of it, or what was chosen.  What somebody else has cleared by now is passed over.

    uri: percent-encoded, so that none is changed on its way through a form.
    """
    if not every and not uri:
        raise UsageError("choose what is to be cleared, or clear all")
    count = room.library.clear_problems() if every else _cleared(room, [unquote(one) for one in uri or []])
    record(request, "clear problems", "all" if every else ", ".join(unquote(one) for one in uri or [])[:500])
    return RedirectResponse(f"/problems?cleared={count}", 303)


def _cleared(room: Room, uris: list[str]) -> int:
    count = 0
    for one in dict.fromkeys(uris):
        try:
            count += room.library.clear_problems([one])
        except NotInLibrary:
            continue
    return count


@router.post("/problems/again")
def again(room: TheRoom, person: Editing, uri: Annotated[str, Form(max_length=6000)]) -> RedirectResponse:
    """Ask for an address again that was refused; uri: percent-encoded."""
    uri = unquote(uri)
    if not is_address(uri):
        raise UsageError("only what has an address can be asked for again; send the file again")
    return RedirectResponse(f"/jobs/{room.jobs.put_addresses([uri], person.name).number}", 303)
