"""Make the README's pictures anew: ``python docs/picture.py`` (needs chromium, and what ``onrecord[serve]`` needs).

The reading view of one report, then pages of the reading room over a library of the examples.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

import onrecord
from onrecord.library import Library
from onrecord.serve.app import create_app
from onrecord.serve.room import Room
from onrecord.serve.run import address_of, listening
from onrecord.view.html import html_page

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
REPORT = EXAMPLES / "10-agency-through-agency.txt"
STORY = "Orvany, Tesmar open talks on border shooting"


def main() -> None:
    """Take all pictures."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        raise SystemExit("no chromium found; install it, or name it in CHROMIUM")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        reading_view(browser, Path(folder))
        reading_room(browser, Path(folder))
        browser.close()


def reading_view(browser: Browser, folder: Path) -> None:
    """The page that ``onrecord read --format html`` writes, with one of its statements pointed at."""
    report = onrecord.read(REPORT)
    shown = next(one for one in report.attributions if one.via and one.cue)
    page_file = folder / "page.html"
    page_file.write_text(html_page([report], [f"examples/{REPORT.name}"]), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1180, "height": 820}, color_scheme="light")
    page.goto(page_file.as_uri())
    page.hover(f"#r1-{shown.id}")
    take(page, "reading-view")


def reading_room(browser: Browser, folder: Path) -> None:
    """A report, a claim, a quotation and a timeline in the reading room."""
    with Library(folder / "examples.onrecord") as library:
        library.add([EXAMPLES], workers=1, include=["*.txt"])
        number = next(one.number for one in library.list_reports().reports if one.title == STORY)
        denial = next(one.id for one in library.report(number).attributions if one.act == "denies")
        with served(library) as address:
            page = browser.new_page(viewport={"width": 1180, "height": 860}, color_scheme="light")
            for name, path in (
                ("room-report", f"/reports/{number}?chosen={denial}"),
                ("room-claim", "/claim?words=guards+had+fired+first"),
                ("room-quotation", "/quote?words=We+will+not+move+a+single+post"),
                ("room-timeline", "/timeline?first=2019-09&last=2019-09"),
            ):
                page.goto(address + path)
                page.wait_for_load_state("networkidle")
                take(page, name)


def take(page: Page, name: str) -> None:
    """The picture of a page as it stands."""
    page.evaluate("document.fonts.ready")
    page.screenshot(path=str(HERE / f"{name}.png"))


@contextmanager
def served(library: Library) -> Iterator[str]:
    """The reading room over a library, for as long as the block lasts; gives its address, without the last slash."""
    socket = listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(Room(library=library, person="ada")), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield address_of(socket, "127.0.0.1").rstrip("/")
    server.should_exit = True
    thread.join(10)


if __name__ == "__main__":
    main()
