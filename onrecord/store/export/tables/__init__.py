"""The tables that are given out: a file for each, its columns and what makes its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal, get_args

from onrecord.store.export.columns import Column, Row
from onrecord.store.export.stored import Stored
from onrecord.store.export.tables import entities, events, places, reports, speakers, statements, times

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store.export.chosen import Chosen

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
        return
    from onrecord.store.export.chosen import stored

    for one in stored(connection, chosen):
        yield from _ROWS[table](one)


def rows_of(table: Table, stored: Stored) -> Iterator[Row]:
    """The rows of one report; every table has such but ``speakers``, which is over all of them."""
    return _ROWS[table](stored)
