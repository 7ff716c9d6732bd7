"""Signing in, accounts and the log in a browser: by keyboard, wide and narrow, and what axe-core says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.serve.access.conftest import NAMES, PASSWORD, House
from tests.serve.conftest import Served, Visit, running


@pytest.fixture(params=[(1280, True), (390, True), (1280, False)], ids=["wide", "narrow", "without scripts"])
def guest(request: pytest.FixtureRequest, browser: Browser, house: House) -> Iterator[Visit]:
    """A browser at the door."""
    width, scripts = request.param
    with running(house.room) as address:
        opened = Visit(browser, Served(house.room, address), width=width, scripts=scripts)
        yield opened
        opened.close()


def held_to(page: Page, *, scripts: bool) -> None:
    """No serious finding, and nothing that is wider than the window."""
    if not scripts:
        return
    page.wait_for_load_state()
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_signing_in_to_signing_out_by_keyboard(guest: Visit, request: pytest.FixtureRequest) -> None:
    scripts = "without" not in request.node.name
    page = guest.go("/accounts")
    assert page.url.endswith("/sign-in?next=/accounts")
    held_to(page, scripts=scripts)
    assert page.evaluate("document.activeElement.name") == "name" if scripts else True
    page.focus("[name=name]")
    page.keyboard.type(NAMES["editor"])
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{guest.served.address}/accounts")
    held_to(page, scripts=scripts)
    page.focus("#main .fields [name=name]")
    page.keyboard.type("Nia <img src=x onerror=alert(1)>")
    page.keyboard.press("Tab")
    page.keyboard.type("nine brown geese fly")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Nia <img")
    page.locator("a", has_text="Nia <img").press("Enter")
    page.wait_for_selector("h1:has-text('Nia')")
    page.fill("#main [name=name]", "nightly")
    page.press("#main [name=name]", "Enter")
    page.wait_for_selector("#secret")
    assert page.input_value("#secret").startswith("onrecord_")
    held_to(page, scripts=scripts)
    page.locator("button", has_text="Revoke").press("Enter")
    page.wait_for_selector("#secret", state="detached")
    page.goto(guest.served.address + "/accounts/audit")
    held_to(page, scripts=scripts)
    assert "revoke token" in page.inner_text("table")
    page.locator("button", has_text="Sign out").first.press("Enter")
    page.wait_for_url("**/sign-in")
    page.goto(guest.served.address + "/accounts")
    assert "/sign-in" in page.url


def test_a_part_that_nobody_may_have_any_more_leads_to_where_one_signs_in(browser: Browser, house: House) -> None:
    """A session that ends while a page is open."""
    with running(house.room) as address:
        opened = Visit(browser, Served(house.room, address))
        page = opened.go("/sign-in?next=/accounts")
        page.fill("[name=name]", NAMES["editor"])
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{address}/accounts")
        house.run("DELETE FROM session")
        page.evaluate("htmx.ajax('GET', '/reports/1/marks/a1', '#main')")
        page.wait_for_url("**/sign-in?next=/accounts")
        opened.complaints.clear()  # the browser tells of the 401
        opened.close()
