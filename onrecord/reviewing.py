"""The verbs of a library that review its records and sign them off; ``Library`` has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from onrecord.looking import user_name

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.record import Report
    from onrecord.store.filters import Filters
    from onrecord.store.reviewing.agreement import Agreement
    from onrecord.store.reviewing.judged import Judged
    from onrecord.store.reviewing.queue import Queue
    from onrecord.store.reviewing.saying import Said, Saying
    from onrecord.store.reviewing.signing import SignOff
    from onrecord.store.search import Kind

Places = Sequence[Sequence[int]]


class Reviewing:
    """What people say of a library's records."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that can write nothing."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction of its own."""
        raise NotImplementedError

    def review_queue(
        self,
        words: str = "",
        filters: Filters | None = None,
        *,
        report: str | int | None = None,
        kinds: Sequence[Kind] = ("statements", "events"),
        judged: bool = False,
        limit: int = 20,
    ) -> Queue:
        """The statements and events to be reviewed, the least sure first.

        words, filters: as in ``find``; report: as in ``report``, of this one alone; judged: those too of which somebody
        said something that holds.  Raises UsageError, NotInLibrary.
        """
        from onrecord.store.reviewing.queue import review_queue

        with self.reading() as connection:
            return review_queue(connection, words, filters, report=report, kinds=kinds, judged=judged, limit=limit)

    def review(
        self, report: str | int, local: str, what: Saying, value: Any = None, *, by: str | None = None,
        known: int | None = None,
    ) -> Said:  # fmt: skip
        """Say something of a statement or an event; it is kept beside the machine's answer, and ``undo`` takes it back.

        local: its id in the record ("a7", "v2"), or that of a statement which a person added ("n12").  what: "accept",
        "reject"; of a statement also "content", "source", "cue" (value: places of the text), "speaker" (an entity's id,
        a name, or ``{"name": ..., "kind": ...}``), "act", "dispute" and "no-dispute" (the other statement's id); of an
        event "status".  None as value says that there is none.  known: the last judgement that was seen; what is
        returned then tells what others said since.  Raises NotInLibrary, UsageError.
        """
        from onrecord.store.reviewing.saying import say

        with self.writing() as connection:
            return say(connection, report, local, what, value, by=by or user_name(), known=known)

    def add_statement(
        self, report: str | int, content: Places, *, source: Places | None = None, cue: Places | None = None,
        speaker: str | Mapping[str, str] | None = None, act: str | None = None, by: str | None = None,
        known: int | None = None,
    ) -> Said:  # fmt: skip
        """Add a statement that the machine missed, by the places of its words.

        speaker, act: as in ``review``.  Raises NotInLibrary, UsageError.
        """
        from onrecord.store.reviewing.saying import add_statement

        with self.writing() as connection:
            return add_statement(
                connection, report, content, source=source, cue=cue, speaker=speaker, act=act, by=by or user_name(),
                known=known,
            )  # fmt: skip

    def history(self, report: str | int, local: str | None = None) -> tuple[Judged, ...]:
        """All that people said of a report's statements and events, or of one, oldest first, with what was taken back.

        Raises NotInLibrary.
        """
        from onrecord.store.lookup import key_of, report_number
        from onrecord.store.reviewing.judged import history

        with self.reading() as connection:
            found = history(connection, key_of(connection, report_number(connection, report)))
        return tuple(one for one in found if local in (None, one.local))

    def reviewed(self, report: str | int) -> Report:
        """The record of a report as people left it.  Raises NotInLibrary."""
        from onrecord.store.lookup import key_of, record_of, report_number
        from onrecord.store.reviewing.judged import history
        from onrecord.store.reviewing.reviewed import reviewed

        with self.reading() as connection:
            number = report_number(connection, report)
            return reviewed(record_of(connection, number), history(connection, key_of(connection, number)))

    def sign_off(self, report: str | int, *, by: str | None = None, seen: str | None = None) -> SignOff:
        """Sign a report off: its record, as people left it, is right.

        seen: the hash of the record that was looked at; UsageError where it has changed since.
        """
        from onrecord.store.reviewing.signing import sign

        with self.writing() as connection:
            return sign(connection, report, by=by or user_name(), seen=seen)

    def withdraw(self, sign_off: int, *, by: str | None = None) -> SignOff:
        """Take a sign-off back; that it was given is kept.  Raises NotInLibrary."""
        from onrecord.store.reviewing.signing import withdraw

        with self.writing() as connection:
            return withdraw(connection, sign_off, by=by or user_name())

    def sign_offs(self, report: str | int) -> tuple[SignOff, ...]:
        """All sign-offs of a report, the last first, with those that were taken back.  Raises NotInLibrary."""
        from onrecord.store.reviewing.signing import sign_offs

        with self.reading() as connection:
            return sign_offs(connection, report)

    def agreement(self) -> Agreement:
        """How far the reviewers agree, of what two or more of them judged."""
        from onrecord.store.reviewing.agreement import agreement

        with self.reading() as connection:
            return agreement(connection)
