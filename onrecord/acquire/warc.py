"""WARC files, as crawlers and archives write them: the pages in them, one document a record."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.acquire.document import Document, Refused
from onrecord.acquire.extra import library_module
from onrecord.acquire.run import READ, Result, Run
from onrecord.acquire.stream import Stream
from onrecord.acquire.unpack import unpacked
from onrecord.acquire.warc_frames import Frame, Lost, frames, packed_frames
from onrecord.errors import Damaged, InputError, TooLarge
from onrecord.reading.given import Given
from onrecord.reading.media import media_type_of

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

# The HTTP header and the record's own besides the document's bytes.
_FOR_HEADERS = 1 << 17
_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "br", "zstd": "zstd"}
_BEGINNINGS = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
# Bytes without a mark are text to us; scripts, style sheets and data are too, and only their label tells.
_REPORT_TYPES = ("", "text/plain", "text/html", "application/xhtml+xml", "application/octet-stream")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")


def documents_in_warc(stream: Stream, uri: str, run: Run, *, packed: bool = False) -> Iterator[Result]:
    """The pages of a WARC file: responses with status 200 and resources that are HTML, PDF or text.

    packed: the stream is of gzip members.  ``uri#1729``: the byte where the record begins.  Requests, metadata,
    revisits, redirects, robots.txt, pictures and the like are passed over and counted; a record that is damaged or
    was cut off by the crawler is refused.  Raises MissingExtra where FastWARC is not installed.
    """
    library_module("fastwarc", "reading WARC files")
    most = run.settings.max_bytes + _FOR_HEADERS
    for one in packed_frames(stream, most) if packed else frames(stream, most):
        place = f"{uri}#{one.place}"
        if isinstance(one, Lost):
            yield Refused(uri=place, error=one.error)
            continue
        try:
            document = _document(one, place, run)
        except InputError as error:
            yield Refused(uri=place, error=error)
            continue
        if document is None:
            run.tally.passed_over += 1
        else:
            yield document


def _document(frame: Frame, place: str, run: Run) -> Document | None:
    """The page in a record; None where it holds none.  Raises InputError where the record is broken."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    try:
        # With quirks: lines may end without carriage returns.
        record = WarcRecord.from_reader(io.BytesIO(frame.data), quirks_mode=True)
        kind = record.record_type
        if not record.headers.get("WARC-Type"):
            raise Damaged("the record's header does not say what it is; get the file anew")
        if kind not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion):
            return None
        address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        if not address:
            raise Damaged("the record's header gives no address; get the file anew")
        if kind == WarcRecordType.response:
            if not address.startswith(("http://", "https://")) or not record.is_http:
                return None
            record.parse_http(max_header_len=_FOR_HEADERS, strict_mode=False)
            if record.http_headers.status_code != 200:
                return None
        charset, label = record.http_charset, _label(record)
        body = record.reader.read()
    except (OSError, ValueError):
        raise Damaged("the record's header cannot be read; get the file anew") from None
    if _path_of(address) == "/robots.txt":
        return None
    if kind == WarcRecordType.response:
        body = _payload(record, body, run.settings.max_bytes)
    if len(body) > run.settings.max_bytes:
        raise TooLarge(f"it has {len(body):,} bytes, more than max_bytes={run.settings.max_bytes:,}; leave it out")
    media_type = media_type_of(body)
    if not body or media_type not in READ or (media_type == "text/plain" and label not in _REPORT_TYPES):
        return None
    if cut := record.headers.get("WARC-Truncated"):
        raise Damaged(f"the crawler cut the page off ({cut[:40]}); fetch it anew")
    date = record.headers.get("WARC-Date") or ""
    return Document(
        data=body,
        uri=place,
        media_type=media_type,
        retrieved=date if _DATE.fullmatch(date) else None,
        given=Given(url=address, charset=charset, where="the archive's header"),
    )


def _path_of(address: str) -> str:
    """The path of an address; empty where it is malformed."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _label(record: WarcRecord) -> str:
    """The content type that the record's carrier names, without its parameters."""
    named = record.http_content_type if record.is_http_parsed else record.headers.get("Content-Type")
    return (named or "").partition(";")[0].strip().lower()


def _payload(record: WarcRecord, body: bytes, most: int) -> bytes:
    """The body with chunks and content codings undone, where it has them: archives often keep it plain under the
    header that it came with.  Raises InputError."""
    headers = record.http_headers
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower() and _CHUNK_SIZE.match(body):
        body = joined_chunks(body)
    else:
        length = headers.get("Content-Length") or ""
        if length.isdecimal() and len(length) < 19 and len(body) < int(length):
            raise Damaged(f"the page is cut off: {len(body):,} of {int(length):,} bytes; fetch it anew")
    for coding in reversed((headers.get("Content-Encoding") or "").lower().split(",")):
        kind = _CODINGS.get(coding.strip())
        if kind is None or not _is_packed(body, kind):
            continue
        body = unpacked(body, kind, most)
    return body


def _is_packed(body: bytes, kind: str) -> bool:
    """Whether the bytes can be packed in this way; deflate and brotli have no mark, but a page has."""
    if kind in _BEGINNINGS:
        return body.startswith(_BEGINNINGS[kind])
    return bool(body) and media_type_of(body) == "text/plain" and not body[:200].isascii()


def joined_chunks(body: bytes) -> bytes:
    """What HTTP's chunks hold.  Raises Damaged where they are cut off or malformed."""
    pieces: list[bytes] = []
    place = 0
    while found := _CHUNK_SIZE.match(body, place):
        size = int(found.group(1), 16)
        if size == 0:
            return b"".join(pieces)
        end = found.end() + size
        if end > len(body):
            break
        pieces.append(body[found.end() : end])
        place = end + 2 if body[end : end + 2] == b"\r\n" else end + 1
    raise Damaged("the page's chunks are cut off or malformed; fetch it anew")
