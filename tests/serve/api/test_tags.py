"""An answer's tag holds until the library changes, and no longer."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from onrecord.library import Library
from onrecord.serve.app import create_app
from onrecord.serve.room import Room
from onrecord.serve.watch import Watch
from onrecord.settings import Settings
from tests.serve.conftest import ADDRESS

LISTS = (
    "reports",
    "statements?words=said",
    "people",
    "timeline",
    "library",
    "problems",
    "joins",
    "reports/1",
    "search",
)


def asked(client: TestClient, address: str, tag: str) -> int:
    response = client.get(f"/api/v1/{address}", headers={"if-none-match": tag})
    if response.status_code == 304:
        assert response.content == b"" and response.headers["etag"]
    return response.status_code


def test_the_same_is_not_sent_twice(client: TestClient) -> None:
    tags = set()
    for address in LISTS:
        first = client.get(f"/api/v1/{address}")
        tag = first.headers["etag"]
        assert tag.startswith('"') and tag.endswith('"')
        assert first.headers["cache-control"] == "private, no-cache"
        assert client.get(f"/api/v1/{address}").headers["etag"] == tag
        for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            assert asked(client, address, given) == 304, (address, given)
        for given in ('"other"', tag.strip('"'), "", "garbage,,"):
            assert asked(client, address, given) == 200, (address, given)
        tags.add(tag)
    assert len(tags) == len(LISTS)


def test_another_question_has_another_tag(client: TestClient) -> None:
    tag = client.get("/api/v1/statements?limit=1").headers["etag"]
    assert asked(client, "statements?limit=2", tag) == 200


def test_a_change_by_anybody_changes_the_tag(client: TestClient, room: Room) -> None:
    address = "reports/1/judgements"
    tag = client.get(f"/api/v1/{address}").headers["etag"]
    number = room.library.judge(1, "report", "headline", "Another", by="ada")
    assert asked(client, address, tag) == 200
    tag = client.get(f"/api/v1/{address}").headers["etag"]
    assert asked(client, address, tag) == 304
    with Library(room.library.path, Settings()) as other:
        other.undo(number, by="bo")
    assert asked(client, address, tag) == 200
    assert client.get(f"/api/v1/{address}").json() == {"items": []}


def test_what_is_not_there_has_no_tag(client: TestClient) -> None:
    missing = client.get("/api/v1/reports/98765", headers={"if-none-match": "*"})
    assert missing.status_code == 404 and "etag" not in missing.headers


def test_a_library_that_is_not_there_yet(tmp_path: Path) -> None:
    with Library(tmp_path / "none.onrecord", Settings()) as library:
        room = Room(library=library, settings=Settings(), person="ada")
        with TestClient(create_app(room), base_url=ADDRESS) as client:
            for address in LISTS:
                response = client.get(f"/api/v1/{address}")
                assert response.status_code == 409 and response.json()["kind"] == "no-library"
            page = tmp_path / "one.txt"
            page.write_text("The mayor said that the ferry would stay.", "utf-8")
            library.add([str(page)], workers=1)
            assert client.get("/api/v1/reports").json()["whole"] == 1
            assert client.get("/api/v1/reports").headers["etag"]


def test_the_watch_sees_each_commit(room: Room) -> None:
    watch = Watch(room.place)
    seen = [watch.version()]
    for _ in range(20):
        room.library.judge(1, "report", "headline", "Another", by="ada")
        seen.append(watch.version())
        assert watch.version() == seen[-1]
    assert len(set(seen)) == len(seen)
    watch.close()
    assert watch.version() not in seen  # another watch may have counted as far
    watch.close()
