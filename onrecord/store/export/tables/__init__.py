"""The tables that are given out: a file for each, its columns and what makes its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, get_args

from sqlalchemy import Connection

from onrecord.store.export.chosen import Chosen, Stored, stored
from onrecord.store.export.columns import Column, Row
from onrecord.store.export.tables import entities, events, places, reports, speakers, statements, times

Table = Literal["statements", "events", "reports", "times", "places", "entities", "speakers"]
TABLES: tuple[Table, ...] = get_args(Table)
COLUMNS: dict[Table, tuple[Column, ...]] = {
    "statements": statements.COLUMNS,
    "events": events.COLUMNS,
    "reports": reports.COLUMNS,
    "times": times.COLUMNS,
    "places": places.COLUMNS,
    "entities": entities.COLUMNS,
    "speakers": speakers.COLUMNS,
}
_ROWS: dict[Table, Callable[[Stored], Iterator[Row]]] = {
    "statements": statements.rows,
    "events": events.rows,
    "reports": reports.rows,
    "times": times.rows,
    "places": places.rows,
    "entities": entities.rows,
}


def rows(connection: Connection, table: Table, chosen: Chosen) -> Iterator[Row]:
    """The rows of a table over the chosen reports, report by report in the order of their keys."""
    if table == "speakers":
        yield from speakers.rows(connection, chosen)
    else:
        for one in stored(connection, chosen):
            yield from _ROWS[table](one)
