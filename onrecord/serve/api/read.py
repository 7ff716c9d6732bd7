"""Reading a report that is sent, and storing nothing."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from onrecord.errors import TooLarge, UsageError
from onrecord.reading.given import Given
from onrecord.reading.published import given_date
from onrecord.record import Report
from onrecord.serve.api.openapi import tells
from onrecord.serve.api.params import Asked
from onrecord.serve.desk import Desk, DeskFull
from onrecord.serve.who import Reading, TheRoom

router = APIRouter()
TAG = "reading"
_MULTIPART = "multipart/form-data"
# A file's name is told as where the report came from; longer ones are of no use.
_LONGEST_NAME = 300
_SOON = "5"  # seconds, until a report or two will be read


class ReadText(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A report's text, with the address that it came from and its own day, where these are known."""

    text: str
    url: str | None = None
    published: str | None = None


class Known(Asked):
    """What is known of a file that is sent as it is."""

    url: str = Field("", max_length=4000, description="The address that it came from; nothing is fetched.")
    published: str = Field(
        "", pattern=r"^(|[0-9]{4}-[0-9]{2}-[0-9]{2})$", description="Its own day, where it is known.",
        examples=["2019-03-12"],
    )  # fmt: skip


@dataclass(frozen=True)
class _Sent:
    """What was sent: a text, or a file's bytes and name."""

    given: Given
    text: str | None = None
    data: bytes = b""
    name: str = ""


_ADDRESS = {"type": "string", "description": "The address that it came from; nothing is fetched."}
_DAY = {"type": "string", "description": "Its own day, YYYY-MM-DD.", "examples": ["2019-03-12"]}
_BODY = {
    "required": True,
    "description": "A text as JSON, a file in a form, or a file as it is, of any type.",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["text"],
                "additionalProperties": False,
                "properties": {
                    "text": {"type": "string", "description": "The report's text."},
                    "url": {**_ADDRESS, "type": ["string", "null"]},
                    "published": {**_DAY, "type": ["string", "null"]},
                },
            },
            "example": {
                "text": "The mayor said that the bridge would stay shut.",
                "url": "https://news.example.org/bridge",
                "published": "2019-03-12",
            },
        },
        _MULTIPART: {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "string", "format": "binary", "description": "A text, a page, a PDF, a message."},
                    "url": _ADDRESS,
                    "published": _DAY,
                },
            }
        },
        # Bytes as they are have no schema (OpenAPI 3.1, 4.8.14).
        "text/plain": {"schema": {}},
        "text/html": {"schema": {}},
        "application/pdf": {"schema": {}},
        "application/octet-stream": {"schema": {}},
    },
}


def _length(request: Request, room: TheRoom, person: Reading) -> None:
    """Refuse what says itself that it is too long, before it is sent."""
    words = request.headers.get("content-length", "")
    if words.isascii() and words.isdigit() and int(words[:20]) > room.settings.read_bytes:
        raise _too_large(room.settings.read_bytes)


@router.post(
    "/read",
    dependencies=[Depends(_length)],
    openapi_extra={"requestBody": _BODY},
    **tells(Report, 400, 408, 413, 415, 429, 503, summary="Read a report", tag=TAG, library=False),
)
async def read(request: Request, room: TheRoom, person: Reading, given: Annotated[Known, Query()]) -> Response:
    """The record of a report that is sent; nothing is stored, and nothing is fetched.

    Send `{"text", "url", "published"}` as JSON; or a form with a `file`, and `url` and `published` where they are
    known; or the file's bytes as they are, with these two in the address. What kind of file it is is told from its
    bytes; of the content type its charset is believed. The answer is what `onrecord read --format jsonl` prints of the
    same file. An input that cannot be read gives its `kind`: empty, not-text, no-text, too-large, too-slow, damaged,
    locked.
    """
    body = await _body(request, room.settings.read_bytes)
    sent = await _sent(request, body, given)
    try:
        return Response(await run_in_threadpool(_read, room.desk, sent), media_type="application/json")
    except DeskFull:
        raise HTTPException(
            503, "too many reports are being read; send it again in a moment", {"retry-after": _SOON}
        ) from None


def _read(desk: Desk, sent: _Sent) -> bytes:
    if sent.text is None:
        return desk.read_file(sent.data, sent.given, sent.name)
    try:
        return desk.read_text(sent.text, sent.given)
    except UnicodeEncodeError as error:
        raise UsageError(f"character {error.start} is half a surrogate pair; decode the text anew") from None


async def _body(request: Request, most: int) -> bytes:
    """What was sent, whole.  Raises TooLarge."""
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise _too_large(most)
            parts.append(part)
    except ClientDisconnect:
        raise HTTPException(408, "the request was cut off; send it again") from None
    return b"".join(parts)


async def _sent(request: Request, body: bytes, given: Known) -> _Sent:
    """Raises UsageError, HTTPException where it cannot be understood."""
    head = request.headers.get("content-type", "")
    kind = head.partition(";")[0].strip().lower()
    if kind == _MULTIPART:
        return await _from_form(request, body, head)
    if kind == "application/x-www-form-urlencoded":
        raise HTTPException(
            415, "a form is sent as multipart/form-data (curl -F), a text as application/json, a file with its own type"
        )
    if kind == "application/json":
        if given.url or given.published:
            raise UsageError("of a text, url and published stand in the JSON")
        try:
            told = msgspec.json.decode(body, type=ReadText)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise HTTPException(422, f"the body is not as it has to be: {error}") from None
        return _Sent(given=_given(told.url, told.published), text=told.text)
    return _Sent(given=_given(given.url, given.published, _charset(head)), data=body)


async def _from_form(request: Request, body: bytes, head: str) -> _Sent:
    async def once() -> AsyncGenerator[bytes, None]:
        yield body

    boundary = _boundary(head)
    if not boundary:
        raise HTTPException(400, "the form has no boundary; let the program that sends it set the content type")
    # What was cut off must not be taken for a whole file.
    if b"--" + boundary + b"--" not in body:
        raise HTTPException(400, "the form is cut off; send it again")
    try:
        form = await MultiPartParser(request.headers, once(), max_files=1, max_fields=2).parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise HTTPException(400, f"the form cannot be read: {getattr(error, 'message', None) or error}") from None
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise HTTPException(422, "the form has no file named 'file'")
        told = {name: form.get(name) or "" for name in ("url", "published")}
        if unknown := sorted(set(form) - {"file", *told}) or [
            name for name, one in told.items() if not isinstance(one, str)
        ]:
            raise HTTPException(422, f"the form has {unknown[0]!r}; it may have file, url and published")
        given = _given(str(told["url"]), str(told["published"]))
        return _Sent(given=given, data=await file.read(), name=_file_name(file.filename or ""))
    finally:
        await form.close()


def _given(url: str | None, published: str | None, charset: str | None = None) -> Given:
    """What is known of it.  Raises UsageError for a day that is none."""
    day: date | None = given_date(published) if published else None
    return Given(published=day, url=url or None, charset=charset)


def _parameter(head: str, name: str) -> str:
    """A parameter of a content type; empty where it has none."""
    for one in head.split(";")[1:]:
        key, _, value = one.partition("=")
        if key.strip().lower() == name:
            return value.strip().strip('"')
    return ""


def _boundary(head: str) -> bytes:
    return _parameter(head, "boundary").encode("latin-1", "replace")


def _charset(head: str) -> str | None:
    return _parameter(head, "charset")[:40] or None


def _file_name(given: str) -> str:
    """The name alone, whatever folders are told with it."""
    name = given.replace("\\", "/").rpartition("/")[2]
    return "".join(one for one in name if one.isprintable())[:_LONGEST_NAME]


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"more than read_bytes={most:,} are sent; send less or raise ONRECORD_READ_BYTES")
