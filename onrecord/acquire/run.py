"""What all kinds of sources need to know of the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.acquire.document import Document, Refused
from onrecord.acquire.globs import EVERY_FILE, Globs
from onrecord.acquire.memory import Tally
from onrecord.errors import Empty, NotText, TooLarge
from onrecord.reading.given import Given
from onrecord.reading.media import media_type_of
from onrecord.settings import Settings

Result = Document | Refused

# Archives in archives are unpacked so deep: a pages.zip with a crawl.warc.gz in it is.
MOST_DEPTH = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """The settings, the names of fields in lines of JSON, which files of folders are wanted, the tally that is kept."""

    settings: Settings
    mapping: Mapping[str, str] = field(default_factory=dict)
    globs: Globs = EVERY_FILE
    tally: Tally = field(default_factory=Tally)


def too_large(most: int) -> TooLarge:
    """The error for a document over the limit."""
    return TooLarge(f"it has more than max_bytes={most:,}; split it or raise ONRECORD_MAX_BYTES")


# What the kinds that are not read are called in a refusal.
_CALLED = {
    "application/pdf": "a PDF",
    "application/warc": "a WARC file",
    "application/gzip": "a gzip archive",
    "application/zstd": "a zstd archive",
    "application/zip": "a ZIP archive",
    "application/parquet": "a Parquet file",
    "application/feed": "a feed",
    "application/jsonl": "JSON lines",
    "application/mbox": "a mailbox",
    "message/rfc822": "an e-mail message",
}
READ = ("text/plain", "text/html", "application/pdf")


def called(kind: str) -> str:
    """A kind of document in words."""
    return _CALLED.get(kind, kind)


def document_or_refusal(data: bytes, uri: str, given: Given, *, retrieved: str | None = None) -> Result:
    """The document that these bytes are, or why they are none: empty, or of a kind that is not read."""
    if not data:
        return Refused(uri=uri, error=Empty("it is empty; give a file with text in it"))
    kind = media_type_of(data)
    if kind not in READ:
        advice = "give an object a line (JSON Lines)" if kind == "a JSON document" else "give text, HTML or a PDF"
        return Refused(uri=uri, error=NotText(f"it is {called(kind)}; {advice}"))
    return Document(data=data, uri=uri, media_type=kind, retrieved=retrieved, given=given)
