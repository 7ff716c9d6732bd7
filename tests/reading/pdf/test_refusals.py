"""What cannot be read is refused with a reason, what is doubtful is said to be so."""

from __future__ import annotations

import time
from io import BytesIO

import pytest

from onrecord.errors import Damaged, InputError, Locked, NoText, TooLarge
from onrecord.reading.given import Given
from onrecord.reading.page import Page
from onrecord.reading.pdf.page import read_pdf
from tests.reading.pdf.writer import at, pdf, stream, written

LINE = at(40, 500, "The mayor said on Tuesday that the bridge would stay shut.")
PICTURE = b"q 400 0 0 560 10 10 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"


def read(data: bytes) -> Page:
    return read_pdf(data, Given())


def test_pictures_of_pages() -> None:
    with pytest.raises(NoText, match=r"^pages 1-3 have no text, they are pictures; have"):
        read(pdf([PICTURE] * 3))
    with pytest.raises(NoText, match=r"^page 1 has no text, it is blank or drawn"):
        read(pdf([b"0 0 100 100 re f"]))
    page = read(pdf([LINE, PICTURE, LINE, PICTURE, PICTURE]))
    assert [(one.kind, one.detail) for one in page.problems] == [
        ("no-text", "pages 2 and 4-5 have no text, they are pictures")
    ]


def test_a_scan_with_a_stamp_is_a_scan() -> None:
    with pytest.raises(NoText):
        read(pdf([PICTURE + at(20, 20, "Scanned 3 May 2021 - 7")]))


def test_a_recognised_text_is_used_and_said_to_be_one() -> None:
    hidden = b"".join(
        at(40, 500 - 20 * row, "The mayor said that the bridge would stay shut,", mode=3) for row in range(3)
    )
    page = read(pdf([PICTURE + hidden]))
    assert page.text.count("mayor") == 3
    assert [one.kind for one in page.problems] == ["recognised"]


def test_signs_without_a_meaning() -> None:
    page = read(pdf([LINE + at(40, 400, "ABC ACB", font="F4")]))
    assert [one.kind for one in page.problems] == ["unmapped"]
    assert "on page 1" in page.problems[0].detail


def test_encrypted() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", strength=128))
    canvas.drawString(50, 500, "The mayor said so.")
    canvas.save()
    with pytest.raises(Locked, match="password"):
        read(out.getvalue())
    # One that may be opened, but not printed, is read.
    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("", ownerPassword="secret", canPrint=0))
    canvas.drawString(50, 500, "The mayor said so.")
    canvas.save()
    assert read(out.getvalue()).text == "The mayor said so."


@pytest.mark.parametrize("cut", [10, 200, 2000, -100])
def test_truncated(cut: int) -> None:
    data = pdf([LINE] * 20)
    with pytest.raises(Damaged):
        read(data[:cut])


def test_no_proper_end() -> None:
    data = pdf([LINE] * 3)
    page = read(data[: data.rindex(b"%%EOF")] + b"\n")
    assert [one.kind for one in page.problems] == ["damaged"] and page.text.count("mayor") == 3


def test_more_pages_than_a_report_has() -> None:
    start = time.perf_counter()
    with pytest.raises(TooLarge, match="10,000 pages"):
        read(pdf([b""] * 10_000))
    assert time.perf_counter() - start < 2


def test_more_characters_than_a_page_has() -> None:
    lines = b"".join(at(i * 37 % 400, i * 91 % 590, "ab", size=8) for i in range(60_000))
    with pytest.raises(TooLarge, match="one of its pages"):
        read(pdf([lines], packed=True))


def test_a_page_that_is_no_page() -> None:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Resources << /Font << /F1 6 0 R >> >> /Contents 4 0 R >>",
        stream(LINE),
        b"(no page)",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    page = read(written(objects))
    assert "mayor" in page.text
    assert [(one.kind, one.detail[:6]) for one in page.problems] == [("damaged", "page 2")]


HOSTILE = {
    "garbage": b"%PDF-1.7\n" + b"x" * 1000,
    "tree in a loop": written(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
    ),
    "false count": written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        ]
    ),
    "form within itself": pdf(
        [LINE + b"/X Do"],
        resources=b"/XObject << /X 7 0 R >>",
        extra=[
            stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 7 0 R >> >>")
        ],
    ),
    "tiny": pdf([at(50, 500, "The mayor said so.", size=0.001)]),
    "huge": pdf([at(50, 500, "The mayor said so.", size=1e9) + at(1e30, 5, "x") + at(50, 400, "so", size=0)]),
    "no numbers": pdf([b"BT /F1 10 Tf 1 0 0 1 1e400 -1e400 Tm (The) Tj ET " + LINE]),
    "no size": pdf([LINE], size=(0, 0)),
    "less than no size": pdf([LINE], size=(-100, -100)),
    "all at one place": pdf([at(50, 500, "word", size=8) * 5000], packed=True),
    "scattered": pdf([b"".join(at(i * 37 % 400, i * 91 % 590, "ab", size=8) for i in range(8_000))], packed=True),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(name: str) -> None:
    """A page or a refusal, soon."""
    start = time.perf_counter()
    try:
        page = read(HOSTILE[name])
    except InputError as error:
        assert str(error) and "\n" not in str(error)
    else:
        assert page.text
    assert time.perf_counter() - start < 5
