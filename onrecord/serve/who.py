"""Who asks, and what they may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from onrecord.serve.room import Room


class Role(IntEnum):
    """What somebody may do; each may do all that those before may."""

    READER = 1  # read, search, follow, export
    REVIEWER = 2  # judge and sign off
    EDITOR = 3  # add, take down, join entities, and see to accounts


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who asks; name: what judgements are kept under."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether they may do what this role may."""
        return self.role >= role


def room_of(request: Request) -> Room:
    """The room that is asked."""
    room: Room = request.app.state.room
    return room


def person_of(request: Request) -> Person | None:
    """Who asks; None where nobody has signed in and somebody must have."""
    room = room_of(request)
    return Person(name=room.person, role=Role.EDITOR) if room.person else None


def at_least(role: Role) -> Callable[[Request], Person]:
    """A dependency that lets nobody through who may do less; it gives who asks.

    401: nobody has signed in; 403: they may not.
    """

    def person(request: Request) -> Person:
        asking = person_of(request)
        if asking is None:
            raise HTTPException(401, "sign in first")
        if not asking.may(role):
            raise HTTPException(403, f"only a {role.name.lower()} may do this; ask one who keeps the accounts")
        return asking

    person.__name__ = f"at_least_{role.name.lower()}"
    return person


TheRoom = Annotated[Room, Depends(room_of)]
Reading = Annotated[Person, Depends(at_least(Role.READER))]
Reviewing = Annotated[Person, Depends(at_least(Role.REVIEWER))]
Editing = Annotated[Person, Depends(at_least(Role.EDITOR))]
