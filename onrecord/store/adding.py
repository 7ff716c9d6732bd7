"""Adding: documents are looked up, those that are new are read in processes, and one writer puts them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import cast

from sqlalchemy import Engine

from onrecord.acquire.document import Document, Named, Refused
from onrecord.acquire.fetch import Fetcher
from onrecord.acquire.globs import EVERY_FILE, Globs
from onrecord.acquire.lines import check_mapping
from onrecord.acquire.memory import Tally
from onrecord.acquire.sources import documents_of
from onrecord.apart.pool import Done
from onrecord.apart.process import ReadingProcess
from onrecord.scale.tables import is_tables
from onrecord.settings import Settings
from onrecord.store.intake import Intake
from onrecord.store.interrupts import uninterrupted
from onrecord.store.outcome import Added, Outcome, Sum
from onrecord.store.place import Place
from onrecord.store.remembering import LibraryMemory
from onrecord.store.turns import Turns
from onrecord.store.writer import Item, Writer
from onrecord.workers import read_documents, result_of

_Results = Generator[Done | None, None, None]
_BEAT = 0.2  # seconds after which committed documents are told though nothing new has been read


class Kept:
    """What one who adds again and again keeps from one run to the next.

    The reading processes, since a model takes a second to load, and which hosts were asked when, so that several runs
    ask none too often.
    """

    def __init__(self, settings: Settings, workers: int) -> None:
        """workers: how many processes; they begin with the first run."""
        self.fetcher = Fetcher(settings)
        self.processes = [ReadingProcess(settings) for _ in range(workers)]

    def close(self) -> None:
        """End the processes."""
        for process in self.processes:
            process.stop()


def add_sources(
    engine: Engine,
    reading: Engine,
    place: Place,
    sources: Sequence[str | Named],
    settings: Settings,
    workers: int,
    *,
    mapping: Mapping[str, str] | None = None,
    globs: Globs = EVERY_FILE,
    tally: Tally | None = None,
    tell: Callable[[Outcome], None] | None = None,
    kept: Kept | None = None,
) -> Added:
    """Add what the sources hold: files, folders, addresses, feeds, archives; see ``add_documents``.

    mapping: what the fields of JSON lines are called; globs: which files of folders; tally: counts what gave no
    document.  kept: with it its processes read, not ``workers`` new ones.
    """
    check_mapping(mapping or {})
    tally = tally or Tally()
    # One for the run, so that no host is asked too often, whichever of the sources name it.
    fetcher = kept.fetcher if kept else Fetcher(settings)

    # What was read elsewhere already is put without being read again.
    read_before = [one for one in sources if isinstance(one, str) and is_tables(one)]
    rest = [one for one in sources if one not in read_before]
    items: Iterable[Item] = ()
    if read_before:
        from onrecord.scale.loading import items_of

        items = chain.from_iterable(items_of(one, tally) for one in read_before)

    def documents(intake: Intake) -> Iterator[Document | Refused]:
        memory = LibraryMemory(reading, intake)
        return chain.from_iterable(
            documents_of(source, settings, mapping=mapping, globs=globs, memory=memory, tally=tally, fetcher=fetcher)
            for source in rest
        )

    processes = kept.processes if kept else None
    counted = _add(documents if rest else None, engine, reading, place, settings, workers, tell, processes, items)
    return counted.added(unchanged=tally.unchanged, passed_over=tally.passed_over)


def add_documents(
    engine: Engine,
    reading: Engine,
    place: Place,
    documents: Iterable[Document | Refused],
    settings: Settings,
    workers: int,
    *,
    tell: Callable[[Outcome], None] | None = None,
) -> Added:
    """Add all of them; returns what became of them.

    engine, reading: of the library at ``place``, to write and to look up.  tell: called in this thread for each
    document once it is on the disk.  Stopped by an error or Ctrl-C, what was read till then is on the disk, and told,
    before the error goes on.
    """
    return _add(lambda _: documents, engine, reading, place, settings, workers, tell).added()


def _add(
    documents: Callable[[Intake], Iterable[Document | Refused]] | None,
    engine: Engine,
    reading: Engine,
    place: Place,
    settings: Settings,
    workers: int,
    tell: Callable[[Outcome], None] | None,
    processes: Sequence[ReadingProcess] | None = None,
    items: Iterable[Item] = (),
) -> Sum:
    counted = Sum()
    with Writer(engine, place, keep=settings.keep_captures, command="add") as writer:
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
            found = read_documents(intake.new(some), settings, workers, beat=_BEAT, processes=processes)
            results = cast(_Results, found)
            turns: Turns[Done] = Turns()
            try:
                for result in results:
                    size = result.size if result else 0
                    for done in turns.take(result.number, result, size=size) if result else turns.due():
                        intake.read(done.item, result_of(done))
                    writer.check()
                    tell_all()
            finally:
                results.close()
                if writer.error is None:
                    for done in turns.rest():
                        intake.read(done.item, result_of(done))

        try:
            for item in items:
                writer.put(item)
                tell_all()
            writer.flush()
            if documents is not None:
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
