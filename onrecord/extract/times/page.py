"""The times of a page, as the record holds them."""

from __future__ import annotations

from datetime import date

from onrecord.extract.times.find import FoundTime, find_times
from onrecord.reading.page import Page
from onrecord.record import Span, Time


def times_of(page: Page, read_to: int) -> list[tuple[Span, Time]]:
    """The time expressions of a page's story, reckoned from its date, in order: place in the view, and record.

    read_to: so many characters of the view are read.  A value that hangs on the report's date is no
    surer than that date.
    """
    published = date.fromisoformat(page.published.date) if page.published.date else None
    sentences = [(start, min(end, read_to)) for start, end in page.view_sentences if start < read_to]
    found = find_times(page.view.text[:read_to], sentences, published)
    return [((one.start, one.end), _written(page, one, f"t{number}")) for number, one in enumerate(found, start=1)]


def _written(page: Page, found: FoundTime, identity: str) -> Time:
    sure = page.published.confidence if found.anchored else 1.0
    return Time(
        id=identity,
        spans=page.spans_of([(found.start, found.end)]),
        type=found.type,
        value=found.value,
        mod=found.mod,
        quant=found.quant,
        freq=found.freq,
        start=found.first,
        end=found.last,
        confidence=round(found.confidence * sure, 3),
    )
