"""What changes something is sent from a page of the room, or by a program."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, FastAPI, File, Request, UploadFile
from fastapi.testclient import TestClient

from onrecord.serve.app import create_app
from onrecord.serve.drawn import _environment
from onrecord.serve.forms import OwnForms
from onrecord.serve.room import Room
from onrecord.serve.who import Asking, Editing, Reading
from tests.serve.access.conftest import House, form_token
from tests.serve.conftest import ADDRESS

Part = tuple[str, tuple[str | None, bytes | str]]
TEMPLATES = Path(str(files("onrecord.serve") / "templates"))


def later(app: FastAPI) -> None:
    """Routes as somebody may add them who knows nothing of this."""
    router = APIRouter()

    @router.post("/later")
    def form(person: Reading) -> dict[str, str]:
        return {"by": person.name}

    @router.post("/add/later")
    def upload(person: Editing, file: Annotated[UploadFile, File()]) -> dict[str, int]:
        return {"size": len(file.file.read())}

    @router.post("/later/streamed")
    async def streamed(person: Editing, request: Request) -> dict[str, int]:
        return {"size": sum([len(piece) async for piece in request.stream()])}

    @router.delete("/api/v1/later")
    def data(person: Editing) -> dict[str, str]:
        return {"by": person.name}

    app.include_router(router)


@pytest.fixture
def ready(house: House) -> House:
    later(house.app)
    return house


WITHOUT: list[dict[str, Any]] = [
    {}, {"data": {"csrf": ""}}, {"data": {"csrf": "wrong"}}, {"content": b"csrf=%C3%A4%ED%A0%80", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, {"headers": {"X-CSRF-Token": ""}},
    {"headers": {"X-CSRF-Token": "wrong"}}, {"json": {"csrf": "x"}}, {"content": b"\xff\x00", "headers": {"Content-Type": "text/plain"}},
    {"files": {"csrf": ("csrf", b"x")}}, {"content": b"csrf=%zz&csrf", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
]  # fmt: skip


@pytest.mark.parametrize("sent", WITHOUT)
def test_nothing_is_changed_without_the_token(ready: House, sent: dict[str, Any]) -> None:
    client = ready.signed_in("editor")
    del client.headers["X-CSRF-Token"]
    before = ready.audit()
    answer = client.post("/later", **sent)
    assert answer.status_code == 403 and "load the page" in answer.text
    assert "error" in client.delete("/api/v1/later").json()
    assert ready.audit() == before


def test_the_token_is_the_session_s_own(ready: House) -> None:
    one, two = ready.signed_in("editor"), ready.signed_in("editor")
    assert one.headers["X-CSRF-Token"] != two.headers["X-CSRF-Token"]
    one.headers["X-CSRF-Token"] = two.headers["X-CSRF-Token"]
    assert one.post("/later").status_code == 403
    assert two.post("/later").status_code == 200
    nobody = ready.client()
    mine = form_token(nobody.get("/sign-in"))
    one.headers["X-CSRF-Token"] = mine
    assert one.post("/later").status_code == 403


@pytest.mark.parametrize("size", [10, 1_900_000])
def test_a_file_comes_through_with_the_field_and_with_the_header(ready: House, size: int) -> None:
    client = ready.signed_in("editor")
    whole = client.post("/add/later", files={"file": ("a.txt", b"x" * size)})
    assert whole.json() == {"size": size}
    token = client.headers.pop("X-CSRF-Token")
    assert client.post("/add/later", files={"file": ("a.txt", b"x" * size)}).status_code == 403
    file: Part = ("file", ("a.txt", b"x" * size))
    field: Part = ("csrf", (None, token))
    for parts in ([field, file], [("other", (None, "a")), field, file]):
        assert client.post("/add/later", files=parts).json() == {"size": size}
    # What is large is not read to its end before it is known who sends it.
    assert client.post("/add/later", files=[file, field]).status_code == 403


@pytest.mark.parametrize("piece", [1, 7, 100, 70_000])
def test_a_route_that_reads_for_itself_gets_all_of_it(ready: House, piece: int) -> None:
    client = ready.signed_in("editor")
    token = client.headers.pop("X-CSRF-Token")
    whole = (
        f'--cut\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{token}\r\n--cut\r\nContent-Disposition: form-data; name="file";'
        f' filename="a"\r\n\r\n{"x" * 500}\r\n--cut--\r\n'
    ).encode()
    for body, kind in (
        (whole, "multipart/form-data; boundary=cut"),
        (f"a=b&csrf={token}&c={'d' * 300}".encode(), "application/x-www-form-urlencoded"),
    ):
        pieces = (body[start : start + piece] for start in range(0, len(body), piece))
        answer = client.post("/later/streamed", content=pieces, headers={"Content-Type": kind})
        assert answer.json() == {"size": len(body)}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data"), (b"--x", "multipart/form-data; boundary=x"), (b"nonsense", "multipart/form-data; boundary=x"),
        (b"--x\r\nno header\r\n\r\n", "multipart/form-data; boundary=x"), (b"x" * 200_000, "multipart/form-data; boundary=x"),
        (b"--x\r\n" + b"a: b\r\n" * 30_000, "multipart/form-data; boundary=x"), (b"a=" + b"b" * 200_000, "application/x-www-form-urlencoded"),
        (b"x", "multipart/form-data; boundary=" + "b" * 5000), (b"&&&===", "application/x-www-form-urlencoded"), (b"csrf", "a/b; c=\xff"),
    ],
)  # fmt: skip
def test_forms_that_are_none(ready: House, body: bytes, kind: str) -> None:
    client = ready.signed_in("editor")
    del client.headers["X-CSRF-Token"]
    assert client.post("/later", content=body, headers={b"Content-Type": kind.encode("latin-1")}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1.evil.example", "//", "http://["]
)
def test_another_page_is_refused_whatever_it_has(ready: House, origin: str) -> None:
    client = ready.signed_in("editor")
    assert client.post("/later", headers={"Origin": origin}).status_code == 403
    assert client.post("/later", headers={"Origin": ADDRESS}).status_code == 200
    for site in ("cross-site", "same-site"):
        assert client.post("/later", headers={"Sec-Fetch-Site": site}).status_code == 403


HOSTS = [
    "evil.example",
    "127.0.0.1.evil.example",
    "",
    "localhost.evil.example",
    "[::1",
    "127.0.0.1:port",
    "0.0.0.0",
    "127.0.0.1@evil.example",
]


@pytest.mark.parametrize("host", HOSTS)
def test_a_name_that_leads_here_is_not_answered(ready: House, host: str) -> None:
    client = ready.signed_in("editor")
    for path in ("/", "/sign-in", "/static/room.css", "/api/v1/openapi.json"):
        assert client.get(path, headers={"Host": host}).status_code == 421
    assert client.post("/later", headers={"Host": host}).status_code == 421


def test_a_program_with_a_token_brings_none(ready: House) -> None:
    program = {"Authorization": f"Bearer {ready.token('editor', 'edit')}"}
    client = ready.client()
    assert client.delete("/api/v1/later", headers=program).status_code == 200
    client.cookies.set("onrecord", "A" * 43)
    assert client.delete("/api/v1/later", headers=program).status_code == 200
    assert client.delete("/api/v1/later", headers=program | {"Origin": "https://evil.example"}).status_code == 403
    reads = {"Authorization": f"Bearer {ready.token('editor', 'read', 'reads')}"}
    assert client.delete("/api/v1/later", headers=reads).status_code == 403


def test_the_room_of_one_person(room: Room) -> None:
    app = create_app(room)
    later(app)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        assert client.post("/later").status_code == 403
        assert client.post("/later", data={"csrf": form_token(client.get("/accounts"))}).status_code == 200
        assert client.post("/later", headers={"X-CSRF-Token": Asking(secret=room.secret).form_token}).status_code == 200
        # A program of this machine needs nothing; no browser can send this without saying so.
        assert client.delete("/api/v1/later").status_code == 200
        for name in ("Origin", "Referer", "Cookie", "Sec-Fetch-Site", "Sec-Fetch-Mode"):
            value = {"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"}.get(name, "x")
            assert client.delete("/api/v1/later", headers={name: value}).status_code == 403, name
        assert client.post("/later", headers={"X-CSRF-Token": Asking(secret="other").form_token}).status_code == 403


def test_every_form_of_every_template_brings_the_token() -> None:
    own = OwnForms(_environment())
    forms = 0
    for path in TEMPLATES.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\bformmethod\b", source), f"{path.name}: a button that posts a form that is not posted"
        for tag in re.findall(r"<form\b.*?>(?=\s|<|\{)", source, re.DOTALL | re.IGNORECASE):
            method = re.search(r"""\bmethod\s*=\s*["']?(\w*)""", tag, re.IGNORECASE)
            assert method is None or method[1].lower() in ("get", "post", "dialog"), f"{path.name}: {tag}"
        drawn = own.preprocess(source, path.name)
        posted = len(re.findall(r"""<form\b[^>]*\bmethod\s*=\s*["']?post""", source, re.IGNORECASE))
        assert drawn.count("{{ csrf_field() }}") >= posted, path.name
        forms += posted
    assert forms > 5
    assert "hx-headers" in (TEMPLATES / "base.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("tag", "brings"),
    [
        ('<form method="post" action="/x">', True), ("<form action='/x' METHOD=POST>", True), ("<form>", False),
        ('<form method="get" action="/post">', False), ('<form action="{{ a > b }}" method="post">', True),
        ('<form {% if a > b %}hidden{% endif %}\n method="post">', True), ('<form action="{{ f("x") }}" method="post">', True),
        ('<form data-x=\'{"a": ">"}\' method="post">', True), ('<formula method="post">', False),
    ],
)  # fmt: skip
def test_which_forms_bring_it(tag: str, brings: bool) -> None:
    field = "{{ csrf_field() }}"
    assert OwnForms(_environment()).preprocess(f"a{tag}b", "x") == f"a{tag}{field if brings else ''}b"
