"""Bytes to text, once: after this the text is never changed.

UTF-8, UTF-16 with its mark, or Windows-1252, told from the bytes.  Only a
byte-order mark is left off.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from onrecord.errors import Empty, NotText
from onrecord.reading.media import CONTROL, media_type_of, share_of
from onrecord.record import Problem

_READ_OTHERWISE = {
    "application/pdf": "a PDF",
    "application/warc": "a WARC file",
    "application/gzip": "a gzip archive",
    "application/zstd": "a zstd archive",
    "application/zip": "a ZIP archive or office document",
    "application/feed": "a feed",
    "application/jsonl": "JSON lines",
    "application/mbox": "a mailbox",
    "message/rfc822": "an e-mail message",
    "text/html": "HTML",
}

# Bytes that Windows-1252 leaves undefined.
_UNDEFINED = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """A text, the name of its encoding, and what was doubtful about it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text in the bytes.

    Raises Empty or NotText where there is no text to have.
    """
    if not data:
        raise Empty("it is empty; give a file with text in it")
    _refuse_other_kinds(data)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _nonempty(_decode_as(data[len(mark) :], encoding))
    if share_of(data, CONTROL) > 0.02 or data.count(0) > len(data) // 5:
        raise NotText(_not_text_message(data))
    try:
        return _nonempty(Decoded(text=data.decode("utf-8"), encoding="utf-8"))
    except UnicodeDecodeError:
        if b"\x00" in data:
            raise NotText("it is binary, not text; give plain text in UTF-8, UTF-16 or Windows-1252") from None
    return _nonempty(_damaged_utf8(data) or _windows(data))


def _refuse_other_kinds(data: bytes) -> None:
    kind = media_type_of(data)
    if kind != "text/plain":
        raise NotText(f"it is {_READ_OTHERWISE.get(kind, kind)}, not plain text; give its text")


def _not_text_message(data: bytes) -> str:
    halves = data[:2000:2], data[1:2000:2]
    if max(half.count(0) for half in halves) > len(halves[0]) // 2 and min(half.count(0) for half in halves) < 5:
        return "it looks like UTF-16 without its byte-order mark; save it as UTF-8"
    return "it is binary, not text; give plain text in UTF-8, UTF-16 or Windows-1252"


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError as error:
        problem = Problem(
            kind="encoding",
            detail=f"marked as {encoding}, but byte {error.start} is not valid; shown as U+FFFD",
        )
        return Decoded(text=data.decode(encoding, errors="replace"), encoding=encoding, problems=(problem,))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, where reading it as anything else would break many more."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = len(text) - broken - len(text.encode("ascii", errors="ignore"))
    if sound <= 2 * broken:
        return None
    problem = Problem(kind="encoding", detail=f"UTF-8 with {broken} broken characters, shown as U+FFFD")
    return Decoded(text=text, encoding="utf-8", problems=(problem,))


def _windows(data: bytes) -> Decoded:
    undefined = len(data) - len(data.translate(None, _UNDEFINED))
    text = data.decode("cp1252", errors="replace")
    problems = []
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if undefined:
        problems.append(
            Problem(kind="encoding", detail=f"neither UTF-8 nor Windows-1252: {undefined} bytes shown as U+FFFD")
        )
    elif high > len(data) // 5:
        problems.append(
            Problem(kind="encoding", detail="not UTF-8; read as Windows-1252, but it does not look like it")
        )
    return Decoded(text=text, encoding="windows-1252", problems=tuple(problems))


def _nonempty(decoded: Decoded) -> Decoded:
    if not decoded.text.strip():
        raise Empty("it holds nothing but blanks; give a file with text in it")
    return decoded
