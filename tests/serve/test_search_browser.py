"""Searching and deciding in a browser, by keyboard alone, wide and narrow."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.library import Library
from onrecord.serve.room import Room
from onrecord.settings import Settings
from tests.serve.conftest import Served, Visit, running


def _asks(words: str) -> Callable[[str], bool]:
    return lambda url: parse_qs(urlsplit(url).query).get("words") == [words]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('href') ?? document.activeElement.id"))


def test_results_come_while_words_are_typed(visit: Visit) -> None:
    page = visit.go("/search")
    page.keyboard.press("/")
    assert focused(page) == "seek"
    page.keyboard.type("barrier", delay=15)
    page.wait_for_selector("#hits mark")
    assert page.url.endswith("/search?words=barrier")
    assert focused(page) == "seek", "the box keeps the focus"
    expect(page.locator("#counted")).to_contain_text("2 statements")
    page.keyboard.press("ArrowDown")
    first = focused(page)
    assert "?chosen=a" in first
    page.keyboard.press("j")
    assert focused(page) != first
    page.keyboard.press("k")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "seek"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#card .card")
    assert page.url.endswith(first)
    page.go_back()
    page.wait_for_selector("#hits mark")
    assert page.url.endswith("/search?words=barrier") and page.input_value("#seek") == "barrier"


def test_a_facet_by_keyboard_keeps_the_words_and_the_focus(visit: Visit) -> None:
    page = visit.go("/search?words=the")
    if page.locator(".narrow-only").is_visible():
        page.locator("#narrowing").focus()
        page.keyboard.press("Space")
    page.locator("#f-disputed-").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?words=the&disputed=1")
    page.wait_for_selector("#f-disputed-[aria-current]")
    expect(page.locator("#f-disputed-")).to_be_focused()
    assert page.locator("#f-disputed-").is_visible(), "the filters stay open"
    page.keyboard.press("/")
    page.keyboard.type("dam", delay=15)
    page.wait_for_url(re.compile("words=dam"))
    assert "disputed=1" in page.url, "filters stay while words are typed"
    page.go_back()
    page.wait_for_url("**/search?words=the")
    page.wait_for_selector("#hits")


def test_more_is_fetched_and_comes_next(visit: Visit) -> None:
    page = visit.go("/search")
    before = page.locator("#hits a.hit").count()
    page.locator("#more").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#hits a.hit").nth(before)).to_be_focused()


def test_from_any_page_to_a_search(visit: Visit) -> None:
    page = visit.go("/")
    page.keyboard.press("/")
    page.keyboard.type("barrier")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?words=barrier")


def test_two_are_joined_and_parted_by_keyboard(visit: Visit) -> None:
    page = visit.go("/people/ottoline-marchant")
    page.get_by_role("button", name="Ysolde Anne Marchant is the same").press("Enter")
    page.wait_for_selector(".decided")
    assert "are one now" in page.inner_text(".decided")
    page.locator(".decided button").press("Enter")
    page.wait_for_selector(".undone")
    assert page.locator(".decided").count() == 0


def test_without_scripts(browser: Browser, served: Served) -> None:
    visit = Visit(browser, served, scripts=False)
    page = visit.go("/search?publisher=Corvid+Press")
    page.fill("#seek", "barrier")
    page.press("#seek", "Enter")
    page.wait_for_url("**/search?*words=barrier*")
    assert "publisher=Corvid" in page.url
    assert page.locator("#hits mark").count() > 0
    page.locator("#chip-1").click()
    assert "publisher" not in page.url
    visit.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_to_a_first_record_by_keyboard(browser: Browser, tmp_path: Path, width: int) -> None:
    with Library(tmp_path / "none.onrecord", Settings()) as library:
        room = Room(library=library, settings=Settings(), person="ada")
        with running(room) as address:
            visit = Visit(browser, Served(room, address), width=width)
            page = visit.go("/")
            page.get_by_role("button", name="Try it with an example report").press("Enter")
            page.wait_for_url("**/reports/*", timeout=60_000)
            assert page.locator("#margin li").count() > 5
            visit.close()


def test_hostile_words_run_nothing(visit: Visit) -> None:
    page = visit.go("/search")
    for words in ('<img src=x onerror="alert(1)">', '"><script>alert(1)</script>', "' onfocus=alert(1) autofocus='"):
        page.fill("#seek", words)
        page.wait_for_url(_asks(words))
        expect(page.locator("#found")).not_to_have_class(re.compile("htmx-request"))
    assert page.locator("#found img, #found script").count() == 0
