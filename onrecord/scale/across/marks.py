"""Which pages have which mark: the banding by which copies are found.

A mark that more than ``most`` pages have is common and finds nobody, so no group grows beyond that: of each lot of
rows the first ``most`` + 1 pages with a mark are passed on, which are enough to know that it is common.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from onrecord.scale.across.job import Job
from onrecord.scale.across.packed import Numbers
from onrecord.scale.across.pages import marks_in
from onrecord.scale.across.place import Place

if TYPE_CHECKING:
    import pyarrow as pa

_BITS, _LESS = 47, 16  # of a mark; and so many are left out where marks in order are put into buckets
COMMON_ROWS = 64  # marks in a row group: some are looked up among very many


def between() -> pa.Schema:
    """Marks and pages on their way."""
    import pyarrow as pa

    return pa.schema([("bucket", pa.int64()), ("mark", pa.int64()), ("page", pa.int64())])


def schema() -> pa.Schema:
    """A row for each mark that two pages have or more: these, in rising order, at most one more than ``most``."""
    import pyarrow as pa

    return pa.schema([("mark", pa.int64()), ("pages", pa.list_(pa.int64()))])


class Marking:
    """Spreads the marks of pages, neighbours together."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rows of pages in, marks and pages out."""
        import pyarrow as pa

        marks = marks_in(table)
        pages = table.column("page").to_numpy()
        every = np.concatenate([*marks, np.zeros(0, dtype=np.int64)])
        mark, page = _some(every, np.repeat(pages, [len(one) for one in marks]), self._job.most)
        bucket = (mark >> _LESS) * self._job.buckets >> (_BITS - _LESS)
        return pa.table({"bucket": bucket, "mark": mark, "page": page}, schema=between())


class Holding:
    """Makes of marks and pages a row for each mark that is not one page's alone."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Marks and pages in, rows of ``schema`` out."""
        import pyarrow as pa

        mark, page = _some(table.column("mark").to_numpy(), table.column("page").to_numpy(), self._job.most)
        _, back, counts = np.unique(mark, return_inverse=True, return_counts=True)
        shared = counts[back] > 1
        marks, counts = np.unique(mark[shared], return_counts=True)
        starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        lists = pa.ListArray.from_arrays(pa.array(starts), pa.array(page[shared]))
        return pa.table({"mark": pa.array(marks, type=pa.int64()), "pages": lists}, schema=schema())


class Common:
    """Of the marks those that are common."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rows of ``schema`` in, some of them out."""
        import pyarrow.compute as pc

        return table.filter(pc.greater(pc.list_value_length(table.column("pages")), self._job.most))


def _some(mark: Numbers, page: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """Marks in order with their pages, each pair once, of a mark the first ``most`` + 1 pages."""
    order = np.lexsort((page, mark))
    mark, page = mark[order], page[order]
    new = np.ones(len(mark), dtype=bool)
    new[1:] = (np.diff(mark) != 0) | (np.diff(page) != 0)
    mark, page = mark[new], page[new]
    _, starts, counts = np.unique(mark, return_index=True, return_counts=True)
    rank = np.arange(len(mark)) - np.repeat(starts, counts)
    return mark[rank <= most], page[rank <= most]


def common_marks(place: Place) -> Numbers:
    """The common marks in rising order: eight bytes each, held once by each process."""
    return _common_marks(place, place.stamp())


@lru_cache(maxsize=1)
def _common_marks(place: Place, stamp: object) -> Numbers:
    import pyarrow.parquet as pq

    found = []
    for path in place.parquet():
        with place.files.open_input_file(path) as file:
            found.append(pq.read_table(file, columns=["mark"]).column("mark").to_numpy())
    return np.sort(np.concatenate([*found, np.zeros(0, dtype=np.int64)]))


def pages_with(place: Place, marks: Numbers) -> dict[int, Numbers]:
    """The first pages with each of some common marks; only row groups that may hold them are read."""
    import pyarrow.dataset as ds

    if not len(marks):
        return {}
    known = ds.dataset(place.parquet(), filesystem=place.files, format="parquet", schema=schema())
    table = known.to_table(filter=ds.field("mark").isin(marks.tolist()))
    pages = table.column("pages").combine_chunks()
    starts, values = pages.offsets.to_numpy(), pages.values.to_numpy()
    bounds = zip(table.column("mark").to_pylist(), starts[:-1].tolist(), starts[1:].tolist(), strict=True)
    return {mark: values[start:stop] for mark, start, stop in bounds}
