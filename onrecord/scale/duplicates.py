"""Which of the documents with one key is kept: the same one that a library keeps, whatever order they come in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.scale.place import place_at
from onrecord.scale.spec import Spec
from onrecord.store.given_json import told_rank

if TYPE_CHECKING:
    import pyarrow as pa

Beginnings = NDArray[np.uint64]
_BEGINNING = 16  # of a key's 64 letters: 8 bytes a report are held for all, the whole keys of few


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Units that are gone through by one task; ``units``: their files, in order."""

    number: int
    units: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Met:
    """A document that may be met elsewhere too: the ``row`` of a unit of a group."""

    key: str
    given: str | None
    retrieved: str | None
    group: int
    unit: int
    row: int


Further = dict[int, dict[int, list[int]]]  # of groups, of units, the rows that are not kept


def beginnings(spec: Spec, group: Group) -> Beginnings:
    """The beginnings of all keys of a group."""
    place = place_at(spec.folder)
    found = [_beginnings_of(column(place.opened(name), "key")) for name in group.units]
    return np.concatenate(found) if found else np.zeros(0, np.uint64)


def _beginnings_of(keys: pa.Table) -> Beginnings:
    some = [key[:_BEGINNING] for key in keys.column("key").to_pylist() if key]
    return np.frombuffer(bytes.fromhex("".join(some)), dtype=">u8").astype(np.uint64)


def repeated(some: Sequence[Beginnings]) -> Beginnings:
    """Those that are there more than once, in order."""
    every = np.concatenate([*some, np.zeros(0, np.uint64)])
    every.sort()
    return np.unique(every[1:][every[1:] == every[:-1]])


def met_in(spec: Spec, group: Group, twice: Beginnings) -> list[Met]:
    """The documents of a group whose keys begin like others."""
    place = place_at(spec.folder)
    found: list[Met] = []
    for unit, name in enumerate(group.units):
        keys = column(place.opened(name), "key").column("key").to_pylist()
        rows = [row for row, key in enumerate(keys) if key and int(key[:_BEGINNING], 16) in _Among(twice)]
        if not rows:
            continue
        table = column(place.opened(name), "reports.list.element.given", "reports.list.element.retrieved")
        reports = table.column("reports").to_pylist()
        found += [
            Met(key=keys[row], given=reports[row][0]["given"], retrieved=reports[row][0]["retrieved"],
                group=group.number, unit=unit, row=row)
            for row in rows
        ]  # fmt: skip
    return found


class _Among:
    """Whether a number is among those in order."""

    def __init__(self, some: Beginnings) -> None:
        self._some = some

    def __contains__(self, number: int) -> bool:
        place = int(np.searchsorted(self._some, np.uint64(number)))
        return place < len(self._some) and int(self._some[place]) == number


def further(some: Iterable[Met]) -> Further:
    """All but one of each key: the one of which most is told is kept, of these the one that was retrieved first."""
    alike: dict[str, list[Met]] = defaultdict(list)
    for one in some:
        alike[one.key].append(one)
    found: Further = {}
    for many in alike.values():
        most = max(told_rank(one.given) for one in many)
        best = min((one for one in many if told_rank(one.given) == most), key=_first)
        for one in many:
            if one is not best:
                found.setdefault(one.group, {}).setdefault(one.unit, []).append(one.row)
    return found


def _first(one: Met) -> tuple[str, int, int, int]:
    return one.retrieved or "~", one.group, one.unit, one.row


def column(file: object, *names: str) -> pa.Table:
    """Some columns of a Parquet file, which is closed then."""
    import pyarrow.parquet as pq

    with file:  # type: ignore[attr-defined]
        return pq.ParquetFile(file).read(columns=list(names), use_threads=False)
