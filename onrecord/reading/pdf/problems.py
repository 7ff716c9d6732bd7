"""What of a PDF file could not be read, or is doubtful; a refusal where there is nothing to read."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.errors import Damaged, NoText
from onrecord.reading.pdf.opening import is_cut_off
from onrecord.reading.pdf.shapes import Sheet
from onrecord.record import Problem

# A page under so large a picture, with so few letters, is a scan with a stamp or a page number on it.
_PAGE_PICTURE = 0.6
_FEW_CHARACTERS = 60
_MOSTLY = 0.5


def problems_of(data: bytes, sheets: Sequence[Sheet], unread: Sequence[int]) -> list[Problem]:
    """What is wrong with the file and its pages.

    unread: numbers of pages that could not be opened.  Raises Damaged where none could, NoText where no page has text.
    """
    if not sheets:
        raise Damaged("none of its pages can be read, the file is broken; get the file anew")
    textless = [sheet for sheet in sheets if _is_textless(sheet)]
    if len(textless) == len(sheets):
        raise _no_text(textless)
    problems: list[Problem] = []
    if unread:
        problems.append(Problem(kind="damaged", detail=f"{_pages(unread)} could not be read, the file is broken there"))
    elif is_cut_off(data):
        problems.append(
            Problem(kind="damaged", detail="the file has no proper end, it may be cut off; what was found is read")
        )
    pictures = [sheet.number for sheet in textless if sheet.pictures]
    if pictures:
        verb = "has no text, it is a picture" if len(pictures) == 1 else "have no text, they are pictures"
        problems.append(Problem(kind="no-text", detail=f"{_pages(pictures)} {verb}"))
    recognised = [sheet.number for sheet in sheets if sheet.recognised > _MOSTLY * sheet.characters]
    if recognised:
        problems.append(
            Problem(
                kind="recognised",
                detail=f"the text of {_pages(recognised)} is invisible, as text recognition lays it over a scan; "
                "its words may be wrong",
            )
        )
    unmapped = [sheet for sheet in sheets if sheet.unmapped]
    if unmapped:
        count = sum(sheet.unmapped for sheet in unmapped)
        what = "1 character or word is" if count == 1 else f"{count} characters or words are"
        problems.append(
            Problem(
                kind="unmapped",
                detail=f"{what} set in a font that does not tell what its signs mean, "
                f"on {_pages([sheet.number for sheet in unmapped])}; they may be wrong",
            )
        )
    return problems


def _is_textless(sheet: Sheet) -> bool:
    if not sheet.characters:
        return True
    area = max(sheet.width * sheet.height, 1e-6)
    covered = max(((right - left) * (top - bottom) / area for left, bottom, right, top in sheet.pictures), default=0)
    return covered > _PAGE_PICTURE and sheet.characters < _FEW_CHARACTERS


def _no_text(sheets: Sequence[Sheet]) -> NoText:
    numbers = [sheet.number for sheet in sheets]
    one = len(numbers) == 1
    if any(sheet.pictures for sheet in sheets):
        verb = "has no text, it is a picture" if one else "have no text, they are pictures"
        return NoText(f"{_pages(numbers)} {verb}; have its text recognised (OCR) and give that file")
    verb = "has no text, it is blank or drawn" if one else "have no text, they are blank or drawn"
    return NoText(f"{_pages(numbers)} {verb}; give a file with text in it")


def _pages(numbers: Sequence[int]) -> str:
    """ "page 3", "pages 1-3 and 7"; with many gaps the first ones and how many there are."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    if len(named) > 6:
        return f"{len(numbers)} pages ({', '.join(named[:5])} ...)"
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"page {listed}" if len(numbers) == 1 else f"pages {listed}"
