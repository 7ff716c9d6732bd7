"""Documents and refusals as Arrow batches, a row each; and units of them, a row a unit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from onrecord import errors
from onrecord.acquire.document import Document, Refused
from onrecord.acquire.run import Result
from onrecord.errors import InputError
from onrecord.store.given_json import given_json, given_of

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """Documents that are read and written as one.

    ``number``: the how manieth of its piece.  ``mark``: where in its piece it ends, to go on behind it.
    ``passed_over``: what was no report among them; ``read``: bytes of files that were read since the unit before.
    last: there are no documents in it, it says that the piece has no more than ``number`` units.
    """

    piece: int
    number: int
    documents: tuple[Result, ...] = ()
    mark: str = ""
    passed_over: int = 0
    read: int = 0
    last: bool = False


def document_schema() -> pa.Schema:
    """The columns of documents: the bytes with what is known of them, or why there are none."""
    import pyarrow as pa

    text = pa.string()
    return pa.schema(
        [
            ("uri", text), ("data", pa.binary()), ("media_type", text), ("retrieved", text), ("given", text),
            ("error", text), ("detail", text),
        ]
    )  # fmt: skip


def unit_schema() -> pa.Schema:
    """The columns of units; ``documents`` has the rows of ``document_schema``."""
    import pyarrow as pa

    documents = pa.list_(pa.struct(list(document_schema())))
    return pa.schema(
        [
            ("piece", pa.int64()), ("number", pa.int64()), ("documents", documents), ("mark", pa.string()),
            ("passed_over", pa.int64()), ("read", pa.int64()), ("last", pa.bool_()),
        ]
    )  # fmt: skip


def documents_batch(some: Sequence[Result]) -> pa.RecordBatch:
    """Documents and refusals as a batch."""
    import pyarrow as pa

    return pa.RecordBatch.from_pylist([_row(one) for one in some], schema=document_schema())


def _row(one: Result) -> dict[str, Any]:
    if isinstance(one, Refused):
        return {"uri": _text(one.uri), "error": type(one.error).__name__, "detail": _text(str(one.error))}
    return {
        "uri": _text(one.uri), "data": one.data, "media_type": one.media_type, "retrieved": one.retrieved,
        "given": given_json(one.given),
    }  # fmt: skip


def _text(words: str) -> str:
    """Words that Arrow can hold: a name on the disk may be bytes that are no characters."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def documents_in(batch: pa.RecordBatch) -> Iterator[Result]:
    """The inverse of ``documents_batch``; a document is taken out when it is asked for."""
    for number in range(batch.num_rows):
        row = {name: column[number].as_py() for name, column in zip(batch.schema.names, batch.columns, strict=True)}
        if row["error"]:
            yield Refused(uri=row["uri"], error=error_of(row["error"], row["detail"]))
        else:
            yield Document(
                data=row["data"], uri=row["uri"], media_type=row["media_type"], retrieved=row["retrieved"],
                given=given_of(row["given"]),
            )  # fmt: skip


def error_of(name: str, detail: str) -> InputError:
    """The refusal of this class and with these words."""
    return cast(type[InputError], getattr(errors, name))(detail)


def unit_table(unit: Unit) -> pa.Table:
    """A unit as a table of one row."""
    import pyarrow as pa

    batch = documents_batch(unit.documents)
    rows = pa.StructArray.from_arrays(batch.columns, fields=list(batch.schema))
    documents = pa.ListArray.from_arrays(pa.array([0, len(rows)], pa.int32()), rows)
    columns = [
        pa.array([unit.piece], pa.int64()), pa.array([unit.number], pa.int64()), documents,
        pa.array([unit.mark], pa.string()), pa.array([unit.passed_over], pa.int64()), pa.array([unit.read], pa.int64()),
        pa.array([unit.last], pa.bool_()),
    ]  # fmt: skip
    return pa.Table.from_arrays(columns, schema=unit_schema())


def documents_of_unit(units: pa.Table) -> pa.RecordBatch:
    """The documents of the one unit in a table."""
    import pyarrow as pa

    rows = units.column("documents").combine_chunks().flatten()
    return pa.RecordBatch.from_arrays(rows.flatten(), schema=document_schema())


def mark_words(mark: dict[str, Any]) -> str:
    """A place in a piece, to be kept."""
    return json.dumps(mark)
