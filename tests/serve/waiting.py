"""Waiting for a job to be over."""

from __future__ import annotations

import time

from fastapi.testclient import TestClient

from onrecord.serve.jobs.job import Job
from onrecord.serve.room import Room

VARGA = "The mayor of Halden, Ines Varga, said on Monday that the bridge would stay shut until spring.\n"


def over(room: Room, number: int, seconds: float = 90.0) -> Job:
    """The job, once it is over."""
    until = time.monotonic() + seconds
    while not (job := room.jobs.get(number)).is_over:
        assert time.monotonic() < until, job
        time.sleep(0.05)
    return job


def sent(client: TestClient, **form: object) -> int:
    """Send a form to be added; returns the number of its job."""
    answer = client.post("/add", **form)  # type: ignore[arg-type]
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].removeprefix("/jobs/"))


def left_behind(room: Room) -> list[str]:
    """What lies in the spool, but for what became of jobs."""
    folder = room.library.path.with_name(f"{room.library.path.name}.jobs")
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("job.json", "lock")
    )
