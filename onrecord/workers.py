"""Reading in several processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from onrecord.acquire.document import Document, Refused
from onrecord.apart.pool import Done, read_apart
from onrecord.apart.process import ReadingProcess
from onrecord.errors import InputError
from onrecord.record import Report
from onrecord.settings import Settings

# How far results may run ahead of the oldest one under way where they are wanted in order, in documents a process.
_AHEAD = 16


def read_documents(
    documents: Iterable[Document | Refused],
    settings: Settings,
    workers: int,
    *,
    beat: float | None = None,
    processes: Sequence[ReadingProcess] | None = None,
) -> Iterator[Done | None]:
    """Each document as it gets done, for ``result_of``; see ``apart.pool.read_apart``."""
    return read_apart(documents, settings, workers, beat=beat, processes=processes)


def read_in_order(
    documents: Iterable[Document | Refused], settings: Settings, workers: int
) -> Iterator[Report | InputError]:
    """Records and refusals in the order of the documents; a few are held until their turn comes."""
    waiting: dict[int, Report | InputError] = {}
    turn = 0
    for one in read_apart(documents, settings, workers, window=_AHEAD * workers):
        assert one is not None  # no beat was asked for
        waiting[one.number] = result_of(one)
        while turn in waiting:
            yield waiting.pop(turn)
            turn += 1


def result_of(done: Done) -> Report | InputError:
    """The record of a document that is done, or why there is none."""
    if isinstance(done.answer, InputError):
        return done.answer
    return msgspec.msgpack.decode(done.answer.result, type=Report)
