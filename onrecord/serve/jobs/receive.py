"""A form with files, taken straight to the disk: no more of it is ever in memory than one piece from the network.

The limits hold while it comes, not after; what is over them, or breaks off, leaves nothing behind.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import HTTPException, Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, QuerystringParser, parse_options_header

from onrecord.errors import TooLarge
from onrecord.serve.jobs.labels import label_of

TEXT = "text"  # the field that goes to the disk as a file does
_MOST_FIELDS, _LONGEST_FIELD, _LONGEST_HEADER = 40, 20_000, 8_000
_SILENCE = 60.0  # seconds without a byte after which a sender is given up
# A browser shows no answer before it has sent all; so long, and so many times the limit, what is too much is thrown
# away as it comes.
_DRAIN_SECONDS, _DRAIN_TIMES = 20.0, 2
_BROKEN = "the form is broken or was cut off; send it again"


class Gone(Exception):
    """Whoever sent it is not there any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How much may come at once.  room: told of each piece's bytes, and raises where nothing more fits."""

    size: int
    files: int
    room: Callable[[int], None] = lambda size: None


@dataclass(kw_only=True, slots=True)
class Sent:
    """A file in the folder: its number there, what its sender calls it, its bytes."""

    file: str
    label: str
    size: int = 0


@dataclass(kw_only=True, slots=True)
class Received:
    """What came: files, the pasted text as one of them, and the other fields."""

    files: list[Sent] = field(default_factory=list)
    text: Sent | None = None
    fields: dict[str, str] = field(default_factory=dict)


async def receive(request: Request, folder: Path, limits: Limits, limiter: CapacityLimiter) -> Received:
    """Take the form of a request into a folder.  limiter: of the threads that write.

    Raises TooLarge, HTTPException (400, 408, 415), Gone, OSError where the disk fails.
    """
    body, taking, spent = _Body(request), None, 0
    try:
        taking = _taking(request, folder, limits)
        size = request.headers.get("content-length", "")
        if size.isdecimal() and int(size) > limits.size:
            raise _too_large(limits)
        async for chunk in body:
            spent += len(chunk)
            if spent > limits.size:
                raise _too_large(limits)
            limits.room(len(chunk))
            await anyio.to_thread.run_sync(taking.take, chunk, limiter=limiter)
        await anyio.to_thread.run_sync(taking.end, limiter=limiter)
    except (TooLarge, HTTPException) as error:
        if not (isinstance(error, HTTPException) and error.status_code == 408):
            await _drain(body, limits)
        raise
    finally:
        if taking is not None:
            taking.close()
    return taking.received


class _Body:
    """The body as it comes.  Raises Gone, and HTTPException 408 where nothing comes any more."""

    def __init__(self, request: Request) -> None:
        self._receive, self._more = request.receive, True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self._more:
            try:
                message = await asyncio.wait_for(self._receive(), _SILENCE)
            except TimeoutError:
                raise HTTPException(408, "nothing came for a minute; send it again") from None
            if message["type"] == "http.disconnect":
                raise Gone
            self._more = message.get("more_body", False)
            if message.get("body"):
                yield message["body"]


async def _drain(body: _Body, limits: Limits) -> None:
    """Let the rest of what is refused come, within bounds, so that the answer is seen."""
    until, left = time.monotonic() + _DRAIN_SECONDS, limits.size * _DRAIN_TIMES
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + _DRAIN_SECONDS):
            async for chunk in body:
                left -= len(chunk)
                if left < 0 or time.monotonic() > until:
                    return
    except (TimeoutError, HTTPException):
        return


def _too_large(limits: Limits) -> TooLarge:
    return TooLarge(
        f"it is more than {limits.size:,} bytes at once; send fewer files, or raise ONRECORD_SERVE_MAX_BYTES, or use "
        "onrecord add on the machine itself"
    )


def _taking(request: Request, folder: Path, limits: Limits) -> _Taking:
    kind, options = parse_options_header(request.headers.get("content-type"))
    try:
        if kind == b"multipart/form-data" and b"boundary" in options:
            return _Taking(folder, limits, options[b"boundary"])
    except FormParserError:
        raise HTTPException(400, _BROKEN) from None
    if kind in (b"application/x-www-form-urlencoded", b""):
        return _TakingPairs(folder, limits, None)
    raise HTTPException(415, "send a form: multipart/form-data with files, text or address")


class _Taking:
    """The parser's calls made into files and fields; one part is open at a time."""

    def __init__(self, folder: Path, limits: Limits, boundary: bytes | None) -> None:
        self.received = Received()
        self._folder, self._limits = folder, limits
        self._labels: set[str] = set()
        self._header, self._value, self._disposition = b"", b"", b""
        self._name = ""
        self._words: bytearray | None = None
        self._file: BinaryIO | None = None
        self._sent: Sent | None = None
        self._parts, self._return = 0, b""
        self._whole = False
        if boundary is not None:
            self._parser: MultipartParser | QuerystringParser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin,
                    "on_header_field": self._on_header,
                    "on_header_value": self._on_value,
                    "on_header_end": self._on_header_end,
                    "on_headers_finished": self._on_headers,
                    "on_part_data": self._on_data,
                    "on_part_end": self._end_part,
                    "on_end": self._on_end,
                },
            )

    def take(self, chunk: bytes) -> None:
        """One piece of the body; written before it returns.  Raises HTTPException, TooLarge, OSError."""
        try:
            self._parser.write(chunk)
        except FormParserError:
            raise HTTPException(400, _BROKEN) from None

    def end(self) -> None:
        """The body is whole.  Raises HTTPException where the form in it is not."""
        if not self._whole:
            raise HTTPException(400, _BROKEN)

    def close(self) -> None:
        """Close the file that is being written, if any."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > self._limits.files + _MOST_FIELDS:
            raise self._too_many()
        self._disposition = b""

    def _on_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]
        if len(self._header) > _LONGEST_HEADER:
            raise HTTPException(400, _BROKEN)

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        if len(self._value) > _LONGEST_HEADER:
            raise HTTPException(400, _BROKEN)

    def _on_header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _on_headers(self) -> None:
        _, options = parse_options_header(self._disposition)
        if b"name" not in options:
            raise HTTPException(400, _BROKEN)
        self._open(_words(options[b"name"]), _words(options[b"filename"]) if b"filename" in options else None)

    def _open(self, name: str, filename: str | None) -> None:
        """A part begins: a file where it has a file's name or is the text, else words."""
        self._name, self._sent, self._words = name, None, None
        if filename is None and name != TEXT:
            self._words = bytearray()
        elif filename or name == TEXT:
            if filename:
                label = label_of(filename.replace("%22", '"'), self._labels)
                self._labels.add(label)
                if len(self._labels) > self._limits.files:
                    raise self._too_many()
            else:
                label = TEXT
            self._sent = Sent(file=str(len(self._labels)) if filename else TEXT, label=label)
            self._return = b""
            self._file = (self._folder / self._sent.file).open("wb")

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None and self._sent is not None:
            piece = data[start:end]
            if self._sent.file == TEXT:
                # Forms send line ends in two signs, whatever they were where the text was copied.
                piece = self._return + piece
                self._return = b"\r" if piece.endswith(b"\r") else b""
                piece = piece[: len(piece) - len(self._return)].replace(b"\r\n", b"\n")
            self._file.write(piece)
            self._sent.size += len(piece)
        elif self._words is not None:
            if len(self._words) + end - start > _LONGEST_FIELD:
                raise HTTPException(400, f"the field {self._name[:40]!r} is too long; give at most 20,000 bytes")
            self._words += data[start:end]

    def _end_part(self) -> None:
        if self._file is not None and self._return:
            self._file.write(self._return)
        self.close()
        if self._sent is not None and self._sent.file == TEXT:
            self.received.text = self._sent
        elif self._sent is not None:
            self.received.files.append(self._sent)
        elif self._words is not None:
            if len(self.received.fields) >= _MOST_FIELDS:
                raise HTTPException(400, _BROKEN)
            self.received.fields[self._name] = _words(bytes(self._words))
        self._sent = self._words = None

    def _on_end(self) -> None:
        self._whole = True

    def _too_many(self) -> TooLarge:
        most = self._limits.files
        return TooLarge(f"it is more than {most:,} files at once; send fewer, or put them into a ZIP archive")


class _TakingPairs(_Taking):
    """The same of a form without files, whose fields are written as in an address."""

    def __init__(self, folder: Path, limits: Limits, boundary: None) -> None:
        super().__init__(folder, limits, boundary)
        self._key = bytearray()
        self._rest = b""
        self._parser = QuerystringParser(
            {
                "on_field_start": self._begin_field,
                "on_field_name": self._on_name,
                "on_field_data": self._on_field_data,
                "on_field_end": self._end_field,
            }
        )

    def end(self) -> None:
        """The body is whole."""
        try:
            self._parser.finalize()
        except FormParserError:
            raise HTTPException(400, _BROKEN) from None

    def _begin_field(self) -> None:
        self._key, self._rest = bytearray(), b""
        self._name, self._sent, self._words = "", None, None
        self._begin()

    def _on_name(self, data: bytes, start: int, end: int) -> None:
        self._key += data[start:end]
        if len(self._key) > _LONGEST_HEADER:
            raise HTTPException(400, _BROKEN)

    def _opened(self) -> None:
        if self._sent is None and self._words is None:
            self._open(_words(_decoded(bytes(self._key))), None)

    def _on_field_data(self, data: bytes, start: int, end: int) -> None:
        self._opened()
        # A sign written as %C3 may be cut in two by the pieces of the network.
        piece = self._rest + data[start:end]
        cut = next((at for at in (1, 2) if piece[-at:].startswith(b"%")), 0)
        piece, self._rest = (piece[:-cut], piece[-cut:]) if cut else (piece, b"")
        made = _decoded(piece)
        self._on_data(made, 0, len(made))

    def _end_field(self) -> None:
        self._opened()
        self._on_data(self._rest, 0, len(self._rest))
        self._end_part()


def _decoded(data: bytes) -> bytes:
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(data.replace(b"+", b" "))


def _words(data: bytes) -> str:
    """The words of a field or a file's name; browsers send both in UTF-8."""
    return data.decode("utf-8", errors="replace")
