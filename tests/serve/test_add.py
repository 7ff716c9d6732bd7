"""What is added through the page: files, a text, an address; and what is refused before or after."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.library import Library
from onrecord.serve.app import create_app
from onrecord.serve.jobs.labels import label_of
from onrecord.serve.room import Room
from onrecord.serve.who import Asking
from onrecord.settings import Settings
from tests.conftest import EXAMPLES
from tests.serve.conftest import ADDRESS
from tests.serve.waiting import VARGA, left_behind, over, sent


def test_a_pasted_text_leads_to_its_report(client: TestClient, room: Room) -> None:
    form = {"text": VARGA.replace("\n", "\r\n"), "published": "2025-03-04", "url": "https://halden.example/bridge"}
    number = sent(client, files={name: (None, value) for name, value in form.items()})
    job = over(room, number)
    assert (job.state, job.counts.added) == ("done", 1), job
    record = room.library.report(job.report or 0)
    assert record.text == VARGA.strip() or record.text == VARGA
    assert (record.published.date, record.origin.uri) == ("2025-03-04", "https://halden.example/bridge")
    assert "whoever pasted it" in str(record.published.evidence)
    assert client.get(f"/jobs/{number}").status_code == 200
    assert client.get(f"/jobs/{number}?waiting=1").headers["location"] == f"/reports/{job.report}"
    assert not left_behind(room)
    # The same again is not read again.
    again = over(room, sent(client, data=form))
    assert (again.counts.added, again.counts.unchanged, again.report) == (0, 1, job.report)


def test_files_of_any_kind_at_once(client: TestClient, room: Room) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/one.txt", VARGA)
        archive.writestr("two.html", "<html><body><p>" + VARGA.replace("Varga", "Odell") + "</p></body></html>")
    lines = "\n".join(
        json.dumps({"text": VARGA.replace("bridge", one), "date": "2025-01-02"}) for one in ("quay", "pier")
    )
    some = [
        ("files", ("pages.zip", packed.getvalue())), ("files", ("lines.jsonl", lines.encode())),
        ("files", ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))), ("files", ("nothing.txt", b"")),
        ("files", ("lines.jsonl", VARGA.replace("bridge", "ferry").encode())),
    ]  # fmt: skip
    number = sent(client, files=some)
    job = over(room, number)
    assert job.state == "done" and (job.counts.added, job.counts.refused) == (5, 2), job
    page = client.get(f"/jobs/{number}").text
    assert "pages.zip#a/one.txt" in page and "lines.jsonl#2" in page and "lines.jsonl (2)" in page
    assert "it is empty" in page and "PNG" in page
    problems = client.get("/problems").text
    assert "photo.png" in problems and "nothing.txt" in problems
    assert not left_behind(room)


def test_a_single_file_with_its_address(client: TestClient, room: Room) -> None:
    file = {"files": ("page.txt", VARGA.encode())}
    job = over(room, sent(client, files=file, data={"url": "halden.example/bridge", "published": "2025-03-04"}))
    record = room.library.report(job.report or 0)
    assert (record.origin.uri, record.published.date) == ("https://halden.example/bridge", "2025-03-04")


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "nothing was given"),
        ({"text": VARGA, "published": "last week"}, "no date"),
        ({"text": VARGA, "url": "javascript:alert(1)"}, "no address"),
        ({"address": "not an address"}, "no address"),
        ({"url": "https://halden.example/"}, "single file"),
    ],
)
def test_a_wrong_form_comes_back_with_its_words(
    client: TestClient, room: Room, form: dict[str, str], words: str
) -> None:
    answer = client.post("/add", data=form)
    assert answer.status_code == 400 and words in answer.text.lower()
    assert all(
        value.strip()[:40] in answer.text for value in form.values() if "(" not in value and value != "last week"
    )
    assert not left_behind(room) and not room.jobs.last(9)


def test_what_is_sent_otherwise(client: TestClient, room: Room) -> None:
    assert client.post("/add", json={"text": VARGA}).status_code == 415
    broken = client.post(
        "/add", content=b"--x\r\nnonsense", headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert broken.status_code == 400
    assert (
        client.post("/add", content=b"", headers={"content-type": "multipart/form-data; boundary=x"}).status_code == 400
    )
    assert not left_behind(room)


def test_addresses_that_may_not_be_fetched_land_in_problems(client: TestClient, room: Room) -> None:
    job = over(room, sent(client, data={"address": "http://127.0.0.1:9/secret http://10.0.0.1/x"}))
    assert (job.state, job.counts.refused) == ("done", 2) and {row.kind for row in job.rows} == {"not-allowed"}
    page = client.get("/problems").text
    assert "http://127.0.0.1:9/secret" in page
    answer = client.post("/problems/again", data={"uri": "http%3A%2F%2F10.0.0.1%2Fx"})
    assert (
        answer.status_code == 303 and over(room, int(answer.headers["location"].removeprefix("/jobs/"))).counts.refused
    )
    client.post("/problems/clear", data={"uri": "http%3A%2F%2F10.0.0.1%2Fx"})
    assert "10.0.0.1" not in client.get("/problems").text
    assert client.post("/problems/clear", data={}).status_code == 400
    assert client.post("/problems/clear", data={"every": "1"}).headers["location"] == "/problems?cleared=1"
    assert "Nothing was refused" in client.get("/problems").text


def test_names_of_strangers_are_labels(client: TestClient, room: Room) -> None:
    names = [
        "../../../etc/passwd",
        "<script>alert(1)</script>",
        "https://bank.example/x",
        "C:\\a\\b.txt",
        "a\u202eb.txt",
        "..",
        "con:x",
    ]
    some = [("files", (name, VARGA.replace("bridge", f"pier {at}").encode())) for at, name in enumerate(names)]
    number = sent(client, files=some)
    page = client.get(f"/jobs/{number}").text
    assert "<script>alert" not in page
    job = over(room, number)
    uris = {row.uri for row in job.rows}
    assert {"etc/passwd", "bank.example/x", "b.txt", "file without a name"} <= uris, uris
    assert not any("://" in uri or ".." in uri or uri.startswith("/") for uri in uris)
    folder = room.library.path.with_name(f"{room.library.path.name}.jobs")
    assert {path.name for path in folder.iterdir()} == {str(number), "lock"}


def test_labels() -> None:
    assert label_of("2019/../a.html") == "2019/a.html"
    assert label_of("data:text/html,x").startswith("data_") or "data:" not in label_of("data:text/html,x")
    assert label_of("a.txt", {"a.txt", "a.txt (2)"}) == "a.txt (3)"
    assert len(label_of("x" * 5000)) == 200


def test_limits_hold(client: TestClient, room: Room) -> None:
    room.settings = room.jobs.settings = replace(
        room.settings, serve_max_bytes=300_000, serve_max_files=3, serve_waiting_bytes=10**9
    )
    large = client.post("/add", files={"files": ("a.txt", b"x" * 400_000)})
    assert large.status_code == 413 and "300,000 bytes" in large.text and "Traceback" not in large.text

    def pieces() -> object:  # without a length told beforehand
        yield b'--x\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\n'
        for _ in range(100):
            yield b"y" * 10_000

    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/add", content=pieces(), headers=headers).status_code == 413  # type: ignore[arg-type]
    many = client.post("/add", files=[("files", (f"{at}.txt", b"x")) for at in range(4)])
    assert many.status_code == 413 and "3 files" in many.text
    long = client.post("/add", files={"files": ("a.txt", b"x")}, data={"url": "x" * 30_000})
    assert long.status_code == 400
    room.jobs.settings = replace(room.jobs.settings, serve_waiting_bytes=1000)
    assert client.post("/add", files={"files": ("a.txt", b"x" * 4000)}).status_code == 503
    assert not left_behind(room) and not room.jobs.last(9)


def test_a_library_that_may_not_be_written_to(client: TestClient, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.sqlite.place.may_write", lambda path: False)
    assert "may not be written to" in client.get("/add").text
    answer = client.post("/add", data={"text": VARGA})
    assert answer.status_code == 403 and "may not be written to" in answer.text


def test_a_disk_that_is_full(client: TestClient, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.serve.jobs.spool._SPARE", 1 << 60)
    answer = client.post("/add", files={"files": ("a.txt", VARGA.encode())})
    assert answer.status_code == 507 and "space" in answer.text
    monkeypatch.undo()

    def fails(self: object, chunk: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("onrecord.serve.jobs.receive._Taking.take", fails)
    answer = client.post("/add", files={"files": ("a.txt", VARGA.encode())})
    assert answer.status_code == 507 and not left_behind(room)


def test_an_empty_library_is_made(tmp_path: Path) -> None:
    with Library(tmp_path / "new" / "library.onrecord", Settings()) as library:
        room = Room(library=library, settings=Settings(), person="ada")
        own = {"X-CSRF-Token": Asking(secret=room.secret).form_token}
        with TestClient(create_app(room), base_url=ADDRESS, follow_redirects=False, headers=own) as client:
            assert client.get("/add").status_code == client.get("/problems").status_code == 200
            assert client.get("/removed").status_code == 200
            file = EXAMPLES / "01-agency-wire.txt"
            job = over(room, sent(client, files={"files": (file.name, file.read_bytes())}))
            assert job.counts.added == 1 and client.get(f"/reports/{job.report}").status_code == 200
