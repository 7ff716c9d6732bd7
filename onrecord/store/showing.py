"""One report of the library, with its record."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.judgements import Judgement, judgements_of
from onrecord.store.lookup import record_of, report_number


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A report as the library has it.

    number: in the table; uri: the path or address that it was read from; address: of the page, in one form; latest:
    there is no later version; judgements: what people say holds instead of what the record has, oldest first.
    """

    number: int
    key: str
    uri: str | None
    address: str | None
    latest: bool
    added: str
    record: Report
    judgements: tuple[Judgement, ...] = ()


def show(connection: Connection, report: str | int) -> Kept:
    """A report and its record.

    report: as ``report_number`` takes it.  Raises ``NotInLibrary`` where there is none, or several are called so.
    """
    number = report_number(connection, report)
    row = connection.execute(select(schema.report).where(schema.report.c.id == number)).one()
    record = record_of(connection, number)
    return Kept(
        number=number, key=row.key, uri=row.uri, address=row.address, latest=row.latest, added=row.added,
        record=record, judgements=tuple(judgements_of(connection, row.key)),
    )  # fmt: skip
