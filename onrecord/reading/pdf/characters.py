"""The characters of a PDF page with their boxes, from PDFium."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage, PdfTextPage

from onrecord.errors import TooLarge
from onrecord.reading.pdf.shapes import Style

# The fullest newspaper page has 30,000; what has more is drawn, or made to do harm.
MOST_CHARACTERS = 150_000

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!um)", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_SLANT = 5  # degrees that a scan may be askew
_FARTHEST = 1e5  # points; a page has at most 14,400
_HYPHENS = {0x02, 0xFFFE}  # PDFium's mark for a hyphen at a line's end


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text object is set; ``quarter``: the direction it runs in (0 level, 1 upwards ...; None askew)."""

    style: Style
    quarter: int | None
    invisible: bool


@dataclass(slots=True)
class Characters:
    """The characters of a page in the order of the file; lists run in step, a blank is " ".

    ``boxes``: left, bottom, right, top in the file's space, as high as the font; ``origins``: where the pen stood.
    """

    letters: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    origins: list[tuple[float, float]] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    unmapped: int = 0


@dataclass(slots=True)
class _Known:
    """What has been asked of PDFium already, by the addresses of text objects and fonts."""

    objects: dict[int, Setting] = field(default_factory=dict)
    settings: dict[Setting, Setting] = field(default_factory=dict)
    faces: dict[int, tuple[bool, bool]] = field(default_factory=dict)
    matrix: Any = field(default_factory=pdfium.FS_MATRIX)


def characters_of(page: PdfPage, text: PdfTextPage) -> Characters:
    """All characters of the page.  Raises TooLarge where it has more than ``MOST_CHARACTERS``."""
    count = text.count_chars()
    if count > MOST_CHARACTERS:
        raise TooLarge(
            f"one of its pages has {count:,} characters, more than {MOST_CHARACTERS:,}; give it without that page"
        )
    found = Characters()
    handle = text.raw
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    known = _Known()
    setting: Setting | None = None
    last_x, last_y, after_blank = math.inf, math.inf, True
    last_bottom, last_top = math.nan, math.nan
    for place, code in enumerate(_codes(handle, count)):
        if code in (0x20, 0x0D, 0x0A, 0x09, 0xA0, 0x3000) or 0x2000 <= code <= 0x200B:
            # Blanks that PDFium puts in are no text of the page: the gap tells whether there is one.
            blank = GAP if pdfium.FPDFText_IsGenerated(handle, place) == 1 else BLANK
            if not after_blank:
                found.letters.append(" ")
                found.boxes.append((0.0, 0.0, 0.0, 0.0))
                found.origins.append((0.0, 0.0))
                found.settings.append(blank)
                after_blank = True
            elif blank is BLANK and found.settings:
                found.settings[-1] = blank
            continue
        pdfium.FPDFText_GetLooseCharBox(handle, place, box)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if bottom == last_bottom and top == last_top:
            # As high as the letter before: on the same baseline, and level.
            x.value = left
        else:
            pdfium.FPDFText_GetCharOrigin(handle, place, x, y)
            last_bottom, last_top = bottom, top
        if not (abs(left) < _FARTHEST and abs(bottom) < _FARTHEST and abs(right) < _FARTHEST and abs(top) < _FARTHEST):
            continue  # off any page, or no number
        if after_blank or setting is None or left < last_x or abs(y.value - last_y) > 0.01:
            setting = _setting(handle, place, known, setting)
        letter, unmapped = _letter(handle, place, code, after_blank)
        if not letter:
            continue
        found.unmapped += unmapped
        found.letters.append(letter)
        found.boxes.append((left, bottom, right, top))
        found.origins.append((x.value, y.value))
        found.settings.append(setting)
        last_x, last_y, after_blank = left, y.value, False
    return found


def _codes(handle: object, count: int) -> Sequence[int]:
    """The code point of every character, all at once where each is one unit of UTF-16."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if count and pdfium.FPDFText_GetText(handle, 0, count, buffer) == count + 1:
        codes = buffer[:count]
        if not any(0xD800 <= code <= 0xDFFF for code in codes):
            return codes
    return [pdfium.FPDFText_GetUnicode(handle, place) for place in range(count)]


def _letter(handle: object, place: int, code: int, first: bool) -> tuple[str, bool]:
    """The character, and whether the file does not tell what it is; "" for what is none."""
    if code in _HYPHENS:
        return "-", False
    if 0xE000 <= code <= 0xF8FF or code in (0, 0xFFFD, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return chr(code) if 0xE000 <= code <= 0xF8FF else "\ufffd", True
    if code < 0x20 or 0x7F <= code < 0xA0:
        return "", False
    # Asked at the first letter of a word only: the same font has set the rest.
    return chr(code), first and pdfium.FPDFText_HasUnicodeMapError(handle, place) == 1


_NONE = Style(size=0.0, bold=False, italic=False)
# What stands in the list for a blank of the page, and for one that only a gap may be.
BLANK = Setting(style=_NONE, quarter=0, invisible=False)
GAP = Setting(style=_NONE, quarter=0, invisible=True)


def _setting(handle: object, place: int, known: _Known, before: Setting | None) -> Setting:
    """The setting of the text object that the character belongs to."""
    pointer = pdfium.FPDFText_GetTextObject(handle, place)
    if not pointer:
        return before or Setting(style=Style(size=10.0, bold=False, italic=False), quarter=0, invisible=False)
    key = ctypes.addressof(pointer.contents)
    if key not in known.objects:
        matrix = known.matrix
        pdfium.FPDFText_GetMatrix(handle, place, matrix)
        size = pdfium.FPDFText_GetFontSize(handle, place) * math.hypot(matrix.c, matrix.d)
        bold, italic = _face(handle, place, pointer, known)
        setting = Setting(
            style=Style(size=round(size, 1) if math.isfinite(size) and size > 0 else 1.0, bold=bold, italic=italic),
            quarter=_quarter(math.degrees(math.atan2(matrix.b, matrix.a))),
            invisible=pdfium.FPDFTextObj_GetTextRenderMode(pointer) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
        )
        # Equal ones are one object, so that they are told apart by identity.
        known.objects[key] = known.settings.setdefault(setting, setting)
    return known.objects[key]


def _face(handle: object, place: int, pointer: Any, known: _Known) -> tuple[bool, bool]:
    """Whether the font is bold, and whether it is italic."""
    font = pdfium.FPDFTextObj_GetFont(pointer)
    key = ctypes.addressof(font.contents) if font else 0
    if key not in known.faces:
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        length = pdfium.FPDFText_GetFontInfo(handle, place, name, 128, flags)
        face = name.raw[: min(length, 128)].decode("utf-8", "ignore")
        weight = pdfium.FPDFText_GetFontWeight(handle, place)
        known.faces[key] = (
            bool(_BOLD.search(face)) or weight >= 600 or bool(flags.value & 1 << 18),
            bool(_ITALIC.search(face)) or bool(flags.value & 1 << 6),
        )
    return known.faces[key]


def _quarter(angle: float) -> int | None:
    nearest = round(angle / 90)
    return nearest % 4 if abs(angle - 90 * nearest) <= _SLANT else None
