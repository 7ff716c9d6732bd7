"""A report by what a person calls it: its number, its key, or its address, or the beginning of one of these."""

from __future__ import annotations

from sqlalchemy import Column, Connection, select

from onrecord.errors import NotInLibrary
from onrecord.reading.links import one_form
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.identity import storable
from onrecord.store.put import unpacked


def report_number(connection: Connection, name: str | int) -> int:
    """The number in ``report`` of the one that is meant.

    name: the number; or the key, the sha256 of the bytes, or a beginning of one that no other report has; or the
    address, which means its latest version, or a beginning that only one page has.  Raises NotInLibrary.
    """
    table, words = schema.report.c, storable(str(name).strip())
    if words.isascii() and words.isdigit() and len(words) < 16:
        found: int | None = connection.scalar(select(table.id).where(table.id == int(words)))
        if found is not None:
            return found
    if address := one_form(words):
        latest: int | None = connection.scalar(select(table.id).where(table.address == address, table.latest))
        if latest is not None:
            return latest
    for column in (table.key, schema.sighting.c.key, table.document, table.address):
        numbers = _beginning(connection, column, address if column is table.address and address else words)
        if len(numbers) == 1:
            return numbers[0]
        if numbers:
            raise NotInLibrary(f"several reports begin with {words!r}; give more of it")
    raise NotInLibrary(f"no report {words!r} in the library; name its number, its key or its address")


def _beginning(connection: Connection, column: Column[str], words: str) -> list[int]:
    """At most two numbers of reports whose column begins with these words; of versions of one page the latest."""
    if not words:
        return []
    table = schema.report.c
    query = select(table.id).where(column >= words, column < words + "\U0010ffff")
    if column is schema.sighting.c.key:
        query = query.join_from(schema.sighting, schema.report)
    if column is table.address:
        query = query.where(table.latest)
    return [row.id for row in connection.execute(query.distinct().limit(2))]


def record_of(connection: Connection, number: int) -> Report:
    """The record of the report with this number.  Raises NotInLibrary."""
    data = connection.scalar(select(schema.record.c.data).where(schema.record.c.report == number))
    if data is None:
        raise NotInLibrary(f"no report {number} in the library; onrecord find lists what there is")
    return unpacked(data)


def key_of(connection: Connection, number: int) -> str:
    """The key of the report with this number."""
    key: str = connection.execute(select(schema.report.c.key).where(schema.report.c.id == number)).scalar_one()
    return key
