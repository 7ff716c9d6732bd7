"""The review in the API: the queue to its end, the record as people left it, sign-offs, agreement."""

from __future__ import annotations

from fastapi.testclient import TestClient

from onrecord.serve.room import Room


def test_the_queue_is_leafed_through_to_its_end(client: TestClient) -> None:
    seen: list[tuple[int, str]] = []
    sure: list[float] = []
    address = "/api/v1/review?report=2&limit=4"
    while address:
        answer = client.get(address).json()
        seen += [(one["report"], one["id"]) for one in answer["items"]]
        sure += [one["confidence"] for one in answer["items"]]
        address = answer["next"]
    record = client.get("/api/v1/reports/2").json()
    assert {local for _, local in seen} == {one["id"] for one in record["attributions"] + record["events"]}
    assert len(seen) == len(set(seen)) and sure == sorted(sure)


def test_a_rejected_statement_is_gone_from_the_record_and_the_queue(client: TestClient, room: Room) -> None:
    first = client.get("/api/v1/review?report=2&in=statements&limit=1").json()["items"][0]["id"]
    room.library.review(2, first, "reject", by="ada")
    left = client.get("/api/v1/reports/2/reviewed").json()
    assert first not in {one["id"] for one in left["attributions"]}
    assert first in {one["id"] for one in client.get("/api/v1/reports/2").json()["attributions"]}
    queue = client.get("/api/v1/review?report=2&in=statements&limit=200").json()["items"]
    assert first not in {one["id"] for one in queue}


def test_sign_offs_and_agreement(client: TestClient, room: Room) -> None:
    room.library.sign_off(2, by="ada")
    (one,) = client.get("/api/v1/reports/2/sign-offs").json()["items"]
    assert one["by"] == "ada" and one["holds"]
    assert client.get("/api/v1/review/agreement").json()["items"] == 0


def test_a_place_that_is_none(client: TestClient) -> None:
    for after in ("x", "1~2", "0.5~report~3", "0.5~event~" + "9" * 40, "~statement~1"):
        assert client.get(f"/api/v1/review?after={after}").status_code in (400, 422), after
    assert client.get("/api/v1/reports/999/sign-offs").status_code == 404
