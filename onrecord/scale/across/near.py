"""Which pages each report is to be compared with: by the marks that it has in common with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from onrecord.follow.copies.candidates import candidates, is_wide
from onrecord.scale.across.head import Head
from onrecord.scale.across.job import Job
from onrecord.scale.across.marks import common_marks, pages_with
from onrecord.scale.across.packed import Numbers, Row, bucket_of, buckets_of, by_kind, pack, packed
from onrecord.scale.across.pages import heads_in

if TYPE_CHECKING:
    import pyarrow as pa

REPORT, HOLDERS, NEAR, WANTED = range(4)


class Near(msgspec.Struct, frozen=True, array_like=True):
    """Of a report: pages to be compared with it; ``more``: there are more; ``wide``: it is run very widely."""

    key: str
    pages: tuple[int, ...]
    more: bool
    wide: bool


class Wanted(msgspec.Struct, frozen=True, array_like=True):
    """A page that reports of a bucket are to be compared with."""

    page: int
    home: int


_MARKED = msgspec.msgpack.Decoder(tuple[Head, bytes])
_HELD = msgspec.msgpack.Decoder(tuple[int, bytes])


class Reports:
    """Spreads reports, and what is asked of them, by their pages.  ``columns``: behind the head, as they are."""

    def __init__(self, job: Job, *columns: str) -> None:
        self._job, self._columns = job, columns

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rows of pages in, packed rows of kind REPORT out."""
        heads = heads_in(table)
        columns = [table.column(name).to_pylist() for name in self._columns]
        homes = buckets_of(np.array([head.page for head in heads], dtype=np.int64), self._job.buckets)
        return packed(
            (home, REPORT, pack((head, *rest)))
            for home, head, *rest in zip(homes.tolist(), heads, *columns, strict=True)
        )


class Holders:
    """Spreads the pages with a mark to where these pages are: once to each bucket, however many of them are there."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rows of marks in, packed rows of kind HOLDERS out, without common marks."""
        return packed(self._rows(table))

    def _rows(self, table: pa.Table) -> Iterator[Row]:
        pages = table.column("pages").combine_chunks()
        values = pages.flatten().to_numpy()
        homes = buckets_of(values, self._job.buckets)
        stops = np.cumsum(np.array(pages.value_lengths().to_pylist(), dtype=np.int64))
        start = 0
        for mark, stop in zip(table.column("mark").to_pylist(), stops.tolist(), strict=True):
            if stop - start <= self._job.most:
                data = pack((mark, values[start:stop].tobytes()))
                for home in np.unique(homes[start:stop]).tolist():
                    yield home, HOLDERS, data
            start = stop


class Choosing:
    """Chooses for each report of a bucket the pages that it is compared with.  ``reports``: how many there are."""

    def __init__(self, job: Job, reports: int) -> None:
        self._job, self._reports = job, reports

    def __call__(self, table: pa.Table) -> pa.Table:
        """Reports with their marks, and holders, in; packed rows of kinds NEAR, at home, and WANTED out."""
        kinds = by_kind(table)
        holders = {mark: np.frombuffer(pages, dtype=np.int64) for mark, pages in map(_HELD.decode, kinds[HOLDERS])}
        place = self._job.place("common")
        common = common_marks(place)
        reports = [
            (head, np.frombuffer(marks, dtype=np.int64)) for head, marks in map(_MARKED.decode, kinds[REPORT]) if marks
        ]
        often = [_within(marks, common) for _, marks in reports]
        wide = [is_wide(int(flags.sum()), len(flags)) for flags in often]
        sought = [marks[flags] for (_, marks), flags, is_so in zip(reports, often, wide, strict=True) if is_so]
        held = pages_with(place, np.unique(np.concatenate([*sought, np.zeros(0, dtype=np.int64)])))
        rows: list[Row] = []
        wanted: set[tuple[int, int]] = set()
        for (head, marks), is_so in zip(reports, wide, strict=True):
            both = (holders, held) if is_so else (holders,)
            chosen = candidates(
                [some[mark] for mark in marks.tolist() for some in both if mark in some],
                marks=len(marks), own=head.page, reports=self._reports, wide=is_so, most=self._job.most,
            )  # fmt: skip
            home = bucket_of(head.page, self._job.buckets)
            rows.append((home, NEAR, pack(Near(head.key, tuple(chosen.pages), chosen.more, is_so))))
            wanted.update((page, home) for page in chosen.pages)
        asked = sorted(wanted)
        there = buckets_of(np.array([page for page, _ in asked], dtype=np.int64), self._job.buckets)
        rows += [(bucket, WANTED, pack(Wanted(*one))) for bucket, one in zip(there.tolist(), asked, strict=True)]
        return packed(rows)


class OfKind:
    """Passes on packed rows of some kinds."""

    def __init__(self, *kinds: int) -> None:
        self._kinds = kinds

    def __call__(self, table: pa.Table) -> pa.Table:
        """Packed rows in, some of them out."""
        import pyarrow as pa
        import pyarrow.compute as pc

        return table.filter(pc.is_in(table.column("kind"), pa.array(self._kinds, type=pa.int64())))


def _within(marks: Numbers, common: Numbers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of some marks are among those in order."""
    if not len(common):
        return np.zeros(len(marks), dtype=bool)
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        common[np.minimum(np.searchsorted(common, marks), len(common) - 1)] == marks
    )
    return found
