"""What follows reports across the library: one module for each, all called in the same way.

To add one: write its module with what ``Follower`` names, name it here, and give it its tables in a migration, which
also puts its name and rules into ``follower`` and all reports into ``unplaced`` (as ``v0004_copies`` does).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

from sqlalchemy import Connection

from onrecord.record import Report
from onrecord.store.partly import NONE

# Where each lives, in the order in which reports are placed.
FOLLOWERS = {
    "copies": "onrecord.store.following.copies",
    "quotations": "onrecord.store.following.quotations",
}


class Follower(Protocol):
    """What a follower's module has.  All work within the caller's transaction, on rows and records that are there."""

    RULES: int
    """Raised with every change of what is placed: all reports are placed anew then."""

    def place(self, connection: Connection, numbers: Sequence[int], at_hand: Mapping[int, Report] = NONE) -> None:
        """Place some reports, by their numbers in ``report``; none of them is placed yet.

        at_hand: the records of some.
        """

    def take(self, connection: Connection, numbers: Sequence[int]) -> None:
        """Take out some reports, as if they had never come; nothing for those that are not placed."""

    def clear(self, connection: Connection) -> None:
        """Take out all."""


def followers() -> Iterator[tuple[str, Follower]]:
    """Each follower with its name; its module is loaded only now."""
    for name, module in FOLLOWERS.items():
        yield name, cast(Follower, import_module(module))
