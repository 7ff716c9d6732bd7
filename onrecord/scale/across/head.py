"""What is kept of a report to compare it with others: what is known of it, its marks, its words, its quotations.

The record is decoded in part, and what the library would have in its tables is drawn from it by the same functions.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import msgspec
import numpy as np

from onrecord.follow.copies.candidates import page_number
from onrecord.follow.copies.credited import told_words
from onrecord.follow.copies.shingles import Marks, marks_of
from onrecord.follow.copies.story import COMPARED, Credit, CreditKind, Story, compared_words
from onrecord.follow.copies.words import Words
from onrecord.record import Report, Spans
from onrecord.scale.across.packed import pack
from onrecord.scale.across.said import Record, Said, said_in
from onrecord.store.rows import words_hash


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What is known of a report but its words.

    ``words``: how many are compared; ``hash``: equal for two captures of a page with the same words; ``latest``:
    whether no later version of its page was seen; the others are as in the library.
    """

    key: str
    page: int
    address: str | None
    document: str
    hash: str
    latest: bool
    retrieved: str | None
    title: str | None
    publisher: str | None
    domain: str | None
    day: str | None
    time: str | None
    sure: float
    words: int
    credits: tuple[tuple[str, CreditKind, Spans], ...]

    def story(self, body: bytes | None = None) -> Story:
        """As the search for copies sees it; body: with its words, else it knows only how many there are."""
        told = _BODY.decode(body) if body is not None else None
        return Story(
            number=0, key=self.key, text=told.text if told else "",
            words=compared_words(told.text, told.blocks) if told else _blank(self.words),
            address=self.address, title=self.title, publisher=self.publisher, domain=self.domain, day=self.day,
            time=self.time, retrieved=self.retrieved,
            credits=tuple(Credit(name=name, kind=kind, spans=spans) for name, kind, spans in self.credits),
        )  # fmt: skip


class Body(msgspec.Struct, frozen=True, array_like=True):
    """A report's text, and the kind and places of those blocks that are compared."""

    text: str
    blocks: tuple[tuple[str, Spans], ...]


class Kept(NamedTuple):
    """All that is kept of a report, its quotations in the order of the record; ``body``: packed."""

    head: Head
    marks: Marks
    body: bytes
    said: tuple[Said, ...]


_BODY = msgspec.msgpack.Decoder(Body)
_RECORD = msgspec.json.Decoder(Record)


def kept_of(key: str, address: str | None, record: str | bytes) -> Kept:
    """What is kept of a report.  record: JSON.  Raises msgspec.ValidationError where it is no record."""
    one = _RECORD.decode(record)
    compared = tuple((block.kind, block.spans) for block in one.blocks if block.kind in COMPARED)
    words = told_words(one)
    head = Head(
        key=key, page=page_number(address or key), address=address, document=one.id,
        hash=words_hash(cast(Report, one)), latest=True, retrieved=one.origin.retrieved,
        title=one.headline.text if one.headline else None,
        publisher=one.publisher.name or one.publisher.domain if one.publisher else None,
        domain=one.publisher.domain if one.publisher else None,
        day=one.published.date, time=one.published.time, sure=one.published.confidence, words=len(words),
        credits=tuple((credit.name, credit.kind, credit.spans) for credit in one.credits()),
    )  # fmt: skip
    return Kept(head, marks_of(words), pack(Body(one.text, compared)), said_in(one))


def _blank(count: int) -> Words:
    """So many words of which nothing is known; they take no memory."""
    nothing = np.broadcast_to(np.zeros(1, dtype=np.int64), (count,))
    numbers, flags = nothing.view(np.uint64), np.broadcast_to(np.zeros(1, dtype=bool), (count,))
    return Words(numbers=numbers, starts=nothing, stops=nothing, common=flags, quoted=flags, skipped=nothing)
