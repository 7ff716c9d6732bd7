"""Adding: files, a text, an address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import CancelScope, to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.errors import LibraryMissing, LibraryReadOnly, TooLarge, UsageError
from onrecord.serve.drawn import draw
from onrecord.serve.guards.door import record
from onrecord.serve.jobs.jobs import Jobs
from onrecord.serve.jobs.receive import Gone, Limits, Received, receive
from onrecord.serve.jobs.sources import sources_of
from onrecord.serve.room import Room
from onrecord.serve.who import Editing, TheRoom
from onrecord.store.disk import disk_errors
from onrecord.store.identity import now
from onrecord.store.place import Place

router = APIRouter()
LISTED = 8  # jobs
_LONGEST_SHOWN = 200_000  # bytes of a text that is given back with what is wrong with the form


@router.get("/add")
def add_page(request: Request, room: TheRoom, person: Editing) -> HTMLResponse:
    """What can be added, and the last that was."""
    return _page(request, room)


@router.get("/add/ready")
def ready(room: TheRoom, person: Editing) -> Response:
    """Somebody is about to add something: the model is loaded meanwhile."""
    room.jobs.warm()
    return Response(status_code=204)


@router.post("/add")
async def add(request: Request, room: TheRoom, person: Editing) -> Response:
    """Take what is sent, and make it a job; the answer leads there."""
    # Not through FastAPI's forms: those are held whole before any limit of ours is asked.
    await to_thread.run_sync(_check, room)
    received = Received()
    async with _receiving(request, room.jobs) as (folder, limits):
        try:
            with disk_errors(folder):
                received = await receive(request, folder, limits, room.jobs.writers)
            sources = sources_of(received, now())
        except Gone:
            return Response(status_code=400)  # nobody is there to read it
        except (UsageError, TooLarge) as error:
            status, words = 413 if isinstance(error, TooLarge) else 400, str(error)
            return await to_thread.run_sync(lambda: _page(request, room, status, words, _given(received, folder)))
        job = await to_thread.run_sync(room.jobs.put, folder, sources, person.name)
    record(request, "add", f"job {job.number}: {job.title}")
    return RedirectResponse(f"/jobs/{job.number}", 303)


def _page(
    request: Request, room: Room, status: int = 200, wrong: str = "", given: dict[str, str] | None = None
) -> HTMLResponse:
    """The page; wrong: what is wrong with the form that was sent, and given: what was in it."""
    given = {"text": "", "url": "", "published": "", "address": ""} | (given or {})
    shut = _shut(room.place)
    jobs = room.jobs.last(LISTED)
    return draw(request, "add.html", status, jobs=jobs, settings=room.settings, wrong=wrong, given=given, shut=shut)


def _shut(place: Place) -> str:
    """Why nothing can be added; empty where it can, or where the first report makes the library and its folder."""
    if place.file is not None and not place.file.parent.exists():
        return ""
    try:
        place.check_writable()
    except LibraryReadOnly as error:
        return str(error)
    return ""


def _given(received: Received, folder: Path) -> dict[str, str]:
    """The words of a form that was not taken, so that nobody has to write them again."""
    given = {name: received.fields.get(name, "") for name in ("url", "published", "address")}
    if received.text and received.text.size <= _LONGEST_SHOWN:
        given["text"] = (folder / received.text.file).read_text(encoding="utf-8", errors="replace")
    return given


def _check(room: Room) -> None:
    """Raise LibraryError where nothing can be added, before anything is sent."""
    try:
        room.place.prepare(make=False)
    except LibraryMissing:
        return
    room.place.check_writable()


@asynccontextmanager
async def _receiving(request: Request, jobs: Jobs) -> AsyncIterator[tuple[Path, Limits]]:
    """``Jobs.receiving``, without holding up other requests."""
    size = request.headers.get("content-length", "")
    opened = jobs.receiving(int(size) if size.isdecimal() else None)
    folder, limits = await to_thread.run_sync(opened.__enter__)
    try:
        yield folder, limits
    finally:
        with CancelScope(shield=True):
            await to_thread.run_sync(opened.__exit__, None, None, None)
