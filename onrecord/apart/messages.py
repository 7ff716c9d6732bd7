"""What goes between the program and a reading process: MessagePack, each message behind its length.

Streams are unbuffered, so that waiting on one never misses what is in a buffer.  Not pickles: what comes back was made
by a process that parsed a stranger's file, and a pickle can run code.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import IO, Literal

import msgspec

from onrecord.reading.given import Given
from onrecord.settings import Settings

_LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """One document to read.

    ``want``: its ``page``, its ``report``, or what the function named in ``after`` ("package.module:function") makes
    of the report.  ``made``: what that function makes of the bytes themselves and of ``argument``, within the limits
    of laying a page out.  plain: the data is a text in UTF-8 that is read as it is, whatever it
    looks like.
    """

    data: bytes
    uri: str | None
    retrieved: str | None
    given: Given
    want: Literal["page", "report", "after", "made"]
    after: str | None = None
    argument: bytes = b""
    plain: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """``more-time``: so many ``seconds`` were granted for laying it out; ``laid-out``: the page is there, and has so
    many ``words``; ``done``: the result, encoded; ``refused``: an InputError by its name and message; ``failed``: a
    fault of the program, with its traceback."""

    kind: Literal["ready", "more-time", "laid-out", "done", "refused", "failed"]
    words: int = 0
    seconds: float = 0.0
    result: bytes = b""
    error: str = ""
    detail: str = ""


_ENCODER = msgspec.msgpack.Encoder()
_TASKS = msgspec.msgpack.Decoder(Task)
_ANSWERS = msgspec.msgpack.Decoder(Answer)
_SETTINGS = msgspec.msgpack.Decoder(Settings)


def send(stream: IO[bytes], message: Task | Answer | Settings) -> None:
    """Write one message, whole."""
    payload = _ENCODER.encode(message)
    left = memoryview(_LENGTH.pack(len(payload)) + payload)
    while left:
        left = left[stream.write(left) :]


def receive_task(stream: IO[bytes]) -> Task | None:
    """The next task; None at the end of the stream."""
    payload = _payload(stream)
    return None if payload is None else _TASKS.decode(payload)


def receive_settings(stream: IO[bytes]) -> Settings:
    """The first message to a reading process."""
    return _SETTINGS.decode(_payload(stream) or b"")


def receive_answer(stream: IO[bytes]) -> Answer | None:
    """The next answer; None where the process has ended."""
    payload = _payload(stream)
    return None if payload is None else _ANSWERS.decode(payload)


def _payload(stream: IO[bytes]) -> bytes | None:
    head = _exactly(stream, _LENGTH.size)
    return None if head is None else _exactly(stream, _LENGTH.unpack(head)[0])


def _exactly(stream: IO[bytes], size: int) -> bytes | None:
    """So many bytes; None where the stream ends before."""
    parts: list[bytes] = []
    while size:
        part = stream.read(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
