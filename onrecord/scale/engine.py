"""Who does the work of a job: processes of this machine, or a cluster (``on_ray``)."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, TypeVar

from onrecord.scale.documents import unit_table
from onrecord.scale.inputs import Piece
from onrecord.scale.kept import Told, told_in
from onrecord.scale.pieces import units_of
from onrecord.scale.reading import UnitReader
from onrecord.scale.spec import Spec

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rest:
    """What is left of a piece: its units from ``first`` on without those in ``done``; ``mark``: where the one before
    ends, empty at the beginning."""

    piece: Piece
    first: int = 0
    done: frozenset[int] = frozenset()
    mark: str = ""


class Engine(Protocol):
    """Reads what is left of pieces, and runs tasks."""

    def __enter__(self) -> Engine: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def read(self, rests: Sequence[Rest], spec: Spec) -> Iterator[Told]:
        """Have all units read and kept; tells of each once it is."""

    def each(self, function: Callable[..., Result], arguments: Iterable[tuple[Any, ...]]) -> Iterator[Result]:
        """What a function of a module gives for each of the arguments, in their order."""


class LocalEngine:
    """Reading processes of this machine; all else is done by threads of this one."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._stop = threading.Event()

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()

    def read(self, rests: Sequence[Rest], spec: Spec) -> Iterator[Told]:
        """Have all units read and kept, each by one of the workers."""
        # One unit waits for each that is read, so that as many are held whatever the archive's size.
        waiting: queue.Queue[Any] = queue.Queue(max(1, self._workers // 2))
        told: queue.Queue[Any] = queue.Queue()
        threads = [
            threading.Thread(target=self._work, args=(spec, waiting, told), name=f"onrecord-read-{number}", daemon=True)
            for number in range(self._workers)
        ]
        feeding = threading.Thread(target=self._feed, args=(rests, spec, waiting, told), daemon=True)
        for thread in (*threads, feeding):
            thread.start()
        try:
            left = len(threads)
            while left:
                one = told.get()
                if isinstance(one, BaseException):
                    raise one
                if one is None:
                    left -= 1
                else:
                    yield from one
        finally:
            self._stop.set()
            for thread in (*threads, feeding):
                thread.join()
            self._stop.clear()

    def _feed(self, rests: Sequence[Rest], spec: Spec, waiting: queue.Queue[Any], told: queue.Queue[Any]) -> None:
        try:
            for rest in rests:
                for unit in units_of(rest.piece, spec, done=rest.done, first=rest.first, mark=rest.mark):
                    self._put(waiting, unit_table(unit))
        except BaseException as error:
            told.put(error)
        for _ in range(self._workers):
            self._put(waiting, None)

    def _put(self, waiting: queue.Queue[Any], one: Any) -> None:
        while not self._stop.is_set():
            with suppress(queue.Full):
                waiting.put(one, timeout=0.2)
                return

    def _work(self, spec: Spec, waiting: queue.Queue[Any], told: queue.Queue[Any]) -> None:
        try:
            reader = UnitReader(spec, self._stop.is_set)
            try:
                while not self._stop.is_set():
                    try:
                        units = waiting.get(timeout=0.2)
                    except queue.Empty:
                        continue
                    if units is None:
                        break
                    told.put(list(told_in(reader(units))))
            finally:
                reader.close()
        except BaseException as error:
            told.put(error)
        told.put(None)

    def each(self, function: Callable[..., Result], arguments: Iterable[tuple[Any, ...]]) -> Iterator[Result]:
        """What a function gives for each of the arguments, in their order."""
        with ThreadPoolExecutor(self._workers) as pool:
            yield from in_order(lambda one: pool.submit(function, *one), arguments, self._workers + 1)


def processors() -> int:
    """As many as this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    submit: Callable[[tuple[Any, ...]], Future[Result]], arguments: Iterable[tuple[Any, ...]], most: int
) -> Iterator[Result]:
    """Results in the order of the arguments, of which so many at most are under way."""
    under_way: list[Future[Result]] = []
    for one in arguments:
        under_way.append(submit(one))
        while len(under_way) >= most:
            wait(under_way[:1], return_when=FIRST_COMPLETED)
            yield under_way.pop(0).result()
    for last in under_way:
        yield last.result()
