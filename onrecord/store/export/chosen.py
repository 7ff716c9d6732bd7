"""Which reports are given out, and the reports themselves, one after the other in the order of their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select, true

from onrecord.errors import UsageError
from onrecord.reading.links import one_form
from onrecord.store.export.stored import Stored
from onrecord.store.lookup import report_number
from onrecord.store.publishers import published_by
from onrecord.store.put import unpacked
from onrecord.store.reviewing.judged import SUBJECTS, history
from onrecord.store.reviewing.reviewed import reviewed
from onrecord.store.reviewing.signing import SUBJECT, standing
from onrecord.store.schema import entity, judgement, record, report, report_entity

Versions = Literal["all", "latest"]

# So many records are taken out of the library at once; a long one has some 300 kB.
AT_ONCE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """Which reports: all that fit what is set.

    ``since``, ``until``: the first and the last day on which they were published; reports whose day is not known fit
    neither.  ``publisher``: a part of its name or domain (``publishers.py``).  ``language``: ISO 639-1.
    ``reports``: as ``report_number`` takes them, but that of an address all versions are meant where ``versions`` says
    so; one that is named by its number or key is given whether there is a later version or not.  ``versions``: of a
    page that changed the latest, or all.  ``advance``: called behind each report that is
    given out, for a bar.  ``reviewed``: only those of which people said something, or that they signed off; their
    records are given as people left them.
    """

    since: date | None = None
    until: date | None = None
    publisher: str | None = None
    language: str | None = None
    reports: tuple[str, ...] = ()
    versions: Versions = "latest"
    reviewed: bool = False
    advance: Callable[[], None] | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"from {self.since} to {self.until}: the first day is behind the last")


def count(connection: Connection, chosen: Chosen) -> int:
    """How many reports are chosen.  Raises NotInLibrary where one that is named is not there."""
    return connection.scalar(select(func.count()).select_from(report).where(*conditions(connection, chosen))) or 0


def stored(connection: Connection, chosen: Chosen) -> Iterator[Stored]:
    """The chosen reports in the order of their keys; a handful is held in memory at a time.

    Raises NotInLibrary where one that is named is not there.
    """
    # Rows without their records first: where the keys must be sorted, they are sorted without them.
    query = select(report).where(*conditions(connection, chosen)).order_by(report.c.key)
    # The option is set on the execution alone: it would stay with the connection.
    rows = connection.execute(query, execution_options={"yield_per": AT_ONCE})
    for some in rows.mappings().partitions():
        numbers = [row["id"] for row in some]
        data = {row.report: row.data for row in connection.execute(_records(numbers))}
        handles: dict[int, dict[str, str]] = {}
        for number, local, handle in connection.execute(_handles(numbers)):
            handles.setdefault(number, {})[local] = handle
        signed = standing(connection, [(row["id"], row["key"]) for row in some])
        for row in some:
            one = unpacked(data[row["id"]])
            if chosen.reviewed:
                one = reviewed(one, history(connection, row["key"]))
            yield Stored(report=one, row=row, handles=handles.get(row["id"], {}), sign_offs=signed.get(row["key"], ()))
            if chosen.advance:
                chosen.advance()


def _records(numbers: list[int]) -> Select[int, bytes]:
    return select(record.c.report, record.c.data).where(record.c.report.in_(numbers))


def _handles(numbers: list[int]) -> Select[int, str, str]:
    joined = report_entity.join(entity, report_entity.c.entity == entity.c.id)
    columns = (report_entity.c.report, report_entity.c.local, entity.c.handle)
    return select(*columns).select_from(joined).where(report_entity.c.report.in_(numbers))


def conditions(connection: Connection, chosen: Chosen) -> list[ColumnElement[bool]]:
    """What must hold of rows of ``report``.  Raises NotInLibrary where a report that is named is not there."""
    found: list[ColumnElement[bool]] = []
    if chosen.since:
        found.append(report.c.published >= chosen.since.isoformat())
    if chosen.until:
        found.append(report.c.published <= chosen.until.isoformat())
    if chosen.publisher:
        found.append(published_by(connection, chosen.publisher))
    if chosen.language:
        found.append(report.c.language == chosen.language.lower())
    if chosen.reports:
        numbers = [n for name in chosen.reports for n in numbers_of(connection, name, versions=chosen.versions)]
        found.append(report.c.id.in_(numbers))
    elif chosen.versions == "latest":
        found.append(report.c.latest == true())
    if chosen.reviewed:
        subjects = (*SUBJECTS, SUBJECT)
        table = judgement.c
        found.append(
            exists().where(table.report_key == report.c.key, table.subject.in_(subjects), table.undone_at.is_(None))
        )
    return found


def numbers_of(connection: Connection, name: str, *, versions: Versions = "all") -> list[int]:
    """The numbers of the reports that a name means: of an address all its versions, or the latest; else the one.

    Raises NotInLibrary where it means none, or several.
    """
    if versions == "all" and (address := one_form(name)):
        there = list(connection.scalars(select(report.c.id).where(report.c.address == address)))
        if there:
            return there
    return [report_number(connection, name)]
