"""The verbs of a library that follow what reports have in common; ``Library`` has them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from onrecord.errors import LibraryBusy, LibraryReadOnly
from onrecord.looking import user_name

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store.following.claim.asking import Claim
    from onrecord.store.following.copies_found import Copies
    from onrecord.store.following.copies_judged import Apart
    from onrecord.store.following.pairs_judged import Matter, PairDecision
    from onrecord.store.following.quotations.asking import Quoted
    from onrecord.store.following.quotations.judged import WordingDecision
    from onrecord.store.following.story.asking import Story


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

    def _place_waiting(self) -> int:
        """Place what waits for it; returns how many reports are left, where the library cannot be written to now."""
        try:
            if self.unplaced():
                self.follow()
        except (LibraryReadOnly, LibraryBusy):
            return self.unplaced()
        return 0

    def unplaced(self) -> int:
        """How many reports wait to be placed among what is followed, counted for each thing that is followed.

        They are being added, or were there before this version of onrecord was; ``follow`` places them.
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

        left = self._place_waiting()
        with self.reading() as connection:
            return copies(connection, report, unplaced=left)

    def not_copies(self, report: str | int, other: str | int, *, by: str | None = None) -> Apart:
        """Say that two reports are no copies; ``undo`` with its number takes it back.  by: who says so."""
        from onrecord.store.following.copies_judged import set_apart

        with self.writing() as connection:
            return set_apart(connection, report, other, by or user_name())

    def quote(self, words: str, *, limit: int = 3) -> Quoted:
        """The same utterance across reports: its wordings, what is changed in each, who carried it, to whom attributed.

        words: some that were said, quoted rightly or not; or a statement ("10:a3", or its number), or the key of a
        wording.  limit: utterances at most.  Reports that wait to be placed are placed first, as in ``copies``.
        Raises NotInLibrary, UsageError.
        """
        from onrecord.store.following.quotations.asking import quote

        left = self._place_waiting()
        with self.reading() as connection:
            return quote(connection, words, limit=limit, unplaced=left)

    def part_wordings(self, one: str, two: str, *, by: str | None = None) -> WordingDecision:
        """Say that two wordings are not of one utterance.  one, two: keys of wordings, or beginnings of these."""
        from onrecord.store.following.quotations.judged import part

        with self.writing() as connection:
            return part(connection, one, two, by or user_name())

    def join_wordings(self, one: str, two: str, *, by: str | None = None) -> WordingDecision:
        """Say that the utterances of two wordings are one."""
        from onrecord.store.following.quotations.judged import join

        with self.writing() as connection:
            return join(connection, one, two, by or user_name())

    def undo_wordings(self, decision: int | None = None, *, by: str | None = None) -> WordingDecision:
        """Take a decision on wordings back: the last one, or that of a number."""
        from onrecord.store.following.quotations.judged import undo

        with self.writing() as connection:
            return undo(connection, by or user_name(), decision)

    def story(self, words: str | int, *, limit: int = 3) -> tuple[Story, ...]:
        """The reports that tell the story of one, and its events by all who tell them.

        words: a report, as in ``report``; or words, as ``find`` takes them, for the stories of the reports that have
        them.  limit: stories at most.  Raises UsageError.
        """
        from onrecord.store.following.story.asking import asked_for

        with self.reading() as connection:
            return asked_for(connection, str(words), limit=limit)

    def claim(self, words: str | int, *, limit: int = 3) -> tuple[Claim, ...]:
        """Who made a claim, who repeated, confirmed, changed, disputed, denied or withdrew it, step by step.

        words: as ``find`` takes them, for the claims of the statements that have them; or a statement ("10:a3", or its
        number).  limit: claims at most.  Raises NotInLibrary, UsageError.
        """
        from onrecord.store.following.claim.asking import claim

        with self.reading() as connection:
            return claim(connection, str(words), limit=limit)

    def decide_pair(
        self, matter: Matter, one: str | int, other: str | int, *, same: bool, by: str | None = None
    ) -> PairDecision:
        """Say that two reports are of one "story", or two statements of one "claim", or that they are not.

        one, other: reports as in ``report``, statements as in ``claim``.  Raises NotInLibrary, UsageError.
        """
        from onrecord.store.following.pairs_judged import decide

        with self.writing() as connection:
            return decide(connection, matter, one, other, same=same, by=by or user_name())

    def pair_decisions(self, matter: Matter) -> list[PairDecision]:
        """What people said of stories or claims and did not take back, the last first."""
        from onrecord.store.following.pairs_judged import decisions

        with self.reading() as connection:
            return decisions(connection, matter)

    def undo_pair(self, matter: Matter, decision: int, *, by: str | None = None) -> PairDecision:
        """Take a decision on a story or claim back.  Raises NotInLibrary."""
        from onrecord.store.following.pairs_judged import take_back

        with self.writing() as connection:
            return take_back(connection, matter, decision, by or user_name())
