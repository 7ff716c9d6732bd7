"""What is known of a report as a whole, and the words of its text by which it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import Evidence, Report, Spans


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence that is words of the text.

    id: "published-1" ..., which no statement or the like is called.  of: what it tells, in plain words.
    """

    id: str
    of: str
    spans: Spans
    detail: str


def pieces_of(record: Report) -> dict[str, Piece]:
    """The pieces by id, in the order in which a report's page tells them."""
    found: dict[str, Piece] = {}
    for name, of, evidence in _all(record):
        for number, one in enumerate(evidence, 1):
            if one.spans:
                identity = f"{name}-{number}"
                found[identity] = Piece(identity, of, one.spans, one.detail)
    return found


def _all(record: Report) -> Iterator[tuple[str, str, tuple[Evidence, ...]]]:
    yield "published", "When it was published", record.published.evidence
    for place, other in enumerate(record.published.rejected, 1):
        yield f"rejected-{place}", "A date that was not taken", other.evidence
    if record.publisher:
        yield "publisher", "Who published it", record.publisher.evidence
    if record.headline:
        yield "headline", "The headline", record.headline.evidence
    for place, author in enumerate(record.authors, 1):
        yield f"author-{place}", "Who wrote it", author.evidence
