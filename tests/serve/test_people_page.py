"""Somebody's page, and a person's word on who is who."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from onrecord.acquire.document import Document
from onrecord.serve.room import Room
from onrecord.store.filters import Filters

WORDS = "{title}\n\n{day}\n\n“{said},” said {name}, the harbour master of Velden.\n\nThe council will meet again.\n"


def add(room: Room, *some: tuple[str, str, str]) -> list[int]:
    """Reports of a day, a name and words each; returns their numbers."""
    documents = [
        Document(data=WORDS.format(title=f"Harbour news {number}", day=day, name=name, said=said).encode(), uri=f"made/{number}", media_type="text/plain")
        for number, (day, name, said) in enumerate(some)
    ]  # fmt: skip
    room.library.add_documents(documents, workers=1)
    by_uri = {one.uri: one.number for one in room.library.list_reports(limit=500).reports}
    return [by_uri[one.uri] for one in documents]


def test_what_somebody_said(client: TestClient, room: Room) -> None:
    page = client.get("/people/radko-salin").text
    for hit in room.library.who("radko-salin").statements:
        assert f"/reports/{hit.report}?chosen={hit.id}" in page
    assert '<h3 class="year">2019</h3>' in page
    assert "Interior Minister" in page and "Talvet" in page and "Salin" in page


def test_years_newest_first(client: TestClient, room: Room) -> None:
    add(room, ("3 May 2019", "Tom Quillan", "The quay is full"), ("3 May 2021", "Tom Quillan", "The quay is empty"))
    page = client.get("/people/tom-quillan").text
    assert re.findall(r'<h3 class="year">(\d+)</h3>', page) == ["2021", "2019"]
    then = client.get("/people/tom-quillan?year=2019").text
    assert "The quay is full" in then and "The quay is empty" not in then
    assert client.get("/people/tom-quillan?year=soon").status_code == 400


def test_many_statements_have_pages(client: TestClient, room: Room) -> None:
    add(room, *((f"{1 + n} May 2021", "Tom Quillan", f"Boat number {n} has come in") for n in range(24)))
    seen: list[str] = []
    address = "/people/tom-quillan"
    while address:
        page = client.get(address).text.partition("Where they are named")[0]
        seen += re.findall(r'<a class="hit[^"]*" href="([^"]*)"', page)
        following = re.search(r'rel="next" href="([^"]*)"', page)
        address = following[1] if following else ""
    assert (
        len(seen)
        == len(set(seen))
        == len(room.library.find("", Filters(speaker="tom-quillan"), limit=99, kinds=["statements"]).hits)
    )


def test_disputed_alone(client: TestClient, room: Room) -> None:
    found = room.library.find("", Filters(disputed=True), kinds=["statements"], limit=99).hits
    handle = next(hit.handle for hit in found if hit.handle)
    page = client.get(f"/people/{handle}?disputed=1").text.partition("Where they are named")[0]
    there = {f"/reports/{hit.report}?chosen={hit.id}" for hit in found if hit.handle == handle}
    assert set(re.findall(r'<a class="hit[^"]*" href="([^"]*)"', page)) == there


def test_looking_up_a_name(client: TestClient) -> None:
    assert client.get("/people?name=Radko+Salin").headers["location"] == "/people/radko-salin"
    several = client.get("/people?name=Marchant")
    assert several.status_code == 200
    assert "/people/ottoline-marchant" in several.text and "/people/ysolde-marchant" in several.text
    nobody = client.get("/people?name=Radko+Sallin")
    assert nobody.status_code == 404 and "Radko Salin" in nobody.text
    assert "/people/radko-salin" in client.get("/people").text
    assert client.get("/people/nobody-at-all").status_code == 404


def test_two_are_made_one_and_that_is_undone(client: TestClient, room: Room) -> None:
    add(room, ("3 May 2021", "Tom Quillan", "The quay is full"), ("4 May 2021", "Thomas Quillan", "The quay is empty"))
    page = client.get("/people/tom-quillan").text
    assert 'value="thomas-quillan"' in page, "one of a like name is offered"
    done = client.post("/people/tom-quillan/merge", data={"other": "Thomas Quillan"})
    assert done.status_code == 303
    joined = client.get(done.headers["location"]).text
    assert "The quay is empty" in joined and "are one now" in joined
    assert "said to be the same by a person" in joined
    assert client.get("/people/thomas-quillan").headers["location"] == "/people/tom-quillan"
    (decision,) = re.findall(r'name="decision" value="(\d+)"', joined)[:1]
    back = client.post("/people/tom-quillan/undo", data={"decision": decision})
    assert back.status_code == 303
    apart = client.get(back.headers["location"]).text
    assert "The quay is empty" not in apart.partition("Reports</h2>")[0]
    assert "taken back by ada" in apart and "ada, " in apart
    assert client.get("/people/thomas-quillan").status_code == 200


def test_a_report_is_somebody_elses_and_that_is_undone(client: TestClient, room: Room) -> None:
    _, second = add(
        room, ("3 May 2021", "Tom Quillan", "The quay is full"), ("4 May 2021", "Tom Quillan", "The quay is empty")
    )
    assert "These are somebody else" in client.get("/people/tom-quillan").text
    done = client.post("/people/tom-quillan/split", data={"reports": [str(second)]})
    assert done.status_code == 303
    page = client.get(done.headers["location"]).text
    assert "The quay is empty" not in page
    other = re.search(r'names <a href="/people/([^"]+)"', page)
    assert other
    parted = client.get(f"/people/{other[1]}").text
    assert "The quay is empty" in parted and "set apart by a person" in parted
    (decision,) = re.findall(r'name="decision" value="(\d+)"', page)[:1]
    client.post("/people/tom-quillan/undo", data={"decision": decision})
    assert "The quay is empty" in client.get("/people/tom-quillan").text


def test_what_cannot_be_decided_says_why(client: TestClient, room: Room) -> None:
    add(room, ("3 May 2021", "Tom Quillan", "The quay is full"))
    cases: list[tuple[str, dict[str, object], int, str]] = [
        ("merge", {"other": ""}, 400, "say who is the same"),
        ("merge", {"other": "Marchant"}, 404, "ottoline-marchant"),
        ("merge", {"other": "tom-quillan"}, 400, "cannot be merged"),
        ("merge", {"other": "<script>alert(1)</script>"}, 404, "&lt;script&gt;"),
        ("split", {}, 400, "choose the reports"),
        ("split", {"reports": ["987654"]}, 404, "987654"),
        ("undo", {"decision": "987654"}, 404, "987654"),
    ]
    for what, data, status, words in cases:
        answer = client.post(f"/people/tom-quillan/{what}", data=data)
        assert answer.status_code == status, (what, data)
        assert words in answer.text, (what, data)
        assert "<script>alert" not in answer.text
    assert client.post("/people/nobody/merge", data={"other": "radko-salin"}).status_code == 404
    assert client.post("/people/tom-quillan/undo", data={"decision": "x"}).status_code == 400
