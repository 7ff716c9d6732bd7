"""One hash over all records of a library: equal for libraries that hold the same, however it came in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, select

from onrecord.encode import to_json
from onrecord.reading.links import one_form
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.put import unpacked


def canonical_line(report: Report) -> bytes:
    """A record as it is hashed: its line of JSON without when it was retrieved, and with no path in place of an
    address."""
    uri = one_form(report.origin.uri) if report.origin.uri else None
    return to_json(replace(report, origin=replace(report.origin, retrieved=None, uri=uri))).encode("utf-8") + b"\n"


def records_by_key(connection: Connection) -> Iterator[tuple[str, Report]]:
    """All records with their keys, in the order of these; a few at a time are held."""
    key, data = schema.report.c.key, schema.record.c.data
    for row in connection.execute(
        select(key, data).join_from(schema.report, schema.record).order_by(key).execution_options(yield_per=50)
    ):
        yield row.key, unpacked(row.data)


def library_hash(connection: Connection) -> str:
    """sha256 over the canonical lines of all records, in the order of their keys."""
    digest = hashlib.sha256()
    for _, report in records_by_key(connection):
        digest.update(canonical_line(report))
    return digest.hexdigest()
