"""Documents between their source and the disk: which are to be read, and which are known, under way or alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Engine

from onrecord.acquire.document import Document, Refused
from onrecord.errors import InputError
from onrecord.record import Report
from onrecord.store.given_json import given_json
from onrecord.store.identity import Identity, identified, storable
from onrecord.store.versions import changes_nothing, met_before, taken_down
from onrecord.store.writer import Item, Memo, Slot, Writer


@dataclass(kw_only=True, slots=True)
class _UnderWay:
    """A document with a reader: the how manieth it is, and those like it that came meanwhile."""

    number: int
    identity: Identity
    alike: list[Document] = field(default_factory=list)


class Intake:
    """For the one thread that takes documents, has them read and hands them to the writer.

    Each is in one of four states: with a reader, with the writer, on the disk (where the library is asked), or new.
    As many are held as readers and the writer's batch hold.
    """

    def __init__(self, reading: Engine, writer: Writer) -> None:
        self._reading, self._writer = reading, writer
        self._taken = 0
        self._under_way: dict[Slot, _UnderWay] = {}
        self._slots: dict[int, Slot] = {}  # by the document's id, while a reader has it: its bytes are hashed once
        self._with_writer: dict[Slot, Item] = {}
        self._memos: deque[tuple[int, Memo]] = deque()

    def new(self, documents: Iterable[Document | Refused]) -> Iterator[Document | Refused]:
        """Those that have to be read; the others go to the writer."""
        for one in documents:
            self._taken += 1
            if isinstance(one, Refused):
                self._writer.put(Item(uri=storable(one.uri), error=one.error))
                continue
            document, identity = identified(one)
            if self._has_to_be_read(document, identity):
                slot = identity.key, given_json(document.given)
                self._under_way[slot] = _UnderWay(number=self._taken, identity=identity)
                self._slots[id(document)] = slot
                yield document

    def _has_to_be_read(self, document: Document, identity: Identity) -> bool:
        while self._writer.committed:
            self._with_writer.pop(self._writer.committed.popleft(), None)
        slot = identity.key, given_json(document.given)
        if slot in self._under_way:
            self._under_way[slot].alike.append(document)
            return False
        if slot in self._with_writer:
            self._writer.put(_alike(self._with_writer[slot], document))
            return False
        with self._reading.connect() as connection:
            met = met_before(connection, identity.key)
            refused = None if met else taken_down(connection, identity, identity.address, None)
        if refused:
            self._writer.put(Item(uri=document.uri, error=refused))
        elif met and changes_nothing(met, identity, document):
            self._writer.put(Item(uri=document.uri, document=document, identity=identity))
        else:
            return True
        return False

    def read(self, document: Document | Refused, result: Report | InputError) -> None:
        """Take what a reader made of a document."""
        assert isinstance(document, Document)
        slot = self._slots.pop(id(document))
        under_way = self._under_way.pop(slot)
        identity = under_way.identity
        if isinstance(result, InputError):
            item = Item(uri=document.uri, slot=slot, error=result)
        else:
            item = Item(uri=document.uri, slot=slot, document=document, identity=identity, report=result)
        self._with_writer[slot] = item
        self._writer.put(item)
        for one in under_way.alike:
            self._writer.put(_alike(item, one))
        self._put_memos()

    def remember(self, write: Callable[[Connection], None]) -> None:
        """Have something written once all documents taken so far are on the disk, or refused."""
        self._memos.append((self._taken, Memo(write=write)))
        self._put_memos()

    def _put_memos(self) -> None:
        """The writer writes in the order of what it is given, so a memo waits only for what readers have."""
        first = min((one.number for one in self._under_way.values()), default=self._taken + 1)
        while self._memos and self._memos[0][0] < first:
            self._writer.put(self._memos.popleft()[1])


def _alike(item: Item, document: Document) -> Item:
    """What a reader would make of a document with the same bytes and the same told of it."""
    if item.error is not None or item.report is None or item.document is None:
        return Item(uri=document.uri, error=item.error)
    origin = item.report.origin
    uri = document.uri if origin.uri == item.document.uri else origin.uri
    report = replace(item.report, origin=replace(origin, uri=uri, retrieved=document.retrieved))
    return Item(uri=document.uri, document=document, identity=item.identity, report=report)
