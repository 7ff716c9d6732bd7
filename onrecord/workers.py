"""Reading in several processes, results in the order of the inputs."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.record import Report
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.reader import Reader, Source

_reader: Reader | None = None


def _start(settings: Settings) -> None:
    from onrecord.reader import Reader

    global _reader
    # Ctrl-C is the parent's: it stops handing out work and ends the pool.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _reader = Reader(settings)


def _read(source: Source, published: str | date | None, url: str | None) -> Report | tuple[type[InputError], str]:
    assert _reader is not None
    result = _reader.read_or_error(source, published=published, url=url)
    return (type(result), str(result)) if isinstance(result, InputError) else result


def read_in_processes(
    sources: Iterable[Source],
    settings: Settings,
    workers: int,
    *,
    published: str | date | None = None,
    url: str | None = None,
) -> Iterator[Report | InputError]:
    """Like ``Reader.read_many``; at most a few inputs a worker are under way at once.

    Binary files are read here, since a file handle cannot go to another process.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(settings,)) as pool:
        under_way: deque[Future[Report | tuple[type[InputError], str]]] = deque()
        try:
            for source in sources:
                given = source.read() if hasattr(source, "read") else source
                under_way.append(pool.submit(_read, given, published, url))
                if len(under_way) >= 4 * workers:
                    yield _result(under_way.popleft())
            while under_way:
                yield _result(under_way.popleft())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _result(future: Future[Report | tuple[type[InputError], str]]) -> Report | InputError:
    result = future.result()
    return result if isinstance(result, Report) else result[0](result[1])
