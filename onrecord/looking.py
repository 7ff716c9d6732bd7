"""The verbs of a library that find, follow and give out; ``Library`` has them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store.entities_judged import Decision
    from onrecord.store.entities_lookup import Known
    from onrecord.store.export.chosen import Chosen
    from onrecord.store.export.tables import Table
    from onrecord.store.export.to import Format
    from onrecord.store.filters import Filters
    from onrecord.store.finding import Found
    from onrecord.store.listing import Listing
    from onrecord.store.people import Who
    from onrecord.store.place import Place
    from onrecord.store.search import Kind
    from onrecord.store.showing import Kept
    from onrecord.store.timeline import Timeline

FrameKind = Literal["pandas", "polars"]


class Looking:
    """What can be asked of a library, and given out of it."""

    place: Place

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that can write nothing."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction of its own."""
        raise NotImplementedError

    # Finding

    def find(
        self,
        words: str = "",
        filters: Filters | None = None,
        *,
        kinds: Sequence[Kind] = ("statements", "events", "reports"),
        limit: int = 10,
        versions: bool = False,
    ) -> Found:
        """Statements, events and reports with these words, the best first.

        words: as a person types them: all must be there; "exact words", -without, begin*, one OR other.  filters:
        ``onrecord.store.filters.Filters(speaker=..., about=..., first=..., last=..., place=..., publisher=...,
        kind=..., event=..., act=..., disputed=True)``.  limit: of each kind at most.  versions: earlier versions of a
        page too.
        """
        from onrecord.store.finding import find

        with self.reading() as connection:
            return find(connection, words, filters, kinds=kinds, limit=limit, versions=versions)

    def who(self, name: str, *, first: str | None = None, last: str | None = None, limit: int = 50) -> Who:
        """All that somebody said, newest first, with carriers and disputes.

        name: any name of theirs, or a handle; where several bear it they are the ``candidates``.  first, last: days.
        """
        from onrecord.store.people import who

        with self.reading() as connection:
            return who(connection, name, first=first, last=last, limit=limit)

    def timeline(self, words: str = "", filters: Filters | None = None, *, limit: int = 100) -> Timeline:
        """What happened and what was said, in the order of the calendar, and on whose word."""
        from onrecord.store.timeline import timeline

        with self.reading() as connection:
            return timeline(connection, words, filters, limit=limit)

    def list_reports(self, chosen: Chosen | None = None, *, limit: int = 50) -> Listing:
        """What is in the library, the newest first.  (``reports`` gives the same and more as a frame.)

        chosen: ``onrecord.store.export.chosen.Chosen``; None is the latest version of every report.
        """
        from onrecord.store.export.to import EVERYTHING
        from onrecord.store.listing import list_reports

        with self.reading() as connection:
            return list_reports(connection, chosen or EVERYTHING, limit=limit)

    def show(self, report: str | int) -> Kept:
        """A report as it is kept: its record, and what is known of it beside.  report: as in ``report``."""
        from onrecord.store.showing import show

        with self.reading() as connection:
            return show(connection, report)

    # Who is who

    def entity(self, name: str) -> list[Known]:
        """Whom the library knows by this name or handle."""
        from onrecord.store.entities_lookup import look_up

        with self.reading() as connection:
            return look_up(connection, name)

    def merge(self, handles: Sequence[str], *, by: str | None = None) -> Decision:
        """Say that these are one; it holds for all that is added later too."""
        from onrecord.store.entities_judged import merge

        with self.writing() as connection:
            return merge(connection, handles, by or user_name())

    def split(self, handle: str, reports: Iterable[str | int], *, by: str | None = None) -> Decision:
        """Say that in these reports it is somebody else.  reports: as in ``report``."""
        from onrecord.store.entities_judged import split
        from onrecord.store.lookup import key_of, report_number

        with self.writing() as connection:
            keys = [key_of(connection, report_number(connection, report)) for report in reports]
            return split(connection, handle, keys, by or user_name())

    def undo_join(self, decision: int | None = None, *, by: str | None = None) -> Decision:
        """Take back a merge or a split: the last one, or that of a number."""
        from onrecord.store.entities_judged import undo

        with self.writing() as connection:
            return undo(connection, by or user_name(), decision)

    # Giving out

    def export(
        self,
        out: str | os.PathLike[str],
        form: Format = "jsonl",
        *,
        table: Table | None = None,
        chosen: Chosen | None = None,
        force: bool = False,
    ) -> None:
        """Write reports to a file (brat: a folder), whole or not at all.

        form: jsonl, csv, parquet, annotation or brat.  table: of CSV and Parquet, what has a row.  chosen:
        ``onrecord.store.export.chosen.Chosen``; None is all.  force: take the place of what is there.
        """
        from onrecord.store.export.to import EVERYTHING, export

        with self.reading() as connection:
            export(
                connection, form, Path(out), table=table, chosen=chosen or EVERYTHING, force=force, library=self.place
            )

    def frame(self, table: Table, chosen: Chosen | None = None, kind: FrameKind = "pandas") -> Any:
        """One of the tables as a frame of pandas or Polars; ``docs/export.md`` has its columns."""
        from onrecord.store.export.frames import EVERYTHING, frame

        with self.reading() as connection:
            return frame(connection, table, chosen or EVERYTHING, kind)

    def statements(self, chosen: Chosen | None = None, kind: FrameKind = "pandas") -> Any:
        """The statements as a frame, a row each."""
        return self.frame("statements", chosen, kind)

    def events(self, chosen: Chosen | None = None, kind: FrameKind = "pandas") -> Any:
        """The events as a frame, a row each."""
        return self.frame("events", chosen, kind)

    def reports(self, chosen: Chosen | None = None, kind: FrameKind = "pandas") -> Any:
        """The reports as a frame, a row each."""
        return self.frame("reports", chosen, kind)

    def speakers(self, chosen: Chosen | None = None, kind: FrameKind = "pandas") -> Any:
        """Everyone who is named and says something, as a frame."""
        return self.frame("speakers", chosen, kind)

    def times(self, chosen: Chosen | None = None, kind: FrameKind = "pandas") -> Any:
        """The time expressions as a frame, a row each."""
        return self.frame("times", chosen, kind)

    def places(self, chosen: Chosen | None = None, kind: FrameKind = "pandas") -> Any:
        """The places as a frame, a row a mention."""
        return self.frame("places", chosen, kind)

    def entities(self, chosen: Chosen | None = None, kind: FrameKind = "pandas") -> Any:
        """The entities of the reports as a frame, a row each."""
        return self.frame("entities", chosen, kind)


def user_name() -> str:
    """Who runs the program, for what is kept with a name."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
