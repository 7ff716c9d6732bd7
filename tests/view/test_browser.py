"""The HTML page in a real browser: Debian's chromium, or the one that CHROMIUM names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from onrecord.reader import Reader
from onrecord.view.html import html_page
from tests.conftest import EXAMPLES
from tests.view.test_html import HOSTILE

FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no chromium here: the page is not opened in a browser")
    # Root, as in containers, has no sandbox.
    rooted = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS + rooted)
        yield opened
        opened.close()


class Opened:
    """A page from a file, with what it asked for and complained of."""

    def __init__(self, browser: Browser, path: Path, scripts: bool = True, **options: object) -> None:
        context = browser.new_context(java_script_enabled=scripts, **options)  # type: ignore[arg-type]
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(path.as_uri())


def written(folder: Path, page: str) -> Path:
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    return path


def test_a_statement_lights_up_with_its_parts(browser: Browser, reader: Reader, tmp_path: Path) -> None:
    report = reader.read(EXAMPLES / "02-broadcaster-page.txt")
    one = next(a for a in report.attributions if a.source and a.cue)
    opened = Opened(browser, written(tmp_path, html_page([report])))
    page = opened.page
    page.hover(f"#r1-{one.id}")
    lit = page.eval_on_selector_all("article .on", "all => all.map(one => one.className)")
    for role in ("source", "cue", "content"):
        assert any(f" {role} " in f" {name} " for name in lit), lit
    page.mouse.move(0, 0)
    assert page.locator("article .on").count() == 0
    # The same for who has no mouse.
    page.focus(f"#r1-{one.id}-text")
    assert page.locator(f"#r1-{one.id}.on").count() == 1
    assert len(opened.asked) == 1 and not opened.complaints


def test_the_parts_differ_without_colour(browser: Browser, reader: Reader, tmp_path: Path) -> None:
    report = reader.read(EXAMPLES / "02-broadcaster-page.txt")
    page = Opened(browser, written(tmp_path, html_page([report]))).page
    styles = page.evaluate(
        """() => ["source", "cue", "content", "carrier"].map(role => {
            const style = getComputedStyle(document.querySelector(".legend ." + role));
            return [style.fontWeight, style.fontStyle, style.textDecorationLine, style.textDecorationStyle,
                    style.borderBottomStyle, style.textTransform, style.fontVariantCaps].join();
        })"""
    )
    assert len(set(styles)) == 4, styles


def test_it_reads_without_scripts_and_on_a_telephone(browser: Browser, reader: Reader, tmp_path: Path) -> None:
    report = reader.read(EXAMPLES / "04-court-report.txt")
    opened = Opened(
        browser, written(tmp_path, html_page([report])), scripts=False, viewport={"width": 360, "height": 700}
    )
    one = report.attributions[0]
    opened.page.click(f"#r1-{one.id} a.place")
    assert opened.page.url.endswith(f"#r1-{one.id}-text")
    assert opened.page.locator(f"#r1-{one.id}").is_visible()


def test_a_hostile_report_runs_nothing(browser: Browser, reader: Reader, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path, html_page([reader.read(text=HOSTILE)])))
    opened.page.wait_for_timeout(200)
    assert len(opened.asked) == 1 and not opened.complaints
    assert opened.page.locator("img, iframe, article script").count() == 0
    assert "<script>alert(1)</script>" in opened.page.inner_text("article")


def test_nothing_is_wider_than_the_window(browser: Browser, reader: Reader, tmp_path: Path) -> None:
    text = "The mayor said that " + "x" * 3000 + " is the longest word of the report, as " + "Brisk-" * 300 + " knew."
    path = written(tmp_path, html_page([reader.read(text=text)]))
    page = Opened(browser, path, viewport={"width": 360, "height": 700}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
