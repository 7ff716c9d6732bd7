"""News pages beside what a person's parser took from them: body, date, title, authors, places in the source.

    python -m benchmarks.pages [--data DATA] [--browser]

125 pages from 29 countries (the fundus fixtures, ``data/pages``).  Body F1: the words of the body as
a bag against those of the marked summary, headings and paragraphs, averaged over pages; the body is
what the record calls paragraph, subheading, list and note.  trafilatura's own extraction (its
default, comments left off) is scored in the same run.  The weights that choose the body were learnt
from these pages: ``python -m training.pages`` says how they fare on publishers not learnt from.
Source map: every block's text is found at its path and offset in lxml's tree of the page; with
--browser in Chromium's as well.  Milliseconds are of processor time, reading the story not counted.
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.common import check_floors, data_folder
from benchmarks.page_data import MarkedPage, body_f1, marked_pages
from onrecord.reading.given import Given
from onrecord.reading.html.charset import decode_page
from onrecord.reading.html.page import read_html
from onrecord.reading.page import STORY_KINDS, Page
from onrecord.record import Block, SourcePiece

BODY = ("paragraph", "subheading", "list", "note")

# What stands at each piece's path and offset in the browser's own tree; offsets there are UTF-16, ours code points.
IN_BROWSER = """([source, pieces]) => {
    const page = new DOMParser().parseFromString(source, "text/html"), texts = new Map();
    return pieces.map(([path, offset, length]) => {
        if (!texts.has(path)) {
            const found = page.evaluate(path, page, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;
            texts.set(path, found ? Array.from(found.textContent) : []);
        }
        return texts.get(path).slice(offset, offset + length).join("");
    });
}"""


def body_of(page: Page) -> str:
    """The words of the body blocks."""
    return " ".join(page.text[start:end] for block in page.blocks if block.kind in BODY for start, end in block.spans)


def pieces_of(page: Page) -> Sequence[SourcePiece]:
    """The pieces of the page's source map."""
    assert page.source_map is not None
    return page.source_map.pieces


def in_lxml(page: Page, source: str) -> list[str]:
    """What stands at each piece's path and offset in a fresh tree of the page."""
    root = etree.fromstring(source.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    texts: dict[str, str] = {}
    found = []
    for piece in pieces_of(page):
        assert piece.path is not None and piece.offset is not None
        if piece.path not in texts:
            (element,) = root.xpath(piece.path)
            texts[piece.path] = element.xpath("string()")
        found.append(texts[piece.path][piece.offset : piece.offset + piece.span[1] - piece.span[0]])
    return found


def in_browser(tab: Any, page: Page, source: str) -> list[str]:
    """The same in Chromium's tree."""
    asked = [[piece.path, piece.offset, piece.span[1] - piece.span[0]] for piece in pieces_of(page)]
    found: list[str] = tab.evaluate(IN_BROWSER, [source, asked])
    return found


def held(page: Page, found: Sequence[str]) -> list[tuple[Block, bool]]:
    """Each block, and whether all its pieces were found where they should be."""
    right = [words == page.text[slice(*piece.span)] for words, piece in zip(found, pieces_of(page), strict=True)]
    covered = [False] * len(page.text)
    for good, piece in zip(right, pieces_of(page), strict=True):
        if good:
            covered[slice(*piece.span)] = [True] * (piece.span[1] - piece.span[0])
    # The line end that a <br> makes is a character of no text node.
    return [
        (
            block,
            all(
                covered[place] or page.text[place] == "\n" for start, end in block.spans for place in range(start, end)
            ),
        )
        for block in page.blocks
    ]


def same_words(one: str | None, other: str | None) -> bool:
    """Equal but for blanks."""
    return " ".join((one or "").split()) == " ".join((other or "").split())


def measure(marked: Sequence[MarkedPage], tab: Any) -> dict[str, float]:
    """The figures, in percent."""
    import trafilatura

    scores: dict[str, list[float]] = {}
    for one in marked:
        began = time.process_time()
        page = read_html(one.data, Given())
        scores.setdefault("milliseconds_a_page", []).append(1000 * (time.process_time() - began))
        began = time.process_time()
        peer = trafilatura.extract(one.data, include_comments=False) or ""
        scores.setdefault("trafilatura_milliseconds", []).append(1000 * (time.process_time() - began))
        expected = " ".join(one.body)
        for name, words in (("body_f1", body_of(page)), ("trafilatura_f1", peer)):
            score = 100 * body_f1(words, expected)
            scores.setdefault(f"{name}_all", []).append(score)
            if one.english:
                scores.setdefault(f"{name}_english", []).append(score)
        day = one.published.isoformat() if one.published else None
        scores.setdefault("date", []).append(100 * (page.published.date == day))
        scores.setdefault("title", []).append(
            100 * same_words(page.headline.text if page.headline else None, one.title)
        )
        names = tuple(author.name for author in page.authors)
        scores.setdefault("authors", []).append(100 * (sorted(names) == sorted(one.authors)))
        source = decode_page(one.data).text
        lxml_holds = [good for _, good in held(page, in_lxml(page, source))]
        scores.setdefault("source_map_pages", []).append(100 * all(lxml_holds))
        if tab:
            for block, good in held(page, in_browser(tab, page, source)):
                scores.setdefault("browser_blocks", []).append(100 * good)
                if block.kind in STORY_KINDS:
                    scores.setdefault("browser_story_blocks", []).append(100 * good)
    return {name: sum(values) / len(values) for name, values in scores.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--browser", action="store_true", help="find the blocks in Chromium too")
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if folder is None:
        print("pages: skipped, ONRECORD_DATA is not set")
        return 0
    marked = list(marked_pages(folder / "data" / "pages"))
    print(f"pages: {len(marked)}, {sum(one.english for one in marked)} of them in English")
    read_html(marked[0].data, Given())
    if arguments.browser:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            figures = measure(marked, browser.new_page())
            browser.close()
    else:
        figures = measure(marked, None)
    figures["over_trafilatura_all"] = figures["body_f1_all"] - figures["trafilatura_f1_all"]
    figures["over_trafilatura_english"] = figures["body_f1_english"] - figures["trafilatura_f1_english"]
    return bool(check_floors("pages", figures))


if __name__ == "__main__":
    raise SystemExit(main())
