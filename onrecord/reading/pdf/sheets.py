"""One page of the file to a sheet: its words, pictures and links."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from onrecord.errors import TooLarge
from onrecord.reading.pdf.characters import characters_of
from onrecord.reading.pdf.frames import Frame
from onrecord.reading.pdf.shapes import Box, Sheet
from onrecord.reading.pdf.words import turns_of, words_of

# In a whole document: more than any report has, and than statements are looked for in.
MOST_CHARACTERS = 1_000_000
_MOST_OBJECTS = 20_000  # looked at for pictures
_MOST_LINKS = 2_000  # a page


@dataclass(frozen=True, slots=True)
class Marked:
    """A link laid over a page: its address and box (on the page as shown)."""

    url: str
    page: int
    box: Box


def sheets_of(document: PdfDocument) -> tuple[list[Sheet], list[Marked], list[int]]:
    """All pages, all links, and the numbers of the pages that cannot be read.

    Raises TooLarge where a page or the whole has too many characters.
    """
    sheets: list[Sheet] = []
    marked: list[Marked] = []
    unread: list[int] = []
    characters = 0
    for number in range(1, len(document) + 1):
        try:
            sheet, links = sheet_of(document, number)
        except PdfiumError:
            unread.append(number)
            continue
        characters += sheet.characters
        if characters > MOST_CHARACTERS:
            raise TooLarge(
                f"it has more than {MOST_CHARACTERS:,} characters by page {number}; split it and give the parts"
            )
        sheets.append(sheet)
        marked += links
    return sheets, marked, unread


def sheet_of(document: PdfDocument, number: int) -> tuple[Sheet, list[Marked]]:
    """Page ``number`` (from 1) and its links.

    Raises PdfiumError where the page cannot be opened, TooLarge where it has too many characters.
    """
    page = document[number - 1]
    try:
        rotation = page.get_rotation() // 90 % 4
        left, bottom, right, top = page.get_bbox()
        shown = Frame(left, bottom, right - left, top - bottom, rotation)
        text = page.get_textpage()
        try:
            found = characters_of(page, text)
        finally:
            text.close()
        turns = turns_of(found, rotation)
        main, aside = words_of(found, shown, turns)
        reading = shown.turned_on(turns)
        width, height = reading.turned_size()
        letters = [setting for setting in found.settings if setting.style.size]
        sheet = Sheet(
            number=number,
            width=width,
            height=height,
            words=main,
            size=shown.turned_size(),
            aside=aside,
            pictures=_pictures(page, reading),
            characters=len(letters),
            recognised=sum(setting.invisible for setting in letters),
            unmapped=found.unmapped,
        )
        return sheet, _links(document, page, number, shown)
    finally:
        page.close()


def _pictures(page: PdfPage, reading: Frame) -> list[Box]:
    """The boxes of the pictures that stand on the page itself, in the reading frame."""
    found: list[Box] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for place in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        one = pdfium.FPDFPage_GetObject(page.raw, place)
        if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_IMAGE and pdfium.FPDFPageObj_GetBounds(
            one, left, bottom, right, top
        ):
            found.append(reading.box(left.value, bottom.value, right.value, top.value))
    return found


def _links(document: PdfDocument, page: PdfPage, number: int, shown: Frame) -> list[Marked]:
    """The addresses laid over the page, in the file's order."""
    found: list[Marked] = []
    position, link, box = ctypes.c_int(), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while len(found) < _MOST_LINKS and pdfium.FPDFLink_Enumerate(page.raw, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        length = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if not 1 < length <= 4096:
            continue
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, length)
        url = buffer.value.decode("utf-8", "replace").strip()
        if url.lower().startswith(("http://", "https://")) and pdfium.FPDFLink_GetAnnotRect(link, box):
            found.append(Marked(url=url, page=number, box=shown.box(box.left, box.bottom, box.right, box.top)))
    return found
