"""Who asks, and what they may do.

``guards/door.py`` finds out who asks before anything else is done; a route says by ``Reading``, ``Reviewing`` or
``Editing`` what one must be to be let through.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from onrecord.serve.room import Room
from onrecord.store.accounts_audit import Actor


class Role(IntEnum):
    """What somebody may do; each may do all that those before may."""

    READER = 1  # read, search, follow, export
    REVIEWER = 2  # judge and sign off
    EDITOR = 3  # add, take down, join entities, and see to accounts


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who asks; name: what judgements are kept under; account: its number, None where nobody signs in."""

    name: str
    role: Role
    account: int | None = None

    def may(self, role: Role) -> bool:
        """Whether they may do what this role may."""
        return self.role >= role


class Way(Enum):
    """How it is known who asks."""

    LOCAL = "local"  # nobody signs in: the room is for one person
    SESSION = "session"  # by a cookie
    TOKEN = "token"  # a program, by a bearer token
    NOBODY = "nobody"  # it is not


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Who asks, how that is known, and from where.

    secret: what the words that a form must bring are made of: the cookie's, or the room's own; None for programs.
    origin: the address, and the token's name.  unseen: that the session or token is in use was not kept for a while.
    """

    person: Person | None = None
    way: Way = Way.NOBODY
    secret: str | None = None
    origin: str = ""
    unseen: bool = False

    @property
    def form_token(self) -> str:
        """What a form of a page that was given to them has, and no other page can know; empty: there is none."""
        if self.secret is None:
            return ""
        made = hmac.new(self.secret.encode(), b"a form of onrecord", hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    @property
    def actor(self) -> Actor:
        """As the audit log names them."""
        return Actor(name=self.person.name if self.person else "nobody", origin=self.origin)


NOBODY = Asking()


def room_of(request: Request) -> Room:
    """The room that is asked."""
    room: Room = request.app.state.room
    return room


def asking_of(request: Request) -> Asking:
    """Who asks, and how that is known."""
    asking: Asking = getattr(request.state, "asking", NOBODY)
    return asking


def person_of(request: Request) -> Person | None:
    """Who asks; None where nobody has signed in and somebody must have."""
    return asking_of(request).person


@dataclass(frozen=True)
class AtLeast:
    """A dependency that lets nobody through who may do less; it gives who asks.

    401: nobody has signed in; 403: they may not.
    """

    role: Role

    def __call__(self, request: Request) -> Person:
        """Who asks."""
        asking = person_of(request)
        if asking is None:
            raise HTTPException(401, "sign in first")
        if not asking.may(self.role):
            raise HTTPException(403, f"only a {self.role.name.lower()} may do this; ask one who keeps the accounts")
        return asking


TheRoom = Annotated[Room, Depends(room_of)]
TheAsking = Annotated[Asking, Depends(asking_of)]
Reading = Annotated[Person, Depends(AtLeast(Role.READER))]
Reviewing = Annotated[Person, Depends(AtLeast(Role.REVIEWER))]
Editing = Annotated[Person, Depends(AtLeast(Role.EDITOR))]
