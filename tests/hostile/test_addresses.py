"""Addresses that lead into a private network: none of them is ever connected to."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.acquire.addresses import is_public, parse_address
from onrecord.acquire.document import Refused
from onrecord.acquire.fetch import Fetcher
from onrecord.acquire.sources import documents_of
from onrecord.errors import NotAllowed, NotFetched
from onrecord.settings import Settings
from tests.acquire.site import HTML, PAGE, serving

PUBLIC = "93.184.215.14"


class Listener:
    """A server on the loopback interface, IPv4 and IPv6, that counts who connects."""

    def __init__(self) -> None:
        self.connections = 0
        self._listening = [socket.create_server(("127.0.0.1", 0))]
        self.port = self._listening[0].getsockname()[1]
        if socket.has_ipv6:
            with contextlib.suppress(OSError):  # a machine without IPv6
                self._listening.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        for one in self._listening:
            threading.Thread(target=self._count, args=(one,), daemon=True).start()

    def _count(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        for one in self._listening:
            one.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


# Where the loopback address and private ones hide.  PORT is the listening server's.
FORMS = """
http://127.0.0.1:PORT/
https://127.0.0.1:PORT/
HTTP://127.0.0.1:PORT/
http://127.0.0.1.:PORT/
http://127.1:PORT/
http://127.0.1:PORT/
http://127.255.255.254:PORT/
http://0:PORT/
http://0.0.0.0:PORT/
http://0.0.0.0.:PORT/
http://00.00.00.00:PORT/
http://2130706433:PORT/
http://017700000001:PORT/
http://0x7f000001:PORT/
http://0x7F.0.0.1:PORT/
http://0x7f.1:PORT/
http://0177.0.0.1:PORT/
http://0177.0.0.01:PORT/
http://127.000.000.001:PORT/
http://127.0.0.0x1:PORT/
http://0x:PORT/
http://4294967296:PORT/
http://127.0.0.1%00.news.example:PORT/
http://127%2e0%2e0%2e1:PORT/
http://%31%32%37.0.0.1:PORT/
http://１２７.０.０.１:PORT/
http://①②⑦.⓪.⓪.①:PORT/
http://127。0。0。1:PORT/
http://127．0．0．1:PORT/
http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/
http://localhost:PORT/
http://LocalHost:PORT/
http://localhost.:PORT/
http://localhost..:PORT/
http://a.localhost:PORT/
http://[::1]:PORT/
http://[0:0:0:0:0:0:0:1]:PORT/
http://[0000:0000:0000:0000:0000:0000:0000:0001]:PORT/
http://[::]:PORT/
http://[::127.0.0.1]:PORT/
http://[::7f00:1]:PORT/
http://[::ffff:127.0.0.1]:PORT/
http://[::ffff:7f00:1]:PORT/
http://[0:0:0:0:0:ffff:7f00:0001]:PORT/
http://[::ffff:0:127.0.0.1]:PORT/
http://[64:ff9b::127.0.0.1]:PORT/
http://[64:ff9b::7f00:1]:PORT/
http://[64:ff9b:1::7f00:1]:PORT/
http://[2002:7f00:1::]:PORT/
http://[2001:0:7f00:1::1]:PORT/
http://[fe80::1%25lo]:PORT/
http://[::1%25lo]:PORT/
http://[fe80::1]:PORT/
http://[fc00::1]:PORT/
http://[fd12:3456:789a::1]:PORT/
http://[ff02::1]:PORT/
http://[2001:db8::1]:PORT/
http://[3fff::1]:PORT/
http://[fec0::1]:PORT/
http://[::1]@127.0.0.1:PORT/
http://news.example@127.0.0.1:PORT/
http://news.example:80@127.0.0.1:PORT/
http://127.0.0.1:PORT@news.example/
http://127.0.0.1:PORT\\@news.example/
http://news.example\\@127.0.0.1:PORT/
http://127.0.0.1\t:PORT/
http://127.0.0.1:PORT/ HTTP/1.1
http:///127.0.0.1:PORT/
http:127.0.0.1:PORT/
http://10.0.0.1:PORT/
http://172.16.0.1:PORT/
http://192.168.0.1:PORT/
http://169.254.169.254/latest/meta-data/
http://100.64.0.1:PORT/
http://192.0.2.1:PORT/
http://198.18.0.1:PORT/
http://203.0.113.9:PORT/
http://224.0.0.1:PORT/
http://255.255.255.255:PORT/
http://240.0.0.1:PORT/
http://192.88.99.1:PORT/
file:///etc/passwd
ftp://127.0.0.1:PORT/
gopher://127.0.0.1:PORT/_x
data:text/html,<p>hello
dict://127.0.0.1:PORT/
ldap://127.0.0.1:PORT/
javascript:alert(1)
http://news.example:22/
http://news.example:25/
http://news.example:6379/
http://news.example:0/
http://news.example:99999/
http://news.example:x/
http://-news.example/
http://news..example/
http:///
http://
""".strip("\n").split("\n")


def resolver_of(names: dict[str, list[str]], asked: list[str]) -> Any:
    """A getaddrinfo that knows these names, and numbers as the system's does; nothing leaves the machine."""
    system = socket.getaddrinfo

    def resolve(host: str, port: int, *arguments: Any, **named: Any) -> Any:
        asked.append(host)
        if host not in names:
            return system(host, port, *arguments, **{**named, "flags": socket.AI_NUMERICHOST})
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (one, port, 0, 0))
            if ":" in one
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
            for one in names[host]
        ]

    return resolve


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Where a connection was tried outside the loopback interface; none is made there."""
    tried: list[tuple[Any, ...]] = []
    connect = socket.socket.connect

    def guarded(self: socket.socket, place: Any) -> None:
        if place[0] not in ("127.0.0.1", "::1"):
            tried.append(place)
            raise ConnectionRefusedError(111, "refused by the test")
        connect(self, place)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    return tried


def test_there_are_enough_forms() -> None:
    assert len(set(FORMS)) == len(FORMS) >= 60


@pytest.mark.parametrize("form", FORMS)
def test_refused_without_a_connection(
    form: str, listener: Listener, connected: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", resolver_of({}, asked))
    before = listener.connections
    with pytest.raises(NotAllowed) as caught:
        Fetcher(Settings(fetch_pause=1)).fetch(form.replace("PORT", str(listener.port)))
    assert "\n" not in str(caught.value)
    assert listener.connections == before
    assert connected == []
    assert asked == []


def test_the_listener_hears(listener: Listener) -> None:
    """What the other tests rest on: were any connection made, it would be counted."""
    before = listener.connections
    with pytest.raises(NotFetched):
        Fetcher(Settings(fetch_pause=1, fetch_private=True)).fetch(f"http://127.0.0.1:{listener.port}/")
    assert listener.connections > before


@pytest.mark.parametrize(
    "places",
    [
        ["127.0.0.1"], ["10.1.2.3"], ["192.168.1.1"], ["169.254.169.254"], ["0.0.0.0"], ["100.100.100.200"],
        ["::1"], ["fe80::1"], ["fd00::1"], ["::ffff:127.0.0.1"], ["64:ff9b::a00:1"], ["2002:a00:1::1"],
        [PUBLIC, "127.0.0.1"], ["127.0.0.1", PUBLIC], [PUBLIC, "::1"],
    ],
    ids=str,
)  # fmt: skip
def test_names_that_stand_for_private_addresses(
    places: list[str], listener: Listener, connected: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", resolver_of({"inside.example": places}, asked))
    before = listener.connections
    with pytest.raises(NotAllowed, match=r"inside\.example"):
        Fetcher(Settings(fetch_pause=1)).fetch(f"http://inside.example:{listener.port}/")
    assert (listener.connections, connected, asked) == (before, [], ["inside.example"])


def test_a_name_that_changes_its_mind(
    listener: Listener, connected: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address that was checked is connected to, and a later answer is checked anew."""
    answers = [PUBLIC, "127.0.0.1", "127.0.0.1", "127.0.0.1"]
    asked: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> Any:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    before = listener.connections
    fetcher = Fetcher(Settings(fetch_pause=1))
    with pytest.raises(NotFetched):
        fetcher.fetch(f"http://rebind.example:{listener.port}/")
    assert connected == [(PUBLIC, listener.port)]
    assert asked == ["rebind.example"]
    with pytest.raises(NotAllowed):
        Fetcher(Settings(fetch_pause=1)).fetch(f"http://rebind.example:{listener.port}/")
    assert listener.connections == before


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1:PORT/", "//127.0.0.1:PORT/", "http://[::1]:PORT/", "http://inside.example:PORT/",
        "http://2130706433:PORT/", "file:///etc/passwd", "http://localhost:PORT/", "http://127.0.0.1:PORT/robots.txt",
    ],
)  # fmt: skip
def test_redirects_to_private_addresses(
    status: int, place: str, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"public.example": [PUBLIC], "inside.example": ["127.0.0.1"]}
    monkeypatch.setattr(socket, "getaddrinfo", resolver_of(names, []))
    connect = socket.socket.connect
    with serving() as site:
        # The public address is played by a site on the loopback interface.
        def led(self: socket.socket, where: Any) -> None:
            connect(self, ("127.0.0.1", site.port) if where[0] == PUBLIC else where)

        monkeypatch.setattr(socket.socket, "connect", led)
        site.pages["/page"] = (200, HTML, PAGE)
        site.pages["/go"] = (status, {"Location": place.replace("PORT", str(listener.port))}, b"")
        before = listener.connections
        fetcher = Fetcher(Settings(fetch_pause=1))
        assert fetcher.fetch("http://public.example/page")
        with pytest.raises(NotAllowed):
            fetcher.fetch("http://public.example/go")
        assert listener.connections == before
        assert site.paths() == ["/robots.txt", "/page", "/go"]
        # A robots.txt that leads inside is not followed there either.
        site.pages["/robots.txt"] = site.pages["/go"]
        with pytest.raises(NotAllowed):
            Fetcher(Settings(fetch_pause=1)).fetch("http://public.example/page")
        assert listener.connections == before


def test_as_a_source_each_is_a_refusal(listener: Listener) -> None:
    before = listener.connections
    for form in ("http://127.0.0.1:PORT/", "file:///etc/passwd", "ftp://h.example/x", "data:text/plain,hello"):
        found = list(documents_of(form.replace("PORT", str(listener.port)), Settings()))
        assert [type(one) for one in found] == [Refused]
        assert isinstance(found[0], Refused) and isinstance(found[0].error, NotAllowed)
    assert listener.connections == before


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("8.8.8.8", True), ("1.1.1.1", True), ("172.15.255.255", True), ("172.32.0.1", True),
        ("100.63.255.255", True), ("100.128.0.1", True), ("192.0.1.1", True), ("223.255.255.255", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("2001:4860:4860::8888", True), ("64:ff9b::808:808", True),
        ("64:ff9b::c0a8:1", False), ("2001:1ff::1", False), ("2001:200::1", True), ("4000::1", False), ("::2", False),
        ("100::1", False), ("5f00::1", False),
    ],
)  # fmt: skip
def test_where_the_public_internet_ends(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_addresses_that_may_be_fetched() -> None:
    for text, whole in (
        ("http://news.example", "http://news.example/"),
        ("HTTPS://News.Example:443/A b?q=ü#part".replace(" ", "%20"), "https://news.example/A%20b?q=%C3%BC"),
        ("http://news.example:8080/a/../b?x=1&y=[2]", "http://news.example:8080/a/../b?x=1&y=[2]"),
        ("https://zeitung-münster.example/straße", "https://xn--zeitung-mnster-osb.example/stra%C3%9Fe"),
        ("http://[2606:2800:21F::1]/", "http://[2606:2800:21f::1]/"),
        ("http://news.example./", "http://news.example/"),
    ):
        assert parse_address(text).text == whole
    for text in ("http://127.0.0.1:8000/", "http://localhost/", "http://[::1]:81/", "http://intranet/"):
        assert parse_address(text, private=True)
