"""A PDF file opened, or the reason why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from onrecord.errors import Damaged, Locked, NotText, TooLarge

# A newspaper has 100 pages, a report of an inquiry 500; what has more is a book, or made to do harm.
MOST_PAGES = 1000

# PDFium is not made for several threads.
_LOCK = Lock()


@contextmanager
def opened(data: bytes) -> Iterator[PdfDocument]:
    """The document in the bytes, closed at the end; only one is open in a process at a time.

    Raises Locked, Damaged, or TooLarge where it has more than ``MOST_PAGES`` pages.
    """
    with _LOCK:
        try:
            document = PdfDocument(data)
        except PdfiumError as error:
            raise _refusal(error) from None
        try:
            count = len(document)
            if count < 1:
                raise Damaged("it is a PDF file without a page; get the file anew")
            if count > MOST_PAGES:
                raise TooLarge(f"it has {count:,} pages, more than {MOST_PAGES:,}; split it and give the parts")
            yield document
        finally:
            document.close()


def _refusal(error: PdfiumError) -> Damaged | Locked | NotText:
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        return Locked("it is encrypted, and a password is needed; save it without a password and give that file")
    if error.err_code == pdfium.FPDF_ERR_SECURITY:
        return Locked("it is encrypted in a way that cannot be opened; save it without encryption and give that file")
    return Damaged("it is a PDF file that is cut off or broken beyond reading; get the file anew")


def metadata(document: PdfDocument) -> dict[str, str]:
    """What the file says of itself: Title, Author, CreationDate ..., without blanks around and without empty ones."""
    try:
        said = document.get_metadata_dict(skip_empty=True)
    except (PdfiumError, UnicodeDecodeError):
        return {}
    cleaned = {
        name: " ".join(re.sub(r"[\x00-\x1f\ufffe\uffff\ud800-\udfff]+", " ", said[name]).split()) for name in said
    }
    return {name: value for name, value in cleaned.items() if value}


def is_cut_off(data: bytes) -> bool:
    """Whether the file lacks the mark at its end; PDFium then reads what it can find."""
    return b"%%EOF" not in data[-2048:]
