"""Tables as CSV (RFC 4180, UTF-8), guarded against spreadsheets as ``onrecord read --format csv`` does it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from onrecord.store.export.chosen import Chosen
from onrecord.store.export.columns import Kind, Value
from onrecord.store.export.tables import COLUMNS, Table, rows
from onrecord.view.csv import line, printed
from onrecord.view.tables.cells import Cell, all_at, at, joined, number


def lines(connection: Connection, table: Table, chosen: Chosen) -> Iterator[str]:
    """A header, then a line a row, each with its line end.

    Several values of one cell have ``; `` between; places in the text are code points, half-open: ``5-9;12-20`` is one
    passage in two pieces, and a bar stands between passages.
    """
    columns = COLUMNS[table]
    yield line(column.name for column in columns)
    kinds = [column.kind for column in columns]
    for row in rows(connection, table, chosen):
        yield line(printed(cell(kind, value)) for kind, value in zip(kinds, row, strict=True))


def cell(kind: Kind, value: Value) -> Cell:
    """A value as a cell: a text, or a number that stays one.  A missing value is an empty cell."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        if kind == "spans":
            return at(value)  # type: ignore[arg-type]
        if kind == "passages":
            return all_at(value)  # type: ignore[arg-type]
        if kind == "numbers":
            return joined(number(one) for one in value)  # type: ignore[arg-type]
        return joined(value)  # type: ignore[arg-type]
    return value
