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

UPLOADS = ("/add", "/api/v1/add", "/api/v1/read")  # and what is below: these take files
_THROWN_AWAY = 256_000_000  # bytes
_PATIENCE = 30.0  # seconds


class Bodies:
    """Refuses with 413 what is larger than may be sent there."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self.most(scope["path"])
        request = Request(scope)
        told = request.headers.get("content-length", "0")
        if not told.isascii() or not told.isdigit() or len(told) > 18:
            await failed(request, 400, "the length of what is sent is not a number")(scope, receive, send)
            return
        if int(told) > most:
            await _throw_away(receive, int(told))
            await failed(request, 413, self._words(most), {"connection": "close"})(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > most:
                raise HTTPException(413, self._words(most))
            return message

        await self._app(scope, counted, send)

    def most(self, path: str) -> int:
        """How many bytes may be sent to a path."""
        takes_files = any(path == one or path.startswith(f"{one}/") for one in UPLOADS)
        settings = self._settings
        return max(settings.max_request_bytes, settings.max_upload_bytes) if takes_files else settings.max_request_bytes

    @staticmethod
    def _words(most: int) -> str:
        return f"no more than {most:,} bytes may be sent here; send less at once"


async def _throw_away(receive: Receive, size: int) -> None:
    if size > _THROWN_AWAY:
        return
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            return
