"""How often and how much: sign-ins, texts that are read, what is sent."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from onrecord.serve.app import create_app
from onrecord.serve.guards.rates import KEYS, Limits, Rate, network
from onrecord.serve.room import Room
from onrecord.settings import Settings
from tests.serve.access.conftest import NAMES, House, form_token, sign_in
from tests.serve.access.test_forms import later
from tests.serve.conftest import ADDRESS


class Clock:
    """Time that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_in_so_many_seconds() -> None:
    clock = Clock()
    rate = Rate(3, 60, clock)
    assert [rate.take("a") for _ in range(4)] == [0, 0, 0, 20]
    assert rate.take("b") == 0
    clock.now += 19
    assert rate.take("a") == 1
    clock.now += 1
    assert [rate.take("a"), rate.take("a")] == [0, 20]
    rate.give_back("a")
    assert rate.take("a") == 0
    clock.now += 600
    assert [rate.take("a") for _ in range(4)] == [0, 0, 0, 20]


def test_of_bounded_size() -> None:
    rate = Rate(3, 60, Clock())
    for number in range(KEYS * 2):
        rate.take(str(number))
    assert len(rate) == KEYS


def test_a_stranger_cannot_lock_somebody_out() -> None:
    limits = Limits(Settings(), Clock())
    assert [limits.try_sign_in("Ada", "192.0.2.1") for _ in range(11)][-2:] == [0, 60]
    assert limits.try_sign_in("ada ", "192.0.2.1")
    assert limits.try_sign_in("Ada", "192.0.2.2") == 0
    for number in range(30):
        limits.try_sign_in(f"name {number}", "192.0.2.1")
    assert limits.try_sign_in("somebody", "192.0.2.1")
    for number in range(60):
        waits = limits.try_sign_in("Bo", f"198.51.100.{number}")
    assert waits


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("testclient", "testclient"),
    ],
)
def test_a_network_is_one(address: str, wanted: str) -> None:
    assert network(address) == wanted


def test_too_many_wrong_passwords(house: House) -> None:
    client = house.client()
    token = form_token(client.get("/sign-in"))
    data = {"csrf": token, "name": NAMES["reader"], "password": "wrong password"}
    answers = [client.post("/sign-in", data=data) for _ in range(12)]
    assert [one.status_code for one in answers] == [401] * 10 + [429] * 2
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    assert "too many wrong passwords" in answers[-1].text.lower()
    assert sign_in(client, NAMES["reader"]).status_code == 429  # also the right one, so that it is not told by that
    assert sign_in(house.client(), NAMES["editor"]).status_code == 303


def test_right_passwords_are_not_counted(house: House) -> None:
    assert [sign_in(house.client(), NAMES["reader"]).status_code for _ in range(13)] == [303] * 13


@pytest.fixture
def small(house: House) -> Iterator[House]:
    """The house with small limits, and routes that were added later."""
    settings = dataclasses.replace(Settings(), reads_per_minute=3, max_request_bytes=1000)
    room = Room(library=house.room.library, settings=settings, person="")
    app = create_app(room)
    later(app)
    yield House(room, app)


def test_texts_that_are_read(small: House) -> None:
    program = {"Authorization": f"Bearer {small.token('reader', 'read')}"}
    answers = [small.client().post("/api/v1/read", json={"text": "x"}, headers=program) for _ in range(5)]
    assert [one.status_code for one in answers] == [200] * 3 + [429] * 2
    assert (
        answers[-1].json()["error"].startswith("this is asked for too often")
        and int(answers[-1].headers["retry-after"]) > 0
    )
    other = {"Authorization": f"Bearer {small.token('reviewer', 'read')}"}
    assert small.client().post("/api/v1/read", json={"text": "x"}, headers=other).status_code == 200
    assert not small.audit()  # it changes nothing


def test_what_is_too_large_is_not_read(small: House) -> None:
    client = small.signed_in("editor")
    assert client.post("/later", data={"a": "x" * 900}).status_code == 200
    told = client.post("/later", data={"a": "x" * 1100})
    assert told.status_code == 413 and "no more than 1,000 bytes" in told.text

    def pieces(count: int) -> Iterator[bytes]:
        yield from (b"a" * 100 for _ in range(count))

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    del client.headers["X-CSRF-Token"]
    untold = client.post("/later", content=pieces(20), headers=form)
    assert untold.status_code == 413 and "no more than 1,000 bytes" in untold.text
    program = {"Authorization": f"Bearer {small.token('editor', 'edit')}", "Content-Type": "application/json"}
    large = small.client().request("DELETE", "/api/v1/later", content=pieces(60), headers=program)
    assert large.status_code in (200, 413)  # what is not read is not counted
    told = small.client().request("DELETE", "/api/v1/later", content=b"x" * 2000, headers=program)
    assert told.status_code == 413 and "error" in told.json()


def test_what_takes_files_has_limits_of_its_own(small: House) -> None:
    program = {"Authorization": f"Bearer {small.token('editor', 'edit')}", "Content-Type": "application/json"}
    assert (
        small.client().post("/api/v1/read", content=b'{"text": "' + b"x" * 4000 + b'"}', headers=program).status_code
        == 200
    )
    client = small.signed_in("editor")
    assert client.post("/add/later", files={"file": ("a", b"x" * 4000)}).status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "ten", "9" * 30, "5, 5", "²"])
def test_a_length_that_is_none(house: House, length: str) -> None:
    client = house.signed_in("reader")
    answer = client.post("/sign-out", headers={b"Content-Length": length.encode("latin-1")})
    assert answer.status_code == 400


def test_nobody_sends_anything(small: House) -> None:
    with TestClient(small.app, base_url=ADDRESS, follow_redirects=False) as client:
        assert client.post("/add/later", files={"file": ("a", b"x" * 4000)}).status_code == 303
        assert client.post("/api/v1/read", content=b"x" * 100_000).status_code == 401
