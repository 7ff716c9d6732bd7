"""How much may be sent.

What is larger is refused before it is read where its length is told, else as soon as it is too much.  A browser that is
cut off while it sends shows no answer, so that what it still sends is taken in and thrown away, up to a bound.
"""

from __future__ import annotations

import time

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.serve.errors import failed
from onrecord.settings import Settings

# These take in what is sent piece by piece, and hold it to limits of their own.
TAKE_FILES = ("/add", "/api/v1/read")
_THROWN_AWAY = 256_000_000  # bytes
_PATIENCE = 30.0  # seconds


class Bodies:
    """Refuses with 413 what is larger than may be sent."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._most = settings.max_request_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        told = request.headers.get("content-length", "0")
        if not told.isascii() or not told.isdigit() or len(told) > 18:
            await failed(request, 400, "the length of what is sent is not a number")(scope, receive, send)
            return
        if scope["path"] in TAKE_FILES:
            await self._app(scope, receive, send)
            return
        words = f"no more than {self._most:,} bytes may be sent here; send less at once"
        if int(told) > self._most:
            await _throw_away(receive, int(told))
            await failed(request, 413, words, {"connection": "close"})(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._most:
                raise HTTPException(413, words)
            return message

        await self._app(scope, counted, send)


async def _throw_away(receive: Receive, size: int) -> None:
    if size > _THROWN_AWAY:
        return
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            return
