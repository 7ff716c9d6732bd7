"""Which names a server answers to, and from which pages it may be written to.

A page of a stranger can have its own name point to 127.0.0.1 (DNS rebinding), or send a form there.  The first comes
with a foreign ``Host``, the second with a foreign ``Origin`` or ``Sec-Fetch-Site``; neither can be forged by a page
(https://fetch.spec.whatwg.org/#forbidden-request-header).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


class Hosts:
    """Lets through what asks for one of the names, and writes only from the server's own pages or from no page."""

    def __init__(self, app: ASGIApp, names: tuple[str, ...]) -> None:
        self._app = app
        self._names = frozenset(name.lower().strip("[]") for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with 421 (another host) or 403 (another page)."""
        if scope["type"] == "http" and (refusal := self._refusal(scope)):
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        given: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            given.setdefault(name, []).append(value.decode("latin-1"))
        hosts = given.get(b"host", [])
        if len(hosts) != 1 or _name(f"//{hosts[0]}") not in self._names:
            return PlainTextResponse("onrecord is not asked for under this name\n", 421)
        if scope["method"] in SAFE:
            return None
        for origin in given.get(b"origin", []):
            if _origin(origin) != hosts[0].lower():
                return PlainTextResponse("this page may not write to onrecord\n", 403)
        if any(site not in ("same-origin", "none") for site in given.get(b"sec-fetch-site", [])):
            return PlainTextResponse("this page may not write to onrecord\n", 403)
        return None


def _origin(address: str) -> str | None:
    """The host and the port of an origin; None where it has none."""
    try:
        return urlsplit(address).netloc.lower() or None
    except ValueError:
        return None


def _name(address: str) -> str | None:
    """The host's name without its port; None where there is none."""
    try:
        parts = urlsplit(address)
        return parts.hostname if parts.port is None or parts.port >= 0 else None
    except ValueError:
        return None
