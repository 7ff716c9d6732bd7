"""One question to the API and its answer: who asks, whether the answer is known already, how it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute

from onrecord.library import Library
from onrecord.serve.room import Room
from onrecord.serve.who import Person, Reading, TheRoom

JSON = "application/json"
# What an answer may be kept by: whoever asked, and asked again about each time.
_KEPT = "private, no-cache"


class Unchanged(Exception):
    """Who asks has the answer already."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


class Route(APIRoute):
    """A route that answers 304 to who has the answer already."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers."""
        answer = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            try:
                return await answer(request)
            except Unchanged as same:
                return Response(status_code=304, headers={"etag": same.tag, "cache-control": _KEPT})

        return tagged


class Asking:
    """A question: the room, who asks, the address, and the tag that the answer has."""

    def __init__(self, request: Request, room: Room, person: Person) -> None:
        self.request, self.room, self.person = request, room, person
        version = room.watch.version()
        address = f"{request.url.path}?{request.url.query}"
        self.tag = f'"{version}-{hashlib.sha256(address.encode()).hexdigest()[:12]}"' if version else None
        self._given = request.headers.get("if-none-match", "")
        if self.tag and self.tag in _tags(self._given):
            raise Unchanged(self.tag)

    @property
    def library(self) -> Library:
        """The room's library."""
        return self.room.library

    def answer(self, value: Any, media_type: str = JSON, *, after: str | None = None) -> Response:
        """The answer; bytes as they are, everything else as JSON.  after: where the list goes on, for a header."""
        if self.tag and self._given.strip() == "*":
            raise Unchanged(self.tag)
        headers = {"cache-control": _KEPT} | ({"etag": self.tag} if self.tag else {})
        if after:
            headers["link"] = f'<{after}>; rel="next"'
        return Response(value if isinstance(value, bytes) else encoded(value), media_type=media_type, headers=headers)

    def again(self, **changed: Any) -> str:
        """The address asked for with other values of some parameters; an empty one leaves it out."""
        given = [(name, value) for name, value in self.request.query_params.multi_items() if name not in changed]
        given += [
            (name, str(one))
            for name, value in changed.items()
            for one in (value if isinstance(value, list | tuple) else [value])
            if one not in ("", None)
        ]
        return f"{self.request.url.path}?{urlencode(given)}"


def _asking(request: Request, person: Reading, room: TheRoom) -> Asking:
    return Asking(request, room, person)


Asked = Annotated[Asking, Depends(_asking)]


def _tags(given: str) -> set[str]:
    """The tags of an If-None-Match; a weak one means the strong one here (RFC 9110, 13.1.2)."""
    return {one.strip().removeprefix("W/") for one in given.split(",")} if given else set()


def encoded(value: Any) -> bytes:
    """A value as JSON."""
    return msgspec.json.encode(value, enc_hook=_plain)


def _plain(value: Any) -> Any:
    """Numbers of numpy as Python's."""
    if hasattr(value, "item"):
        return value.item()
    raise NotImplementedError(f"no JSON for {type(value).__name__}")
