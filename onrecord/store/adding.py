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
from onrecord.store.identity import identified, storable
from onrecord.store.outcome import Added, Outcome, Sum
from onrecord.store.remembering import LibraryMemory
from onrecord.store.versions import changes_nothing, met_before, taken_down
from onrecord.store.writer import Item, Writer
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
    with Writer(engine, path, keep=settings.keep_captures, command="add") as writer:
        memory = LibraryMemory(reading, writer)
        documents = chain.from_iterable(
            documents_of(source, settings, mapping=mapping, memory=memory, tally=tally, fetcher=fetcher)
            for source in sources
        )
        counted = _add(memory.taken(documents), reading, settings, workers, writer, tell)
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
    with Writer(engine, path, keep=settings.keep_captures, command="add") as writer:
        return _add(documents, reading, settings, workers, writer, tell).added()


def _add(
    documents: Iterable[Document | Refused],
    reading: Engine,
    settings: Settings,
    workers: int,
    writer: Writer,
    tell: Callable[[Outcome], None] | None,
) -> Sum:
    counted = Sum()

    def tell_all() -> None:
        while writer.outcomes:
            outcome = writer.outcomes.popleft()
            counted.count(outcome)
            if tell is not None:
                tell(outcome)

    results = cast(_Results, read_documents(_new(documents, reading, writer), settings, workers, beat=_BEAT))
    try:
        for result in results:
            if result is not None:
                writer.put(_item(*result))
            writer.check()
            tell_all()
    finally:
        try:
            results.close()
            writer.finish()
        finally:
            tell_all()
    return counted


def _new(documents: Iterable[Document | Refused], reading: Engine, writer: Writer) -> Iterator[Document | Refused]:
    """The documents that have to be read; the others go straight to the writer."""
    for number, one in enumerate(documents):
        if isinstance(one, Refused):
            writer.put(Item(uri=storable(one.uri), error=one.error))
            continue
        document, identity = identified(one)
        item = Item(uri=document.uri, document=document, identity=identity)
        if identity.key in writer.in_flight:
            writer.put(item)
            continue
        with reading.connect() as connection:
            met = met_before(connection, identity.key)
            refused = None if met else taken_down(connection, identity, identity.address, None)
        if met and changes_nothing(met, identity, document):
            writer.put(item)
        elif refused:
            writer.put(Item(uri=document.uri, error=refused))
        else:
            writer.in_flight[identity.key] = number
            yield document


def _item(document: Document | Refused, result: Report | InputError) -> Item:
    if isinstance(result, InputError):
        identity = identified(document)[1] if isinstance(document, Document) else None
        return Item(uri=document.uri, identity=identity, error=result)
    assert isinstance(document, Document)
    return Item(uri=document.uri, document=document, identity=identified(document)[1], report=result)
