"""Which report a document is: its key, and the address that its versions share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from onrecord.acquire.document import Document
from onrecord.reading.links import one_form
from onrecord.record import Report


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """``key``: sha256 of the bytes, or of the bytes and the address where one is known from outside them;
    ``document``: sha256 of the bytes alone; ``address``: the one known from outside, in one form."""

    key: str
    document: str
    address: str | None


def identified(document: Document) -> tuple[Document, Identity]:
    """The document as it is to be read, and which report it is.

    Its address is brought to one form before it is read, so that the record depends on the key alone; a path or
    another word in place of an address is dropped.  ``uri`` becomes text that can be stored: file names may hold
    bytes that are no characters.
    """
    given, uri = document.given, storable(document.uri)
    address = one_form(given.url) if given.url else None
    if given.url != address or uri != document.uri:
        document = replace(document, uri=uri, given=replace(given, url=address))
    digest = hashlib.sha256(document.data)
    plain = digest.hexdigest()
    if address:
        digest.update(b"\n" + address.encode("utf-8"))
    return document, Identity(key=digest.hexdigest(), document=plain, address=address)


def storable(words: str) -> str:
    """The words with what is no character (half a surrogate pair, as in odd file names) spelled out."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def own_address(report: Report, document: Document) -> str | None:
    """The address that a page without one from outside gives as its own.

    Not a site's front page, which many name on every page.
    """
    uri = report.origin.uri
    if not uri or uri == document.uri:
        return None
    address = one_form(uri)
    if address is None:
        return None
    parts = urlsplit(address)
    return address if parts.path != "/" or parts.query else None


def now() -> str:
    """This moment, ISO in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
