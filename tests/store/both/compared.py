"""All that two libraries of the same operations must have alike, as plain lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from onrecord.errors import OnrecordError
from onrecord.library import Library
from onrecord.store import schema
from onrecord.store.export.chosen import Chosen
from onrecord.store.export.tables import TABLES
from onrecord.store.export.to import lines
from onrecord.store.following.copies_found import copies
from onrecord.store.following.quotations.asking import quote
from onrecord.store.reviewing.signing import sign_offs

_ASKED = 4  # of copies and of utterances

# Rows that go by a number of each library's own, and by what they are known instead.
_KNOWN_BY = {"entity": ("handle",), "wording": ("key",), "entity_profile": None, "entity_name": ("entity", "name")}
_OWN_NUMBERS = {
    "sighting",
    "job",
    "refusal",
    "tombstone",
    "entry",
    "entity_name",
    "entity",
    "wording",
    "entity_profile",
}


def contents(library: Library) -> Iterator[str]:
    """Line by line: the check and its hash, every export, every table, sign-offs, copies and utterances."""
    checked = library.check()
    yield f"check {checked.reports} {checked.hash} {checked.faults}"
    with library.reading() as connection:
        for reviewed in (False, True):
            for one in lines(connection, "jsonl", chosen=Chosen(versions="all", reviewed=reviewed)):
                yield f"jsonl {reviewed} {one}"
        for table in TABLES:
            for one in lines(connection, "csv", table=table, chosen=Chosen(versions="all")):
                yield f"csv {table} {one}"
        for one in lines(connection, "annotation", chosen=Chosen()):
            yield f"annotation {one}"
        yield from _tables(connection)
        numbers = list(connection.scalars(select(schema.report.c.id).order_by(schema.report.c.id)))
        keys = list(connection.scalars(select(schema.wording.c.key).order_by(schema.wording.c.key)))
        for number in numbers:
            yield f"signed {number} {sign_offs(connection, number)}"
        # To ask takes longer than the rest; what they are drawn from is in the tables all the same.
        for number in numbers[:: 1 + len(numbers) // _ASKED]:
            yield f"copies {number} {copies(connection, number)}"
        for key in keys[:: 1 + len(keys) // _ASKED]:
            try:
                yield f"utterance {key} {quote(connection, key)}"
            except OnrecordError as error:
                yield f"utterance {key} {error}"


def _tables(connection: Connection) -> Iterator[str]:
    """Every row, with what it goes by in the place of numbers that each library hands out itself."""
    names = {table: _names_of(connection, table) for table in ("entity", "wording", "entity_profile")}
    for table in schema.metadata.sorted_tables:
        refers = {
            column.name: key.column.table.name
            for column in table.c
            for key in column.foreign_keys
            if key.column.table.name in names
        }
        if table.name == "wording_key":
            refers["wording"] = "wording"
        rows = []
        for row in connection.execute(select(table)).mappings():
            told: dict[str, Any] = {
                name: names[refers[name]].get(value, value) if name in refers else value for name, value in row.items()
            }
            if table.name in _OWN_NUMBERS:
                told.pop("id")
            rows.append(str({name: _plain(value) for name, value in told.items()}))
        for one in sorted(rows):
            yield f"table {table.name} {one}"


def _plain(value: Any) -> Any:
    return value.hex()[:4000] if isinstance(value, bytes) else value


def _names_of(connection: Connection, name: str) -> dict[int, str]:
    table, known_by = schema.metadata.tables[name], _KNOWN_BY[name]
    found = {}
    for row in connection.execute(select(table)).mappings():
        columns = known_by or [column for column in row if column not in ("id", "entity")]
        found[row["id"]] = " ".join(str(row[column]) for column in columns)
    return found
