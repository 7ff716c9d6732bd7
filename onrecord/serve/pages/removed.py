"""Taking a report down, what was taken down, and taking that back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import func, select

from onrecord.errors import LibraryMissing, UsageError
from onrecord.serve.drawn import draw
from onrecord.serve.guards.door import record
from onrecord.serve.who import Editing, TheRoom
from onrecord.store import schema
from onrecord.store.lookup import report_number
from onrecord.store.removing import TakenOut, still_barred

router = APIRouter()
AT_ONCE = 100
Words = Annotated[str, Form(max_length=2000)]


@router.get("/reports/{number}/remove")
def remove_page(request: Request, room: TheRoom, person: Editing, number: int) -> HTMLResponse:
    """The form that asks for the reason."""
    return _form(request, room, number)


def _form(request: Request, room: TheRoom, number: int, status: int = 200, wrong: str = "") -> HTMLResponse:
    table = schema.report.c
    with room.library.reading() as connection:
        report_number(connection, number)  # raises NotInLibrary
        report = connection.execute(
            select(table.id, table.title, table.address, table.uri, table.publisher, table.published).where(
                table.id == number
            )
        ).one()
        versions = connection.scalar(select(func.count()).where(table.address == report.address)) or 1
    return draw(request, "remove.html", status, report=report, versions=versions, wrong=wrong)


@router.post("/reports/{number}/remove")
def remove(
    request: Request, room: TheRoom, person: Editing, number: int, why: Words = "",
    every_version: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Take it down; it is not added again, nor are its words."""
    if not why.strip():
        return _form(request, room, number, 400, "the reason is missing; give it in words, it is kept")
    done = room.library.remove(number, why=why, by=person.name, every_version=every_version)
    record(request, "take down", f"report {number}: {why.strip()}")
    return RedirectResponse(f"/removed?gone={len(done.keys)}&left={done.left}", 303)


@router.get("/removed")
def removed(
    request: Request, room: TheRoom, person: Editing, gone: int | None = None, left: int = 0, back: str = "",
    start: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> HTMLResponse:  # fmt: skip
    """What was taken down, the last first; gone, left: what a removal did; back: the key of what was taken back."""
    try:
        every = room.library.removed()
        returned = [one for one in every if back and one.key == back and one.undone_at]
        with room.library.reading() as connection:
            barred = still_barred(connection, returned) if returned else None
    except LibraryMissing:
        every, returned, barred = [], [], None
    return draw(
        request, "removed.html", rows=every[start : start + AT_ONCE], whole=len(every), start=start, at_once=AT_ONCE,
        gone=gone, left=left, returned=returned[0] if returned else None, barred=barred,
    )  # fmt: skip


@router.post("/removed/undo")
def undo(request: Request, room: TheRoom, person: Editing, report: Words) -> RedirectResponse:
    """Let it be added again; report: its key, or its number where it has none."""
    if not report.strip():
        raise UsageError("say which: the report's key or number")
    undone: list[TakenOut] = room.library.undo_remove(report, by=person.name)
    record(request, "take a removal back", f"report {undone[0].number or report}")
    return RedirectResponse(f"/removed?back={undone[0].key or ''}", 303)
