"""Whether a library is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, case, func, select

from onrecord.errors import Damaged
from onrecord.store import schema
from onrecord.store.hashing import canonical_line
from onrecord.store.put import captured, unpacked
from onrecord.store.rows import DRAWN, NextIds, drawn_from, words_hash

# What the rows of a table hang on, down to the report.
_PARENTS = {
    "statement_carrier": "statement",
    "statement_about": "statement",
    "statement_named": "statement",
    "event_party": "event",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What a check found: how many reports there are, the hash over their records, and every fault in words."""

    reports: int
    hash: str
    faults: tuple[str, ...]


def check_library(connection: Connection, *, after: int = 0) -> Checked:
    """Check every report: its record can be read and gives the rows that are there, its bytes are its own.

    after: only reports with greater numbers.  The checks of the database itself are ``Place.faults``.
    """
    digest, count = hashlib.sha256(), 0
    faults: list[str] = []
    report, counting = schema.report.c, _counting()
    rows = connection.execute(
        select(report.id, report.key, report.document, report.words_hash, schema.record.c.data)
        .join_from(schema.report, schema.record, isouter=True)
        .where(report.id > after)
        .order_by(report.key)
        .execution_options(yield_per=50)
    )
    for row in rows:
        count += 1
        if row.data is None:
            faults.append(f"report {row.key}: its record is not there")
            continue
        try:
            read = unpacked(row.data)
        except Exception as error:  # whatever a broken record breaks with
            faults.append(f"report {row.key}: its record cannot be read ({error})")
            continue
        digest.update(canonical_line(read))
        if (read.id, words_hash(read)) != (row.document, row.words_hash):
            faults.append(f"report {row.key}: its row is of another record")
        drawn = drawn_from(read, row.id, NextIds()).rows
        for table, there in connection.execute(counting, {"number": row.id}).mappings().one().items():
            if there != len(drawn[table]):
                faults.append(f"report {row.key}: {there} rows of {table}, {len(drawn[table])} in its record")
        try:
            data = captured(connection, row.document)
        except Damaged as error:
            faults.append(f"report {row.key}: {error}")
            continue
        if data is not None and hashlib.sha256(data).hexdigest() != row.document:
            faults.append(f"report {row.key}: the bytes that were kept of it are others")
    faults += _version_faults(connection)
    faults += _placing_faults(connection)
    return Checked(reports=count, hash=digest.hexdigest(), faults=tuple(faults))


def _counting() -> Select[Any]:
    """How many rows each table has of the report whose number is given as ``number``."""
    counts = []
    for name in DRAWN:
        table = schema.metadata.tables[name]
        query = select(func.count()).select_from(table)
        if parent := _PARENTS.get(name):
            above = schema.metadata.tables[parent]
            query = query.join(above, above.c.id == table.c[parent]).where(above.c.report == bindparam("number"))
        else:
            query = query.where(table.c.report == bindparam("number"))
        counts.append(query.scalar_subquery().label(name))
    return select(*counts)


def _version_faults(connection: Connection) -> Iterator[str]:
    """Pages with no or several latest versions, and reports that nobody can have met."""
    table = schema.report.c
    latest = (
        select(table.address, func.sum(case((table.latest, 1), else_=0)).label("latest"))
        .where(table.address.is_not(None))
        .group_by(table.address)
        .subquery()
    )
    for row in connection.execute(select(latest.c.address, latest.c.latest).where(latest.c.latest != 1)):
        yield f"page {row.address}: {row.latest} versions are marked as the latest"
    met = select(schema.sighting.c.id).where(schema.sighting.c.report == table.id, schema.sighting.c.key == table.key)
    for row in connection.execute(select(table.key).where(~met.exists())):
        yield f"report {row.key}: nothing tells where it came from"


def _placing_faults(connection: Connection) -> Iterator[str]:
    """Reports that are neither placed among copies nor wait to be."""
    table, unplaced = schema.report.c, schema.unplaced.c
    placed = select(schema.copy_words.c.report).where(schema.copy_words.c.report == table.id)
    waits = select(unplaced.report).where(unplaced.report == table.id, unplaced.follower == "copies")
    for row in connection.execute(select(table.key).where(~placed.exists(), ~waits.exists())):
        yield f"report {row.key}: it is not placed among copies; onrecord reread {row.key[:12]} does it"
