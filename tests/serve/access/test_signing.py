"""Signing in and out: cookies, sessions, passwords, and what they must not tell."""

from __future__ import annotations

import re
import statistics
import time

import pytest
from fastapi.testclient import TestClient

from onrecord.serve.asking import SESSION
from onrecord.serve.guards.door import own_path
from onrecord.serve.pages.signing import WRONG
from onrecord.store.accounts_passwords import hash_password, is_outdated, is_password
from tests.serve.access.conftest import NAMES, PASSWORD, House, form_token, sign_in


def cookies(answer: object) -> dict[str, str]:
    """The attributes of each cookie that an answer sets, by its name."""
    lines = answer.headers.get_list("set-cookie")  # type: ignore[attr-defined]
    return {line.partition("=")[0]: line.partition(";")[2].lower() for line in lines}


def test_who_signs_in_gets_to_the_page_that_was_asked_for(house: House) -> None:
    client = house.client()
    way = client.get("/reports/4?chosen=a2&x=1").headers["location"]
    assert way == "/sign-in?next=/reports/4%3Fchosen%3Da2%26x%3D1"
    answer = sign_in(client, NAMES["reader"], after="/reports/4?chosen=a2&x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/reports/4?chosen=a2&x=1")
    assert client.get("/").status_code == 200
    assert client.get("/sign-in?next=/accounts").headers["location"] == "/accounts"


def test_names_are_told_apart_by_more_than_capitals(house: House) -> None:
    assert sign_in(house.client(), "  rea   HOLM ").status_code == 303
    assert sign_in(house.client(), "Ｒｅａ Holm").status_code == 303


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "///evil.example",
        "/\t/evil.example", "evil.example", "", "/\r\nSet-Cookie: x=y", "http:/evil", "/sign-out", "/sign-in", "//[", "/café",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(house: House, address: str) -> None:
    assert own_path(address) == "/"
    answer = sign_in(house.client(), NAMES["reader"], after=address)
    assert answer.headers["location"] == "/"
    assert len(cookies(answer)) == 2


@pytest.mark.parametrize("address", ["/reports/1", "/search?words=a%20b&in=x", "/?x=//y"])
def test_own_paths(address: str) -> None:
    assert own_path(address) == address


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(house: House) -> None:
    client = house.client()
    before = cookies(client.get("/sign-in"))
    assert list(before) == ["onrecord-sign-in"] and "httponly" in before["onrecord-sign-in"]
    after = cookies(sign_in(client, NAMES["reader"]))
    assert after["onrecord"].split("; ")[1:] or after
    assert {"httponly", "path=/", "samesite=lax", "max-age=1209600"} <= set(
        re.split(r";\s*", after["onrecord"].strip())
    )
    assert "secure" not in after["onrecord"] and "domain" not in after["onrecord"]
    assert "max-age=0" in after["onrecord-sign-in"]


def test_cookies_over_https(house: House) -> None:
    client = house.client("https://127.0.0.1")
    after = cookies(sign_in(client, NAMES["reader"]))
    assert set(after) == {"__Host-onrecord", "__Host-onrecord-sign-in"}
    for attributes in after.values():
        parts = set(re.split(r";\s*", attributes.strip()))
        assert {"secure", "httponly", "path=/"} <= parts and "domain" not in attributes
    assert client.get("/").status_code == 200
    plain = house.client()
    plain.cookies.set(SESSION, client.cookies["__Host-onrecord"])
    secure = house.client("https://127.0.0.1")
    secure.cookies.set(SESSION, client.cookies["__Host-onrecord"])
    assert secure.get("/").status_code == 303  # the name without __Host- can be set by a neighbour


def test_two_rooms_of_one_machine_do_not_sign_each_other_out(house: House) -> None:
    client = house.client("http://127.0.0.1:8766")
    assert next(iter(cookies(sign_in(client, NAMES["reader"])))) == "onrecord-8766"


def test_a_session_that_a_stranger_chose_is_none(house: House) -> None:
    client = house.client()
    client.cookies.set(SESSION, "A" * 43)
    answer = sign_in(client, NAMES["reader"])
    secret = (
        client.cookies.get(SESSION, domain="127.0.0.1")
        or re.findall(r"onrecord=([^;]+)", answer.headers["set-cookie"])[0]
    )
    assert secret != "A" * 43
    other = house.client()
    other.cookies.set(SESSION, "A" * 43)
    assert other.get("/").status_code == 303


def test_signing_in_again_gives_a_new_secret_and_ends_the_old(house: House) -> None:
    client = house.signed_in("reader")
    old = client.cookies[SESSION]
    data = {"name": NAMES["editor"], "password": PASSWORD}
    answer = client.post("/sign-in", data=data)
    assert answer.status_code == 303
    thief = house.client()
    thief.cookies.set(SESSION, old)
    assert thief.get("/").status_code == 303


def test_signing_out_ends_the_session_and_not_only_the_cookie(house: House) -> None:
    client = house.signed_in("reader")
    old = client.cookies[SESSION]
    answer = client.post("/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert "max-age=0" in cookies(answer)["onrecord"]
    thief = house.client()
    thief.cookies.set(SESSION, old)
    assert thief.get("/").status_code == 303


def test_a_changed_password_signs_out_everywhere_but_here(house: House) -> None:
    here, there = house.signed_in("reader"), house.signed_in("reader")
    number = house.number("reader")
    data = {"before": PASSWORD, "password": "nine brown geese fly"}
    wrong = here.post(f"/accounts/{number}/password", data=data | {"before": "not the password"})
    assert wrong.status_code == 400 and there.get("/").status_code == 200
    assert here.post(f"/accounts/{number}/password", data=data | {"password": "short"}).status_code == 400
    answer = here.post(f"/accounts/{number}/password", data=data)
    assert answer.status_code == 303
    fresh = house.client()
    fresh.cookies.set(SESSION, re.findall(r"onrecord=([^;]+)", answer.headers["set-cookie"])[0])
    assert fresh.get("/").status_code == 200
    assert there.get("/").status_code == 303
    assert sign_in(house.client(), NAMES["reader"]).status_code == 401
    assert sign_in(house.client(), NAMES["reader"], "nine brown geese fly").status_code == 303


def test_an_editor_sets_a_forgotten_password_and_a_disabled_account_is_out_at_once(house: House) -> None:
    editor, client = house.signed_in("editor"), house.signed_in("reviewer")
    number = house.number("reviewer")
    assert editor.post(f"/accounts/{number}/password", data={"password": "nine brown geese fly"}).status_code == 303
    assert client.get("/").status_code == 303
    client = house.signed_in("reviewer")
    token = house.token("reviewer", "review")
    assert editor.post(f"/accounts/{number}/disable").status_code == 303
    assert client.get("/").status_code == 303
    assert sign_in(house.client(), NAMES["reviewer"], "nine brown geese fly").status_code == 401
    program = {"Authorization": f"Bearer {token}"}
    assert house.client().get("/api/v1/openapi.json", headers=program).status_code == 401
    assert editor.post(f"/accounts/{number}/enable").status_code == 303
    assert house.client().get("/api/v1/openapi.json", headers=program).status_code == 200


def test_a_role_holds_from_the_next_request_on(house: House) -> None:
    editor, client = house.signed_in("editor"), house.signed_in("reader")
    number = house.number("reader")
    assert client.get("/accounts/audit").status_code == 403
    assert editor.post(f"/accounts/{number}/role", data={"role": "editor"}).status_code == 303
    assert client.get("/accounts/audit").status_code == 200
    assert editor.post(f"/accounts/{number}/role", data={"role": "king"}).status_code == 400


def test_the_last_editor_stays(house: House) -> None:
    editor = house.signed_in("editor")
    own = house.number("editor")
    editor.post(f"/accounts/{house.number('disabled')}/disable")
    for path, data in (("role", {"role": "reader"}), ("disable", {})):
        answer = editor.post(f"/accounts/{own}/{path}", data=data)
        assert answer.status_code == 400 and "the last editor" in answer.text.lower()
    assert editor.get("/accounts").status_code == 200


def test_a_token_is_shown_once_and_revoked(house: House) -> None:
    client = house.signed_in("reader")
    number = house.number("reader")
    made = client.post(f"/accounts/{number}/tokens", data={"name": "nightly", "scope": "edit", "days": "30"})
    secret = re.findall(r'value="(onrecord_[^"]+)"', made.text)[0]
    assert secret not in client.get(f"/accounts/{number}").text
    program = {"Authorization": f"bearer {secret}"}
    assert house.client().get("/api/v1/openapi.json", headers=program).status_code == 200
    assert house.client().get("/", headers=program).status_code == 303  # it opens no page
    token = re.findall(r"/tokens/(\d+)/revoke", made.text)[0]
    assert client.post(f"/accounts/{number}/tokens/{token}/revoke").status_code == 303
    assert house.client().get("/api/v1/openapi.json", headers=program).status_code == 401
    for wrong in ({"days": "0"}, {"days": "400"}, {"scope": "all"}, {"name": " "}):
        data = {"name": "n", "scope": "read", "days": "3"} | wrong
        assert client.post(f"/accounts/{number}/tokens", data=data).status_code == 400


def test_a_wrong_name_takes_as_long_as_a_wrong_password(house: House) -> None:
    client = house.client()
    token = form_token(client.get("/sign-in"))

    def took(name: str) -> float:
        began = time.perf_counter()
        answer = client.post("/sign-in", data={"csrf": token, "name": name, "password": "wrong password"})
        assert answer.status_code == 401 and WRONG.capitalize() in answer.text
        return time.perf_counter() - began

    took("warm")
    pairs = [(took(NAMES["reader"]), took(f"nobody {number}")) for number in range(7)]
    known, unknown = (statistics.median(side) for side in zip(*pairs, strict=True))
    assert 0.5 < known / unknown < 2, (known, unknown)


def test_what_a_disabled_account_gets_is_what_a_wrong_password_gets(house: House) -> None:
    house.run(f"UPDATE account SET disabled = made WHERE name = '{NAMES['disabled']}'")
    texts = [
        re.sub(r'value="[^"]*"|"X-CSRF-Token": "[^"]*"', "", sign_in(house.client(), name, password).text)
        for name, password in ((NAMES["disabled"], PASSWORD), (NAMES["reader"], "wrong password"), ("Nobody", PASSWORD))
    ]
    assert len(set(texts)) == 1


def test_passwords() -> None:
    kept = hash_password("une clé très sûre", "Rea")
    assert kept.startswith("$argon2id$") and not is_outdated(kept)
    assert is_password(kept, "une cle\u0301 tre\u0300s su\u0302re")
    assert not is_password(kept, "une cle tres sure") and not is_password(None, "une clé très sûre")
    assert (
        not is_password("damaged", "x")
        and not is_password(kept, "\udc80" * 20)
        and not is_password(kept, "x" * 100_000)
    )


def test_nothing_secret_is_in_the_library(house: House) -> None:
    client = house.client()
    sign_in(client, NAMES["reader"])
    token = house.token("reader", "read")
    data = house.room.library.path.read_bytes() + house.room.library.path.with_name("library.onrecord-wal").read_bytes()
    for secret in (PASSWORD, client.cookies[SESSION], token, token.removeprefix("onrecord_")):
        assert secret.encode() not in data


def test_without_javascript_everything_is_a_form(house: House) -> None:
    client: TestClient = house.signed_in("editor")
    del client.headers["X-CSRF-Token"]
    token = form_token(client.get("/accounts"))
    data = {"csrf": token, "name": "Nia <i>Berg</i>", "password": "nine brown geese fly", "role": "reviewer"}
    assert client.post("/accounts", data=data).status_code == 303
    page = client.get("/accounts").text
    assert "Nia &lt;i&gt;Berg&lt;/i&gt;" in page and "<i>Berg" not in page
    again = client.post("/accounts", data=data)
    assert again.status_code == 400 and "there is an account" in again.text.lower()
    assert client.post("/accounts", data=data | {"name": "x\u202ey"}).status_code == 400
    assert client.post("/accounts", data=data | {"name": "Else", "role": "king"}).status_code == 400
