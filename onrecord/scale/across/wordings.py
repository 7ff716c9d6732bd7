"""Wordings: the same quoted words of the same speaker, in however many reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from onrecord.scale.across.head import Head
from onrecord.scale.across.job import Job
from onrecord.scale.across.packed import Numbers, Row, buckets_of, by_kind, pack, packed
from onrecord.scale.across.pages import heads_in, said_of
from onrecord.scale.across.said import Said

if TYPE_CHECKING:
    import pyarrow as pa

WORDING = 30


class Wording(msgspec.Struct, frozen=True, array_like=True):
    """A wording.

    ``text``: as the first report has it, first by ``rank``: day, time, key, place; ``words``: how many; ``voice``: who
    is said to speak; ``statements``: how many have it.
    """

    key: str
    text: str
    words: int
    voice: str
    statements: int
    rank: tuple[str, str, str, int]


_WORDING = msgspec.msgpack.Decoder(Wording)


def wordings_in(rows: Iterable[bytes]) -> list[Wording]:
    """Packed wordings."""
    return [_WORDING.decode(data) for data in rows]


def homes_of(keys: Sequence[str], job: Job) -> Numbers:
    """The buckets of wordings."""
    return buckets_of(np.array([int(key[:12], 16) for key in keys], dtype=np.int64), job.buckets)


def rank_of(head: Head, said: Said) -> tuple[str, str, str, int]:
    """Which of several statements is first."""
    return head.day or "~", head.time or "~", head.key, said.place


class Quoting:
    """Spreads the wordings of reports: of some reports each once, with how many have it."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rows of pages in, packed rows of kind WORDING out."""
        some = [
            Wording(said.wording, " ".join(said.text.split()), said.words, said.voice, 1, rank_of(head, said))
            for head, data in zip(heads_in(table), table.column("said").to_pylist(), strict=True)
            for said in said_of(data)
        ]
        return packed(_rows(some, self._job))


class Merging:
    """Makes of all sights of a wording one."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Packed rows of kind WORDING in, each wording once out."""
        return packed(_rows(wordings_in(by_kind(table)[WORDING]), self._job))


def _rows(some: Iterable[Wording], job: Job) -> Iterable[Row]:
    found: dict[str, Wording] = {}
    for one in some:
        known = found.get(one.key)
        if known is not None:
            first = min(known, one, key=lambda each: each.rank)
            one = msgspec.structs.replace(first, statements=known.statements + one.statements)
        found[one.key] = one
    homes = homes_of(list(found), job).tolist()
    return [(home, WORDING, pack(one)) for home, one in zip(homes, found.values(), strict=True)]
