"""The bytes that a report was read from, as the library keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.store import schema
from onrecord.store.given_json import given_of
from onrecord.store.put import captured


@dataclass(frozen=True, kw_only=True, slots=True)
class Captured:
    """hash: sha256 of the bytes; media_type: told from them; charset: that their carrier named."""

    hash: str
    media_type: str
    data: bytes
    charset: str | None


def capture_of(connection: Connection, number: int) -> Captured | None:
    """The capture of the report with this number; None where the library keeps none."""
    table = schema.report.c
    row = connection.execute(select(table.document, table.media_type, table.given).where(table.id == number)).one()
    data = captured(connection, row.document)
    if data is None:
        return None
    charset = given_of(row.given).charset
    return Captured(hash=row.document, media_type=row.media_type, data=data, charset=charset)


def is_kept(connection: Connection, number: int) -> bool:
    """Whether the library keeps the bytes of the report with this number."""
    table, capture = schema.report.c, schema.capture.c
    query = select(capture.hash).join_from(schema.report, schema.capture, capture.hash == table.document)
    return connection.scalar(query.where(table.id == number, capture.data.is_not(None))) is not None
