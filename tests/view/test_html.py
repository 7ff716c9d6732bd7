from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from onrecord.reader import Reader
from onrecord.record import Report
from onrecord.view.html import html_page
from onrecord.view.marked import Marked, marks_of
from tests.conftest import EXAMPLES

HOSTILE = (
    "<script>alert(1)</script> & <img src=x onerror=alert(2)>\n\n"
    'The mayor "of <b>Strand</b>" said that \'x\' onmouseover="alert(3)" was a lie, and \u202egnorw\u202c too.\n\n'
    "“</p></article><script src=https://evil.example/x.js>” Ada Lund said. See javascript:alert(4) "
    "and https://evil.example/?a=1&b=2."
)


class Page(HTMLParser):
    """Tags with attributes, ids, links, and the text of the article."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._inside = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside += tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text.append(data)


@pytest.fixture(params=[*sorted(path.name for path in EXAMPLES.glob("*.txt")), "hostile", "short"])
def report(reader: Reader, request: pytest.FixtureRequest) -> Report:
    invented = {"hostile": HOSTILE, "short": "No."}
    if request.param in invented:
        return reader.read(text=invented[request.param])
    return reader.read(EXAMPLES / request.param)


def test_the_text_is_all_there(report: Report) -> None:
    page = Page(html_page([report]))
    plain = re.sub(r"\s+|[\u202a-\u202e\ufffd\ufeff]", "", "".join(page.text))
    assert plain == re.sub(r"\s+|[\u202a-\u202e\ufeff]", "", report.text)


def test_links_lead_somewhere_in_the_page(report: Report) -> None:
    page = Page(html_page([report, report]))
    ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.tags:
        assert tag not in ("img", "iframe", "link", "object", "embed", "form", "base")
        assert not any(name.startswith("on") or name == "src" for name in attributes)
        if tag == "a":
            href = attributes["href"]
            assert href and href.startswith("#") and href[1:] in ids
    assert sum(tag == "script" for tag, _ in page.tags) == 1


def test_direction_marks_of_a_report_do_not_turn_the_page(reader: Reader) -> None:
    assert "\u202e" not in html_page([reader.read(text=HOSTILE)])


def test_every_statement_is_listed_once(reader: Reader) -> None:
    report = reader.read(EXAMPLES / "04-court-report.txt")
    page = Page(html_page([report]))
    listed = [attributes["id"] for tag, attributes in page.tags if tag == "li" and attributes.get("id")]
    assert sorted(str(one) for one in listed) == sorted(f"r1-{one.id}" for one in report.attributions)


def test_pieces_are_the_marks_and_nothing_else(reader: Reader) -> None:
    report = reader.read(EXAMPLES / "06-live-blog.txt")
    wanted = {(place, one, role) for (start, end), one, role in marks_of(report) for place in range(start, end)}
    marked = Marked(report)
    found, last = set(), 0
    for piece in marked.pieces(0, len(report.text)):
        assert piece.start == last
        last = piece.end
        found |= {(place, *mark) for mark in piece.marks for place in range(piece.start, piece.end)}
    assert last == len(report.text)
    assert found == wanted
