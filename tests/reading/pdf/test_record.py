"""The record of a PDF file: spans, boxes, links, date, what the file says of itself."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from onrecord.reader import Reader
from onrecord.reading.given import Given
from onrecord.reading.pdf.page import read_pdf
from onrecord.record import Report, Spans
from tests.checks import check
from tests.reading.pdf.writer import at, pdf

TOP = [
    (530, "Bridge at Osk stays shut until the autumn", "F3", 16.0),
    (510, "By Hanna Ruud and Tom Avery", "F1", 10.0),
    (495, "Published 4 May 2021", "F1", 10.0),
]
FIRST = [
    "The bridge over the sound at Osk will stay shut until the autumn, the county",
    "said on Tuesday, two months after a barge struck its middle pier.",
    "",
    "“We will open it when it is safe and not a day before,” the county’s engineer,",
    "Ilse Harken, told reporters. The mayor of Osk, Per Lund, said that the town had",
]
SECOND = [
    "never been asked, and that its shops would lose a summer’s trade.",
    "",
    "Repairs began in April and cost nine million crowns.",
]


def document(**options: object) -> bytes:
    pages = []
    for number, lines in enumerate((FIRST, SECOND), 1):
        content = at(40, 565, "Osk Courier", size=7) + at(200, 25, f"Page {number} of 2", size=7)
        if number == 1:
            content += b"".join(at(40, y, words, font=font, size=size) for y, words, font, size in TOP)
        top = 90 if number == 1 else 540
        content += b"".join(at(40, top - 13 * row, line, size=10) for row, line in enumerate(lines) if line)
        pages.append(content)
    return pdf(pages, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def report(reader: Reader) -> Report:
    return reader.read(document())


def test_the_record_keeps_its_promises(report: Report) -> None:
    check(report, report.text)
    assert report.origin.reader == "pdf/1" and report.origin.media_type == "application/pdf"
    assert report.complete
    assert report.headline and report.headline.text == TOP[0][1]
    assert [author.name for author in report.authors] == ["Hanna Ruud", "Tom Avery"]
    assert report.published.date == "2021-05-04"


def words_in(data: bytes, page: int, box: tuple[float, float, float, float]) -> str:
    document = pypdfium2.PdfDocument(data)
    left, bottom, right, top = box
    text = document[page - 1].get_textpage().get_text_bounded(left - 1, bottom, right + 1, top)
    document.close()
    return str(text).strip()


def test_every_word_stands_where_the_map_says(report: Report) -> None:
    assert report.source_map and report.source_map.kind == "pdf"
    last = 0
    for piece in report.source_map.pieces:
        start, end = piece.span
        assert last <= start < end
        assert not report.text[last:start].strip(), "words outside of all pieces"
        assert piece.page in (1, 2) and piece.box
        assert words_in(document(), piece.page, piece.box) == report.text[start:end]
        last = end
    assert not report.text[last:].strip()


def pages_of(report: Report, spans: Spans) -> list[int]:
    assert report.source_map
    return sorted(
        {
            piece.page or 0
            for piece in report.source_map.pieces
            for start, end in spans
            if start < piece.span[1] and piece.span[0] < end
        }
    )


def test_a_statement_over_the_page_break(report: Report) -> None:
    said = next(one for one in report.attributions if one.source and "Lund" in one.source.text)
    assert said.cue and said.cue.text == "said"
    assert len(said.content.spans) == 2
    assert "had never been asked" in " ".join(said.content.text.split())
    assert pages_of(report, said.content.spans) == [1, 2]
    quoted = next(one for one in report.attributions if one.source and "Harken" in one.source.text)
    assert pages_of(report, quoted.content.spans) == [1]


def test_when_the_file_was_made_is_not_when_it_was_published() -> None:
    info = b"/Title (Bridge at Osk stays shut until the autumn - Osk Courier) /Author (Hanna Ruud) /CreationDate (D:20230102120000Z)"
    page = read_pdf(document(info=info), Given())
    assert page.published.date == "2021-05-04"
    assert ("2023-01-02", "metadata") in [(one.date, one.evidence[0].kind) for one in page.published.rejected]
    assert page.headline and [one.kind for one in page.headline.evidence] == ["metadata"]
    assert [(one.name, bool(one.evidence)) for one in page.authors] == [("Hanna Ruud", True), ("Tom Avery", False)]
    bare = pdf([at(40, 500, "The bridge stays shut, the county said on Tuesday.")], info=info)
    page = read_pdf(bare, Given())
    assert page.published.date is None
    assert page.headline and not page.headline.spans and page.headline.text.startswith("Bridge at Osk")
    assert [(one.name, one.spans) for one in page.authors] == [("Hanna Ruud", ())]
    assert read_pdf(bare, Given(published=date(2021, 5, 4))).published.date == "2021-05-04"


def test_links_laid_over_words(reader: Reader) -> None:
    link = (
        b"/Annots [<< /Type /Annot /Subtype /Link /Rect [40 505 110 520] /A << /S /URI /URI (https://osk.example/2019/03/07/people/ruud) >> >>"
        b" << /Type /Annot /Subtype /Link /Rect [40 523 390 545] /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>]"
    )
    report = reader.read(document(page=link))
    assert [(one.url, [report.text[a:b] for a, b in one.spans]) for one in report.links[:1]] == [
        ("https://osk.example/2019/03/07/people/ruud", ["By Hanna Ruud"])
    ]
    check(report, report.text)
    # A date in an address that is only laid over words says nothing of this report.
    assert report.published.date == "2021-05-04"
    assert "2019-03-07" not in [one.date for one in report.published.rejected]


def test_many_threads_may_read() -> None:
    from concurrent.futures import ThreadPoolExecutor

    data = document()
    with ThreadPoolExecutor(4) as pool:
        texts = set(pool.map(lambda _: read_pdf(data, Given()).text, range(12)))
    assert len(texts) == 1
