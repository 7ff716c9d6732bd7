"""Adding: documents are looked up, those that are new are read in processes, and one writer puts them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import cast

from sqlalchemy import Engine

from onrecord.acquire.document import Document, Refused
from onrecord.errors import InputError
from onrecord.record import Report
from onrecord.settings import Settings
from onrecord.store.identity import identified, storable
from onrecord.store.outcome import Outcome, Sum
from onrecord.store.versions import changes_nothing, met_before, taken_down
from onrecord.store.writer import Item, Writer
from onrecord.workers import read_documents

_Results = Generator[tuple[Document | Refused, Report | InputError] | None, None, None]
_BEAT = 0.2  # seconds after which committed documents are told though nothing new has been read


def add_documents(
    engine: Engine,
    reading: Engine,
    path: Path,
    documents: Iterable[Document | Refused],
    settings: Settings,
    workers: int,
    *,
    writer: Writer | None = None,
    tell: Callable[[Outcome], None] | None = None,
) -> Sum:
    """Add all of them; returns what became of them.

    engine, reading: of the library at ``path``, to write and to look up.  writer: one that was begun by the caller,
    who had documents depend on it.  tell: called in this thread for each document once it is on the disk.  Stopped by
    an error or Ctrl-C, what was read till then is on the disk, and told, before the error goes on.
    """
    writer = writer or Writer(engine, path, keep=settings.keep_captures, command="add")
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
        if met and changes_nothing(met, identity, document.retrieved):
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
