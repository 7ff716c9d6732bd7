"""Cookies, tokens and headers that nobody's browser sends: a clear answer, and nobody let in."""

from __future__ import annotations

import socket

import pytest

from onrecord.serve.asking import SESSION
from tests.serve.access.conftest import House
from tests.serve.conftest import running

S = "A" * 43
COOKIES: list[bytes] = [
    b"", b";", b"=", b"onrecord", b"onrecord=", b"onrecord==", b"onrecord=;", b"onrecord=A", b"onrecord=" + b"A" * 42,
    b"onrecord=" + b"A" * 44, b"onrecord=" + b"A" * 60_000, b"onrecord=\xff\xfe", b"onrecord=" + "é".encode() * 43,
    b'onrecord="' + b"A" * 43 + b'"', b"onrecord=' OR 1=1 --", b"onrecord=\x00", b"onrecord=" + b"A" * 21 + b"\x00" + b"A" * 21,
    b"onrecord=%41%41", b"onrecord={}", b"onrecord=" + b"A" * 42 + b"=", b"onrecord=" + b"-" * 43, b"ONRECORD=" + b"A" * 43,
    b"onrecord=" + b"A" * 43 + b"; onrecord=" + b"B" * 43, b"a=" * 5000, b"; " * 5000, b"onrecord;onrecord;onrecord",
    b"__Host-onrecord=" + b"A" * 43, b"onrecord-sign-in=\xf0", b"$Version=1; onrecord=A", b"onrecord=\tA",
    b"onrecord=" + b"A" * 43 + b"\xc2\xa0", b"onrecord=../../etc", b"onrecord=<script>",
]  # fmt: skip
TOKENS: list[bytes] = [
    b"", b"Bearer", b"Bearer ", b"Bearer  ", b"bearer x", b"Basic YTpi", b"Basic", b"Bearer onrecord_", b"Bearer onrecord_" + b"A" * 42,
    b"Bearer onrecord_" + b"A" * 44, b"Bearer onrecord_" + b"A" * 60_000, b"Bearer " + b"A" * 43, b"onrecord_" + b"A" * 43,
    b"Bearer onrecord_" + b"A" * 43 + b" x", b"Bearer \xff\xfe", b"Bearer onrecord_" + "é".encode() * 43, b"Bearer null", b"Bearer\tonrecord_x",
    b"Digest username=x", b"Bearer onrecord_' OR 1=1 --", b"Bearer onrecord_" + b"=" * 43, b"Bearer undefined", b"Bearer {}", b":", b",",
    b"Bearer a, Bearer b", b"Token onrecord_" + b"A" * 43, b"Negotiate", b"Bearer onrecord_%00", b"BEARER ONRECORD_" + b"A" * 43,
]  # fmt: skip


def test_there_are_enough() -> None:
    assert len(COOKIES) + len(TOKENS) >= 60


def test_malformed_cookies(house: House) -> None:
    client = house.client()
    for cookie in COOKIES:
        assert client.get("/", headers={b"Cookie": cookie}).status_code == 303, cookie[:80]
        assert client.get("/sign-in", headers={b"Cookie": cookie}).status_code == 200, cookie[:80]
        answer = client.get("/api/v1/openapi.json", headers={b"Cookie": cookie})
        assert (answer.status_code, list(answer.json())) == (401, ["error", "kind"]), cookie[:80]
        assert (
            client.post("/sign-in", data={"name": "x", "password": "y"}, headers={b"Cookie": cookie}).status_code == 403
        )


def test_malformed_tokens(house: House) -> None:
    client = house.signed_in("editor")
    for token in TOKENS:
        answer = client.get("/api/v1/openapi.json", headers={b"Authorization": token})
        assert (answer.status_code, list(answer.json())) == (401, ["error", "kind"]), token[:80]
        assert (
            client.get("/accounts", headers={b"Authorization": token}).status_code == 200
        )  # pages are asked for by cookie


def test_two_cookies_of_one_name_are_none(house: House) -> None:
    client = house.signed_in("editor")
    secret = client.cookies[SESSION]
    client.cookies.clear()
    for cookie in (
        f"onrecord={S}; onrecord={secret}",
        f"onrecord={secret}; onrecord={S}",
        f"onrecord={secret}; onrecord={secret}",
    ):
        assert client.get("/", headers={"Cookie": cookie}).status_code == 303
    assert client.get("/", headers={"Cookie": f"a=b; onrecord={secret}; c"}).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"name": "x"}, {"password": "x"}, {"name": "x" * 500, "password": "x"}, {"name": "x", "password": "x" * 5000},
        {"name": "", "password": ""}, {"name": "\x00", "password": "\x00"}, {"name": "1", "password": "x"}, {"name": "x" * 400, "password": "\u202e"},
    ],
)  # fmt: skip
def test_malformed_sign_ins(house: House, fields: dict[str, str]) -> None:
    client = house.signed_in("reader")
    answer = client.post("/sign-in", data=fields)
    assert answer.status_code in (400, 401) and "Traceback" not in answer.text


def raw(address: str, request: bytes, *, shut: bool = False) -> bytes:
    """The answer to these bytes; shut: after them nothing more is sent."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(request)
        if shut:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while piece := connection.recv(65_536):
                answer += piece
        except TimeoutError:
            pass
        return answer


def test_requests_that_are_none_or_cut_off(house: House) -> None:
    with running(house.room) as address:
        host = address.removeprefix("http://").encode()
        for request in (
            b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nX: \x00\r\n\r\n", b"GET / HTTP/9\r\nHost: " + host + b"\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
            b"POST /sign-in HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nx",
        ):  # fmt: skip
            answer = raw(address, request, shut=True)
            assert answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 505")) or not answer, (request[:60], answer[:200])
            assert b"Traceback" not in answer
        head = b"POST /sign-in HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 900\r\n"
        for kind in (
            b"application/x-www-form-urlencoded",
            b"multipart/form-data; boundary=x",
            b"multipart/form-data",
            b"\xff",
        ):
            answer = raw(address, head + b"Content-Type: " + kind + b"\r\n\r\n--x\r\nname=a", shut=True)
            assert b"Traceback" not in answer and (not answer or answer.startswith(b"HTTP/1.1 4")), (kind, answer[:200])
        told = raw(address, b"GET /sign-in HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
        assert told.startswith(b"HTTP/1.1 200")
