"""What is being added, and how far it is, live."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from onrecord.serve.api import answers, params
from onrecord.serve.api.asked import JSON, encoded
from onrecord.serve.api.openapi import tells
from onrecord.serve.jobs.job import Job
from onrecord.serve.jobs.jobs import Jobs
from onrecord.serve.who import Editing, TheRoom

router = APIRouter()
TAG = "adding"
_LOOKS = 0.3  # seconds between two looks at a job
_QUIET = 15.0  # seconds after which something is sent all the same, so that a lost connection is noticed

JobNumber = Annotated[int, Path(description="The job's number.", examples=[1])]


class Last(params.Asked):
    """How many jobs."""

    limit: int = Field(20, ge=1, le=params.MOST, description="So many at most.", examples=[5])


class From(params.Asked):
    """Where a stream goes on."""

    told: int = Field(0, ge=0, lt=1 << 53, description="Documents of which it is known what they became.", examples=[0])


@router.get("/jobs", **tells(answers.Jobs, summary="What is being added", tag=TAG, library=False))
def jobs(room: TheRoom, person: Editing, given: Annotated[Last, Query()]) -> Response:
    """The last jobs, the last first: what is being added, waits to be, or was."""
    items = tuple(_told(one, rows=0) for one in room.jobs.last(given.limit))
    return Response(encoded(answers.Jobs(items=items)), media_type=JSON)


@router.get("/jobs/{number}", **tells(answers.Job, 404, summary="A job", tag=TAG, library=False))
def job(room: TheRoom, person: Editing, number: JobNumber) -> Response:
    """How far a job is, and what became of each document."""
    return Response(encoded(_told(room.jobs.get(number))), media_type=JSON)


@router.get(
    "/jobs/{number}/events",
    **tells(
        {
            "type": "string",
            "description": "Events `told`, at last `over`: the data of each is a Job, with the rows that are new.",
        },
        404,
        summary="A job, live",
        tag=TAG,
        library=False,
        media_type="text/event-stream",
    ),
)
async def job_events(
    request: Request, room: TheRoom, person: Editing, number: JobNumber, given: Annotated[From, Query()]
) -> StreamingResponse:
    """How far a job is, whenever that changes, as server-sent events, until it is over.

    The id of an event is `told` of its job: a stream that broke off goes on behind the `Last-Event-ID` that is sent.
    """
    found = room.jobs
    one = await to_thread.run_sync(found.get, number)
    last = request.headers.get("last-event-id", "")
    told = int(last) if last.isascii() and last.isdecimal() and len(last) < 15 else given.told
    return StreamingResponse(_events(found, one, told), media_type="text/event-stream")


async def _events(found: Jobs, job: Job, told: int) -> AsyncIterator[bytes]:
    live, seen, looks, sent = found.live(job.number), -1, 0, time.monotonic()
    while True:
        changes = looks = looks + 1
        if live is not None:
            changes, job = live.now()
        elif not job.is_over:  # another server adds it
            job = await to_thread.run_sync(found.get, job.number)
        if changes != seen:
            # What was counted in an earlier run of it is forgotten.
            new = job.told - told if told <= job.told else job.told
            data = encoded(_told(job, rows=new))
            seen, told, sent = changes, job.told, time.monotonic()
            name = b"over" if job.is_over else b"told"
            yield b"id: %d\nevent: %s\ndata: %s\n\n" % (told, name, data)
        elif time.monotonic() - sent > _QUIET:
            sent = time.monotonic()
            yield b": still here\n\n"
        if job.is_over:
            return
        await asyncio.sleep(_LOOKS)


def _told(job: Job, rows: int | None = None) -> answers.Job:
    """The job as it is told, with so many of its last rows; None: with all that it has."""
    counts = job.counts
    some = job.rows if rows is None else job.rows[-rows:] if rows else []
    return answers.Job(
        number=job.number,
        title=job.title,
        by=job.by,
        at=job.at,
        ended=job.ended,
        state=job.state,
        why=job.why,
        added=counts.added,
        versions=counts.version,
        unchanged=counts.same,
        refused=counts.refused,
        passed_over=counts.passed_over,
        share=job.share,
        left=job.left,
        told=job.told,
        rows=tuple(
            answers.JobRow(
                became=one.became, uri=one.uri, number=one.number, title=one.title, kind=one.kind, detail=one.detail
            )
            for one in some
        ),
    )
