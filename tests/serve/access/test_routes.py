"""Every route of the app, asked for by everybody, is answered as docs/access.md says."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import fastapi.routing
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.testclient import TestClient
from starlette.responses import Response
from starlette.routing import Mount, Route

from onrecord.serve.app import create_app
from onrecord.serve.guards.door import READS, SIGN_IN, STATIC
from onrecord.serve.guards.hosts import SAFE
from onrecord.serve.room import Room
from onrecord.serve.who import Asking, AtLeast
from tests.conftest import ROOT
from tests.serve.access.conftest import NAMES, House
from tests.serve.conftest import ADDRESS

Rows = dict[tuple[str, str], str]
RANK = {"anyone": 0, "reader": 1, "reviewer": 2, "editor": 3}


def documented() -> Rows:
    text = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z]+) \| `([^`]+)` \| (\w+) \|", text, re.MULTILINE)
    found = {(method, path): who for method, path, who in rows}
    assert len(found) == len(rows), "a route has two rows"
    return found


def routes(app: FastAPI) -> Iterator[tuple[str, str, Any]]:
    """Method, path and route of all that the app answers to, however deep it was included."""
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, Mount):
            yield "GET", f"{context.path}/{{path}}", route
            continue
        assert isinstance(route, APIRoute | Route) and context.path and context.methods, route
        for method in sorted(set(context.methods) - {"HEAD"}):
            yield method, context.path, context


def declared(path: str, route: Any) -> str:
    """Who is let through: by the dependencies of the route, else everybody who is let in at the door."""
    if path == SIGN_IN or path.startswith(STATIC):
        return "anyone"
    needed, waiting = [1], [getattr(route, "dependant", None)]
    while waiting:
        dependant = waiting.pop()
        if dependant is None:
            continue
        waiting += dependant.dependencies
        if isinstance(dependant.call, AtLeast):
            needed.append(dependant.call.role)
    return {rank: who for who, rank in RANK.items()}[max(needed)]


def test_every_route_is_documented_and_no_other(house: House) -> None:
    found: Rows = {(method, path): declared(path, route) for method, path, route in routes(house.app)}
    known = documented()
    missing = [
        f"| {method} | `{path}` | {who} | |"
        for (method, path), who in found.items()
        if known.get((method, path)) != who
    ]
    assert not missing, "rows to be put into the table of docs/access.md:\n" + "\n".join(missing)
    assert not set(known) - set(found), f"routes that are not there: {set(known) - set(found)}"


async def reached(*, dependant: Any, values: Any, is_coroutine: bool) -> Response:
    """In the place of what a route does: the guards have let it through."""
    return Response(status_code=299)


def asked(client: TestClient, method: str, path: str, own: int, headers: dict[str, str]) -> Any:
    """The answer to a request for a route; account numbers are those of who asks."""
    number = str(own) if path.startswith("/accounts/") else "1"
    address = re.sub(r"\{(\w+)(:\w+)?\}", lambda one: number if one[1] == "number" else "1", path)
    return client.request(method, address, headers=headers)


def passed(answer: Any) -> bool:
    """Whether the guards let it through: to the route, or to what its parameters are held to."""
    return answer.status_code in (200, 299, 400, 404, 422)


def askers(house: House) -> Iterator[tuple[str, int, int, TestClient, dict[str, str]]]:
    """Name, rank for pages, rank for the API, client, headers."""
    yield "nobody", 0, 0, house.client(), {}
    for name, cookie in (("wrong cookie", "A" * 43), ("malformed cookie", "\"'; DROP")):
        client = house.client()
        yield name, 0, 0, client, {"Cookie": f"onrecord={cookie}"}
    for name, change in (
        ("expired session", "UPDATE session SET expires = '2001-01-01T00:00:00Z'"),
        ("idle session", "UPDATE session SET seen = '2001-01-01T00:00:00Z'"),
    ):
        client = house.signed_in("editor")
        house.run(change)
        yield name, 0, 0, client, {}
    disabled = house.signed_in("disabled")
    barred = house.token("disabled", "edit")
    house.run(f"UPDATE account SET disabled = made WHERE name = '{NAMES['disabled']}'")
    yield "disabled account", 0, 0, disabled, {}
    yield "token of a disabled account", 0, 0, house.client(), {"Authorization": f"Bearer {barred}"}
    over = house.token("editor", "edit", "over")
    house.run("UPDATE token SET expires = '2001-01-01T00:00:00Z' WHERE name = 'over'")
    yield "expired token", 0, 0, house.client(), {"Authorization": f"Bearer {over}"}
    yield "wrong token", 0, 0, house.client(), {"Authorization": "Bearer onrecord_" + "A" * 43}
    for role in ("reader", "reviewer", "editor"):
        yield role, RANK[role], RANK[role], house.signed_in(role), {}
    for role, scope, rank in (
        ("editor", "read", 1), ("editor", "review", 2), ("editor", "edit", 3), ("reader", "edit", 1), ("reviewer", "edit", 2),
    ):  # fmt: skip
        token = house.token(role, scope, f"{role} {scope}")
        yield f"token of {role} to {scope}", 0, rank, house.client(), {"Authorization": f"Bearer {token}"}


def test_everybody_gets_what_they_may(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fastapi.routing, "run_endpoint_function", reached)
    known = documented()
    own = house.number("editor")
    for name, for_pages, for_data, client, headers in askers(house):
        for method, path, route in routes(house.app):
            if inspect.isgeneratorfunction(route.endpoint if hasattr(route, "endpoint") else None):
                continue  # it is held to its dependencies above
            data = path.startswith("/api/")
            rank, needed = for_data if data else for_pages, RANK[known[method, path]]
            answer = asked(client, method, path, own, headers)
            told = (name, method, path, answer.status_code, answer.text[:200])
            if path == SIGN_IN:
                assert answer.status_code in (299, 400, 403), told  # 403: the form of no page that is open
            elif rank >= needed:
                assert passed(answer), told
            elif rank:
                assert answer.status_code == 403, told
            elif data:
                assert answer.status_code == 401 and "error" in answer.json(), told
                assert answer.headers["www-authenticate"] == "Bearer"
            else:
                assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in"), told
        client.close()


def test_every_route_that_changes_something_asks_for_the_page_it_was_sent_from(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fastapi.routing, "run_endpoint_function", reached)
    client, own = house.signed_in("editor"), house.number("editor")
    del client.headers["X-CSRF-Token"]
    for method, path, _ in routes(house.app):
        if method not in SAFE and path != READS:
            answer = asked(client, method, path, own, {})
            assert answer.status_code == 403 and "load the page" in answer.text, (method, path)


def test_the_one_person_of_a_room_gets_everything(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fastapi.routing, "run_endpoint_function", reached)
    app = create_app(room)
    own = {"X-CSRF-Token": Asking(secret=room.secret).form_token}
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        for method, path, _ in routes(app):
            answer = asked(client, method, path, 1, own)
            assert passed(answer), (method, path, answer.status_code, answer.text[:200])


def test_what_is_not_there_is_not_told_to_nobody(house: House) -> None:
    for path in ("/nothing", "/accounts/99", "/reports/1", "/docs", "/wp-login.php"):
        assert house.client().get(path).headers["location"].startswith("/sign-in?next=")
    assert house.client().get("/api/v1/nothing").status_code == 401
    assert house.signed_in("reader").get("/nothing").status_code == 404


def test_a_part_of_a_page_leads_to_where_one_signs_in(house: House) -> None:
    part = {"HX-Request": "true", "HX-Current-URL": f"{ADDRESS}/reports/4?chosen=a2"}
    answer = house.client().get("/reports/4/marks/a2", headers=part)
    assert (answer.status_code, answer.text) == (401, "")
    assert answer.headers["hx-redirect"] == "/sign-in?next=/reports/4%3Fchosen%3Da2"
    for foreign in ("https://bad.example//evil.example", "http://[", "javascript:alert(1)"):
        answer = house.client().get("/reports/4/marks/a2", headers=part | {"HX-Current-URL": foreign})
        assert answer.headers["hx-redirect"].startswith("/sign-in")
        assert "evil" not in answer.headers["hx-redirect"] and "javascript" not in answer.headers["hx-redirect"]


def test_one_s_own_account_and_no_other(house: House) -> None:
    client = house.signed_in("reader")
    own, other = house.number("reader"), house.number("editor")
    assert client.get("/accounts").headers["location"] == f"/accounts/{own}"
    assert client.get(f"/accounts/{own}").status_code == 200
    assert client.get(f"/accounts/{other}").status_code == 403
    assert client.get("/accounts/987654").status_code == 403
    made = {"name": "mine", "scope": "edit", "days": "3"}
    for path, data in (
        ("password", {"password": "x" * 12}),
        ("tokens", made),
        ("tokens/1/revoke", {}),
        ("sign-out", {}),
    ):
        assert client.post(f"/accounts/{other}/{path}", data=data).status_code == 403, path
    editor = house.signed_in("editor")
    assert editor.get(f"/accounts/{own}").status_code == 200
    assert editor.get("/accounts/987654").status_code == 404
    assert editor.get("/accounts/99999999999999999999").status_code == 400
