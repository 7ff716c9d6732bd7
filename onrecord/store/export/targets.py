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
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from onrecord.record import SourcePiece, Span, Spans
from onrecord.store.export.stored import Stored
from onrecord.view.source_places import SourcePlaces, box_of, by_line
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
        self._places = SourcePlaces(report)
        retrieved = report.origin.retrieved or ""
        # The page may have changed since (section 4.3.1); a moment of another form is left out.
        self._state = {"type": "TimeState", "sourceDate": retrieved} if _MOMENT.fullmatch(retrieved) else None

    def of(self, spans: Spans) -> list[Json]:
        """A target for each stretch of a passage that stands in one piece of the source."""
        return [self._target(selectors) for span in spans for selectors in self._selectors(span)]

    def whole(self) -> list[Json]:
        """The page itself."""
        target: Json = {"type": "SpecificResource", "source": self._source}
        return [target | {"state": self._state} if self._state else target]

    def _target(self, selectors: list[Json]) -> Json:
        target: Json = {"type": "SpecificResource", "source": self._source, "selector": selectors}
        return target | {"state": self._state} if self._state else target

    def _selectors(self, span: Span) -> Iterator[list[Json]]:
        if not self._places.map:
            position = {"type": "TextPositionSelector", "start": span[0], "end": span[1]}
            yield [position, self._quote(span, (0, len(self._text)))]
            return
        pieces = list(self._places.pieces(span))
        for some in by_line(pieces):
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

    def _rectangle(self, some: list[SourcePiece]) -> Json:
        """The pieces' box from the page's upper left corner, as a fragment counts; the record counts from the lower."""
        page = some[0].page or 0
        value = f"page={page}"
        if box := box_of(some, self._places.height(page)):
            value += "&viewrect=" + ",".join(number(one) for one in box)
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
