"""The library: reports and their records in one file, added once, found again."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onrecord.acquire.document import Named
from onrecord.across import Across
from onrecord.errors import MissingExtra, UsageError
from onrecord.looking import Looking, user_name
from onrecord.record import Report
from onrecord.reviewing import Reviewing
from onrecord.settings import Settings, load_settings

try:
    from sqlalchemy import Connection, Engine
except ImportError:
    raise MissingExtra("the library needs more packages: pip install 'onrecord[library]'") from None

from onrecord.store.opening import writing
from onrecord.store.outcome import Added, Outcome
from onrecord.store.place import SERVER, Place, is_address, place_of

if TYPE_CHECKING:
    from onrecord.acquire.document import Document, Refused
    from onrecord.acquire.memory import Tally
    from onrecord.store.adding import Kept
    from onrecord.store.checking import Checked
    from onrecord.store.copying import Copied
    from onrecord.store.problems import Trouble
    from onrecord.store.removing import Removal, TakenOut
    from onrecord.store.rereading import Reread

Source = str | os.PathLike[str] | Named
Sources = Source | Iterable[Source]


class Library(Looking, Across, Reviewing):
    """Reports and their records in one file.

    Made by the first ``add``; other verbs raise LibraryMissing where there is none.  Several threads and several
    programs may use one library at once, of which one writes at any moment.  All verbs raise LibraryError where the
    file cannot be used.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None, settings: Settings | None = None) -> None:
        """path: the file; None takes the settings' (``ONRECORD_LIBRARY``), else ``library.onrecord`` in the user's data
        folder.  settings: None takes the settings file and environment."""
        if settings is not None and not isinstance(settings, Settings):
            raise UsageError(f"settings are a Settings, not {type(settings).__name__}")
        if path is not None and not (isinstance(path, str | os.PathLike) and os.fspath(path)):
            kind = "an empty name" if path == "" else type(path).__name__
            raise UsageError(f"a library needs the name of a file, not {kind}; without one it is that of the settings")
        self.settings = load_settings() if settings is None else settings
        self.place: Place = place_of(path, self.settings)
        self._reading: Engine | None = None
        self._writing: Engine | None = None
        self._opening = threading.Lock()
        if self.place.exists():
            self.place.prepare(make=True)

    @property
    def path(self) -> Path:
        """The library's file.  Raises UsageError where it is on a server."""
        if self.place.file is None:
            raise UsageError(f"{self.place} is no file")
        return self.place.file

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; a verb called later opens it again."""
        for engine in (self._reading, self._writing):
            if engine is not None:
                engine.dispose()
        self._reading = self._writing = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the library as it is at its first query, and can write nothing."""
        with self.place.errors(), self._reader().connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction of its own, committed at the end, taken back where an error ends it."""
        with self.place.errors(), writing(self._writer()) as connection:
            yield connection

    def make(self) -> None:
        """Make the library where there is none yet: to have accounts before the first report."""
        self._writer(make=True)

    def _reader(self) -> Engine:
        with self._opening:
            if self._reading is None:
                self.place.prepare(make=False)
                self._reading = self.place.engine(reading=True)
            return self._reading

    def _writer(self, *, make: bool = False) -> Engine:
        with self._opening:
            if self._writing is None:
                self.place.prepare(make=make)
                self.place.check_writable()
                self._writing = self.place.engine()
            return self._writing

    # Adding and taking down

    def add(
        self,
        sources: Sources,
        *,
        workers: int | None = None,
        mapping: Mapping[str, str] | None = None,
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        progress: Callable[[Outcome], None] | None = None,
        tally: Tally | None = None,
        kept: Kept | None = None,
    ) -> Added:
        """Read what is new in the sources and keep it; what is there already is not read again.

        sources: files, folders, addresses, or several of them; ``-`` is standard input; ``Named`` is a file under
        another name.  workers: processes that read at once; as many as the machine has processors unless told.
        mapping: the fields of JSON lines that hold a report's parts (``{"text": "body"}``).  include, exclude: patterns
        for the files of folders, as in ``onrecord.acquire.globs.Globs``; hidden files are passed over.  progress:
        called for each document once it is on the disk.  tally: counts, while it runs, what gives no document, and
        bytes read of files.  kept: what several calls share, ``onrecord.store.adding.Kept``; its processes read then,
        not ``workers`` new ones.

        Stopped at any moment, what was told is kept; call it again to go on.
        """
        from onrecord.acquire.globs import Globs
        from onrecord.store.adding import add_sources

        names = _names(sources)
        globs = Globs(include=tuple(include), exclude=tuple(exclude))
        processes = _workers(workers)
        self._follow(make=True)
        writer, reader = self._writer(make=True), self._reader()
        with self.place.errors():
            return add_sources(
                writer, reader, self.place, names, self.settings, processes,
                mapping=mapping, globs=globs, tally=tally, tell=progress, kept=kept,
            )  # fmt: skip

    def add_documents(
        self,
        documents: Iterable[Document | Refused],
        *,
        workers: int | None = None,
        progress: Callable[[Outcome], None] | None = None,
    ) -> Added:
        """Like ``add``, for one who fetches them: ``onrecord.acquire.document`` says what a document is."""
        from onrecord.store.adding import add_documents

        processes = _workers(workers)
        self._follow(make=True)
        writer, reader = self._writer(make=True), self._reader()
        with self.place.errors():
            return add_documents(writer, reader, self.place, documents, self.settings, processes, tell=progress)

    def remove(
        self, report: str | int, *, why: str = "", by: str | None = None, every_version: bool = False
    ) -> Removal:
        """Take a report down; it is not added again, nor are other bytes with its words.

        report: as in ``report``; why: the reason, which is kept; every_version: all versions of its address go, and
        nothing from there is added again.  What is returned has the keys of what went.
        """
        from onrecord.store.identity import now
        from onrecord.store.removing import remove_report

        with self.writing() as connection:
            return remove_report(
                connection, report, why=why, by=user_name() if by is None else by, at=now(),
                every_version=every_version,
            )  # fmt: skip

    def removed(self) -> list[TakenOut]:
        """All that was taken down, the last first, with those that were taken back."""
        from onrecord.store.removing import taken_out

        with self.reading() as connection:
            return taken_out(connection)

    def undo_remove(self, report: str | int, *, by: str | None = None) -> list[TakenOut]:
        """Let what was taken down be added again; that it was taken down, and who takes that back, is kept.

        report: its number, key or address as it was, or a beginning of its key.  Raises NotInLibrary.
        """
        from onrecord.store.identity import now
        from onrecord.store.removing import put_back

        with self.writing() as connection:
            return put_back(connection, report, by=user_name() if by is None else by, at=now())

    def reread(
        self,
        reports: Iterable[str | int] | None = None,
        *,
        every: bool = False,
        workers: int | None = None,
        progress: Callable[[Outcome], None] | None = None,
    ) -> Reread:
        """Make records anew from the bytes that were kept; keys and versions stay.

        reports: these, as in ``report``; None: those that another program or model made; every: all.  A judgement is
        placed anew by its words; where they are not found it stays, and is named in what is returned.  workers,
        progress: as in ``add``; stopped at any moment, it goes on where it was when it is called again.
        """
        from onrecord.store.lookup import report_number
        from onrecord.store.rereading import reread_reports

        numbers = None
        if reports is not None:
            with self.reading() as connection:
                numbers = [report_number(connection, name) for name in reports]
        with self.place.errors():
            return reread_reports(
                self._writer(), self.settings, _workers(workers), numbers=numbers, every=every, tell=progress
            )

    # Across reports

    def _follow(self, progress: Callable[[int], None] | None = None, *, make: bool = False) -> int:
        from onrecord.store.following.placing import place_waiting

        writer = self._writer(make=make)
        with self.place.errors():
            return place_waiting(writer, tell=progress)

    # Looking

    def report(self, name: str | int) -> Report:
        """The record of one report.

        name: its number, its key or a beginning of it, its address (of which the latest version is given), or the
        path or address that it was read from.  Raises NotInLibrary.
        """
        from onrecord.store.lookup import record_of, report_number

        with self.reading() as connection:
            return record_of(connection, report_number(connection, name))

    def problems(self) -> Iterator[Trouble]:
        """What could not be added and why, then what is skipped, cut or doubtful in the reports."""
        from onrecord.store.problems import troubles

        with self.reading() as connection:
            yield from troubles(connection)

    def clear_problems(self, uris: Iterable[str] | None = None) -> int:
        """Forget what was refused, all of it or what came from these paths or addresses; returns how many went.

        What is doubtful in reports that are there stays.  Raises NotInLibrary where nothing of one was refused.
        """
        from onrecord.store.problems import clear_refusals

        some = None if uris is None else [uris] if isinstance(uris, str) else list(uris)
        with self.writing() as connection:
            return clear_refusals(connection, some)

    # A person's word

    def judge(self, report: str | int, subject: str, about: str, verdict: Any, by: str | None = None) -> int:
        """Keep, beside the machine's answer, what a person says holds instead; returns the judgement's number.

        subject: "statement", "event" or "report"; about: the id in the record and the field ("a7.speaker"), of a
        report the field alone; verdict: what holds, plain data.  ``review`` says of statements and events what counts
        in the record as people left it.
        """
        from onrecord.store.identity import now
        from onrecord.store.judgements import put_judgement
        from onrecord.store.lookup import key_of, record_of, report_number
        from onrecord.store.reviewing.signing import settle

        by, at = by or user_name(), now()
        with self.writing() as connection:
            number = report_number(connection, report)
            record, key = record_of(connection, number), key_of(connection, number)
            judgement = put_judgement(connection, key, record, subject, about, verdict, by=by, at=at)
            settle(connection, key, by=by, at=at)
            return judgement

    def undo(self, judgement: int, by: str | None = None) -> None:
        """Take a judgement back; that it was made is kept."""
        from onrecord.store.following.quotations.judged import settle_judged
        from onrecord.store.identity import now
        from onrecord.store.judgements import undo_judgement
        from onrecord.store.reviewing.signing import settle_report_of

        by, at = by or user_name(), now()
        with self.writing() as connection:
            undo_judgement(connection, judgement, by=by, at=at)
            settle_judged(connection)
            settle_report_of(connection, judgement, by=by, at=at)

    # The whole of it

    def check(self) -> Checked:
        """Whether the library is whole: the database, each record, its rows; and the hash over all records."""
        from dataclasses import replace

        from onrecord.store.checking import check_library

        with self.reading() as connection:
            faults = self.place.faults(connection)
            checked = check_library(connection)
            return replace(checked, faults=(*faults, *checked.faults))

    def copy(
        self,
        to: str | os.PathLike[str],
        *,
        count: Callable[[int], None] | None = None,
        tell: Callable[[int], None] | None = None,
    ) -> Copied:
        """Copy all of it to a new file, or to an empty database of a server, and check that the copy is the same.

        to: a path, or an address as ``Library`` takes it.  Others may go on writing here meanwhile; what they write
        is not in the copy.  count, tell: told how many rows there are, and how many more are copied.
        """
        from onrecord.store.copying import copy_library

        return copy_library(self.place, place_of(to, self.settings), count=count, tell=tell)

    def backup(self, path: str | os.PathLike[str]) -> Path:
        """Write a whole copy of the library, as of this moment, to a file that is not there yet."""
        if is_address(os.fspath(path)):
            raise UsageError("a backup is a file; to copy to a database: onrecord library copy")
        target = Path(path)
        if target.exists():
            raise UsageError(f"{target} is there already; name a new file")
        if not target.absolute().parent.is_dir():
            raise UsageError(f"there is no folder {target.parent} for the copy; make it first")
        self.place.prepare(make=False)
        self.place.copy(target)
        return target


def _names(sources: Sources) -> list[str | Named]:
    """The sources as texts, but for those with a name of their own.  Raises UsageError where one is neither."""
    if isinstance(sources, Named):
        return [sources]
    if isinstance(sources, bytes | bytearray) or not isinstance(sources, str | os.PathLike | Iterable):
        raise UsageError(f"sources are paths or addresses, not {type(sources).__name__}; for bytes: add_documents")
    named = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    for one in named:
        if not isinstance(one, Named) and (not isinstance(one, str | os.PathLike) or not os.fspath(one)):
            raise UsageError(f"a source is a path or an address, not {one!r}")
        if not isinstance(one, Named) and os.fspath(one).lower().startswith(SERVER):
            raise UsageError("a database is no source of reports; for a library in one: --library, or Library(...)")
    return [one if isinstance(one, Named) else os.fspath(one) for one in named]


def _workers(given: int | None) -> int:
    """As many as are given, else as the processors that this program may use."""
    if given is not None:
        if not isinstance(given, int) or isinstance(given, bool):
            raise UsageError(f"workers={given!r}: a whole number is needed")
        if given < 1:
            raise UsageError(f"workers={given}: at least 1 is needed")
        return given
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
