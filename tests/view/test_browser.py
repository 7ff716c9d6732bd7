"""The HTML page in a real browser: Debian's chromium, or the one that CHROMIUM names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page

from onrecord.reader import Reader
from onrecord.view.html import html_page
from tests.conftest import EXAMPLES
from tests.view.made import made
from tests.view.test_html import HOSTILE


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


def test_an_event_lights_up_with_its_day_and_place(browser: Browser, reader: Reader, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path, html_page([made(reader)])))
    page = opened.page
    page.hover("#r1-v2 .head")
    lit = page.eval_on_selector_all("article .on", "all => all.map(one => one.textContent)")
    for words in ("fired on", "25 February", "Skelling Point", "two fishermen", "a third"):
        assert words in lit
    page.mouse.move(0, 0)
    page.focus("#r1-v2-text")
    assert page.locator("#r1-v2.on").count() == 1
    # A day lights its own entry, not all that happened on it.
    page.focus("#r1-t2-text")
    assert page.locator("#r1-t2.on").count() == 1 and page.locator("#r1-v2.on").count() == 0
    assert len(opened.asked) == 1 and not opened.complaints


def test_each_part_can_be_shown_and_hidden_by_keyboard(browser: Browser, reader: Reader, tmp_path: Path) -> None:
    """Without scripts too."""
    path = written(tmp_path, html_page([made(reader)]))
    for scripts in (True, False):
        page = Opened(browser, path, scripts=scripts).page
        for part in ("statements", "events", "times", "places"):
            assert page.locator(f"#r1-{part}").is_visible()
            page.focus(f"#show-{part}")
            page.keyboard.press("Space")
            assert not page.locator(f"#r1-{part}").is_visible()
        words = page.locator("article a.m, article span.m").all()
        assert words
        for one in words:
            style = one.evaluate(
                "one => { const s = getComputedStyle(one); return [s.borderTopWidth, s.backgroundImage,"
                " s.backgroundColor, s.textDecorationLine, s.fontStyle].join() }"
            )
            assert style == "0px,none,rgba(0, 0, 0, 0),none,normal", one.text_content()


def test_words_lead_to_what_is_shown(browser: Browser, reader: Reader, tmp_path: Path) -> None:
    page = Opened(browser, written(tmp_path, html_page([made(reader)]))).page
    page.click("article a.what:text-is('ordered')")
    assert page.url.endswith("#r1-v1")
    page.uncheck("#show-events")
    page.click("article a.what:text-is('ordered')")
    assert page.url.endswith("#r1-a1")


def test_events_times_and_places_differ_without_colour(browser: Browser, reader: Reader, tmp_path: Path) -> None:
    page = Opened(browser, written(tmp_path, html_page([made(reader)]))).page
    look = """() => ["what", "when", "where"].map(role => {
        const style = getComputedStyle(document.querySelector("article ." + role + ":not(.source, .cue, .content)"));
        return [style.borderTopStyle, style.borderTopWidth,
                style.backgroundImage.replace(/rgba?\\([^)]*\\)/g, "ink")].join();
    })"""
    assert len(set(page.evaluate(look))) == 3
    page.emulate_media(media="print")
    assert len(set(page.evaluate(look))) == 3


def test_a_page_without_events_offers_no_such_choice(browser: Browser, reader: Reader, tmp_path: Path) -> None:
    report = replace(made(reader), events=(), times=(), places=())
    report = replace(report, attributions=tuple(replace(one, time=None, place=None) for one in report.attributions))
    page = Opened(browser, written(tmp_path, html_page([report]))).page
    assert not page.locator(".show").is_visible()
