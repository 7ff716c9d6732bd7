"""What is in a file, whatever it is: the one document, or those that it holds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.acquire.document import Refused
from onrecord.acquire.lines import documents_in_lines
from onrecord.acquire.messages import documents_in_mailbox, documents_in_message
from onrecord.acquire.run import MOST_DEPTH, Result, Run, document_or_refusal, too_large
from onrecord.acquire.stream import Stream
from onrecord.acquire.unpack import unpacked_chunks
from onrecord.errors import InputError, NotText, TooLarge
from onrecord.reading.given import Given
from onrecord.reading.media import media_type_of

_ENOUGH_TO_TELL = 1 << 16
_PACKED = {"application/gzip": "gzip", "application/zstd": "zstd"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """What is known of a file as a whole, for the one document that it may be."""

    given: Given
    retrieved: str | None = None


NOTHING_KNOWN = Carried(given=Given(where="the file"))


def kind_ahead(stream: Stream) -> str:
    """The media type of what is ahead in a stream, told from its bytes."""
    return media_type_of(stream.peek(_ENOUGH_TO_TELL))


def contents(
    stream: Stream,
    uri: str,
    run: Run,
    *,
    file: BinaryIO | None = None,
    carried: Carried = NOTHING_KNOWN,
    depth: int = 0,
) -> Iterator[Result]:
    """The documents in a stream, and refusals for what in it cannot be had.

    file: the file behind the stream where it is one that can be gone back and forth in.  depth: how many archives it
    lies in.  A WARC file, JSON lines, a mailbox and what gzip or zstd holds are read through, never held whole; a
    single document is, and a ZIP archive or Parquet without a file, up to max_bytes.
    """
    kind = kind_ahead(stream)
    most = run.settings.max_bytes
    if kind in _PACKED or kind == "application/zip":
        if depth >= MOST_DEPTH:
            yield Refused(
                uri=uri,
                error=TooLarge(f"it lies in more than {MOST_DEPTH} archives within each other; unpack the outer ones"),
            )
        elif kind == "application/zip":
            yield from _in_zip(stream, uri, run, file, depth)
        else:
            yield from _in_packed(stream, uri, run, _PACKED[kind], carried, depth)
    elif kind == "application/warc":
        from onrecord.acquire.warc import documents_in_warc

        yield from documents_in_warc(stream, uri, run)
    elif kind == "application/jsonl":
        yield from documents_in_lines(stream, uri, run)
    elif kind == "application/parquet":
        yield from _in_rows(stream, uri, run, file)
    elif kind == "application/mbox":
        yield from documents_in_mailbox(stream, uri, run)
    elif kind == "application/feed":
        yield Refused(
            uri=uri, error=NotText("it is a feed; give it to onrecord add on its own, and its entries are fetched")
        )
    else:
        data = whole(stream, most)
        if isinstance(data, InputError):
            yield Refused(uri=uri, error=data)
        elif kind == "message/rfc822":
            yield from documents_in_message(data, uri, run)
        else:
            yield document_or_refusal(data, uri, carried.given, retrieved=carried.retrieved)


def whole(stream: Stream, most: int) -> bytes | InputError:
    """All that is left of a stream, or why it cannot be had."""
    try:
        data = stream.take(most + 1)
    except InputError as error:
        return error
    return too_large(most) if len(data) > most else data


def _in_packed(stream: Stream, uri: str, run: Run, kind: str, carried: Carried, depth: int) -> Iterator[Result]:
    """What gzip or zstd holds; a WARC file in gzip is read member by member, so that one broken loses no others."""
    if kind == "gzip":
        from onrecord.acquire.warc_frames import is_packed_warc

        if is_packed_warc(stream.peek(_ENOUGH_TO_TELL)):
            from onrecord.acquire.warc import documents_in_warc

            yield from documents_in_warc(stream, uri, run, packed=True)
            return
    yield from contents(Stream(unpacked_chunks(stream.chunks(), kind)), uri, run, carried=carried, depth=depth + 1)


def _back_and_forth(stream: Stream, run: Run, file: BinaryIO | None) -> BinaryIO | InputError:
    """The file, or else all that the stream holds, to be gone back and forth in; why not, where that is too much."""
    if file is not None:
        return file
    data = whole(stream, run.settings.max_bytes)
    return data if isinstance(data, InputError) else io.BytesIO(data)


def _in_rows(stream: Stream, uri: str, run: Run, file: BinaryIO | None) -> Iterator[Result]:
    from onrecord.acquire.parquet import documents_in_rows

    found = _back_and_forth(stream, run, file)
    if isinstance(found, InputError):
        yield Refused(uri=uri, error=found)
        return
    yield from documents_in_rows(found, uri, run)


def _in_zip(stream: Stream, uri: str, run: Run, file: BinaryIO | None, depth: int) -> Iterator[Result]:
    from onrecord.acquire.zips import members

    found = _back_and_forth(stream, run, file)
    if isinstance(found, InputError):
        yield Refused(uri=uri, error=found)
        return
    try:
        for member in members(found):
            place = f"{uri}#{member.name}"
            if member.error:
                yield Refused(uri=place, error=member.error)
            else:
                yield from contents(Stream(member.chunks), place, run, depth=depth + 1)
    except InputError as error:
        yield Refused(uri=uri, error=error)
