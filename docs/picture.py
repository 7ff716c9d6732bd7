"""Make the README's picture of the reading view anew: ``python docs/picture.py`` (needs chromium)."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import onrecord
from onrecord.view.html import html_page

HERE = Path(__file__).resolve().parent
REPORT = HERE.parent / "examples" / "10-agency-through-agency.txt"


def main() -> None:
    """Open the page of an example report, point at one of its statements, and take the picture."""
    report = onrecord.read(REPORT)
    shown = next(one for one in report.attributions if one.via and one.cue)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        raise SystemExit("no chromium found; install it, or name it in CHROMIUM")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "page.html"
        page_file.write_text(html_page([report], [f"examples/{REPORT.name}"]), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1180, "height": 820}, color_scheme="light")
        page.goto(page_file.as_uri())
        page.hover(f"#r1-{shown.id}")
        page.screenshot(path=str(HERE / "reading-view.png"))
        browser.close()


if __name__ == "__main__":
    main()
