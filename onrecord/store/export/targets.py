"""Places of a report as targets of W3C Web Annotations (https://www.w3.org/TR/annotation-model/, section 4).

A target for each stretch, since several selectors of one target are several ways to the same stretch.  The model counts
in Unicode code points (section 4.2.4), as the record does.

Plain text: by position and by quotation.  HTML: by the element and the position in its text content, and by quotation.
PDF: by page and rectangle, the words of a line in one, refined by the quotation.  The offsets of the record count in
its own text, not in the stream that a reader of the page would see, so of HTML and PDF no position is given without its
element.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from onrecord.record import SourcePiece, Span, Spans
from onrecord.store.export.chosen import Stored
from onrecord.view.tables.cells import number

# So many code points before and behind a quotation are given with it, as most annotation clients do.
AROUND = 32
# What the model names for PDF (section 4.2.1); RFC 8118 took the fragments over as they were.
PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"
# All that RFC 3987 allows in an address, and the sign of what is escaped already; the rest is escaped.
_ALLOWED = "%:/?#[]@!$&'()*+,;=-._~"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")

Json = dict[str, Any]


class Targets:
    """The targets of one report."""

    def __init__(self, stored: Stored) -> None:
        report = stored.report
        self._text = report.text
        self._source = source_of(stored)
        self._map = report.source_map
        self._starts = [piece.span[0] for piece in self._map.pieces] if self._map else []
        retrieved = report.origin.retrieved or ""
        # The page may have changed since (section 4.3.1); a moment of another form is left out.
        self._state = {"type": "TimeState", "sourceDate": retrieved} if _MOMENT.fullmatch(retrieved) else None

    def of(self, spans: Spans) -> list[Json]:
        """A target for each stretch of a passage that stands in one piece of the source."""
        return [self._target(selectors) for span in spans for selectors in self._selectors(span)]

    def _target(self, selectors: list[Json]) -> Json:
        target: Json = {"type": "SpecificResource", "source": self._source, "selector": selectors}
        return target | {"state": self._state} if self._state else target

    def _selectors(self, span: Span) -> Iterator[list[Json]]:
        if not self._map:
            position = {"type": "TextPositionSelector", "start": span[0], "end": span[1]}
            yield [position, self._quote(span, (0, len(self._text)))]
            return
        pieces = [piece for piece in self._pieces(span) if _is_placed(piece)]
        for some in _by_line(pieces):
            within = (max(span[0], some[0].span[0]), min(span[1], some[-1].span[1]))
            if some[0].path is not None:
                # What is right before the piece in the record need not be in the element.
                words = self._quote(within, some[0].span)
                yield [_element(some[0], within), words]
            else:
                words = self._quote(within, (0, len(self._text)))
                yield [self._rectangle(some) | {"refinedBy": words}, words]
        if not pieces:
            yield [self._quote(span, span)]

    def _pieces(self, span: Span) -> Iterator[SourcePiece]:
        assert self._map
        for place in range(max(0, bisect_right(self._starts, span[0]) - 1), len(self._starts)):
            piece = self._map.pieces[place]
            if piece.span[0] >= span[1]:
                break
            if piece.span[1] > span[0]:
                yield piece

    def _rectangle(self, some: list[SourcePiece]) -> Json:
        """The pieces' box from the page's upper left corner, as a fragment counts; the record counts from the lower."""
        page, sizes = some[0].page or 0, self._map.page_sizes if self._map else ()
        boxes = [piece.box for piece in some if piece.box]
        height = sizes[page - 1][1] if 0 < page <= len(sizes) else 0.0
        value = f"page={page}"
        if height and len(boxes) == len(some):
            left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
            right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
            value += "&viewrect=" + ",".join(number(one) for one in (left, height - top, right - left, top - bottom))
        return {"type": "FragmentSelector", "conformsTo": PDF_FRAGMENT, "value": value}

    def _quote(self, span: Span, within: Span) -> Json:
        start, end = max(within[0], span[0] - AROUND), min(within[1], span[1] + AROUND)
        while start > within[0] and _joins(self._text[start]):
            start -= 1
        while end < within[1] and _joins(self._text[end]):
            end += 1
        return {
            "type": "TextQuoteSelector",
            "exact": self._text[span[0] : span[1]],
            "prefix": self._text[start : span[0]],
            "suffix": self._text[span[1] : end],
        }


def _is_placed(piece: SourcePiece) -> bool:
    return piece.page is not None or (piece.path is not None and piece.offset is not None)


def _by_line(pieces: list[SourcePiece]) -> Iterator[list[SourcePiece]]:
    """The pieces of an element each by itself, the words of a printed line together."""
    line: list[SourcePiece] = []
    for piece in pieces:
        if line and not _in_line(line[-1], piece):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _in_line(one: SourcePiece, other: SourcePiece) -> bool:
    """Whether a piece goes on with the line of the one before it: behind it, and at its height by half at least."""
    if one.page is None or one.page != other.page or one.box is None or other.box is None:
        return False
    shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return other.box[0] >= one.box[0] and 2 * shared >= min(one.box[3] - one.box[1], other.box[3] - other.box[1])


def _element(piece: SourcePiece, within: Span) -> Json:
    start = (piece.offset or 0) + within[0] - piece.span[0]
    position = {"type": "TextPositionSelector", "start": start, "end": start + within[1] - within[0]}
    return {"type": "XPathSelector", "value": piece.path, "refinedBy": position}


def source_of(stored: Stored) -> str:
    """The IRI of the page: its address, else a name made of the hash of its bytes."""
    for uri in (stored.address or "", stored.report.origin.uri or ""):
        if uri.lower().startswith(("http://", "https://")):
            return "".join(one if one > "\x9f" and one.isprintable() else quote(one, safe=_ALLOWED) for one in uri)
    return f"urn:sha256:{stored.report.id}"


def _joins(character: str) -> bool:
    """Whether a character stands with the one before it: an accent, a joiner, a variation."""
    return unicodedata.category(character) in ("Mn", "Me", "Mc") or character == "\u200d"
