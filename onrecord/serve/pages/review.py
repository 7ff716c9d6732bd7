"""The queue of what is to be reviewed, the next one in it, and how far reviewers agree."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection, select

from onrecord.errors import LibraryMissing
from onrecord.serve.drawn import draw
from onrecord.serve.parts.asked_queue import Asked, asked
from onrecord.serve.parts.card_review import ACTS
from onrecord.serve.who import Reading, Reviewing, TheRoom
from onrecord.store import schema
from onrecord.store.hits import Hit
from onrecord.store.reviewing.agreement import agreement
from onrecord.store.reviewing.queue import Place, Queue, review_queue

router = APIRouter()
AT_ONCE = 25
Queued = Annotated[Asked, Depends(asked)]


@router.get("/review")
def queue(request: Request, room: TheRoom, person: Reviewing, sought: Queued, done: bool = False) -> HTMLResponse:
    """What is to be reviewed, the least sure first.  done: one came here from the last of a queue."""
    try:
        with room.library.reading() as connection:
            found = _queue(connection, sought, limit=AT_ONCE)
    except LibraryMissing:
        found = Queue()
    return draw(request, "review.html", sought=sought, found=found, done=done, acts=ACTS)


@router.get("/review/next")
def following(
    request: Request, room: TheRoom, person: Reviewing, sought: Queued, after: Annotated[str, Query(max_length=80)] = ""
) -> RedirectResponse:
    """On to the next one in the queue.  after: report and id of the one before ("7:a3")."""
    with room.library.reading() as connection:
        place, own = _place(connection, after)
        found = _queue(connection, sought, limit=2, after=place).items
        if not found and place is not None:
            # Those that were passed over come round again.
            found = tuple(one for one in _queue(connection, sought, limit=2).items if (one.report, one.id) != own)
    if not found:
        return RedirectResponse(f"/review?{sought.query}&done=1", 303)
    return RedirectResponse(address_of(found[0], sought), 303)


@router.get("/review/agreement")
def agreed(request: Request, room: TheRoom, person: Reading) -> HTMLResponse:
    """How far reviewers agree."""
    with room.library.reading() as connection:
        found = agreement(connection)
    return draw(request, "agreement.html", found=found)


def address_of(hit: Hit, sought: Asked) -> str:
    """Where a statement or an event of the queue is judged."""
    queue = f"&queue={quote(sought.query, safe='')}" if sought.narrowed else "&queue=in%3D"
    return f"/reports/{hit.report}?chosen={quote(hit.id or '')}{queue}#card"


def _queue(connection: Connection, sought: Asked, *, limit: int, after: Place | None = None) -> Queue:
    return review_queue(
        connection, sought.words, sought.filters, report=sought.report.strip() or None, kinds=sought.kinds,
        judged=sought.judged, limit=limit, after=after,
    )  # fmt: skip


def _place(connection: Connection, named: str) -> tuple[Place | None, tuple[int, str] | None]:
    """Where in the queue a statement or an event stands, and its report and id; nothing where there is none."""
    report, _, local = named.partition(":")
    if not (report.isascii() and report.isdigit() and len(report) < 12):
        return None, None
    for kind, table in (("statement", schema.statement.c), ("event", schema.event.c)):
        query = select(table.id, table.confidence).where(table.report == int(report), table.local == local)
        if row := connection.execute(query).first():
            return (row.confidence, kind, row.id), (int(report), local)
    return None, (int(report), local)
