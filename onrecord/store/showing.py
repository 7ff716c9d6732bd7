"""One report of the library, with its record."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.lookup import record_of, report_number


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

    report: its number, its key or a beginning of it, or its address: then the latest version.  Raises
    ``NotInLibrary`` where there is none, or several begin so.
    """
    number = report_number(connection, report)
    row = connection.execute(select(schema.report).where(schema.report.c.id == number)).one()
    record = record_of(connection, number)
    return Kept(number=number, key=row.key, uri=row.uri, latest=row.latest, added=row.added, record=record)
