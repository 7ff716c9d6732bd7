"""Tables as Arrow's: every column with its type, in batches, for Parquet and for data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingExtra
from onrecord.store.export.columns import Kind, Row, Value
from onrecord.store.export.tables import COLUMNS, Table, rows

if TYPE_CHECKING:
    import pyarrow as pa
    from sqlalchemy import Connection

    from onrecord.store.export.chosen import Chosen

# Rows of a batch, which is a row group in Parquet.
BATCH = 10_000


def require(package: str, what: str) -> None:
    """Raises MissingExtra where a package of the extra ``tables`` is not installed."""
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise MissingExtra(f"{what} needs {package}; install it with: pip install 'onrecord[tables]'")


def schema(table: Table) -> pa.Schema:
    """The types of a table's columns, each with what it says under ``description``."""
    import pyarrow as pa

    place = pa.struct([pa.field("start", pa.int32(), nullable=False), pa.field("end", pa.int32(), nullable=False)])
    kinds: dict[Kind, Any] = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "day": pa.date32(),
        "whole": pa.int32(),
        "number": pa.float64(),
        "numbers": pa.list_(pa.float64()),
        "share": pa.float32(),
        "flag": pa.bool_(),
        "spans": pa.list_(place),
        "passages": pa.list_(pa.list_(place)),
    }
    fields = [
        pa.field(column.name, kinds[column.kind], metadata={"description": column.about}) for column in COLUMNS[table]
    ]
    return pa.schema(fields, metadata={"onrecord.table": table})


def batches(connection: Connection, table: Table, chosen: Chosen) -> Iterator[pa.RecordBatch]:
    """The rows of a table in batches of at most BATCH; no batch where there are none."""
    source = rows(connection, table, chosen)
    while some := list(islice(source, BATCH)):
        yield batch_of(table, some)


def batch_of(table: Table, some: Iterable[Row]) -> pa.RecordBatch:
    """Rows of a table as one batch, of none where there are none."""
    import pyarrow as pa

    typed = schema(table)
    columns = list(zip(*some, strict=True)) or [()] * len(typed)
    arrays = [
        pa.array([_plain(column.kind, value) for value in values], type=field.type)
        for column, values, field in zip(COLUMNS[table], columns, typed, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=typed)


def _plain(kind: Kind, value: Value) -> Any:
    """Places in the text as Arrow wants its structs; everything else as it is."""
    if value is None:
        return None
    if kind == "spans":
        return [{"start": start, "end": end} for start, end in value]  # type: ignore[union-attr,misc,str-unpack]
    if kind == "passages":
        return [[{"start": start, "end": end} for start, end in spans] for spans in value]  # type: ignore[union-attr,misc,str-unpack]
    return value
