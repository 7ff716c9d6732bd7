"""The audit log has every change, whatever route makes it."""

from __future__ import annotations

import fastapi.routing
import pytest
from fastapi import APIRouter, HTTPException, Request
from fastapi.testclient import TestClient

from onrecord.errors import UsageError
from onrecord.library import Library
from onrecord.serve.app import create_app
from onrecord.serve.guards.door import READS, SIGN_IN, record
from onrecord.serve.guards.hosts import SAFE
from onrecord.serve.room import Room
from onrecord.serve.who import Editing
from onrecord.settings import Settings
from tests.serve.access.conftest import NAMES, PASSWORD, House, sign_in
from tests.serve.access.test_forms import later
from tests.serve.access.test_routes import asked, reached, routes


def told(house: House) -> list[tuple[str, str, str]]:
    return [(one.by, one.what, one.about) for one in house.audit()]


def test_every_route_that_changes_something_is_recorded(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a route does is left out, so that what is recorded is what the door records by itself."""
    monkeypatch.setattr(fastapi.routing, "run_endpoint_function", reached)
    later(house.app)
    client, own = house.signed_in("editor"), house.number("editor")
    for method, path, _ in routes(house.app):
        before = len(told(house))
        answer = asked(client, method, path, own, {})
        within = path.startswith("/accounts") or path in (READS, SIGN_IN)  # it puts it in where it does it
        changed = method not in SAFE and answer.status_code < 400 and not within
        assert len(told(house)) - before == int(changed), (method, path)


def test_a_route_that_says_nothing_and_one_that_does(house: House) -> None:
    router = APIRouter()

    @router.post("/later/{number}")
    def sign_it_off(request: Request, person: Editing, number: int) -> dict[str, str]:
        if number == 1:
            record(request, "sign off", "report 1")
            record(request, "undo judgement", "report 1, a3")
        if number == 2:
            raise UsageError("it is not one")
        if number == 3:
            record(request, "sign off", "report 3")
            raise HTTPException(404)
        return {}

    house.app.include_router(router)
    client = house.signed_in("editor")
    for number in range(5):
        client.post(f"/later/{number}?why=x")
    editor = NAMES["editor"]
    assert told(house) == [
        (editor, "sign it off", "/later/0?why=x"), (editor, "sign off", "report 1"), (editor, "undo judgement", "report 1, a3"),
        (editor, "sign it off", "/later/4?why=x"),
    ]  # fmt: skip
    assert {one.origin for one in house.audit()} == {"testclient"}
    client.headers["X-CSRF-Token"] = "wrong"
    client.post("/later/0")
    house.signed_in("reader").post("/later/0")
    house.client().post("/later/0")
    assert len(told(house)) == 4


def test_what_is_done_to_accounts(house: House) -> None:
    client, own, other = house.signed_in("editor"), house.number("editor"), house.number("reader")
    steps: list[tuple[str, dict[str, str], tuple[str, str]]] = [
        ("/accounts", {"name": "Nia Berg", "password": PASSWORD, "role": "reader"}, ("add account as reader", "Nia Berg")),
        (f"/accounts/{other}/role", {"role": "reviewer"}, ("make reviewer", NAMES["reader"])),
        (f"/accounts/{other}/disable", {}, ("disable account", NAMES["reader"])),
        (f"/accounts/{other}/enable", {}, ("enable account", NAMES["reader"])),
        (f"/accounts/{other}/password", {"password": PASSWORD}, ("change password", NAMES["reader"])),
        (f"/accounts/{other}/sign-out", {}, ("sign out everywhere", NAMES["reader"])),
        (f"/accounts/{own}/tokens", {"name": "nightly", "scope": "read", "days": "3"}, ("make token to read", f"{NAMES['editor']}: nightly")),
        (f"/accounts/{own}/tokens/1/revoke", {}, ("revoke token", f"{NAMES['editor']}: nightly")),
        ("/sign-out", {}, ("sign out", "")),
    ]  # fmt: skip
    for path, data, _ in steps:
        assert client.post(path, data=data).status_code < 400, path
    assert told(house) == [(NAMES["editor"], *entry) for _, _, entry in steps]


def test_who_signs_in_and_who_fails_to(house: House) -> None:
    sign_in(house.client(), NAMES["reader"], "wrong password")
    sign_in(house.client(), "my secret password", "Rea Holm")  # the fields changed places: it is kept nowhere
    sign_in(house.client(), NAMES["reader"])
    assert told(house) == [(NAMES["reader"], "fail to sign in", ""), (NAMES["reader"], "sign in", "")]


def test_a_program_is_named_by_its_token(house: House) -> None:
    later(house.app)
    token = house.token("editor", "edit", "nightly run")
    house.client().delete("/api/v1/later", headers={"Authorization": f"Bearer {token}"})
    (one,) = house.audit()
    assert (one.by, one.what, one.about, one.origin) == (
        NAMES["editor"],
        "data",
        "/api/v1/later",
        "testclient, token nightly run",
    )


def test_the_page_of_the_log(house: House) -> None:
    later(house.app)
    client = house.signed_in("editor")
    for _ in range(130):
        house.run(
            "INSERT INTO audit (at, by, what, about, origin) VALUES ('2031-02-03T04:05:06Z', 'Bo <b>', 'judge', '<script>alert(1)</script>', '192.0.2.1')"
        )
    page = client.get("/accounts/audit").text
    assert page.count("<time") == 100 and "<script>alert" not in page and "Bo &lt;b&gt;" in page
    earlier = client.get("/accounts/audit?before=31").text
    assert 20 < earlier.count("<time") <= 31
    assert client.get("/accounts/audit?by=Bo+%3Cb%3E").text.count("<time") == 100
    assert "Nothing was done" in client.get("/accounts/audit?by=nobody").text
    for wrong in ("before=x", "before=0", "before=99999999999999999999"):
        assert client.get(f"/accounts/audit?{wrong}").status_code == 400


def test_the_room_of_one_person_is_recorded_too(room: Room) -> None:
    app = create_app(room)
    later(app)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        client.delete("/api/v1/later")
        assert "data" in client.get("/accounts/audit").text


def test_a_room_without_a_library(tmp_path: object) -> None:
    from pathlib import Path

    with Library(Path(str(tmp_path)) / "none.onrecord", Settings()) as library:
        app = create_app(Room(library=library, settings=Settings(), person="ada"))
        later(app)
        with TestClient(app, base_url="http://127.0.0.1") as client:
            assert client.delete("/api/v1/later").status_code == 200
            assert "Nothing was done" in client.get("/accounts/audit").text
            assert "There are none yet" in client.get("/accounts").text
        assert not library.path.exists()
