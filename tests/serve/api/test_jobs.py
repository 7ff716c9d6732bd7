"""What is being added is told live, and told again from where a stream broke off."""

from __future__ import annotations

import json
from typing import Any

from fastapi.testclient import TestClient

from onrecord.serve.room import Room
from tests.serve.api.leafed import got
from tests.serve.waiting import VARGA, over, sent


def events(client: TestClient, address: str, **headers: str) -> list[tuple[str, str, Any]]:
    """All events of a stream: id, name, data."""
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/event-stream")
    found = []
    for block in answer.text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            found.append((fields["id"], fields["event"], json.loads(fields["data"])))
    return found


def test_a_job_is_told_to_its_end(client: TestClient, room: Room) -> None:
    files = [("files", (f"{place}.txt", VARGA.replace("bridge", place).encode())) for place in ("quay", "pier", "lock")]
    number = sent(client, files=[*files, ("files", ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(40)))])
    told = events(client, f"/api/v1/jobs/{number}/events")
    assert [name for _, name, _ in told[:-1]] == ["told"] * (len(told) - 1) and told[-1][1] == "over"
    rows = [row for _, _, job in told for row in job["rows"]]
    assert sorted(row["became"] for row in rows) == ["added", "added", "added", "refused"]
    job = over(room, number)
    last = got(client, f"/api/v1/jobs/{number}")
    assert (last["state"], last["added"], last["refused"], last["told"]) == (job.state, 3, 1, 4)
    assert last["rows"] == rows
    assert got(client, "/api/v1/jobs?limit=1")["items"] == [last | {"rows": []}]
    # Whoever knows some already is told the rest.
    for known in (0, 2, 4):
        again = events(client, f"/api/v1/jobs/{number}/events?told={known}")
        assert [one[2]["rows"] for one in again] == [rows[known:]]
        assert events(client, f"/api/v1/jobs/{number}/events", **{"Last-Event-ID": str(known)}) == again


def test_jobs_that_are_not_there(client: TestClient) -> None:
    assert got(client, "/api/v1/jobs") == {"items": []}
    for address in ("jobs/1", "jobs/0", "jobs/-1", "jobs/99999999999999999999", "jobs/1/events"):
        assert got(client, f"/api/v1/{address}", 404)["kind"] == "not-there"
    for address in ("jobs/x", "jobs/1/events?told=-1", "jobs?limit=0", "jobs/x/events"):
        assert got(client, f"/api/v1/{address}", 422)["kind"] == "parameters"
