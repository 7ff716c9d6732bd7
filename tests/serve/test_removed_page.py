"""Taking a report down in the reading room, and taking that back."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from onrecord.errors import NotInLibrary
from onrecord.serve.room import Room
from tests.serve.conftest import Visit


def test_a_report_is_taken_down_and_back(client: TestClient, room: Room) -> None:
    title = next(one.title for one in room.library.list_reports().reports if one.number == 2)
    assert "/reports/2/remove" in client.get("/reports/2").text
    assert client.get("/reports/2/remove").status_code == 200
    missing = client.post("/reports/2/remove", data={"why": "  "})
    assert missing.status_code == 400 and "reason is missing" in missing.text
    answer = client.post("/reports/2/remove", data={"why": "the publisher <b>withdrew</b> it"})
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "1 report was taken down" in page and "ada: the publisher &lt;b&gt;withdrew" in page
    with pytest.raises(NotInLibrary):
        room.library.report(2)
    (gone,) = room.library.removed()
    assert (gone.title, gone.by) == (title, "ada")
    back = client.post("/removed/undo", data={"report": gone.key})
    assert back.status_code == 303
    page = client.get(back.headers["location"]).text
    assert "can be added again" in page and "taken back by ada" in page and "Take back</button>" not in page
    assert client.post("/removed/undo", data={"report": gone.key}).status_code == 404
    assert client.post("/removed/undo", data={}).status_code in (400, 422)


def test_a_report_that_is_not_there(client: TestClient) -> None:
    assert client.get("/reports/9999/remove").status_code == 404
    assert client.post("/reports/9999/remove", data={"why": "x"}).status_code == 404
    assert client.get("/removed?start=-1").status_code == 400


def test_by_keys_alone(visit: Visit) -> None:
    page = visit.go("/reports/3/remove")
    page.locator("input[name=why]").focus()
    page.keyboard.type("a reader asked for it")
    page.keyboard.press("Enter")
    page.wait_for_url("**/removed?*")
    page.get_by_role("button", name="Take the removal").press("Enter")
    page.wait_for_url("**/removed?back=*")
