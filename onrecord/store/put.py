"""Putting one report's rows into the tables, replacing and taking them out, within the caller's transaction."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, func, select, update

from onrecord.encode import from_json, to_json
from onrecord.errors import Damaged
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.bulk import Asked, put_rows
from onrecord.store.entering import leave_reports
from onrecord.store.packing import Broken, pack, unpack
from onrecord.store.rows import DRAWN, NextIds, drawn_from, report_row

# What goes with a report's row; the other tables follow these.
_OF_REPORT = ("event", "statement", "report_entity", "problem")

_CAPTURED = Asked(
    select(schema.capture.c.data.is_(None).label("lacks")).where(schema.capture.c.hash == bindparam("hash"))
)


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
    given: str | None = None,
) -> int:
    """Put a record and all that is drawn from it, and let it wait to be joined and indexed.

    Returns its number in ``report``.  Before the transaction ends ``enter_waiting`` must be called with ``ids``.
    """
    identity = ids.take("report")
    row = report_row(report, identity, key=key, address=address, uri=uri, latest=latest, added=added, given=given)
    put_rows(connection, schema.report, [row])
    put_rows(connection, schema.record, [{"report": identity, "data": packed(report)}])
    _put_drawn(connection, report, identity, ids)
    ids.waiting[identity] = report
    return identity


def replace_report(
    connection: Connection,
    report: Report,
    ids: NextIds,
    identity: int,
    *,
    key: str,
    address: str | None,
    uri: str | None,
    given: str | None = None,
) -> None:
    """Put a new record in the place of the one with this number; it keeps when it was added, and whether it is the
    latest version."""
    if identity not in ids.waiting:
        leave_reports(connection, [identity])
    row = report_row(report, identity, key=key, address=address, uri=uri, latest=True, added="", given=given)
    for kept in ("id", "latest", "added"):
        del row[kept]
    connection.execute(update(schema.report).where(schema.report.c.id == identity), row)
    connection.execute(update(schema.record).where(schema.record.c.report == identity), {"data": packed(report)})
    for table in _OF_REPORT:
        rows = schema.metadata.tables[table]
        connection.execute(delete(rows).where(rows.c.report == identity))
    _put_drawn(connection, report, identity, ids)
    ids.waiting[identity] = report


def take_out(connection: Connection, identity: int, ids: NextIds | None = None) -> None:
    """Take a report out with all that is drawn from it, and its capture where no other report has the same bytes.

    ids: of the transaction, where reports were put in it.
    """
    table = schema.report
    document = connection.scalar(select(table.c.document).where(table.c.id == identity))
    if ids is not None and identity in ids.waiting:
        del ids.waiting[identity]
    else:
        leave_reports(connection, [identity])
    connection.execute(delete(table).where(table.c.id == identity))
    drop_capture(connection, document or "")


def drop_capture(connection: Connection, document: str) -> None:
    """Drop the bytes with this hash where no report is made of them any more."""
    capture = schema.capture
    used = select(schema.report.c.id).where(schema.report.c.document == document).exists()
    connection.execute(delete(capture).where(capture.c.hash == document, ~used))


def put_capture(
    connection: Connection, document: str, media_type: str, data: bytes, *, keep: bool, left_out: int = 0
) -> None:
    """Put the bytes that a report is made of, or, where they are not kept, what they were.

    left_out: how many there were, where they are not at hand.
    """
    capture = schema.capture
    row = _CAPTURED.first(connection, hash=document)
    if row is None:
        values = {
            "hash": document,
            "media_type": media_type,
            "size": left_out or len(data),
            "data": pack(data) if keep else None,
        }
        put_rows(connection, capture, [values])
    elif row.lacks and keep:
        connection.execute(update(capture).where(capture.c.hash == document), {"data": pack(data)})


def captured(connection: Connection, document: str) -> bytes | None:
    """The bytes with this hash; None where they were not kept.  Raises Damaged where the disk has lost them."""
    data = connection.scalar(select(schema.capture.c.data).where(schema.capture.c.hash == document))
    if data is None:
        return None
    try:
        return unpack(data)
    except Broken:
        raise Damaged("the bytes that were kept of it are broken; restore a backup of the library") from None


def _put_drawn(connection: Connection, report: Report, identity: int, ids: NextIds) -> None:
    for table, rows in drawn_from(report, identity, ids).rows.items():
        put_rows(connection, schema.metadata.tables[table], rows)


def packed(report: Report) -> bytes:
    """A record as it lies in the library."""
    return pack(to_json(report).encode("utf-8"))


def unpacked(data: bytes) -> Report:
    """The record in what ``packed`` gave."""
    return from_json(unpack(data))
