"""A job: how far it is, live; stopping it, going on, throwing it away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import msgspec
from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from onrecord.serve.drawn import draw, drawn
from onrecord.serve.jobs.job import Job
from onrecord.serve.jobs.jobs import Jobs
from onrecord.serve.parts.job_words import figures, state_words
from onrecord.serve.who import Editing, TheRoom

router = APIRouter()
_LOOKS = 0.3  # seconds between two looks at a job
_QUIET = 15.0  # seconds after which something is sent all the same, so that a lost connection is noticed


@router.get("/jobs/{number}")
def job_page(request: Request, room: TheRoom, person: Editing, number: int, waiting: bool = False) -> Response:
    """The job; waiting: the page was open while it went on, so that a single text leads to its report."""
    job = room.jobs.get(number)
    if waiting and (there := _leads_to(job)):
        return RedirectResponse(there, 303)
    return _page(request, room.jobs, job)


def _page(request: Request, jobs: Jobs, job: Job) -> HTMLResponse:
    words = state_words(job, jobs.before(job.number))
    return draw(request, "job.html", job=job, words=words, figures=figures(job))


def _leads_to(job: Job) -> str | None:
    """The report of a single text that is done."""
    return f"/reports/{job.report}" if job.state == "done" and job.is_one_text and job.report else None


@router.get("/jobs/{number}/events")
async def events(request: Request, room: TheRoom, person: Editing, number: int, told: int = 0) -> StreamingResponse:
    """How far it is, whenever that changes, as server-sent events; told: rows that the page has already."""
    jobs = room.jobs
    last = request.headers.get("last-event-id", "")
    job = await to_thread.run_sync(jobs.get, number)
    start = int(last) if last.isdecimal() and len(last) < 15 else told
    return StreamingResponse(_events(request, jobs, job, start), media_type="text/event-stream")


async def _events(request: Request, jobs: Jobs, job: Job, told: int) -> AsyncIterator[str]:
    live, state, sent = jobs.live(job.number), "", time.monotonic()
    seen, looks = (-1, -1), 0
    while True:
        changes = looks = looks + 1
        if live is not None:
            changes, job = live.now()
        elif not job.is_over:  # another server adds it
            job = await to_thread.run_sync(jobs.get, job.number)
        before = jobs.before(job.number) if job.state == "waiting" else 0
        now = (changes, before)
        if now != seen:
            seen = now
            data = await to_thread.run_sync(_event, request, job, told, before, job.state != state)
            told, state, sent = job.told, job.state, time.monotonic()
            yield f"id: {told}\nevent: {'over' if job.is_over else 'told'}\ndata: {data}\n\n"
        elif time.monotonic() - sent > _QUIET:
            sent = time.monotonic()
            yield ": still here\n\n"
        if job.is_over:
            return
        await asyncio.sleep(_LOOKS)


def _event(request: Request, job: Job, told: int, before: int, is_new: bool) -> str:
    """What has changed since so many rows were told."""
    more = max(0, job.told - told) if told <= job.told else job.told
    rows = job.rows[-more:] if more else []
    return msgspec.json.encode(
        {
            "state": job.state,
            "words": state_words(job, before),
            "figures": figures(job),
            "share": job.share,
            "rows": drawn(request, "parts/job_rows.html", rows=rows) if rows else "",
            "again": told > job.told,
            "ways": drawn(request, "parts/job_ways.html", job=job) if is_new else None,
            "to": _leads_to(job),
        }
    ).decode("utf-8")


@router.post("/jobs/{number}/cancel")
def cancel(room: TheRoom, person: Editing, number: int) -> RedirectResponse:
    """Stop it; what was told is kept."""
    room.jobs.stop(number, person.name)
    return RedirectResponse(f"/jobs/{number}", 303)


@router.post("/jobs/{number}/go-on")
def go_on(room: TheRoom, person: Editing, number: int) -> RedirectResponse:
    """Have it added after all; what is in the library by now is not read again."""
    room.jobs.go_on(number)
    return RedirectResponse(f"/jobs/{number}", 303)


@router.post("/jobs/{number}/drop")
def drop(room: TheRoom, person: Editing, number: int) -> RedirectResponse:
    """Throw away what was not added."""
    room.jobs.drop(number)
    return RedirectResponse(f"/jobs/{number}", 303)
