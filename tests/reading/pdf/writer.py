"""A small writer of PDF files for the tests: objects by hand, text word by word where it is wanted."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
TIMES = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
BOLD = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
# A font of its own signs, of which the file does not say what they mean.
SIGNS = b"<< /Type /Font /Subtype /Type1 /BaseFont /Odd /FirstChar 65 /LastChar 67 /Widths [500 500 500] /Encoding << /Type /Encoding /Differences [65 /g1 /g2 /g3] >> >>"


def shown(words: str) -> bytes:
    """The words as a PDF string."""
    return b"(" + words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def at(x: float, y: float, words: str, *, font: str = "F1", size: float = 10, mode: int = 0) -> bytes:
    """Drawing the words with their first baseline point at (x, y)."""
    return b"BT %d Tr /%s %g Tf 1 0 0 1 %g %g Tm %s Tj ET\n" % (mode, font.encode(), size, x, y, shown(words))


def written(objects: Sequence[bytes], *, info: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1, with a cross-reference table."""
    objects = [*objects, b"<< " + info + b" >>"]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)


def stream(content: bytes, extra: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object; packed: with zlib."""
    if packed:
        content, extra = zlib.compress(content), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def pdf(
    pages: Sequence[bytes],
    *,
    size: tuple[float, float] = (420, 595),
    page: bytes = b"",
    resources: bytes = b"",
    extra: Sequence[bytes] = (),
    info: bytes = b"",
    packed: bool = False,
) -> bytes:
    """A file of pages with these contents.

    Fonts: F1 Helvetica, F2 Times, F3 Helvetica-Bold, F4 without meaning.  page, resources: more entries of every page
    and of its resources.  extra: more objects, numbered from 7.
    """
    fonts = [HELVETICA, TIMES, BOLD, SIGNS]
    first = 7 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        *fonts,
        *extra,
    ]
    names = b" ".join(b"/F%d %d 0 R" % (number, 2 + number) for number in range(1, 5))
    for number, content in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Resources << /Font << %s >> %s >> /Contents %d 0 R %s >>"
            % (*size, names, resources, first + 2 * number + 1, page)
        )
        objects.append(stream(content, packed=packed))
    return written(objects, info=info)
