"""Rows on their way from step to step: which bucket they go to, of what kind they are, and the rest packed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.follow.copies.words import mixed

if TYPE_CHECKING:
    import pyarrow as pa

Row = tuple[int, int, bytes]  # bucket, kind, data
Numbers = NDArray[np.int64]

_encoder = msgspec.msgpack.Encoder()
pack = _encoder.encode


def schema() -> pa.Schema:
    """Of such rows."""
    import pyarrow as pa

    return pa.schema([("bucket", pa.int64()), ("kind", pa.int64()), ("data", pa.large_binary())])


def packed(rows: Iterable[Row]) -> pa.Table:
    """Rows as a table."""
    import pyarrow as pa

    columns: list[Any] = list(zip(*rows, strict=True)) or [(), (), ()]
    return pa.table([pa.array(column, type=field.type) for column, field in zip(columns, schema(), strict=True)],
                    schema=schema())  # fmt: skip


def by_kind(table: pa.Table) -> dict[int, list[bytes]]:
    """The data of rows, by their kind, sorted: which came first says nothing."""
    found: dict[int, list[bytes]] = defaultdict(list)
    for kind, data in zip(table.column("kind").to_pylist(), table.column("data").to_pylist(), strict=True):
        found[kind].append(data)
    for some in found.values():
        some.sort()
    return found


def buckets_of(numbers: Numbers, count: int) -> Numbers:
    """The bucket of each number; neighbours go to different ones."""
    found: Numbers = ((mixed(numbers.astype(np.uint64)) >> np.uint64(20)) % np.uint64(count)).astype(np.int64)
    return found


def bucket_of(number: int, count: int) -> int:
    """The same of one."""
    return int(buckets_of(np.array([number], dtype=np.int64), count)[0])
