"""What changes something is sent from a page of onrecord, or by a program.

``hosts.py`` refuses what a browser says comes from another page.  Besides, a request that changes something must bring
the token that pages get with their forms and no stranger's page can read, bound to the session (the synchronizer token
of OWASP's cheat sheet on cross-site request forgery): as a header, as htmx sends it, or as a field of the form.  This
is asked before every route, whatever it is.

Of a form as much is read as is needed to find the field, which ``forms.py`` puts first; all of it is then given to
the route, which may take in a large upload piece by piece.

Programs bring none: they ask with a bearer token, which no browser sends by itself, or, where nobody signs in, without
any of the headers that browsers cannot leave out.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.serve.asking import is_api
from onrecord.serve.errors import failed
from onrecord.serve.guards.door import READS
from onrecord.serve.guards.hosts import SAFE
from onrecord.serve.who import Way, asking_of

FIELD, HEADER = "csrf", "x-csrf-token"
WORDS = "this was not sent from a page of onrecord that is open now; load the page, and send it again"
_READ = 65_536  # bytes of a form in which the field is looked for
_AT_LEAST = 1024  # so many more, before it is looked for again
_LONGEST = 100  # bytes of the field
_BY_BROWSERS = ("origin", "referer", "cookie", "sec-fetch-site", "sec-fetch-mode")


class OwnPages:
    """Refuses with 403 what would change something from another page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http" or scope["method"] in SAFE or scope["path"] == READS:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if _by_program(request):
            await self._app(scope, receive, send)
            return
        taken: list[Message] = []
        given = request.headers.get(HEADER)
        if given is None:
            try:
                given = await _field(request, receive, taken)
            except HTTPException as error:  # it is too large
                await failed(request, error.status_code, error.detail)(scope, receive, send)
                return
        wanted = asking_of(request).form_token
        if not wanted or not hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode()):
            await failed(request, 403, WORDS)(scope, receive, send)
            return

        async def again() -> Message:
            return taken.pop(0) if taken else await receive()

        await self._app(scope, again, send)


def _by_program(request: Request) -> bool:
    """Whether it is no browser that asks: no page can have it send this."""
    asking = asking_of(request)
    if asking.way is Way.TOKEN:
        return True
    return is_api(request) and asking.way is Way.LOCAL and not any(name in request.headers for name in _BY_BROWSERS)


async def _field(request: Request, receive: Receive, taken: list[Message]) -> str:
    """The field of the form that is sent, empty where it has none; taken gets what was read of it."""
    kind, options = parse_options_header(request.headers.get("content-type"))
    found: Callable[[bytes, bool], str | None]
    if kind == b"application/x-www-form-urlencoded":
        found = _in_words
    elif kind == b"multipart/form-data" and (boundary := options.get(b"boundary")):
        found = _InParts(boundary)
    else:
        return ""
    read, looked = bytearray(), 0
    while True:
        message = await receive()
        taken.append(message)
        read += message.get("body", b"")
        ended = message["type"] != "http.request" or not message.get("more_body")
        if not ended and len(read) - looked < _AT_LEAST:
            continue
        looked = len(read)
        given = found(bytes(read), ended)
        if given is not None or ended or len(read) > _READ:
            return given or ""


def _in_words(read: bytes, ended: bool) -> str | None:
    """The field of what is sent as name=value&name=value, once it is there whole."""
    one = re.search(rb"(?:^|&)csrf=([^&]*)(&?)", read)
    return unquote_plus(one[1].decode("latin-1")) if one and (one[2] or ended) else None


class _InParts:
    """The field of a form whose parts stand between boundaries, once it is there whole; before it come no files."""

    def __init__(self, boundary: bytes) -> None:
        self._seen = 0
        self._head = self._name = b""
        self._value: bytearray | None = None
        self._given: str | None = None
        self._broken = False
        told: dict[str, Any] = {
            "on_part_begin": self._begin, "on_header_field": self._header_name, "on_header_value": self._header_value,
            "on_header_end": self._header_end, "on_headers_finished": self._headers_end, "on_part_data": self._data,
            "on_part_end": self._end,
        }  # fmt: skip
        try:
            self._parser: MultipartParser | None = MultipartParser(boundary, told)  # type: ignore[arg-type]
        except FormParserError:
            self._parser = None

    def __call__(self, read: bytes, _: bool) -> str | None:
        """The field; empty where it does not come; None where it may come yet.  read: all that was read."""
        if self._parser is None:
            return ""
        try:
            self._parser.write(read[self._seen :])
        except FormParserError:
            self._broken = True
        self._seen = len(read)
        return self._given if self._given is not None else "" if self._broken else None

    def _begin(self) -> None:
        self._value = None

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._head += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_end(self) -> None:
        if self._head.lower() == b"content-disposition":
            options = parse_options_header(self._name)[1]
            if b"filename" in options:
                self._broken = True
            elif options.get(b"name") == FIELD.encode():
                self._value = bytearray()
        self._head = self._name = b""

    def _headers_end(self) -> None:
        pass

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._value is not None and len(self._value) <= _LONGEST:
            self._value += data[start:end]

    def _end(self) -> None:
        if self._value is not None and self._given is None and not self._broken:
            self._given = self._value.decode("latin-1")
