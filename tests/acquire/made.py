"""Archives made for the tests."""

from __future__ import annotations

import gzip
from collections.abc import Iterable

from onrecord.acquire.document import Document, Refused
from onrecord.acquire.memory import Tally
from onrecord.acquire.sources import documents_of
from onrecord.settings import Settings


def page(number: int) -> bytes:
    return (
        f"<!doctype html><html><head><title>Report {number}</title></head><body><p>The harbour board of Tarnholt met "
        f"for the {number}th time, said its chair, Odile Brandreth.</p></body></html>"
    ).encode()


def record(
    number: int,
    body: bytes | None = None,
    *,
    kind: str = "response",
    status: str = "200 OK",
    content_type: str = "text/html; charset=utf-8",
    http: str = "",
    length: int | None = None,
    url: str | None = None,
    warc: str = "",
    http_length: bool = True,
) -> bytes:
    """A WARC record with a page; length: what it says, where that is false."""
    body = page(number) if body is None else body
    block = body
    block_type = content_type
    if kind == "response":
        head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{http}"
        if http_length:
            head += f"Content-Length: {len(body)}\r\n"
        block = head.encode() + b"\r\n" + body
        block_type = "application/http; msgtype=response"
    header = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url or f'https://news.example/{number}'}\r\n"
        f"WARC-Date: 2021-05-0{number % 9 + 1}T06:07:08Z\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n{warc}"
        f"Content-Type: {block_type}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


def packed(records: Iterable[bytes]) -> bytes:
    """Records in gzip, a member each."""
    return b"".join(gzip.compress(one, 6, mtime=0) for one in records)


def found(
    source: object, settings: Settings | None = None, tally: Tally | None = None, **mapping: str
) -> tuple[list[Document], list[Refused]]:
    """The documents and refusals of a source."""
    documents: list[Document] = []
    refused: list[Refused] = []
    for one in documents_of(str(source), settings or Settings(), mapping=mapping, tally=tally):
        if isinstance(one, Document):
            documents.append(one)
        else:
            refused.append(one)
            text = str(one.error)
            assert "\n" not in text, text
            assert ";" in text, text
            assert len(text) < 300, text
    return documents, refused
