"""Putting one report's rows into the tables, within the caller's transaction."""

from __future__ import annotations

import zlib

from sqlalchemy import Connection, func, insert, select

from onrecord.encode import to_json
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.rows import DRAWN, NextIds, drawn_from, report_row


def next_ids(connection: Connection) -> NextIds:
    """The free numbers behind the last ones in the tables."""
    ids = NextIds()
    for table in ("report", *DRAWN):
        column = schema.metadata.tables[table].c.id
        setattr(ids, table, (connection.scalar(select(func.max(column))) or 0) + 1)
    return ids


def put_report(
    connection: Connection,
    report: Report,
    ids: NextIds,
    *,
    key: str,
    address: str | None,
    uri: str | None,
    added: str,
    latest: bool = True,
) -> int:
    """Put a record and all that is drawn from it; returns its number in ``report``."""
    identity = ids.take("report")
    row = report_row(report, identity, key=key, address=address, uri=uri, latest=latest, added=added)
    connection.execute(insert(schema.report), row)
    connection.execute(insert(schema.record), {"report": identity, "data": packed(report)})
    for table, rows in drawn_from(report, identity, ids).rows.items():
        if rows:
            connection.execute(insert(schema.metadata.tables[table]), rows)
    return identity


def packed(report: Report) -> bytes:
    """A record as it lies in the library."""
    return zlib.compress(to_json(report).encode("utf-8"), 6)


def unpacked(data: bytes) -> Report:
    """The record in what ``packed`` gave."""
    import msgspec

    return msgspec.json.decode(zlib.decompress(data), type=Report)
