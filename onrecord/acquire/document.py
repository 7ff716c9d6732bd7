"""One document on its way to be read, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.errors import InputError
from onrecord.reading.given import Given


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The bytes of one report and what is known of them.

    ``uri``: the path or address that was asked for; one out of several in a container has its place behind ``#``
    ("crawl.warc.gz#1729", the byte where its record begins; "feed.jsonl#12", its line).  ``media_type``: told from
    the bytes: text/plain, text/html or application/pdf.  ``retrieved``: ISO moment (UTC) at which it was fetched,
    where it was.  ``left_out``: how many bytes it had, where it was read elsewhere and they are not at hand.
    """

    data: bytes = field(repr=False)
    uri: str
    media_type: str
    retrieved: str | None = None
    given: Given = field(default_factory=Given)
    left_out: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A file that goes by another name than its path: one that was sent from elsewhere.

    ``uri``: what its documents are named by.  ``given``: what is known of the one document that it may be.
    """

    path: str
    uri: str
    given: Given = field(default_factory=lambda: Given(where="the file"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A document that could not be had; ``error`` says why and what to do."""

    uri: str
    error: InputError
