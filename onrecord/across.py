"""The verbs of a library that follow what reports have in common; ``Library`` has them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from onrecord.errors import LibraryReadOnly
from onrecord.looking import user_name

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store.following.copies_found import Copies
    from onrecord.store.following.copies_judged import Apart


class Across:
    """What can be asked of reports together."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that can write nothing."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction of its own."""
        raise NotImplementedError

    def _follow(self, progress: Callable[[int], None] | None = None) -> int:
        raise NotImplementedError

    def unplaced(self) -> int:
        """How many reports wait to be placed among what is followed, counted for each thing that is followed.

        They were there before this version of onrecord was; ``follow`` places them.
        """
        from onrecord.store.following.placing import waiting

        with self.reading() as connection:
            return waiting(connection)

    def follow(self, progress: Callable[[int], None] | None = None) -> int:
        """Place those reports that wait for it; returns how many there were.  ``add`` does it first of all.

        progress: called with how many were placed, once they are on the disk.  Stopped at any moment, it goes on where
        it was when it is called again.
        """
        return self._follow(progress)

    def copies(self, report: str | int) -> Copies:
        """Which others have words of a report, passage by passage; the likely original; how many are independent.

        report: as in ``report``.  Reports that wait to be placed are placed first; where the library may not be
        written to they are left out, and counted.  Raises NotInLibrary.
        """
        from onrecord.store.following.copies_found import copies

        left = 0
        try:
            if self.unplaced():
                self.follow()
        except LibraryReadOnly:
            left = self.unplaced()
        with self.reading() as connection:
            return copies(connection, report, unplaced=left)

    def not_copies(self, report: str | int, other: str | int, *, by: str | None = None) -> Apart:
        """Say that two reports are no copies; ``undo`` with its number takes it back.  by: who says so."""
        from onrecord.store.following.copies_judged import set_apart

        with self.writing() as connection:
            return set_apart(connection, report, other, by or user_name())
