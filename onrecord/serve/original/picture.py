"""A page of a PDF as a picture.

Runs in a process with limits (``onrecord.apart``): the file is a stranger's.
"""

from __future__ import annotations

import io

import msgspec
import pypdfium2
from pypdfium2 import PdfiumError

from onrecord.errors import Damaged

# Dots a point: 108 dots an inch, which is sharp enough to read by.
SCALE = 1.5
# A page may be declared metres wide.
_MOST_DOTS = 6_000_000


def page_picture(data: bytes, argument: bytes) -> bytes:
    """A PNG of the page as it is shown.

    argument: its number, from 1, as MessagePack.  Raises Damaged where there is no such page, or it cannot be drawn.
    """
    number = msgspec.msgpack.decode(argument, type=int)
    try:
        document = pypdfium2.PdfDocument(data)
        if not 0 < number <= len(document):
            raise Damaged(f"there is no page {number} in it; it has {len(document)}")
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(SCALE, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
        # A strip of a page, metres long and a hair wide, has at least a dot across.
        if not (width * scale >= 1 and height * scale >= 1 and max(width, height) * scale < 30_000):
            raise Damaged(f"page {number} has no size that can be drawn")
        bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=True)
        made = io.BytesIO()
        bitmap.to_pil().save(made, "PNG")
    except PdfiumError as error:
        raise Damaged(f"page {number} cannot be drawn: {error}") from None
    return made.getvalue()
