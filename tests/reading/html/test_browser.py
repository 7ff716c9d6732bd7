"""The source map in a real browser: the path and the offset give the very words there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.pages import in_browser
from tests.reading.html.made import ALL, page


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("name", ALL)
def test_every_piece_is_found_by_the_browser(tab: Page, name: str) -> None:
    read = page(ALL[name])
    assert read.source_map is not None
    found = in_browser(tab, read, ALL[name])
    for words, piece in zip(found, read.source_map.pieces, strict=True):
        assert words == read.text[slice(*piece.span)], piece


def test_the_words_can_be_lit_up(tab: Page) -> None:
    """From code points to the browser's UTF-16, through a range in the page itself."""
    read = page(ALL["hebrew"])
    assert read.source_map is not None
    tab.set_content(ALL["hebrew"])
    at = read.text.index("\U0001f309")
    piece = next(one for one in read.source_map.pieces if one.span[0] <= at < one.span[1])
    assert piece.offset is not None
    lit = tab.evaluate(
        """([path, offset, length]) => {
            const element = document.evaluate(path, document, null, 9, null).singleNodeValue;
            const points = Array.from(element.textContent);
            let from = points.slice(0, offset).join("").length;
            let to = points.slice(0, offset + length).join("").length;
            const range = document.createRange(), walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            let begun = false;
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                if (!begun && from < node.length) { range.setStart(node, from); begun = true; }
                if (to <= node.length) { range.setEnd(node, to); break; }
                from -= node.length; to -= node.length;
            }
            return range.toString();
        }""",
        [piece.path, piece.offset + at - piece.span[0], 10],
    )
    assert lit == read.text[at : at + 10]
