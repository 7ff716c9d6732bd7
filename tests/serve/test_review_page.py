"""The queue, the next one in it, agreement, and what goes wrong, without a browser."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from onrecord.serve.room import Room

ITEM = re.compile(r'class="title" href="/reports/(\d+)\?chosen=(\w+)&amp;')


def items(client: TestClient, query: str = "") -> list[tuple[int, str]]:
    page = client.get(f"/review{query}")
    assert page.status_code == 200
    return [(int(report), local) for report, local in ITEM.findall(page.text)]


def test_the_least_sure_come_first_and_go_when_judged(client: TestClient, room: Room) -> None:
    queue = room.library.review_queue(limit=25).items
    assert items(client) == [(one.report, one.id) for one in queue]
    assert [one.confidence for one in queue] == sorted(one.confidence or 0 for one in queue)
    first = queue[0]
    client.post(f"/reports/{first.report}/review/marks/{first.id}", data={"what": "accept"})
    assert items(client)[0] == (queue[1].report, queue[1].id)
    assert items(client, "?judged=1")[0] == (first.report, first.id)
    client.post(f"/reports/{first.report}/review/undo", data={"judgement": 1})
    assert items(client)[0] == (first.report, first.id)


def test_narrowed(client: TestClient, room: Room) -> None:
    said = items(client, "?in=statements&act=denies")
    assert said and all(
        next(one for one in room.library.report(report).attributions if one.id == local).act == "denies"
        for report, local in said
    )
    assert {report for report, _ in items(client, "?report=4")} == {4}
    assert all(local.startswith("v") for _, local in items(client, "?in=events"))
    assert "no speaker is named" in client.get("/review?speaker=Nobody+Whatever").text.lower()
    assert client.get("/review?in=weather").status_code == 400
    assert client.get("/review?report=9999").status_code == 404


def test_next_goes_through_all_of_a_report(client: TestClient, room: Room) -> None:
    whole = {(one.report, one.id) for one in room.library.review_queue(report=13, limit=100).items}
    seen: list[tuple[int, str]] = []
    at = "/review/next?report=13"
    while True:
        answer = client.get(at)
        assert answer.status_code == 303
        to = answer.headers["location"]
        if to.startswith("/review"):
            break
        report, local = re.match(r"/reports/(\d+)\?chosen=(\w+)", to).groups()  # type: ignore[union-attr]
        seen.append((int(report), local))
        assert client.get(to.partition("#")[0]).status_code == 200
        client.post(f"/reports/{report}/review/marks/{local}", data={"what": "accept"})
        at = f"/review/next?report=13&after={report}:{local}"
    assert set(seen) == whole and len(seen) == len(whole)
    assert "last one of this queue" in client.get(to).text
    # What is passed over comes round again.
    room.library.undo(1)
    assert client.get("/review/next?report=13&after=13:a1").status_code == 303


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("/reports/2/review/marks/a999", {"what": "accept"}, 404),
        ("/reports/999/review/marks/a1", {"what": "accept"}, 404),
        ("/reports/2/review/marks/a3", {"what": "weather"}, 400),
        ("/reports/2/review/marks/a3", {"what": "status", "status": "happened"}, 400),
        ("/reports/2/review/marks/a3", {"what": "act", "act": "sings"}, 400),
        ("/reports/2/review/marks/a3", {"what": "dispute", "other": "a3"}, 400),
        ("/reports/2/review/marks/a3", {"what": "speaker", "name": "x" * 399}, 400),
        ("/reports/2/review/words/a3", {"content": "words that are not there"}, 400),
        ("/reports/2/review/words/a3", {"content_places": "9-5"}, 400),
        ("/reports/2/review/words/a3", {"content_places": "5-99999999"}, 400),
        ("/reports/2/review/words/a3", {"content_places": "<b>"}, 400),
        ("/reports/2/review/words/a3", {"content_places": "0-7", "content_exact": '["Another"]'}, 400),
        ("/reports/2/review/statements", {"content": " "}, 400),
        ("/reports/2/review/undo", {"judgement": "77"}, 404),
        ("/reports/2/review/sign-off", {"seen": "0" * 64}, 400),
        ("/reports/2/review/sign-off", {}, 400),
        ("/reports/2/review/withdraw", {"sign_off": "1"}, 404),
        ("/reports/2/review/joins/a3", {"what": "merge", "handle": "x", "other": "y"}, 404),
    ],
)
def test_what_cannot_be(client: TestClient, room: Room, path: str, data: dict[str, str], status: int) -> None:
    answer = client.post(path, data=data)
    assert answer.status_code == status and "Traceback" not in answer.text
    assert room.library.history(2) == () and room.library.sign_offs(2) == ()


def test_words_written_by_hand(client: TestClient, room: Room) -> None:
    said = next(one for one in room.library.report(2).attributions if one.id == "a3")
    words = said.content.text.split()
    source = said.source.text if said.source else ""
    answer = client.post(
        "/reports/2/review/words/a3", data={"content": "  ".join(words[:5]), "source": source, "cue": ""}
    )
    assert answer.status_code == 303
    now = next(one for one in room.library.reviewed(2).attributions if one.id == "a3")
    assert now.content.text.split() == words[:5] and now.cue is None and now.source == said.source
    assert [one.what for one in room.library.history(2, "a3")] == ["content", "cue"]


def test_hostile_words_are_shown_as_words(client: TestClient) -> None:
    name = "<script>alert(1)</script>\u202e"
    client.post("/reports/2/review/marks/a3", data={"what": "speaker", "name": name})
    page = client.get("/reports/2?chosen=a3").text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page and "\u202e" not in page


def test_agreement(client: TestClient, room: Room) -> None:
    assert "Nobody has judged" in client.get("/review/agreement").text
    for local, ada, bea in (("a1", "accept", "accept"), ("a2", "reject", "reject"), ("a3", "accept", "reject")):
        room.library.review(2, local, ada, by="ada")  # type: ignore[arg-type]
        room.library.review(2, local, bea, by="bea")  # type: ignore[arg-type]
    page = client.get("/review/agreement").text
    assert "ada and bea" in page and "67 %" in page and "0.40" in page
