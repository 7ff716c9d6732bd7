"""The one writer of a run: a thread that puts what the readers bring, in batches committed at most a second apart."""

from __future__ import annotations

import queue
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from onrecord.acquire.document import Document
from onrecord.errors import Damaged, InputError, TakenDown
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.entering import enter_waiting
from onrecord.store.following.lots import Lots
from onrecord.store.identity import Identity, now, storable
from onrecord.store.opening import ODD, writing
from onrecord.store.outcome import Outcome
from onrecord.store.place import Place
from onrecord.store.put import next_ids
from onrecord.store.rows import NextIds, titled
from onrecord.store.versions import changes_nothing, meet_again, met_before, put_reading

# A batch is committed when its first document is so old (seconds), or when it is so large; the second bound also says
# how long another program waits for its turn to write.
_OLDEST, _MOST, _MOST_BYTES = 0.8, 48, 32_000_000
_WAITING = 64  # documents between the readers and the writer


Slot = tuple[str, str | None]  # a document's key, and what is told of it: what its record depends on


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One document for the writer: read (``report``), met before (neither), or refused (``error``).

    ``slot``: with it the writer says when it is done with the document.
    """

    uri: str
    slot: Slot | None = None
    document: Document | None = None
    identity: Identity | None = None
    report: Report | None = None
    error: InputError | None = None

    @property
    def size(self) -> int:
        """Bytes of the document."""
        return len(self.document.data) if self.document else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Memo:
    """Something to remember once all that was put before it is on the disk."""

    write: Callable[[Connection], None]


@dataclass(kw_only=True)
class _Flush:
    """A wish that all is committed that was put before."""

    done: threading.Event = field(default_factory=threading.Event)


@dataclass(kw_only=True)
class _Batch:
    items: list[Item | Memo] = field(default_factory=list)
    began: float = 0.0
    size: int = 0

    @property
    def seconds_left(self) -> float:
        return max(0.0, self.began + _OLDEST - time.monotonic())

    @property
    def is_due(self) -> bool:
        return bool(self.items) and (not self.seconds_left or len(self.items) >= _MOST or self.size >= _MOST_BYTES)


class Writer:
    """Takes documents with ``put`` from one thread, writes them in its own.

    ``outcomes`` fills with what is committed and ``committed`` with the slots of these, for the thread that puts to
    take from.
    """

    def __init__(self, engine: Engine, place: Place, *, keep: bool, command: str) -> None:
        self.outcomes: deque[Outcome] = deque()
        self.committed: deque[Slot] = deque()
        self.error: BaseException | None = None
        self._engine, self._place, self._keep, self._command = engine, place, keep, command
        self._queue: queue.Queue[Item | Memo | _Flush | None] = queue.Queue(_WAITING)
        self._again: list[Document] = []
        self._lots = Lots(engine)
        self._job: int | None = None
        self._counts = {"added": 0, "versions": 0, "unchanged": 0, "refused": 0}
        # Whether it can be written to is known before anything is read.
        with place.errors():
            self._commit([], ended=False)
        self._thread = threading.Thread(target=self._run, name="onrecord-writer", daemon=True)
        self._thread.start()

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread.is_alive():
            self.finish()

    def put(self, item: Item | Memo | _Flush) -> None:
        """Hand one over; waits while the writer has many.  Raises what the writer failed with."""
        while True:
            self.check()
            try:
                return self._queue.put(item, timeout=0.2)
            except queue.Full:
                continue

    def check(self) -> None:
        """Raise what the writer failed with, if it did."""
        if self.error is not None:
            raise self.error

    def flush(self) -> list[Document]:
        """Wait until all that was put is on the disk; returns those documents that have to be read after all."""
        flush = _Flush()
        self.put(flush)
        while not flush.done.wait(0.2):
            self.check()
        again, self._again = self._again, []
        return again

    def finish(self) -> None:
        """Wait until all that was put is on the disk, and end the writer."""
        while self._thread.is_alive():
            try:
                self._queue.put(None, timeout=0.2)
                break
            except queue.Full:
                continue
        self._thread.join()
        self.check()

    def _run(self) -> None:
        try:
            with self._place.errors():
                self._write_all()
        except BaseException as error:
            self.error = error

    def _write_all(self) -> None:
        batch, more = _Batch(), True
        while more:
            try:
                item = self._queue.get(timeout=batch.seconds_left if batch.items else self._lots.seconds_left)
            except queue.Empty:
                item = _Flush()
            if isinstance(item, Item | Memo):
                batch.began = batch.began if batch.items else time.monotonic()
                batch.items.append(item)
                batch.size += item.size if isinstance(item, Item) else 0
            more = item is not None
            if batch.is_due or not more or (isinstance(item, _Flush) and batch.items):
                self._commit_all(batch.items, ended=not more)
                batch = _Batch()
            if not more or self._lots.seconds_left == 0:
                self._lots.place()
            if isinstance(item, _Flush):
                item.done.set()

    def _commit_all(self, items: list[Item | Memo], *, ended: bool) -> None:
        """Write a batch; where it fails over one odd document, that one is refused, so that it holds up no others."""
        try:
            self._commit(items, ended=ended)
        except ODD as fault:
            if len(items) > 1:
                for item in items:
                    self._commit_all([item], ended=False)
                self._commit_all([], ended=ended)
            elif items and isinstance(items[0], Item) and items[0].report is not None:
                error = Damaged(f"storing it failed, which is a fault of onrecord ({fault!r}); please report it")
                error.add_note(traceback.format_exc())
                self._commit([replace(items[0], report=None, document=None, error=error)], ended=ended)
            else:
                raise

    def _commit(self, items: list[Item | Memo], *, ended: bool) -> None:
        """Write documents in one transaction; only then is it told what became of them."""
        outcomes: list[Outcome] = []
        again: list[Document] = []
        counts = dict(self._counts)
        with writing(self._engine) as connection:
            at, ids = now(), next_ids(connection)
            for item in items:
                if isinstance(item, Memo):
                    item.write(connection)
                elif (outcome := self._result(connection, item, ids, at)) is not None:
                    outcomes.append(outcome)
                    counts["versions" if outcome.became == "version" else outcome.became] += 1
                elif item.document is not None:
                    again.append(item.document)
            unplaced = len(ids.waiting)
            enter_waiting(connection, ids, placed=False)
            _note_refusals(connection, outcomes, at)
            self._note_job(connection, counts, at, ended=ended)
        self._counts = counts
        self._lots.add(unplaced)
        self._again += again
        self.committed.extend(item.slot for item in items if isinstance(item, Item) and item.slot)
        self.outcomes.extend(outcomes)

    def _result(self, connection: Connection, item: Item, ids: NextIds, at: str) -> Outcome | None:
        """What becomes of a document; None where it has to be read, since another one changed what was known of it."""
        if item.error is not None:
            return Outcome(became="refused", uri=item.uri, error=item.error)
        assert item.document is not None and item.identity is not None
        if item.report is None:
            met = met_before(connection, item.identity.key)
            if met is None or not changes_nothing(met, item.identity, item.document):
                return None
            meet_again(connection, met, item.identity, item.document)
            return Outcome(became="unchanged", uri=item.uri, key=item.identity.key, title=met.title)
        try:
            became = put_reading(connection, item.document, item.identity, item.report, ids, at=at, keep=self._keep)
        except TakenDown as refused:  # told before anything is written
            return Outcome(became="refused", uri=item.uri, error=refused)
        return Outcome(became=became, uri=item.uri, key=item.identity.key, title=titled(item.report))

    def _note_job(self, connection: Connection, counts: dict[str, int], at: str, *, ended: bool) -> None:
        table = schema.job
        values: dict[str, Any] = {**counts, "ended": at if ended else None}
        if self._job is None:
            row = {"command": self._command, "started": at, **values}
            self._job = connection.execute(insert(table).returning(table.c.id), row).scalar_one()
        else:
            connection.execute(update(table).where(table.c.id == self._job), values)


def _note_refusals(connection: Connection, outcomes: list[Outcome], at: str) -> None:
    """Keep why documents were refused, the last reason of each; forget it of those that are there now."""
    table = schema.refusal
    if not outcomes or (
        all(one.error is None for one in outcomes) and not connection.scalar(select(func.count()).select_from(table))
    ):
        return
    last = {one.uri: one.error for one in outcomes if one.uri}
    uris = list(last)
    for start in range(0, len(uris), 200):
        connection.execute(delete(table).where(table.c.uri.in_(uris[start : start + 200])))
    rows = [
        {"uri": uri, "kind": error.kind, "detail": storable(str(error)), "at": at}
        for uri, error in last.items()
        if error is not None
    ]
    if rows:
        connection.execute(insert(table), rows)
