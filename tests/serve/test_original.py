"""The original beside its record: every passage at its very place, nothing of a stranger's page but its words."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from fastapi.testclient import TestClient
from lxml import etree, html
from PIL import Image
from sqlalchemy import select, update

from onrecord.library import Library
from onrecord.record import Report
from onrecord.serve.app import create_app
from onrecord.serve.original.printed import Printed
from onrecord.serve.room import Room
from onrecord.settings import Settings
from onrecord.store import schema
from onrecord.view.marked import marks_of
from tests.reading.html.made import ALL
from tests.reading.pdf.test_record import document
from tests.serve.conftest import ADDRESS, Served, Visit, running


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A room over invented pages of HTML and a PDF on an upright and on a turned page."""
    folder = tmp_path_factory.mktemp("pages")
    for name, source in ALL.items():
        (folder / f"{name}.html").write_text(source, encoding="utf-8")
    (folder / "bridge.pdf").write_bytes(document())
    (folder / "turned.pdf").write_bytes(document(page=b"/Rotate 90"))
    (folder / "lines.txt").write_bytes(
        "Mill shut\r\nBy Ada Lund\r\n\r\nThe mill is shut, said Ada Lund.\r\n“It burnt,” she said.\r\n".encode()
    )
    with Library(folder / "library.onrecord", Settings()) as library:
        library.add([folder], workers=1)
        yield Room(library=library, settings=Settings(), person="ada")


@pytest.fixture(scope="module")
def asking(pages: Room) -> Iterator[TestClient]:
    with TestClient(create_app(pages), base_url=ADDRESS, follow_redirects=False) as opened:
        yield opened


def of_kind(room: Room, kind: str) -> list[tuple[int, Report]]:
    found = ((one.number, room.library.report(one.number)) for one in room.library.list_reports(limit=99).reports)
    return [(number, record) for number, record in found if record.origin.media_type == kind]


def without_blanks(words: str) -> str:
    return "".join(words.split())


def test_every_passage_is_marked_in_the_page(pages: Room, asking: TestClient) -> None:
    checked = 0
    for number, record in of_kind(pages, "text/html"):
        answer = asking.get(f"/reports/{number}/original/frame")
        assert answer.status_code == 200
        tree = html.fromstring(answer.text)
        marks = [(set(str(mark.get("data-id")).split()), str(mark.text_content())) for mark in tree.iter("mark")]
        for one in record.attributions:
            spans = [span for span, identity, _ in marks_of(record) if identity == one.id]
            covered = sorted({place for start, end in spans for place in range(start, end)})
            wanted = without_blanks("".join(record.text[place] for place in covered))
            assert without_blanks("".join(words for ids, words in marks if one.id in ids)) == wanted, (number, one.id)
            assert tree.get_element_by_id(one.id) is not None
            checked += 1
        for hidden in tree.xpath("//*[@hidden]"):
            hidden.drop_tree()
        shown = without_blanks(str(tree.find(".//body").text_content()))
        for block in record.blocks:
            for start, end in block.spans:
                assert without_blanks(record.text[start:end]) in shown
    assert checked > 20


def test_nothing_of_the_page_but_its_words(pages: Room, asking: TestClient) -> None:
    for number, _ in of_kind(pages, "text/html"):
        answer = asking.get(f"/reports/{number}/original/frame?chosen=a1")
        policy = answer.headers["content-security-policy"].split("; ")
        assert policy[:3] == ["sandbox", "default-src 'none'", "style-src 'self'"]
        tree = html.fromstring(answer.text)
        for element in tree.iter(etree.Element):
            assert element.tag not in ("script", "style", "iframe", "img", "form", "input", "object", "base")
            assert not {"href", "src", "style", "action", "srcdoc"} & set(element.attrib) or element.tag == "link"
            assert not any(name.startswith("on") for name in element.attrib)


def test_what_is_chosen_is_lit_up(pages: Room, asking: TestClient) -> None:
    number, record = next(pair for pair in of_kind(pages, "text/html") if pair[1].attributions)
    tree = html.fromstring(asking.get(f"/reports/{number}/original/frame?chosen=a1").text)
    chosen = [mark for mark in tree.iter("mark") if "chosen" in mark.get("class")]
    assert chosen and all("a1" in mark.get("data-id").split() for mark in chosen)
    beside = html.fromstring(asking.get(f"/reports/{number}/original?chosen=a1").text)
    (framed,) = beside.iter("iframe")
    assert framed.get("sandbox") == "" and framed.get("src") == f"/reports/{number}/original/frame?chosen=a1#a1"
    assert beside.get_element_by_id("text").find_class("chosen")
    assert without_blanks(record.attributions[0].content.text) in without_blanks(beside.text_content())


def test_boxes_lie_over_their_words(pages: Room, asking: TestClient) -> None:
    kept = of_kind(pages, "application/pdf")
    assert len(kept) == 2
    for number, record in kept:
        printed = Printed(record)
        said = record.attributions[0]
        page = printed.page_of(said.id)
        answer = asking.get(f"/reports/{number}/pages/{page}.png")
        assert answer.status_code == 200 and answer.headers["content-type"] == "image/png"
        width, height = printed.sizes[page - 1]
        picture = Image.open(io.BytesIO(answer.content)).convert("L")
        assert abs(picture.width / picture.height - width / height) < 0.01
        assert abs(picture.width - 1.5 * width) <= 2
        boxes = [box for box in printed.boxes(page, said.id) if box.name == "chosen"]
        assert boxes
        for box in boxes:
            # There is ink in the box.
            left, top, right, bottom = (
                int(1.5 * side) for side in (box.left, box.top, box.left + box.width, box.top + box.height)
            )
            darkest, _ = picture.crop((left, top, right, bottom)).getextrema()
            assert isinstance(darkest, int | float) and darkest < 100
        shown = asking.get(f"/reports/{number}/original?chosen={said.id}").text
        assert f"/reports/{number}/pages/{page}.png" in shown and 'class="chosen"' in shown
    # Of the upright one also by the words that PDFium finds there.
    number, record = next(pair for pair in kept if Printed(pair[1]).sizes[0][0] < Printed(pair[1]).sizes[0][1])
    opened = pypdfium2.PdfDocument(document())
    for said in record.attributions:
        for page, (_, tall) in enumerate(Printed(record).sizes, 1):
            text = opened[page - 1].get_textpage()
            for box in Printed(record).boxes(page, said.id):
                if box.name == "chosen":
                    low = tall - box.top - box.height
                    words = text.get_text_bounded(box.left - 1, low - 1, box.left + box.width + 1, low + box.height + 1)
                    whole = without_blanks(record.text)
                    assert without_blanks(words) in whole and words.strip(), (said.id, words)


def test_a_page_that_is_not_there(pages: Room, asking: TestClient) -> None:
    number = of_kind(pages, "application/pdf")[0][0]
    assert asking.get(f"/reports/{number}/pages/99.png").status_code == 404
    assert asking.get(f"/reports/{number}/pages/0.png").status_code == 404
    assert asking.get(f"/reports/{number}/pages/x.png").status_code == 400
    assert asking.get(f"/reports/{number}/original/frame").status_code == 404
    assert asking.get(f"/reports/{number}/original?chosen=a999").status_code == 404
    assert asking.get(f"/reports/{number}/original?page=99").status_code == 200


def test_lines_of_a_text(pages: Room, asking: TestClient) -> None:
    ((number, record),) = of_kind(pages, "text/plain")
    tree = html.fromstring(asking.get(f"/reports/{number}/original?chosen=a1").text)
    rows = tree.find_class("lines")[0].findall("li")
    assert [row.text_content() for row in rows] == record.text.split("\r\n")
    assert tree.find_class("lines")[0].find_class("chosen")


def test_what_is_there_already_is_not_sent_again(pages: Room, asking: TestClient) -> None:
    html_number, pdf_number = of_kind(pages, "text/html")[0][0], of_kind(pages, "application/pdf")[0][0]
    for address in (f"/reports/{html_number}/original/frame", f"/reports/{pdf_number}/pages/1.png"):
        tag = asking.get(address).headers["etag"]
        again = asking.get(address, headers={"If-None-Match": tag})
        assert again.status_code == 304 and not again.content and again.headers["etag"] == tag


def test_without_captures(tmp_path: Path) -> None:
    page = tmp_path / "wire.html"
    page.write_text(next(iter(ALL.values())), encoding="utf-8")
    settings = Settings(keep_captures=False)
    with Library(tmp_path / "library.onrecord", settings) as library:
        library.add([page], workers=1)
        with TestClient(create_app(Room(library=library, settings=settings, person="ada")), base_url=ADDRESS) as opened:
            number = library.list_reports().reports[0].number
            assert "does not keep" in opened.get(f"/reports/{number}/original").text
            assert opened.get(f"/reports/{number}/original/frame").status_code == 404


HOSTILE = {
    "deep": b"<html><body>" + b"<div>" * 3000 + b"words" + b"</div>" * 3000,
    "one element of 20 MB": b"<html><body><p>" + b"word " * 4_000_000 + b"</p></body></html>",
    "many tags": b"<html><body>" + b"<b><i>x" * 40_000,
    "one element of 100,000 attributes": b"<html><body " + b"".join(b"a%d=1 " % one for one in range(100_000)) + b">x",
    "half open": b"<html><body><table><tr><td>" * 9_000,
    "no page": b"\x00\x01\x02" * 1000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages(pages: Room, name: str) -> None:
    """Whatever lies in the library, the answer comes soon, and is a page."""
    number, record = of_kind(pages, "text/html")[0]
    table = schema.capture
    with pages.library.reading() as connection:
        kept = connection.scalar(select(table.c.data).where(table.c.hash == record.id))
    # Another room, that keeps nothing of what was shown before.
    room = Room(library=pages.library, settings=Settings(), person="ada")
    asking = TestClient(create_app(room), base_url=ADDRESS)
    try:
        with pages.library.writing() as connection:
            query = update(table).where(table.c.hash == record.id)
            connection.execute(query, {"data": zlib.compress(HOSTILE[name])})
        began = time.monotonic()
        answer = asking.get(f"/reports/{number}/original/frame?chosen=a1")
        assert answer.status_code == 200 and time.monotonic() - began < 25
        assert "cannot be shown" in answer.text
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    finally:
        room.originals.close()
        with pages.library.writing() as connection:
            connection.execute(update(table).where(table.c.hash == record.id), {"data": kept})


def test_both_sides_lead_to_each_other(browser: object, pages: Room) -> None:
    with running(pages) as address:
        for width in (1280, 390):
            visit = Visit(browser, Served(pages, address), width=width)  # type: ignore[arg-type]
            number = next(number for number, record in of_kind(pages, "text/html") if len(record.attributions) > 2)
            page = visit.go(f"/reports/{number}/original?chosen=a1")
            frame = page.frame_locator("#original iframe")
            frame.locator("mark.chosen").first.wait_for()
            assert page.evaluate("document.querySelector('#original iframe').contentDocument") is None
            page.locator("#text a.m.content").last.press("Enter")
            page.wait_for_function("() => !document.querySelector('#original iframe').src.endsWith('#a1')")
            last = page.locator("#card .card").get_attribute("data-chosen")
            page.wait_for_selector("#card .card")
            frame.locator("mark.chosen").first.wait_for()
            assert frame.locator("mark.chosen").first.is_visible() and last
            printed = of_kind(pages, "application/pdf")[0][0]
            page = visit.go(f"/reports/{printed}/original")
            page.locator("#text a.m.content").last.press("Enter")
            page.wait_for_selector("#original rect.chosen", state="attached")
            page.wait_for_function("() => document.querySelector('.sheet img').naturalWidth > 500")
            visit.close()
