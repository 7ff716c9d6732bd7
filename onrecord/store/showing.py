"""One report of the library: by number, by the beginning of its key, or by address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from onrecord.errors import NotInLibrary
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.put import unpacked

SHORTEST_KEY = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A report as the library has it.  number: in the table; latest: there is no later version."""

    number: int
    key: str
    uri: str | None
    latest: bool
    added: str
    record: Report


def show(connection: Connection, report: str | int) -> Kept:
    """A report and its record.

    report: its number, its key or at least SHORTEST_KEY figures of the beginning, or its address: then the latest
    version.  Raises ``NotInLibrary`` where there is none, or several begin so.
    """
    row = connection.execute(select(schema.report).where(schema.report.c.id == report_number(connection, report))).one()
    data = connection.scalar(select(schema.record.c.data).where(schema.record.c.report == row.id))
    if data is None:
        raise NotInLibrary(f"report {row.id} has no record; check the library with: onrecord library check")
    return Kept(number=row.id, key=row.key, uri=row.uri, latest=row.latest, added=row.added, record=unpacked(data))


def report_number(connection: Connection, report: str | int) -> int:
    """The number of a report that is given as ``show`` takes it."""
    table = schema.report
    given = str(report).strip()
    query = select(table.c.id, table.c.key)
    if re.fullmatch(r"[0-9]{1,9}", given) and (number := connection.scalar(query.where(table.c.id == int(given)))):
        return int(number)
    if re.fullmatch(rf"[0-9a-f]{{{SHORTEST_KEY},64}}", given.lower()):
        begins = table.c.key.startswith(given.lower(), autoescape=True)
        found = connection.execute(query.where(begins).order_by(table.c.id).limit(2)).all()
        if len(found) == 1:
            return int(found[0].id)
        if found:
            raise NotInLibrary(f"several reports have a key that begins with {given}; give more of it")
    address = or_(table.c.address == given, table.c.uri == given)
    by_address = query.where(address).order_by(table.c.latest.desc(), table.c.id.desc())
    if given and (number := connection.scalar(by_address.limit(1))):
        return int(number)
    raise NotInLibrary(f"no report {given!r} here; give its number, the beginning of its key, or its address")
