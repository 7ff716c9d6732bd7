"""Taking a report down, with a tombstone that keeps it from being added again."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from onrecord.store import schema
from onrecord.store.lookup import report_number
from onrecord.store.put import take_out
from onrecord.store.versions import settle_latest


def remove_report(
    connection: Connection, name: str | int, *, why: str, by: str, at: str, every_version: bool = False
) -> list[str]:
    """Take down what ``report_number`` finds by this name; returns the keys that went.

    Its bytes, and other bytes with the same words, are not added again.  every_version: all versions of its address
    go, and nothing from there is added again.  Raises NotInLibrary.
    """
    table = schema.report.c
    columns = (table.id, table.key, table.document, table.words_hash, table.words, table.address, table.title)
    row = connection.execute(select(*columns).where(table.id == report_number(connection, name))).one()
    rows = [row]
    if every_version and row.address:
        rows = list(connection.execute(select(*columns).where(table.address == row.address)))
    for one in rows:
        values = {
            "document": one.document,
            "words_hash": one.words_hash if one.words else None,
            "address": one.address if every_version else None,
            "title": one.title,
            "why": why or None,
            "by": by,
            "at": at,
        }
        connection.execute(insert(schema.tombstone), values)
        take_out(connection, one.id)
    settle_latest(connection, row.address)
    return [one.key for one in rows]
