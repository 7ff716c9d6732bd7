"""Reading what is sent: the record is the very one that ``onrecord read`` prints, and nothing is kept."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest
from fastapi.testclient import TestClient

from onrecord.errors import InputError
from onrecord.library import Library
from onrecord.reader import Reader
from onrecord.reading.given import Given
from onrecord.serve.app import create_app
from onrecord.serve.desk import Desk, DeskFull
from onrecord.serve.room import Room
from onrecord.settings import Settings
from tests.conftest import EXAMPLES
from tests.serve.conftest import ADDRESS

READ = "/api/v1/read"
TEXT = (EXAMPLES / "02-broadcaster-page.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def reading(shelf: Path) -> Iterator[TestClient]:
    """A room that nothing is changed in, so that its reading processes are begun once."""
    with Library(shelf, Settings()) as library:
        room = Room(library=library, settings=Settings(reads_per_minute=10_000), person="ada")
        with TestClient(create_app(room), base_url=ADDRESS) as opened:
            yield opened


def printed(files: list[str], *options: str) -> list[str]:
    """What the command prints of some files, in their folder."""
    command = [sys.executable, "-m", "onrecord", "read", "--format", "jsonl", *options, *files]
    return subprocess.run(command, cwd=EXAMPLES, capture_output=True, check=True, text=True).stdout.splitlines()


def test_files_give_what_the_command_prints(reading: TestClient) -> None:
    files = sorted(one.name for one in EXAMPLES.iterdir() if one.suffix in (".txt", ".html"))[:5]
    for name, line in zip(files, printed(files), strict=True):
        data = (EXAMPLES / name).read_bytes()
        sent = reading.post(READ, files={"file": (name, data, "application/octet-stream")})
        assert (sent.status_code, sent.text) == (200, line), name


def test_pages_give_what_the_command_prints(reading: TestClient, tmp_path: Path) -> None:
    page = tmp_path / "bridge.html"
    page.write_text(
        "<html><head><title>Bridge</title></head><body><article><h1>Bridge stays shut</h1>"
        "<p>The harbour bridge will stay shut, the mayor, Ada Brisk, said on Monday.</p>"
        "<p>“It is not safe,” she said.</p></article></body></html>",
        "utf-8",
    )
    line = Reader(Settings()).read(page.read_bytes(), url="https://news.example.org/bridge", published="2019-03-12")
    known = {"url": "https://news.example.org/bridge", "published": "2019-03-12"}
    raw = reading.post(READ, params=known, content=page.read_bytes(), headers={"content-type": "text/html"})
    assert raw.text == line.to_json()
    form = reading.post(READ, data=known, files={"file": ("bridge.html", page.read_bytes())})
    assert form.text == line.to_json()
    assert printed([str(page)], "--url", known["url"], "--published", known["published"]) == [line.to_json()]


def test_a_text_is_read_as_it_is(reading: TestClient, reader: Reader) -> None:
    for text in (
        TEXT,
        "<html><p>The mayor said that it would stay.</p>",
        "%PDF- is how a PDF begins, he said.",
        "x\r\ny",
    ):
        sent = reading.post(READ, json={"text": text})
        assert sent.status_code == 200 and sent.text == reader.read(text=text).to_json()
    known = {"url": "https://news.example.org/a", "published": "2021-05-12"}
    sent = reading.post(READ, json={"text": TEXT, **known})
    assert sent.text == reader.read(text=TEXT, **known).to_json()
    assert reading.post(READ, json={"text": TEXT, "url": None, "published": None}).status_code == 200


def test_what_is_packed_and_what_is_mailed(reading: TestClient, reader: Reader) -> None:
    packed = gzip.compress(TEXT.encode(), mtime=0)
    assert reading.post(READ, content=packed).text == reader.read(packed).to_json()
    mail = b"From: a@example.org\nTo: b@example.org\nSubject: Bridge\nMessage-ID: <1@example.org>\n\n" + TEXT.encode()
    sent = reading.post(READ, content=mail, headers={"content-type": "message/rfc822"})
    assert sent.text == reader.read(mail).to_json()


def test_a_charset_is_believed(reading: TestClient) -> None:
    data = "Мэр сказал, что мост закрыт до понедельника.".encode("cp1251")
    sent = reading.post(READ, content=data, headers={"content-type": "text/plain; charset=windows-1251"})
    assert sent.status_code == 200


def test_nothing_is_kept(reading: TestClient) -> None:
    before = reading.get("/api/v1/library").json()
    etag = reading.get("/api/v1/library").headers["etag"]
    assert reading.post(READ, json={"text": "A ferry will sail, the mayor said."}).status_code == 200
    assert reading.get("/api/v1/library").json() == before
    assert reading.get("/api/v1/library").headers["etag"] == etag


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 422), (b"   \n", 422), (b"\x89PNG\r\n\x1a\n" + bytes(99), 422), (b"<html><body></body></html>", 422),
        (b"%PDF-1.4\ncut off", 422), (b"PK\x03\x04" + bytes(60), 422), (b"\x1f\x8b\x08" + bytes(9), 422),
        (b'{"a": 1}\n{"a": 2}\n', 422), (b"WARC/1.0\r\n", 422), (b"<div>" * 200_000, 413),
    ],
)  # fmt: skip
def test_what_cannot_be_read(reading: TestClient, reader: Reader, data: bytes, status: int) -> None:
    with pytest.raises(InputError) as refused:
        reader.read(data)
    told = {"error": str(refused.value), "kind": refused.value.kind}
    sent = reading.post(READ, content=data, headers={"content-type": "application/octet-stream"})
    assert (sent.status_code, sent.json()) == (status, told)
    form = reading.post(READ, files={"file": ("x", data)})
    assert (form.status_code, form.json()) == (status, told)


@pytest.mark.parametrize(
    ("body", "type_", "status"),
    [
        (b"", "application/json", 422), (b"{", "application/json", 422), (b"[]", "application/json", 422),
        (b"{}", "application/json", 422), (b'{"text": 3}', "application/json", 422),
        (b'{"text": null}', "application/json", 422), (b'{"text": ""}', "application/json", 422),
        (b'{"text": "x", "published": "soon"}', "application/json", 400),
        (b'{"text": "x", "published": 3}', "application/json", 422),
        (b'{"text": "x", "by": "me"}', "application/json", 422),
        (b'{"text": "\xff"}', "application/json", 422), (b'{"text": "\\ud800"}', "application/json", 422),
        (b"[" * 100_000, "application/json", 422), (b"text=x", "application/x-www-form-urlencoded", 415),
        (b"", "multipart/form-data", 400), (b"x", "multipart/form-data; boundary=b", 400),
        (b"--b\r\n\r\n--b--\r\n", "multipart/form-data; boundary=b", 400),
        (b"--b--\r\n", "multipart/form-data; boundary=b", 422),
        (b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--b--\r\n', "multipart/form-data; boundary=b", 422),
        (b'--b\r\nContent-Disposition: form-data; name="url"\r\n\r\nx\r\n--b--\r\n', "multipart/form-data; boundary=b", 422),
    ],
)  # fmt: skip
def test_what_is_not_as_it_has_to_be(reading: TestClient, body: bytes, type_: str, status: int) -> None:
    sent = reading.post(READ, content=body, headers={"content-type": type_})
    assert sent.status_code == status, sent.text
    told = sent.json()
    assert set(told) == {"error", "kind"} and told["error"] and "\n" not in told["error"]


def test_a_form_that_is_cut_off_is_no_file(reading: TestClient) -> None:
    whole = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
        + TEXT.encode()
        + b'\r\n--b\r\nContent-Disposition: form-data; name="published"\r\n\r\n2022-05-12\r\n--b--\r\n'
    )
    headers = {"content-type": 'multipart/form-data; boundary="b"'}
    assert reading.post(READ, content=whole, headers=headers).status_code == 200
    for length in (*range(0, len(whole) - 5, 97), len(whole) - 5, len(whole) - 4):
        cut = reading.post(READ, content=whole[:length], headers=headers)
        assert cut.status_code == 400, (length, cut.text)


def test_other_fields_and_days_that_are_none(reading: TestClient) -> None:
    file = {"file": ("a.txt", TEXT.encode())}
    assert reading.post(READ, files=file, data={"by": "me"}).status_code == 422
    assert reading.post(READ, files=file, data={"published": "soon"}).status_code == 400
    assert reading.post(READ, files=file, params={"published": "soon"}).status_code == 422
    assert reading.post(READ, params={"wrong": "x"}, content=TEXT.encode()).status_code == 422
    assert reading.post(READ, params={"published": "2021-02-31"}, content=TEXT.encode()).status_code == 400
    twice = [("file", ("a.txt", b"x")), ("file", ("b.txt", b"y"))]
    assert reading.post(READ, files=twice).status_code == 400


def test_more_than_may_be_sent(shelf: Path) -> None:
    settings = Settings(read_bytes=5000)
    with Library(shelf, settings) as library:
        room = Room(library=library, settings=settings, person="ada")
        with TestClient(create_app(room), base_url=ADDRESS) as client:
            many = b"The mayor said so. " * 400
            answers = [
                client.post(READ, content=many),
                client.post(READ, json={"text": many.decode()}),
                client.post(READ, files={"file": ("a.txt", many)}),
                client.post(READ, content=iter([many[:2000]] * 5)),  # no length is told
                client.post(READ, content=gzip.compress(many)),  # unpacked it is more than may be read
            ]
            for sent in answers:
                assert sent.status_code == 413 and sent.json()["kind"] == "too-large", sent.text


def test_several_at_once_are_read_each_for_itself(reading: TestClient, reader: Reader) -> None:
    texts = [one.read_text("utf-8") for one in sorted(EXAMPLES.glob("*.txt"))[:6]]
    wanted = [reader.read(text=text).to_json() for text in texts]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda text: reading.post(READ, json={"text": text}).text, texts))
    assert answers == wanted


def test_pages_stay_quick_while_a_report_is_read(reading: TestClient) -> None:
    long = {"text": "\n\n".join([TEXT] * 15)}
    done = threading.Event()

    def read() -> None:
        assert reading.post(READ, json=long).status_code == 200
        done.set()

    thread = threading.Thread(target=read)
    thread.start()
    took = []
    while not done.is_set():
        began = monotonic()
        assert reading.get("/api/v1/reports/2").status_code == 200
        took.append(monotonic() - began)
        done.wait(0.02)
    thread.join()
    assert len(took) > 5
    took.sort()
    assert took[len(took) // 2] < 0.15, took


def test_a_desk_that_is_full_says_so() -> None:
    desk = Desk(Settings(), waiting=0)
    began, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        processes = [desk._take() for _ in range(len(desk._all))]
        began.set()
        go_on.wait(20)
        for one in processes:
            with desk._free:
                desk._idle.append(one)
                desk._free.notify()

    thread = threading.Thread(target=hold)
    thread.start()
    began.wait(20)
    with pytest.raises(DeskFull):
        desk.read_text("The mayor said so.", Given())
    go_on.set()
    thread.join()
    assert json.loads(desk.read_text("The mayor said so.", Given()))["text"] == "The mayor said so."
    desk.close()
