"""Fetching: polite, guarded, within limits; over a real server on the loopback interface."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import brotli
import pytest
import trustme
import zstandard

from onrecord.acquire import connect
from onrecord.acquire.document import Document
from onrecord.acquire.fetch import Fetcher
from onrecord.acquire.memory import RunMemory, Tally
from onrecord.acquire.sources import documents_of, load_document
from onrecord.errors import Damaged, InputError, NotAllowed, NotFetched, NotText, TooLarge
from onrecord.settings import Settings
from tests.acquire.site import HTML, PAGE, Page, Site, serving

PRIVATE = Settings(fetch_private=True, fetch_pause=1)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        made.pages["/page"] = (200, {**HTML, "ETag": '"v1"', "Last-Modified": "Tue, 04 Mar 2025 10:00:00 GMT"}, PAGE)
        yield made


def test_a_page(site: Site) -> None:
    document = load_document(site.url("/page"), PRIVATE)
    assert document.data == PAGE
    assert document.media_type == "text/html"
    assert document.uri == document.given.url == site.url("/page")
    assert document.given.charset == "utf-8"
    assert document.retrieved and datetime.fromisoformat(document.retrieved).tzinfo
    assert site.paths() == ["/robots.txt", "/page"]
    agent = site.asked[1][1]["user-agent"]
    assert agent.startswith("onrecord/") and "(+https://pypi.org/project/onrecord/)" in agent


def test_the_media_type_is_told_from_the_bytes(site: Site) -> None:
    site.pages["/a"] = (200, {"Content-Type": "text/html"}, b"%PDF-1.7 and so on")
    site.pages["/b.pdf"] = (200, {"Content-Type": "application/pdf"}, b"Only words.\n")
    site.pages["/c.html"] = (200, {"Content-Type": "text/html"}, b"\x89PNG\r\n\x1a\n" + bytes(50))
    assert load_document(site.url("/a"), PRIVATE).media_type == "application/pdf"
    assert load_document(site.url("/b.pdf"), PRIVATE).media_type == "text/plain"
    with pytest.raises(NotText, match="PNG"):
        load_document(site.url("/c.html"), PRIVATE)


def test_robots_are_obeyed(site: Site) -> None:
    site.pages["/robots.txt"] = (
        200, {}, b"User-agent: *\nDisallow: /private/*.html$\n\nUser-agent: onrecord\nDisallow: /no/\nAllow: /no/yes\n"
    )  # fmt: skip
    site.pages["/no/yes"] = site.pages["/private/a.html"] = (200, HTML, PAGE)
    fetcher = Fetcher(PRIVATE)
    for path in ("/no/", "/no/page"):
        with pytest.raises(NotAllowed, match=r"robots\.txt"):
            fetcher.fetch(site.url(path))
    assert fetcher.fetch(site.url("/no/yes"))
    # Rules for all others are not for us where there are some of our own.
    assert fetcher.fetch(site.url("/private/a.html"))
    assert site.paths() == ["/robots.txt", "/no/yes", "/private/a.html"]


def test_a_redirect_to_what_robots_forbid(site: Site) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /hidden\n")
    site.pages["/go"] = (302, {"Location": "/hidden"}, b"")
    with pytest.raises(NotAllowed, match=r"robots\.txt"):
        Fetcher(PRIVATE).fetch(site.url("/go"))
    assert "/hidden" not in site.paths()


@pytest.mark.parametrize(("status", "read"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_that_cannot_be_had(site: Site, status: int, read: bool) -> None:
    site.pages["/robots.txt"] = (status, {}, b"")
    if read:
        assert Fetcher(PRIVATE).fetch(site.url("/page"))
    else:
        with pytest.raises(NotFetched, match=r"robots\.txt"):
            Fetcher(PRIVATE).fetch(site.url("/page"))
        assert "/page" not in site.paths()


class Clock:
    """Time that passes only where someone sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def slow(clock: Clock) -> Fetcher:
    return Fetcher(Settings(fetch_private=True), sleep=clock.sleep, clock=clock)


def test_one_request_a_second_a_host(site: Site) -> None:
    clock = Clock()
    fetcher = slow(clock)
    for _ in range(3):
        fetcher.fetch(site.url("/page"))
    assert clock.slept == [1.0, 1.0, 1.0]
    with serving() as other:
        other.pages["/page"] = (200, HTML, PAGE)
        # Another port of the same host is the same host.
        fetcher.fetch(other.url("/page"))
    assert len(clock.slept) == 5


def test_crawl_delay_within_bounds(site: Site) -> None:
    for said, waited in (("4", 4.0), ("9000", 30.0)):
        site.pages["/robots.txt"] = (200, {}, f"User-agent: *\nCrawl-delay: {said}\n".encode())
        clock = Clock()
        fetcher = slow(clock)
        fetcher.fetch(site.url("/page"))
        fetcher.fetch(site.url("/page"))
        assert clock.slept == [1.0, waited]


def test_retry_after(site: Site) -> None:
    answers = [(429, {"Retry-After": "7"}, b""), (503, {"Retry-After": "3"}, b""), (200, HTML, PAGE)]
    site.pages["/busy"] = lambda _: answers.pop(0)
    clock = Clock()
    assert slow(clock).fetch(site.url("/busy"))
    assert clock.slept == [1.0, 7.0, 3.0]
    later = format_datetime(datetime.now(UTC) + timedelta(hours=2))
    for value in ("3600", later):
        site.pages["/closed"] = (503, {"Retry-After": value}, b"")
        with pytest.raises(NotFetched, match="come back"):
            slow(Clock()).fetch(site.url("/closed"))
    for value in ("soon", "-5", "1e9", ""):
        site.pages["/odd"] = (503, {"Retry-After": value}, b"")
        with pytest.raises(NotFetched, match="503"):
            slow(Clock()).fetch(site.url("/odd"))


def test_unchanged_pages_are_not_sent_again(site: Site) -> None:
    def page(headers: Mapping[str, str]) -> Page:
        same = headers.get("if-none-match") == '"v1"' and "if-modified-since" in headers
        return (304, {}, b"") if same else (200, {**HTML, "ETag": '"v1"', "Last-Modified": "x"}, PAGE)

    site.pages["/page"] = page
    site.pages["/plain"] = (200, HTML, PAGE)
    memory, tally = RunMemory(), Tally()
    for path in ("/page", "/plain"):
        for expected in (1, 0, 0):
            found = list(documents_of(site.url(path), PRIVATE, memory=memory, tally=tally))
            assert len(found) == expected
    assert tally.unchanged == 4


def test_a_document_that_was_not_taken_is_not_remembered(site: Site) -> None:
    memory = RunMemory()
    found = documents_of(site.url("/page"), PRIVATE, memory=memory)
    assert isinstance(next(found), Document)
    found.close()  # type: ignore[attr-defined]
    assert memory.get(site.url("/page")) is None


def test_validators_go_to_the_address_that_gave_them_only(site: Site) -> None:
    site.pages["/short"] = (301, {"Location": "/page"}, b"")
    memory = RunMemory()
    list(documents_of(site.url("/short"), PRIVATE, memory=memory))
    site.asked.clear()
    list(documents_of(site.url("/short"), PRIVATE, memory=memory))
    asked = dict(site.asked)
    assert "if-none-match" not in asked["/short"]
    assert asked["/page"]["if-none-match"] == '"v1"'


def test_redirects(site: Site) -> None:
    for number in range(9):
        site.pages[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    site.pages["/5"] = site.pages["/page"]
    assert load_document(site.url("/0"), PRIVATE).given.url == site.url("/5")
    site.pages["/5"] = (302, {"Location": "/6"}, b"")
    with pytest.raises(NotFetched, match="redirects"):
        load_document(site.url("/0"), PRIVATE)
    site.pages["/loop"] = (308, {"Location": "/loop"}, b"")
    with pytest.raises(NotFetched, match="redirects"):
        load_document(site.url("/loop"), PRIVATE)
    for place in (
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://u:p@127.0.0.1/",
        "http://[::1",
        "data:text/html,x",
    ):
        site.pages["/bad"] = (302, {"Location": place}, b"")
        with pytest.raises(NotAllowed):
            load_document(site.url("/bad"), PRIVATE)


def test_codings(site: Site) -> None:
    packed = {
        "gzip": gzip.compress(PAGE), "deflate": zlib.compress(PAGE), "br": brotli.compress(PAGE),
        "zstd": zstandard.ZstdCompressor().compress(PAGE), "gzip, br": brotli.compress(gzip.compress(PAGE)),
    }  # fmt: skip
    for coding, body in packed.items():
        site.pages["/coded"] = (200, {**HTML, "Content-Encoding": coding}, body)
        assert load_document(site.url("/coded"), PRIVATE).data == PAGE
    for coding, error in (("gzip, gzip, gzip", NotText), ("compress", NotText), ("gzip", Damaged)):
        site.pages["/coded"] = (200, {**HTML, "Content-Encoding": coding}, PAGE)
        with pytest.raises(error):
            load_document(site.url("/coded"), PRIVATE)


def test_bombs_and_endless_bodies(site: Site) -> None:
    small = Settings(fetch_private=True, fetch_pause=1, max_bytes=1_000_000)
    bombs = {
        "gzip": gzip.compress(bytes(50_000_000)), "br": brotli.compress(bytes(50_000_000), quality=1),
        "zstd": zstandard.ZstdCompressor().compress(bytes(50_000_000)),
    }  # fmt: skip
    for coding, body in bombs.items():
        site.pages["/bomb"] = (200, {"Content-Encoding": coding}, body)
        with pytest.raises(TooLarge):
            load_document(site.url("/bomb"), small)
    site.pages["/big"] = (200, {}, b"x" * 1_100_000)
    with pytest.raises(TooLarge):
        load_document(site.url("/big"), small)
    site.pages["/says"] = (200, {"Content-Length": "99999999999"}, b"")
    with pytest.raises(TooLarge):
        load_document(site.url("/says"), small)
    site.pages["/endless"] = (200, {"Connection": "close", "Transfer-Encoding": "x"}, b"x" * 1_100_000)
    with pytest.raises(InputError):
        load_document(site.url("/endless"), small)


@pytest.mark.parametrize("status", [204, 206, 304, 401, 403, 404, 410, 418, 500, 503])
def test_other_answers(site: Site, status: int) -> None:
    site.pages["/other"] = (status, {"Content-Length": "0"}, b"")
    with pytest.raises(NotFetched, match=str(status)):
        load_document(site.url("/other"), PRIVATE)


def raw_server(answer: bytes, *, then_wait: bool = False) -> tuple[int, socket.socket]:
    """A server that sends these bytes to whoever connects, whatever is asked."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                asked = connection.recv(65536)
                if b"robots.txt" in asked:
                    connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
                    continue
                try:
                    connection.sendall(answer)
                    while then_wait:
                        connection.sendall(b"x")
                        time.sleep(0.05)
                except OSError:
                    pass

    threading.Thread(target=serve, daemon=True).start()
    return listening.getsockname()[1], listening


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5_000 + b"\r\n",
        b"HTTP/1.1 -200 OK\r\n\r\n",
    ],
    ids=range(8),
)
def test_servers_that_break_off_or_speak_no_http(answer: bytes) -> None:
    port, listening = raw_server(answer)
    with listening, pytest.raises(NotFetched):
        load_document(f"http://127.0.0.1:{port}/x", PRIVATE)


@pytest.mark.parametrize("answer", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_servers_that_drip(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "WHOLE_SECONDS", 0.4)
    port, listening = raw_server(answer, then_wait=True)
    began = time.perf_counter()
    with listening, pytest.raises(NotFetched, match="longer than"):
        load_document(f"http://127.0.0.1:{port}/x", PRIVATE)
    assert time.perf_counter() - began < 5


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotFetched, match="cannot be reached"):
        load_document(f"http://127.0.0.1:{port}/", PRIVATE)


def test_no_proxy_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert load_document(site.url("/page"), PRIVATE).data == PAGE


def secure_server(folder: Path, name: str) -> tuple[int, socket.socket]:
    """A TLS server with a certificate for this name, whose authority is in ``folder/ca.pem``."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(connection, server_side=True) as secure:
                    secure.recv(65536)
                    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE))
            except OSError:
                connection.close()

    threading.Thread(target=serve, daemon=True).start()
    return listening.getsockname()[1], listening


def test_certificates_are_checked_against_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port, listening = secure_server(tmp_path, "news.example")
    asked: list[str] = []

    def resolver(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    with listening:
        with pytest.raises(NotFetched, match="certificate"):
            load_document(f"https://news.example:{port}/", PRIVATE)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        assert load_document(f"https://news.example:{port}/", PRIVATE).data == PAGE
        with pytest.raises(NotFetched, match="certificate"):
            load_document(f"https://other.example:{port}/", PRIVATE)
    assert set(asked) == {"news.example", "other.example"}
