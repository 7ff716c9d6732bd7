"""The one writer of a run: a thread that puts what the readers bring, in batches committed at most a second apart."""

from __future__ import annotations

import queue
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from onrecord.acquire.document import Document
from onrecord.errors import Damaged, InputError
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.entering import enter_waiting
from onrecord.store.identity import Identity, now, storable
from onrecord.store.opening import writing
from onrecord.store.outcome import Outcome
from onrecord.store.put import next_ids
from onrecord.store.rows import NextIds
from onrecord.store.sqlite_errors import library_errors
from onrecord.store.versions import meet_again, met_before, put_reading

# A batch is committed when its first document is so old (seconds), or when it is so large; the second bound also says
# how long another program waits for its turn to write.
_OLDEST, _MOST, _MOST_BYTES = 0.8, 48, 32_000_000
_WAITING = 64  # documents between the readers and the writer
_REMEMBERED = 1000  # refusals that bytes met again right behind them are refused with


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One document for the writer: read (``report``), met before (neither), or refused (``error``)."""

    uri: str
    document: Document | None = None
    identity: Identity | None = None
    report: Report | None = None
    error: InputError | None = None

    @property
    def is_result(self) -> bool:
        """Whether a reader is done with it."""
        return self.report is not None or self.error is not None

    @property
    def size(self) -> int:
        """Bytes of the document."""
        return len(self.document.data) if self.document else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Memo:
    """Something to remember, by ``write``, once all documents up to the ``after``-th one are on the disk."""

    after: int
    write: Callable[[Connection], None]


@dataclass(kw_only=True)
class _Batch:
    items: list[Item | Memo] = field(default_factory=list)
    began: float = 0.0
    size: int = 0

    @property
    def is_due(self) -> bool:
        old = time.monotonic() - self.began >= _OLDEST
        return bool(self.items) and (old or len(self.items) >= _MOST or self.size >= _MOST_BYTES)


class Writer:
    """Takes documents with ``put`` from one thread, writes them in its own.

    ``outcomes`` fills with what is committed, for the thread that puts to take from.  ``in_flight``: keys that were
    sent to a reader and are not committed yet, each with the number of its document; whoever sends one adds it.
    """

    def __init__(self, engine: Engine, path: Path, *, keep: bool, command: str) -> None:
        self.outcomes: deque[Outcome] = deque()
        self.in_flight: dict[str, int] = {}
        self.error: BaseException | None = None
        self._engine, self._path, self._keep, self._command = engine, path, keep, command
        self._queue: queue.Queue[Item | Memo | None] = queue.Queue(_WAITING)
        self._parked: dict[str, list[Item]] = {}
        self._refused: OrderedDict[str, InputError] = OrderedDict()
        self._memos: list[Memo] = []
        self._job: int | None = None
        self._counts = {"added": 0, "versions": 0, "unchanged": 0, "refused": 0}
        self._thread = threading.Thread(target=self._run, name="onrecord-writer", daemon=True)
        self._thread.start()

    def put(self, item: Item | Memo) -> None:
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
            with library_errors(self._path):
                self._write_all()
        except BaseException as error:
            self.error = error

    def _write_all(self) -> None:
        batch, more = _Batch(), True
        while more:
            left = max(0.0, batch.began + _OLDEST - time.monotonic()) if batch.items else None
            try:
                item = self._queue.get(timeout=left)
                if item is None:
                    more = False
                else:
                    batch.began = batch.began if batch.items else time.monotonic()
                    batch.items.append(item)
                    batch.size += item.size if isinstance(item, Item) else 0
            except queue.Empty:
                pass
            if batch.is_due or not more:
                self._commit(batch, ended=not more)
                batch = _Batch()

    def _commit(self, batch: _Batch, *, ended: bool) -> None:
        """Write a batch in one transaction; only then is it told."""
        outcomes: list[Outcome] = []
        counts = dict(self._counts)
        done = {one.identity.key for one in batch.items if isinstance(one, Item) and one.is_result and one.identity}
        self._memos += [one for one in batch.items if isinstance(one, Memo)]
        under_way = min((number for key, number in dict(self.in_flight).items() if key not in done), default=None)
        ripe = [memo for memo in self._memos if under_way is None or memo.after < under_way]
        with writing(self._engine) as connection:
            at, ids = now(), next_ids(connection)
            for item in batch.items:
                for one in self._results(connection, item, ids, at) if isinstance(item, Item) else ():
                    outcomes.append(one)
                    counts["versions" if one.became == "version" else one.became] += 1
            enter_waiting(connection, ids)
            for memo in ripe:
                memo.write(connection)
            _note_refusals(connection, outcomes, at)
            self._note_job(connection, counts, at, ended=ended)
        self._counts = counts
        self._memos = [memo for memo in self._memos if memo not in ripe]
        for key in done:
            self.in_flight.pop(key, None)
        self.outcomes.extend(outcomes)

    def _results(self, connection: Connection, item: Item, ids: NextIds, at: str) -> list[Outcome]:
        """What becomes of a document, and of those with the same bytes that waited for it."""
        key = item.identity.key if item.identity else None
        if key and not item.is_result and key in self.in_flight and met_before(connection, key) is None:
            if key not in self._refused:
                self._parked.setdefault(key, []).append(item)
                return []
            item = Item(uri=item.uri, document=item.document, identity=item.identity, error=self._refused[key])
        outcome = self._result(connection, item, ids, at)
        if not key or not item.is_result:
            return [outcome]
        if outcome.error is not None:
            self._refused[key] = outcome.error
            if len(self._refused) > _REMEMBERED:
                self._refused.popitem(last=False)
        same = [
            Item(uri=one.uri, document=one.document, identity=one.identity, error=outcome.error)
            for one in self._parked.pop(key, ())
        ]
        return [outcome, *(self._result(connection, one, ids, at) for one in same)]

    def _result(self, connection: Connection, item: Item, ids: NextIds, at: str) -> Outcome:
        if item.error is not None:
            return Outcome(became="refused", uri=item.uri, error=item.error)
        assert item.document is not None and item.identity is not None
        before = dict(vars(ids))
        try:
            with connection.begin_nested():
                if item.report is not None:
                    became = put_reading(
                        connection, item.document, item.identity, item.report, ids, at=at, keep=self._keep
                    )
                    return Outcome(became=became, uri=item.uri, key=item.identity.key)
                if meet_again(connection, item.identity, item.document):
                    return Outcome(became="unchanged", uri=item.uri, key=item.identity.key)
                error: InputError = Damaged("its report was removed while it was looked up; add it again")
        except InputError as refused:
            error = refused
        except (ValueError, KeyError, OverflowError, IntegrityError, DataError) as fault:
            # One odd document must not hold up all others; what it is shows in the list of problems.
            error = Damaged(f"storing it failed, which is a fault of onrecord ({fault!r}); please report it")
        vars(ids).update(before)
        return Outcome(became="refused", uri=item.uri, error=error)

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
