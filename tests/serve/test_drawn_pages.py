"""The pages across reports in a browser: wide and narrow, by keyboard, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.serve.conftest import Served, Visit

WORDS = "We+will+not+move+a+single+post"
MONTH = "/timeline?first=2019-09&last=2019-09"
PAGES = (f"/quote?words={WORDS}", "/claim?words=guards+had+fired+first", "/claim?words=40+shots", "/reports/15/copies",
         "/stories/19", "/story?words=border", MONTH, "/timeline", "/quote", "/claim?words=zyzzyva")  # fmt: skip


@pytest.fixture
def unscripted(browser: Browser, served: Served) -> Iterator[Visit]:
    opened = Visit(browser, served, scripts=False)
    yield opened
    opened.close()


def fits(page: Page) -> bool:
    """Whether nothing stands over the window's right edge."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_every_page_fits(visit: Visit) -> None:
    for path in PAGES:
        assert fits(visit.go(path)), path


def test_a_mark_leads_to_its_wording_by_keys(visit: Visit) -> None:
    page = visit.go(f"/quote?words={WORDS}")
    mark = page.locator(".chart a[href='#w3']").first
    mark.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#w3")
    assert page.locator("#w3 ins").first.is_visible()
    page.locator(".chart summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".chart table tbody tr").count() == page.locator(".chart li a").count()


def test_a_wording_is_parted_and_taken_back_by_keys(visit: Visit) -> None:
    page = visit.go(f"/quote?words={WORDS}")
    page.locator("#w3 summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#decided").is_visible()
    page.locator(".decided button").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#decided").count() == 0


def test_the_timeline_is_walked_by_keys(visit: Visit) -> None:
    page = visit.go("/timeline?first=2019&last=2019")
    page.locator(".days a[aria-label^='September 2019']").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "first=2019-09&last=2019-09" in page.url
    page.locator("figure.days").focus()
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    assert "first=2019-10&last=2019-10" in page.url
    page.locator("figure.days").focus()
    with page.expect_navigation():
        page.keyboard.press("-")
    assert re.search(r"first=2019&last=2019$", page.url)


def test_other_claims_come_into_the_page(visit: Visit) -> None:
    page = visit.go("/claim?words=drivers")
    page.get_by_role("link", name="Look for them").press("Enter")
    page.wait_for_selector("#more .rows a.title")
    assert "others" not in page.url


def box(page: Page) -> list[float]:
    return [float(one) for one in str(page.locator("svg.world").get_attribute("viewBox")).split()]


def test_the_map_is_moved_by_keys_and_buttons(visit: Visit) -> None:
    page = visit.go(MONTH)
    home = box(page)
    page.locator(".map .frame").focus()
    for _ in range(3):
        page.keyboard.press("+")
    close = box(page)
    assert close[2] < home[2] / 3
    assert abs(close[0] + close[2] / 2 - home[0] - home[2] / 2) < 1
    assert "fine" in str(page.locator("use.land").get_attribute("href"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    moved = box(page)
    assert moved[0] > close[0] and moved[1] < close[1] and moved[2] == close[2]
    page.get_by_label("Farther").press("Enter")
    assert box(page)[2] > moved[2]
    for _ in range(12):
        page.keyboard.press("-")
    assert box(page)[:3] == [0, 0, 1000]
    page.keyboard.press("0")
    assert box(page) == pytest.approx(home, abs=0.01)
    assert "map=" not in page.url


def test_the_land_is_drawn(visit: Visit) -> None:
    page = visit.go(MONTH)
    page.wait_for_load_state("networkidle")
    drawn = page.evaluate("document.querySelector('use.land').getBBox().width")
    assert 900 < drawn <= 1001
    page.locator("svg.world a[aria-label^=Geneva]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "place=Geneva" in page.url and "first=2019-09" in page.url


def test_the_map_works_without_scripts(unscripted: Visit) -> None:
    page = unscripted.go(MONTH)
    home = box(page)
    page.get_by_label("Closer").click()
    assert "map=" in page.url and box(page)[2] == pytest.approx(home[2] / 1.6, rel=0.01)
    page.get_by_label("All places").click()
    assert box(page) == home
