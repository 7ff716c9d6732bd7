"""Who asks is found out here, before anything else is done; nobody gets further than the door without an account.

All that changed something is recorded here too, so that no route can forget it: a route says by ``record`` in its own
words what it did, else its name and address are kept.
"""

from __future__ import annotations

import logging
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import LibraryMissing, LibraryReadOnly, OnrecordError
from onrecord.serve.asking import is_api, keep_in_use, who_asks
from onrecord.serve.errors import failed, status_of
from onrecord.serve.guards.hosts import SAFE
from onrecord.serve.room import Room
from onrecord.serve.who import Asking
from onrecord.store.accounts_audit import put_entry

SIGN_IN, STATIC = "/sign-in", "/static/"  # for anyone: where one signs in, and what that page is made of
READS = "/api/v1/read"  # has the model at work, and changes nothing
_log = logging.getLogger("onrecord.serve")


class Door:
    """Lets in who may come in, not more often than they may, and records what they changed."""

    def __init__(self, app: ASGIApp, room: Room) -> None:
        self._app = app
        self._room = room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse: 401 or the way to where one signs in, 429, or what keeps the library from being asked."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # there are none
            return
        if scope["type"] != "http" or scope["path"].startswith(STATIC):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            asking = await self._asking(request)
        except OnrecordError as error:
            await failed(request, status_of(error), str(error))(scope, receive, send)
            return
        request.state.asking = asking
        if refusal := self._refusal(request, asking):
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, self._recording(request, asking, send))
        if asking.unseen:
            await run_in_threadpool(keep_in_use, self._room, request, asking)

    async def _asking(self, request: Request) -> Asking:
        if self._room.person:
            return who_asks(self._room, request)
        return await run_in_threadpool(who_asks, self._room, request)

    def _refusal(self, request: Request, asking: Asking) -> Response | None:
        path = request.url.path
        if asking.person is None:
            return None if path == SIGN_IN else not_signed_in(request)
        if path != READS or request.method != "POST" or not (wait := self._room.limits.reads.take(asking.person.name)):
            return None
        words = f"this is asked for too often; wait {wait} second{'' if wait == 1 else 's'}"
        return failed(request, 429, words, {"retry-after": str(wait)})

    def _recording(self, request: Request, asking: Asking, send: Send) -> Send:
        if request.method in SAFE or request.url.path in (READS, SIGN_IN):
            return send

        async def recorded(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                await run_in_threadpool(_record, self._room, request, asking)
            await send(message)

        return recorded


def record(request: Request, what: str, about: str = "") -> None:
    """Say what the audit log is to have of a request that changes something; call it again for more.

    what: "sign off"; about: to what: "report 12, a3".  It is kept when the request succeeds, under who asks.
    """
    entries: list[tuple[str, str]] = request.scope.setdefault("onrecord.entries", [])
    entries.append((what, about))


def recorded_already(request: Request) -> None:
    """Say that what was done is in the audit log, put there in the same transaction."""
    request.scope.setdefault("onrecord.entries", [])


def not_signed_in(request: Request) -> Response:
    """To where one signs in, and from there back: 303 for a page, for a part of one as htmx wants it; 401 for data."""
    if is_api(request):
        return failed(request, 401, "sign in, or send a token that is not over", {"www-authenticate": "Bearer"})
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"hx-redirect": _way_in(_shown_in(request))})
    # As it was sent: a question mark that is part of a name stays one.
    path = request.scope.get("raw_path", b"/").decode("latin-1").partition("?")[0]
    back = path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(_way_in(back if request.method in SAFE else "/"), 303)


def own_path(address: str) -> str:
    """The address where it is a page of this room, else the first page: nobody is led elsewhere by a link."""
    plain = address.isprintable() and address.isascii() and "\\" not in address
    elsewhere = not address.startswith("/") or address.startswith(("//", "/sign-", "/api/"))
    return address if plain and not elsewhere else "/"


def _shown_in(request: Request) -> str:
    """The page that the part is for."""
    try:
        page = urlsplit(request.headers.get("hx-current-url", ""))
    except ValueError:
        return "/"
    return page.path + (f"?{page.query}" if page.query else "")


def _way_in(back: str) -> str:
    back = own_path(back)
    return SIGN_IN if back == "/" else f"{SIGN_IN}?next={quote(back, safe='/')}"


def _record(room: Room, request: Request, asking: Asking) -> None:
    entries = request.scope.get("onrecord.entries")
    if entries is None:
        route = request.scope.get("route")
        what = getattr(route, "name", "").replace("_", " ") or request.method.lower()
        entries = [(what, request.url.path + (f"?{request.url.query}" if request.url.query else ""))]
    if not entries:
        return
    try:
        with room.library.writing() as connection:
            for what, about in entries:
                put_entry(connection, asking.actor, what, about)
    except (LibraryMissing, LibraryReadOnly):
        return  # there is none yet to keep it in, or none that can have been changed
    except OnrecordError as error:
        _log.error("not in the audit log: %s: %s: %s", asking.actor, entries, error)
