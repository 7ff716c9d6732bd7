"""Reading in several processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from onrecord.acquire.document import Document, Refused
from onrecord.apart.pool import Done, read_apart
from onrecord.errors import InputError
from onrecord.record import Report
from onrecord.settings import Settings

# How far results may run ahead of the oldest one under way where they are wanted in order, in documents a process.
_AHEAD = 16


def read_documents(
    documents: Iterable[Document | Refused], settings: Settings, workers: int, *, beat: float | None = None
) -> Iterator[tuple[Document | Refused, Report | InputError] | None]:
    """Each document with its record or its refusal, as they get done; see ``apart.pool.read_apart``."""
    for one in read_apart(documents, settings, workers, beat=beat):
        yield None if one is None else (one.item, _result(one))


def read_in_order(
    documents: Iterable[Document | Refused], settings: Settings, workers: int
) -> Iterator[Report | InputError]:
    """Records and refusals in the order of the documents; a few are held until their turn comes."""
    waiting: dict[int, Report | InputError] = {}
    turn = 0
    for one in read_apart(documents, settings, workers, window=_AHEAD * workers):
        assert one is not None  # no beat was asked for
        waiting[one.number] = _result(one)
        while turn in waiting:
            yield waiting.pop(turn)
            turn += 1


def _result(done: Done) -> Report | InputError:
    if isinstance(done.answer, InputError):
        return done.answer
    return msgspec.msgpack.decode(done.answer.result, type=Report)
