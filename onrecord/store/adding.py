"""Adding: documents are looked up, those that are new are read in processes, and one writer puts them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Engine

from onrecord.acquire.addresses import is_address
from onrecord.acquire.document import Document, Refused
from onrecord.acquire.lines import check_mapping
from onrecord.acquire.memory import Tally
from onrecord.acquire.sources import documents_of
from onrecord.errors import InputError
from onrecord.record import Report
from onrecord.settings import Settings
from onrecord.store.intake import Intake
from onrecord.store.interrupts import uninterrupted
from onrecord.store.outcome import Added, Outcome, Sum
from onrecord.store.remembering import LibraryMemory
from onrecord.store.writer import Writer
from onrecord.workers import read_documents

if TYPE_CHECKING:
    from onrecord.acquire.fetch import Fetcher

_Results = Generator[tuple[Document | Refused, Report | InputError] | None, None, None]
_BEAT = 0.2  # seconds after which committed documents are told though nothing new has been read


def add_sources(
    engine: Engine,
    reading: Engine,
    path: Path,
    sources: Sequence[str],
    settings: Settings,
    workers: int,
    *,
    mapping: Mapping[str, str] | None = None,
    tally: Tally | None = None,
    tell: Callable[[Outcome], None] | None = None,
) -> Added:
    """Add what the sources hold: files, folders, addresses, feeds, archives; see ``add_documents``.

    mapping: what the fields of JSON lines are called; tally: counts what gave no document.
    """
    check_mapping(mapping or {})
    tally = tally or Tally()
    fetcher: Fetcher | None = None
    if any(is_address(source) for source in sources):
        from onrecord.acquire.fetch import Fetcher

        fetcher = Fetcher(settings)

    def documents(intake: Intake) -> Iterator[Document | Refused]:
        memory = LibraryMemory(reading, intake)
        return chain.from_iterable(
            documents_of(source, settings, mapping=mapping, memory=memory, tally=tally, fetcher=fetcher)
            for source in sources
        )

    counted = _add(documents, engine, reading, path, settings, workers, tell)
    return counted.added(unchanged=tally.unchanged, passed_over=tally.passed_over)


def add_documents(
    engine: Engine,
    reading: Engine,
    path: Path,
    documents: Iterable[Document | Refused],
    settings: Settings,
    workers: int,
    *,
    tell: Callable[[Outcome], None] | None = None,
) -> Added:
    """Add all of them; returns what became of them.

    engine, reading: of the library at ``path``, to write and to look up.  tell: called in this thread for each
    document once it is on the disk.  Stopped by an error or Ctrl-C, what was read till then is on the disk, and told,
    before the error goes on.
    """
    return _add(lambda _: documents, engine, reading, path, settings, workers, tell).added()


def _add(
    documents: Callable[[Intake], Iterable[Document | Refused]],
    engine: Engine,
    reading: Engine,
    path: Path,
    settings: Settings,
    workers: int,
    tell: Callable[[Outcome], None] | None,
) -> Sum:
    counted = Sum()
    with Writer(engine, path, keep=settings.keep_captures, command="add") as writer:
        intake = Intake(reading, writer)

        def tell_all() -> None:
            # All of what is on the disk is counted and told, or a Ctrl-C between two would leave some out.
            with uninterrupted():
                while writer.outcomes:
                    outcome = writer.outcomes.popleft()
                    counted.count(outcome)
                    if tell is not None:
                        tell(outcome)

        def read(some: Iterable[Document | Refused]) -> None:
            results = cast(_Results, read_documents(intake.new(some), settings, workers, beat=_BEAT))
            try:
                for result in results:
                    if result is not None:
                        intake.read(*result)
                    writer.check()
                    tell_all()
            finally:
                results.close()

        try:
            read(documents(intake))
            # What another document of this run made necessary to read after all.
            while again := writer.flush():
                read(again)
        finally:
            try:
                writer.finish()
            finally:
                tell_all()
    return counted
