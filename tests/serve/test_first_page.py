"""The list of reports, and the first page of a library that is empty or not there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.library import Library
from onrecord.serve.app import create_app
from onrecord.serve.pages import reports
from onrecord.serve.room import Room
from onrecord.serve.who import Asking
from onrecord.settings import Settings
from tests.serve.conftest import ADDRESS


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """A room whose library is not there yet."""
    with Library(tmp_path / "none.onrecord", Settings()) as library:
        room = Room(library=library, settings=Settings(), person="ada")
        own = {"X-CSRF-Token": Asking(secret=room.secret).form_token}
        with TestClient(create_app(room), base_url=ADDRESS, follow_redirects=False, headers=own) as opened:
            yield opened


def test_to_the_first_record_by_one_button(empty: TestClient) -> None:
    page = empty.get("/").text
    assert 'action="/add/example"' in page and 'action="/add"' in page
    assert all(f'name="{name}"' in page for name in ("text", "address", "files"))
    done = empty.post("/add/example", data={"name": "island-wire"})
    assert done.status_code == 303
    record = empty.get(done.headers["location"])
    assert "Edda Korring" in record.text and 'class="act denies"' in record.text
    assert empty.post("/add/example", data={"name": "island-wire"}).headers["location"] == done.headers["location"]
    assert "1 report," in empty.get("/").text


def test_two_examples_tell_one_story(empty: TestClient) -> None:
    done = empty.post("/add/example", data={"name": "both"})
    assert "Island loses its night boat" in empty.get(done.headers["location"]).text
    assert "2 reports," in empty.get("/").text
    assert "Disputed by" in empty.get("/people/joris-aumann").text


def test_no_other_file_is_an_example(empty: TestClient) -> None:
    for name in ("", "../app", "island-wire.txt", "<b>"):
        assert empty.post("/add/example", data={"name": name}).status_code in (303, 404)
    assert empty.post("/add/example", data={"name": "../app"}).status_code == 404


def test_an_empty_room_answers_everywhere(empty: TestClient) -> None:
    for path in ("/search", "/search?words=a", "/search.csv", "/people", "/people/somebody"):
        page = empty.get(path)
        assert page.status_code == 409 and "Traceback" not in page.text, path


def test_the_list_is_narrowed_and_turned(client: TestClient, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "AT_ONCE", 5)
    listed = [one.number for one in room.library.list_reports(limit=500).reports]
    seen: list[int] = []
    address = "/"
    while address:
        page = client.get(address).text
        seen += [int(one) for one in re.findall(r'<a class="title" href="/reports/(\d+)"', page)]
        following = re.search(r'rel="next" href="([^"]*)"', page)
        address = html.unescape(following[1]) if following else ""
    assert seen == listed
    narrow = client.get("/?publisher=Corvid+Press&first=2019&last=2019").text
    own = [
        one.number
        for one in room.library.list_reports(limit=500).reports
        if one.publisher == "Corvid Press" and (one.published or "")[:4] == "2019"
    ]
    assert f"{len(own)} report" in narrow and "of these" in narrow
    assert [int(one) for one in re.findall(r'<a class="title" href="/reports/(\d+)"', narrow)] == own[:5]
    assert "no publisher is named" in client.get("/?publisher=Nobody").text.lower()
    assert "No report fits" in client.get("/?first=1900&last=1901").text
    assert "There are no more" in client.get("/?page=99").text
    for query in ("first=soon", "page=0", "page=x", "first=2020&last=2019"):
        assert client.get(f"/?{query}").status_code == 400
