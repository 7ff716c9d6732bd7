"""Parquet: a row a report, its columns named as the fields of JSON lines are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from onrecord.acquire.document import Refused
from onrecord.acquire.lines import FIELDS, document_of_fields
from onrecord.acquire.run import Result, Run, too_large
from onrecord.errors import Damaged, Empty, InputError, MissingExtra

# Rows taken apart at once: texts are long.
_ROWS = 64
_BUFFER = 1 << 20


def documents_in_rows(file: BinaryIO, uri: str, run: Run) -> Iterator[Result]:
    """A document a row, or why there is none; ``uri#12`` is the twelfth row.

    file: can be gone back and forth in.  A row group is read through, never held whole.  Raises MissingExtra where
    pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("reading Parquet needs pyarrow; install it with: pip install 'onrecord[tables]'") from None
    number = 0
    try:
        rows = pq.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        there = rows.schema_arrow.names
        wanted = {name for field in FIELDS for name in _columns(run.mapping.get(field, field))}
        columns = [name for name in there if name in wanted]
        if not any(name in there for field in ("text", "html") for name in _columns(run.mapping.get(field, field))):
            yield Refused(uri=uri, error=_nothing(there, run))
            return
        for batch in rows.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
            for found in batch.to_pylist():
                number += 1
                yield _document(found, number, uri, run)
    # Whatever broken bytes break it with.
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:120] or "broken"
        where = f"behind row {number:,} " if number else ""
        yield Refused(uri=uri, error=Damaged(f"the Parquet cannot be read {where}({reason}); get the file anew"))


def _document(found: dict[str, Any], number: int, uri: str, run: Run) -> Result:
    place = f"{uri}#{number}"
    try:
        if any(isinstance(value, str) and len(value) > run.settings.max_bytes for value in found.values()):
            raise too_large(run.settings.max_bytes)
        plain = {name: _plain(value) for name, value in found.items() if value is not None}
        return document_of_fields(plain, place, run.mapping, called_it="row")
    except InputError as error:
        return Refused(uri=place, error=type(error)(f"row {number}: {error}"))


def _plain(value: Any) -> Any:
    """A value as JSON would have it: days and moments as texts."""
    return value.isoformat() if isinstance(value, date) else value


def _columns(name: str) -> tuple[str, str]:
    """The columns that a field may lie in: one of that name, or the one that a path begins with."""
    return name, name.partition(".")[0]


def _nothing(there: list[str], run: Run) -> Empty:
    named = [run.mapping.get(field, field) for field in ("text", "html")]
    some = ", ".join(map(repr, there[:8])) + (" ..." if len(there) > 8 else "")
    return Empty(
        f"it has no column {named[0]!r} or {named[1]!r}, only {some or 'none'}; say which holds the text: "
        "--map text=NAME"
    )
