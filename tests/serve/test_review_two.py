"""Two reviewers of one record at the same time: nothing is lost, and the second sees what the first said."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from onrecord.library import Library
from onrecord.serve.app import create_app
from onrecord.serve.room import Room
from onrecord.serve.who import Asking
from onrecord.settings import Settings
from tests.serve.conftest import ADDRESS

HTMX = {"HX-Request": "true"}
ROUNDS = 12


def own(room: Room) -> dict[str, str]:
    """What a page of the room sends with its forms."""
    return {"X-CSRF-Token": Asking(secret=room.secret).form_token}


@pytest.fixture
def two(room: Room) -> Iterator[tuple[TestClient, TestClient]]:
    """Two servers over one library, each with a reviewer of its own."""
    with Library(room.library.path, Settings()) as second:
        other = Room(library=second, settings=room.settings, person="bea")
        with (
            TestClient(create_app(room), base_url=ADDRESS, follow_redirects=False, headers=own(room)) as ada,
            TestClient(create_app(other), base_url=ADDRESS, follow_redirects=False, headers=own(other)) as bea,
        ):
            for client in (ada, bea):  # the routes of an app are made when it is first asked, and two share them here
                client.post("/nowhere")
            yield ada, bea


def test_the_second_sees_what_the_first_said(two: tuple[TestClient, TestClient], room: Room) -> None:
    ada, bea = two
    first = ada.post("/reports/2/review/marks/a3", data={"what": "reject", "known": 0}, headers=HTMX)
    assert first.status_code == 200 and "Since you opened this" not in first.text
    second = bea.post("/reports/2/review/marks/a3", data={"what": "accept", "known": 0}, headers=HTMX)
    assert second.status_code == 200
    told = second.text.partition('class="between"')[2].partition("</div>")[0]
    assert "<b>ada</b>: rejected" in told
    assert [(one.by, one.what, one.holds) for one in room.library.history(2, "a3")] == [
        ("ada", "reject", True), ("bea", "accept", True),
    ]  # fmt: skip
    # The first sees the second's when she next says something, and of another statement nothing.
    third = ada.post("/reports/2/review/marks/a3", data={"what": "accept", "known": 1}, headers=HTMX)
    assert "<b>bea</b>: accepted" in third.text.partition('class="between"')[2].partition("</div>")[0]
    other = bea.post("/reports/2/review/marks/a4", data={"what": "accept", "known": 0}, headers=HTMX)
    assert 'class="between"' not in other.text


def test_without_scripts_too(two: tuple[TestClient, TestClient]) -> None:
    ada, bea = two
    ada.post("/reports/2/review/marks/a3", data={"what": "reject", "known": 0})
    answer = bea.post("/reports/2/review/marks/a3", data={"what": "accept", "known": 0, "queue": "act=says"})
    assert answer.status_code == 303
    page = bea.get(answer.headers["location"])
    assert page.status_code == 200 and "<b>ada</b>: rejected" in page.text
    assert "act%3Dsays" in answer.headers["location"]


def test_nothing_is_lost_at_the_same_moment(two: tuple[TestClient, TestClient], room: Room) -> None:
    start, failed = threading.Barrier(2), list[str]()

    def go(client: TestClient, what: str) -> None:
        for _ in range(ROUNDS):
            start.wait(20)
            answer = client.post("/reports/2/review/marks/a3", data={"what": what, "known": 0}, headers=HTMX)
            if answer.status_code != 200:
                failed.append(answer.text)

    threads = [threading.Thread(target=go, args=both) for both in zip(two, ("accept", "reject"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    said = room.library.history(2, "a3")
    assert [len([one for one in said if one.by == name]) for name in ("ada", "bea")] == [ROUNDS, ROUNDS]
    assert len({one.number for one in said}) == 2 * ROUNDS and all(one.holds for one in said)
    # What was written last counts.
    gone = all(one.id != "a3" for one in room.library.reviewed(2).attributions)
    assert gone == (said[-1].what == "reject")


def test_a_judgement_is_taken_back_by_two(two: tuple[TestClient, TestClient], room: Room) -> None:
    ada, bea = two
    ada.post("/reports/2/review/marks/a3", data={"what": "reject"})
    assert bea.post("/reports/2/review/undo", data={"judgement": 1}, headers=HTMX).status_code == 200
    late = ada.post("/reports/2/review/undo", data={"judgement": 1}, headers=HTMX)
    assert late.status_code == 200 and "bea took that back before." in late.text
    (one,) = room.library.history(2, "a3")
    assert (one.by, one.undone_by) == ("ada", "bea")


def test_a_record_that_has_changed_is_not_signed_unseen(two: tuple[TestClient, TestClient], room: Room) -> None:
    ada, bea = two
    seen = ada.get("/reports/2").text.partition('name="seen" value="')[2][:64]
    bea.post("/reports/2/review/marks/a3", data={"what": "reject"})
    part = ada.post("/reports/2/review/sign-off", data={"seen": seen}, headers=HTMX)
    assert part.status_code == 200 and "has changed since you looked" in part.text
    assert ada.post("/reports/2/review/sign-off", data={"seen": seen}).status_code == 400
    assert room.library.sign_offs(2) == ()
    now = part.text.partition('name="seen" value="')[2][:64]
    assert ada.post("/reports/2/review/sign-off", data={"seen": now}).status_code == 303
    assert [one.by for one in room.library.sign_offs(2) if one.holds] == ["ada"]
