"""Kept units to tables: first by month, then each month's to files of every table.

Two steps, so that an archive in no order does not make a file a unit and month: a task goes through many units and
holds what it finds of each month until that is large.  Each task is done once; what it wrote is told by its own file,
which is written last.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.scale.duplicates import Group
from onrecord.scale.kept import said_of
from onrecord.scale.place import Place, Written, place_at
from onrecord.scale.results import DUPLICATES, REPORT_TABLES, ScaleTable, rows_in, table_schema
from onrecord.scale.spec import Spec

if TYPE_CHECKING:
    import pyarrow as pa

MONTHS, TABLES_MADE, DONE = "_job/months", "_job/tables", "_job/done"
# Bytes of rows that a task holds; a month that comes to a part of it is written early.
_HELD, _LARGE = 96_000_000, 64_000_000
# A group has so many units or bytes, a file of a table is made of so many bytes of rows by month.
_UNITS, _GROUP, _FILE = 500, 1_000_000_000, 128_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Files with a month's rows, of which one file of each table is made.  ``number``: the how manieth of its month."""

    month: str
    number: int
    names: tuple[str, ...]


def groups_of(units: dict[str, int]) -> list[Group]:
    """All units in groups, in their order.  units: their files with their bytes."""
    groups: list[Group] = []
    some: list[str] = []
    size = 0
    for name, more in units.items():
        if some and (len(some) >= _UNITS or size + more > _GROUP):
            groups.append(Group(number=len(groups), units=tuple(some)))
            some, size = [], 0
        some.append(name)
        size += more
    if some:
        groups.append(Group(number=len(groups), units=tuple(some)))
    return groups


def spread(spec: Spec, group: Group, further: dict[int, list[int]]) -> dict[str, Any]:
    """Write the rows of a group by month; further: of its units, the rows that are not kept.

    Returns what was counted, the files by month with their bytes, and the files of ``refusals`` and ``duplicates``.
    """
    place, done = place_at(spec.folder), f"{DONE}/group-{group.number:06}.json"
    if place.exists(done):
        return dict(json.loads(place.read(done)))
    counts = {"reports": 0, "refused": 0, "duplicates": 0, "words": 0, "passed_over": 0}
    reasons: dict[str, int] = {}
    with ExitStack() as stack:
        months = _Months(place, group.number)
        tables = _Tables(place, stack)
        for number, name in enumerate(group.units):
            said = said_of(place, name)
            counts["passed_over"] += said.passed_over
            results = _results(place, name)
            rest = further.get(number, [])
            refusals = rows_in(results, "refusals")
            for kind in refusals.column("kind").to_pylist():
                reasons[kind] = reasons.get(kind, 0) + 1
            if refusals.num_rows:
                tables.write("refusals", f"refusals/part-{group.number:05}.parquet", refusals)
            counts["refused"] += refusals.num_rows
            if rest:
                met_again = _met_again(results, rest)
                tables.write("duplicates", f"duplicates/part-{group.number:05}.parquet", met_again)
                counts["duplicates"] += met_again.num_rows
            kept = _kept(results, rest)
            counts["reports"] += kept.num_rows
            counts["words"] += _words(kept)
            months.add(kept)
        months.close()
    told = {"counts": counts, "reasons": reasons, "months": months.written, "files": tables.files()}
    place.write(done, json.dumps(told).encode("utf-8"))
    return told


def parts_of(files: Sequence[tuple[str, str, int]]) -> list[Part]:
    """The files of each month in parts of bounded size.  files: month, name and bytes of each."""
    parts: list[Part] = []
    for month in sorted({month for month, _, _ in files}):
        some: list[str] = []
        size = number = 0
        for _, name, more in sorted(one for one in files if one[0] == month):
            if some and size + more > _FILE:
                parts.append(Part(month=month, number=number, names=tuple(some)))
                some, size, number = [], 0, number + 1
            some.append(name)
            size += more
        parts.append(Part(month=month, number=number, names=tuple(some)))
    return parts


def write_tables(spec: Spec, part: Part) -> dict[str, Any]:
    """Write a part's rows of every table; returns the files."""
    place, done = place_at(spec.folder), f"{DONE}/{part.month}-{part.number:06}.json"
    if place.exists(done):
        return dict(json.loads(place.read(done)))
    with ExitStack() as stack:
        tables = _Tables(place, stack)
        for name in part.names:
            results = _results(place, name)
            for table in REPORT_TABLES:
                rows = rows_in(results, table)
                if rows.num_rows:
                    tables.write(table, f"{table}/month={part.month}/part-{part.number:05}.parquet", rows)
    told = {"files": tables.files()}
    place.write(done, json.dumps(told).encode("utf-8"))
    return told


def write_empty(spec: Spec, table: ScaleTable) -> dict[str, Any]:
    """Write a file without rows, for a table that has none: who reads the folder finds its columns."""
    place = place_at(spec.folder)
    folder = f"{table}/month=unknown" if table in REPORT_TABLES else table
    with ExitStack() as stack:
        tables = _Tables(place, stack)
        tables.write(table, f"{folder}/part-00000.parquet", table_schema(table).empty_table())
    return {"files": tables.files()}


class _Months:
    """Rows by month, held until a month's are many."""

    def __init__(self, place: Place, group: int) -> None:
        self._place, self._group = place, group
        self._held: dict[str, list[Any]] = {}
        self._sizes: dict[str, int] = {}
        self.written: list[tuple[str, str, int]] = []

    def add(self, results: pa.Table) -> None:
        """Take rows of any months."""
        import pyarrow.compute as pc

        months = results.column("month")
        for month in sorted({*months.to_pylist()}):
            # A copy, so that what is held is no more than that.
            some = results.filter(pc.equal(months, month))
            self._held.setdefault(month, []).append(some)
            self._sizes[month] = self._sizes.get(month, 0) + some.nbytes
            if self._sizes[month] > _LARGE:
                self._write(month)
        while sum(self._sizes.values()) > _HELD:
            self._write(max(self._sizes, key=lambda one: self._sizes[one]))

    def close(self) -> None:
        """Write all that is held."""
        for month in sorted(self._held):
            self._write(month)

    def _write(self, month: str) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        name = f"{MONTHS}/{month}/{self._group:06}-{len(self.written):05}.parquet"
        whole = pa.concat_tables(self._held.pop(month))
        with self._place.writer(name) as file:
            pq.write_table(whole, file, compression="zstd")
            size = file.size
        del self._sizes[month]
        self.written.append((month, name, size))


class _Tables:
    """Files of tables being written, one of each name."""

    def __init__(self, place: Place, stack: ExitStack) -> None:
        self._place, self._stack = place, stack
        self._open: dict[str, tuple[ScaleTable, Any, Written]] = {}
        self._rows: dict[str, int] = {}

    def write(self, table: ScaleTable, name: str, rows: pa.Table) -> None:
        """Write rows behind those that are there."""
        import pyarrow.parquet as pq

        if name not in self._open:
            file = self._stack.enter_context(self._place.writer(f"{TABLES_MADE}/{name}"))
            writer = self._stack.enter_context(pq.ParquetWriter(file, table_schema(table), compression="zstd"))
            self._open[name] = table, writer, file
        self._open[name][1].write_table(rows)
        self._rows[name] = self._rows.get(name, 0) + rows.num_rows

    def files(self) -> list[dict[str, Any]]:
        """What was written, once all is closed."""
        return [
            {"table": table, "name": name, "rows": self._rows[name], "bytes": file.size, "sha256": file.sha256}
            for name, (table, _, file) in sorted(self._open.items())
        ]


def _results(place: Place, name: str) -> pa.Table:
    import pyarrow.parquet as pq

    with place.opened(name) as file:
        return pq.ParquetFile(file).read(use_threads=False)


def _kept(results: pa.Table, rest: Sequence[int]) -> pa.Table:
    """The reports among results, without those that are kept elsewhere."""
    import pyarrow as pa

    keys = results.column("key").to_pylist()
    left = {*rest}
    return results.filter(pa.array([key is not None and row not in left for row, key in enumerate(keys)], pa.bool_()))


def _met_again(results: pa.Table, rest: Sequence[int]) -> pa.Table:
    """The rows of ``duplicates``."""
    import pyarrow as pa

    rows = rows_in(results.take(pa.array(sorted(rest), pa.int64())), "reports")
    return rows.select([one.name for one in DUPLICATES]).cast(table_schema("duplicates"))


def _words(results: pa.Table) -> int:
    import pyarrow.compute as pc

    total: int | None = pc.sum(rows_in(results, "reports").column("words")).as_py()
    return total or 0
