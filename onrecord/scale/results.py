"""What a unit of documents becomes, as an Arrow batch of a row a document: its rows of every table, or its refusal.

The rows of a document's statements, events ... lie in lists, so that one file holds all of a unit; to be taken out
again by ``rows_in``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from onrecord.acquire.document import Document
from onrecord.encode import to_json
from onrecord.errors import InputError
from onrecord.record import Report
from onrecord.store.export.arrow import batch_of, schema
from onrecord.store.export.columns import Column, Row, column
from onrecord.store.export.stored import Stored
from onrecord.store.export.tables import rows_of
from onrecord.store.given_json import given_json
from onrecord.store.identity import Identity, own_address, storable
from onrecord.store.rows import report_row

if TYPE_CHECKING:
    import pyarrow as pa

ReportTable = Literal["reports", "statements", "events", "times", "places", "entities"]
REPORT_TABLES: tuple[ReportTable, ...] = get_args(ReportTable)
ScaleTable = ReportTable | Literal["refusals", "duplicates"]
TABLES: tuple[ScaleTable, ...] = (*REPORT_TABLES, "refusals", "duplicates")

# What `reports` has behind the columns of an export: the record, and what a library is filled with.
RECORD = (
    column("record", "text", "the whole record, as `onrecord read --format jsonl` prints it"),
    column("read_from", "text", "the file that it was read from, and the place in it"),
    column("given", "text", "JSON: what was known of it from outside its bytes"),
    column("size", "whole", "its bytes"),
)
REFUSALS = (
    column("uri", "text", "the file, and the place in it, that gave no report"),
    column("kind", "text", "what kind of reason: empty, not-text, damaged, ..."),
    column("detail", "text", "what is wrong, and what to do"),
    column("error", "text", "the reason's name in Python"),
)
DUPLICATES = (
    column("key", "text", "the report: of the same bytes and the same address"),
    column("read_from", "text", "the file, and the place in it, where it was met again"),
    column("retrieved", "text", "when it was fetched, ISO in UTC"),
    column("given", "text", "JSON: what was known of it from outside its bytes"),
    column("media_type", "text", "text/plain, text/html or application/pdf"),
    column("size", "whole", "its bytes"),
)
_KINDS = {"text": "string", "whole": "int32"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """What a document became: ``month`` in which it was published ("2019-08", "unknown"), its ``rows`` by table, the
    ``further`` columns of its row of ``reports``; or why it was refused."""

    key: str | None = None
    month: str | None = None
    words: int = 0
    rows: Mapping[ReportTable, Sequence[Row]] = field(default_factory=dict)
    further: tuple[Any, ...] | None = None
    refusal: tuple[str, str, str, str] | None = None


def drawn(document: Document, identity: Identity, report: Report, *, keep: bool) -> Drawn:
    """What is written of a report.  keep: its bytes too."""
    address = identity.address or own_address(report, document)
    row = report_row(report, 0, key=identity.key, address=address, uri=document.uri, latest=True, added="")
    # Only a library knows when it came in, and whether there is a later version.
    stored = Stored(report=report, row={**row, "latest": None, "added": None})
    rows = {table: list(rows_of(table, stored)) for table in REPORT_TABLES}
    published = rows["reports"][0][_PUBLISHED]
    further = (
        to_json(report), document.uri, given_json(document.given), len(document.data), document.data if keep else None,
    )  # fmt: skip
    month = f"{published:%Y-%m}" if published else "unknown"
    return Drawn(key=identity.key, month=month, words=row["words"], rows=rows, further=further)


def refused(uri: str, error: InputError) -> Drawn:
    """What is written of a refusal."""
    return Drawn(refusal=(storable(uri), error.kind, storable(str(error)), type(error).__name__))


# Where the day stands in a row of reports.
_PUBLISHED = 5


def table_schema(table: ScaleTable) -> pa.Schema:
    """The columns of a table as they are written, each with what it says under ``description``."""
    import pyarrow as pa

    if table == "refusals":
        return pa.schema(_fields(REFUSALS), metadata={"onrecord.table": table})
    if table == "duplicates":
        return pa.schema(_fields(DUPLICATES), metadata={"onrecord.table": table})
    typed = schema(table)
    if table != "reports":
        return typed
    data = pa.field("data", pa.binary(), metadata={"description": "the bytes themselves, where captures are kept"})
    return pa.schema([*typed, *_fields(RECORD), data], metadata=typed.metadata)


def _fields(columns: Sequence[Column]) -> list[Any]:
    import pyarrow as pa

    return [
        pa.field(one.name, pa.type_for_alias(_KINDS[one.kind]), metadata={"description": one.about}) for one in columns
    ]


def results_batch(some: Sequence[Drawn]) -> pa.RecordBatch:
    """What became of documents, a row each."""
    import pyarrow as pa

    columns = {
        "key": pa.array([one.key for one in some], pa.string()),
        "month": pa.array([one.month for one in some], pa.string()),
    }
    for table in REPORT_TABLES:
        rows = [one.rows.get(table, ()) for one in some]
        flat = batch_of(table, [row for more in rows for row in more])
        arrays = list(flat.columns)
        if table == "reports":
            further = [one.further for one in some if one.further]
            types = table_schema(table).types[len(arrays) :]
            parts: list[Any] = list(zip(*further, strict=True)) or [()] * len(types)
            arrays += [pa.array(values, kind) for values, kind in zip(parts, types, strict=True)]
        columns[table] = _lists(arrays, table_schema(table), [len(more) for more in rows])
    refusals = [one.refusal for one in some if one.refusal]
    parts = list(zip(*refusals, strict=True)) or [()] * len(REFUSALS)
    arrays = [pa.array(values, pa.string()) for values in parts]
    columns["refusals"] = _lists(arrays, table_schema("refusals"), [int(one.refusal is not None) for one in some])
    return pa.RecordBatch.from_pydict(columns)


def _lists(arrays: list[Any], typed: pa.Schema, lengths: list[int]) -> pa.Array:
    """Rows in lists of these lengths."""
    import pyarrow as pa

    offsets = [0]
    for length in lengths:
        offsets.append(offsets[-1] + length)
    rows = pa.StructArray.from_arrays(arrays, fields=[field.remove_metadata() for field in typed])
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), rows)


def rows_in(results: pa.Table, table: ScaleTable) -> pa.Table:
    """The rows of a table that lie in results."""
    import pyarrow as pa

    typed = table_schema(table)
    batches = [
        pa.RecordBatch.from_arrays(chunk.flatten().flatten(), schema=typed) for chunk in results.column(table).chunks
    ]
    return pa.Table.from_batches(batches, schema=typed)
