"""The record as tables for a spreadsheet or a data frame (RFC 4180, UTF-8): statements, events, times, places.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line
end for a formula.  Such a cell gets an apostrophe before it, and so does one
that begins with an apostrophe already: take one apostrophe away where there is
one, and every text is as it was.  A number is no text: -3.25 stays as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from onrecord.record import Report
from onrecord.view.tables import events, places, statements, times
from onrecord.view.tables.cells import Cell, Row, number

Table = Literal["statements", "events", "times", "places"]
# Of each table its columns, and what makes its rows.
TABLES: dict[Table, tuple[tuple[str, ...], Callable[[Report], Iterator[Row]]]] = {
    "statements": (statements.COLUMNS, statements.records),
    "events": (events.COLUMNS, events.records),
    "times": (times.COLUMNS, times.records),
    "places": (places.COLUMNS, places.records),
}
COLUMNS = statements.COLUMNS
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def header(table: Table = "statements") -> str:
    """The first line, with its line end."""
    return line(TABLES[table][0])


def rows(report: Report, table: Table = "statements") -> Iterator[str]:
    """A line for each statement, event, time or place of a report.

    Offsets are half-open places in the record's text, in code points: ``5-9;12-20``.
    """
    return (line(printed(cell) for cell in record) for record in TABLES[table][1](report))


def printed(cell: Cell) -> str:
    """A cell as it is written: guarded against spreadsheets."""
    if isinstance(cell, int | float):
        return number(cell)
    return f"'{cell}" if cell and cell.startswith(_FORMULA) else cell or ""


def line(cells: Iterable[str]) -> str:
    """One line with its end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
