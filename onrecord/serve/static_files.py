"""The shipped files: scripts, styles, fonts, drawings."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

# What the sandboxed page of a stranger may load: it has no origin, so that to a browser it is another site.
FOR_FRAMES = "/original.css"


class Shipped(StaticFiles):
    """Static files that a browser may keep for good where their address has their hash."""

    def __init__(self) -> None:
        super().__init__(directory=Path(str(files("onrecord.serve").joinpath("static"))))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the file."""
        kept = "v" in parse_qs(scope.get("query_string", b"").decode("latin-1"))

        async def with_age(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                age = "public, max-age=31536000, immutable" if kept else "no-cache"
                headers = MutableHeaders(scope=message)
                headers["cache-control"] = age
                if scope["path"].endswith(FOR_FRAMES):
                    headers["cross-origin-resource-policy"] = "cross-origin"
            await send(message)

        await super().__call__(scope, receive, with_age)
