"""From the bytes of a page to its record: statements whose words are found in the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from onrecord.reader import Reader
from onrecord.reading.given import Given
from onrecord.reading.html.page import read_html
from onrecord.record import Report, Spans
from tests.checks import check
from tests.reading.html.made import ALL, BROADCASTER, WIRE
from tests.reading.html.test_text import check_places


def in_source(report: Report, source: str, spans: Spans) -> str:
    """The words of these spans, looked up in the page's source by the source map alone."""
    root = etree.fromstring(source.encode(), etree.HTMLParser(encoding="utf-8"))
    assert report.source_map is not None
    found = []
    for start, end in spans:
        words = ""
        for piece in report.source_map.pieces:
            begin, stop = max(start, piece.span[0]), min(end, piece.span[1])
            if begin < stop:
                assert piece.path is not None and piece.offset is not None
                content = str(root.xpath(piece.path)[0].xpath("string()"))
                at = piece.offset + begin - piece.span[0]
                words += content[at : at + stop - begin]
        found.append(words)
    return " ".join(found)


@pytest.mark.parametrize("name", ALL)
def test_the_record_keeps_its_promises(reader: Reader, name: str) -> None:
    report = reader.read(ALL[name].encode())
    check(report, report.text)
    assert report.origin.media_type == "text/html" and report.origin.reader == "html/1"


def test_statements_of_a_page_map_to_its_source(reader: Reader) -> None:
    report = reader.read(WIRE.encode())
    names = {entity.id: entity.name for entity in report.entities}
    told = {names.get(one.speaker or ""): one for one in report.attributions if one.speaker}
    fenwick = told["Ada Fenwick"]
    assert fenwick.content.text.startswith("“We will not start again until the pipes have been tested")
    for one in report.attributions:
        for passage in (one.source, one.cue, one.content):
            if passage:
                # Between two blocks stands a line end that is no character of the page.
                assert in_source(report, WIRE, passage.spans) == passage.text.replace("\n", "")
    # Nothing of navigation, related links or notices is read for statements.
    outside = [
        span for block in report.blocks if block.kind in ("furniture", "related", "notice") for span in block.spans
    ]
    for one in report.attributions:
        for start, end in one.content.spans:
            assert all(stop <= start or end <= begin for begin, stop in outside)
    assert report.origin.uri == "https://www.northgatewire.example/2031/05/07/harbour-dredging-halted-kelm"


def test_a_post_is_quoted_as_one(reader: Reader) -> None:
    report = reader.read(BROADCASTER.encode())
    names = {entity.id: entity.name for entity in report.entities}
    (post,) = [one for one in report.attributions if one.content.text.startswith("The toll is dead")]
    assert names.get(post.speaker or "", "").endswith("Tarn")


def test_a_file_and_its_bytes_give_one_record(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(WIRE, encoding="utf-8")
    by_path, by_bytes = reader.read(path), reader.read(WIRE.encode())
    assert by_path == by_bytes


def test_marked_pages(data: Path) -> None:
    """Pages as crawled: every block of every one is found again."""
    from benchmarks.page_data import marked_pages
    from benchmarks.pages import held, in_lxml
    from onrecord.reading.html.charset import decode_page

    folder = data / "data" / "pages"
    if not folder.is_dir():
        pytest.skip("ONRECORD_DATA is not set: checks against the corpora are left out")
    for number, marked in enumerate(marked_pages(folder)):
        page = read_html(marked.data, Given())
        source = decode_page(marked.data).text
        assert all(good for _, good in held(page, in_lxml(page, source))), marked.name
        if number % 25 == 0:
            check_places(source, page)
