"""Invented reports printed by a real browser and by a layout library, in one column and in two."""

from __future__ import annotations

import html
from io import BytesIO

import pytest

from benchmarks.pdf import blocks_of, furniture_inside, missing
from benchmarks.printing import SINGLE, TWO, Article, chromium, page_of, printed
from onrecord.reader import Reader
from onrecord.reading.given import Given
from onrecord.reading.page import Page
from onrecord.reading.pdf.page import read_pdf
from tests.checks import check

_OPENINGS = [
    "The ferry between {a} and {b} will not sail again before the ice has gone, its owners said on Monday.",
    "“We asked for a second boat in the spring and were told to be patient,” said {c}, who runs the post office at {b}.",
    "An inspector found that the hull had been patched with iron from the old mill-wheel, and wrote so in his report.",
    "The county of {a} denied that it had known, and its spokesman called the story “a winter’s tale for long evenings”.",
    "Nobody was hurt.",
    "Of the forty-one people on board, thirty-three were on their way to the market; the others, most of them pupils, "
    "were going home for the holidays, and one, a vet, had been called to a sick horse—or so he was told.",
]
_CLOSINGS = [
    "It was the third such accident in as many years, and the second under the present management of the line.",
    "The owners, a family that has kept the crossing since the self-governing council was founded, said they would pay.",
    "",
    "Mr. {c} disagrees: he has kept a diary of every delay, which by his own reckoning comes to nine weeks and a day.",
    "What follows is a matter for the administration, its well-known slowness notwithstanding, an official admitted.",
]


def article(a: str, b: str, c: str, count: int) -> Article:
    """Paragraphs of one to four sentences, no two alike."""
    paragraphs = []
    for number in range(count):
        parts = [_OPENINGS[number % 6], _CLOSINGS[number % 5], _OPENINGS[(number * 5 + 3) % 6][: 400 * (number % 3)]]
        words = " ".join(part for part in parts if part).format(a=a, b=b, c=c)
        paragraphs.append((True, f"{words} That was on day {number + 1}."))
        if number % 9 == 8:
            paragraphs.append((False, f"What {b} did on day {number + 2}"))
    return Article(title=f"No ferry from {a} to {b} before the ice has gone", byline=f"By {c}", parts=tuple(paragraphs))


ARTICLES = [article("Hallen", "Osk", "Ilse Harken", 40), article("Vorland", "Mire Point", "Tom Avery", 32)]


@pytest.fixture(scope="module")
def single() -> list[bytes]:
    if not chromium():
        pytest.skip("no chromium here: nothing is printed")
    return printed([page_of(one, SINGLE) for one in ARTICLES], browser_lines=True)


@pytest.fixture(scope="module")
def two() -> list[bytes]:
    if not chromium():
        pytest.skip("no chromium here: nothing is printed")
    return printed([page_of(one, TWO, hyphens=True) for one in ARTICLES], browser_lines=False)


def pages_of(page: Page) -> int:
    assert page.source_map
    return max(piece.page or 0 for piece in page.source_map.pieces)


def share_whole(files: list[bytes]) -> float:
    total = lost = 0
    for one, data in zip(ARTICLES, files, strict=True):
        page = read_pdf(data, Given())
        assert pages_of(page) > 2
        assert page.headline and " ".join(page.headline.text.split()) == one.title
        assert furniture_inside(page, one, pages_of(page)) == 0
        total += len(one.paragraphs)
        lost += len(missing(one.paragraphs, blocks_of(page)))
    return 1 - lost / total


def test_one_column(single: list[bytes]) -> None:
    assert share_whole(single) >= 0.95


def test_two_columns(two: list[bytes]) -> None:
    assert share_whole(two) >= 0.95


def test_the_record_of_a_printed_page(single: list[bytes], two: list[bytes], reader: Reader) -> None:
    for data in (single[0], two[0]):
        report = reader.read(data)
        check(report, report.text)
        assert report.attributions
        assert [author.name for author in report.authors] == ["Ilse Harken"]
    # The browser prints the day; that is not when the report was published.
    assert reader.read(single[0]).published.date is None


@pytest.mark.parametrize(("columns", "indent", "space", "align"), [(1, 0, 6, 0), (2, 10, 0, 4), (3, 8, 0, 0)])
def test_a_layout_library(columns: int, indent: int, space: int, align: int) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    def around(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(50, 815, "The Northern Courier")
        canvas.drawCentredString(297, 25, str(document.page))

    one, out = ARTICLES[1], BytesIO()
    wide = (495 - 14 * (columns - 1)) / columns
    frames = [Frame(50 + number * (wide + 14), 50, wide, 740, 0, 0, 0, 0) for number in range(columns)]
    document = BaseDocTemplate(out, pagesize=A4, title=one.title)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=around)])
    text = ParagraphStyle(
        "text",
        fontName="Times-Roman",
        fontSize=9,
        leading=11,
        firstLineIndent=indent,
        spaceAfter=space,
        alignment=align,
    )
    title = ParagraphStyle("title", fontName="Times-Bold", fontSize=17, leading=20, spaceAfter=9)
    heading = ParagraphStyle("heading", fontName="Times-Bold", fontSize=9, leading=11, spaceBefore=8, spaceAfter=3)
    document.build(
        [Paragraph(html.escape(one.title), title), Paragraph(html.escape(one.byline), text)]
        + [Paragraph(html.escape(words, quote=False), text if is_text else heading) for is_text, words in one.parts]
    )
    page = read_pdf(out.getvalue(), Given())
    lost = missing(one.paragraphs, blocks_of(page))
    assert len(lost) <= 1, lost
    assert not any("Northern Courier" in block for block in blocks_of(page))
