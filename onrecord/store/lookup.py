"""A report by what a person calls it: number, key, address, the path it was read from, or a beginning of these."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Column, Connection, Table, or_, select

from onrecord.errors import NotInLibrary, UsageError
from onrecord.reading.links import one_form
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.identity import storable
from onrecord.store.paths import alike, same_place
from onrecord.store.put import unpacked

SHORTEST_KEY = 6  # characters of a key's beginning: fewer may be a number that is not there
_KEY = re.compile(rf"[0-9a-f]{{{SHORTEST_KEY},64}}")
_STATEMENT = re.compile(r"(.+?)[:/ ](a\d+)")
_EVENT = re.compile(r"(.+?)[:/ ](v\d+)")


def report_number(connection: Connection, name: str | int) -> int:
    """The number in ``report`` of the one that is meant.

    name: the number; or the address, which means its latest version; or the path or address that it was read from, as
    it was given to ``add``, from another folder, or the file's name alone, which means what was last read from there;
    or the key, the sha256 of the bytes, or a beginning of these (six characters) or of an address that no other
    report has.  Raises NotInLibrary, UsageError.
    """
    if not isinstance(name, str | int) or isinstance(name, bool):
        raise UsageError(f"a report is named by a number or a text, not {type(name).__name__}")
    table, words = schema.report.c, storable(str(name).strip())
    if words.isascii() and words.isdigit() and len(words) < 16:
        found: int | None = connection.scalar(select(table.id).where(table.id == int(words)))
        if found is not None:
            return found
    found = None if isinstance(name, int) else _called(connection, words)
    if found is not None:
        return found
    raise NotInLibrary(
        f"no report {words!r} in the library; give its number, key, address or path: onrecord reports lists them"
    )


def _called(connection: Connection, words: str) -> int | None:
    """The report with this address, path or key, or this beginning of an address or a key; None where there is none."""
    table, address = schema.report.c, one_form(words)
    if address:
        latest: int | None = connection.scalar(select(table.id).where(table.address == address, table.latest))
        if latest is not None:
            return latest
    keys = (table.key, schema.sighting.c.key, table.document) if _KEY.fullmatch(words) else ()
    for column in keys:
        if (found := _only(_beginning(connection, column, words), words)) is not None:
            return found
    if (read := _read_from(connection, words)) is not None:
        return read
    return _only(_beginning(connection, table.address, address or words), words)


def _only(numbers: list[int], words: str) -> int | None:
    if len(numbers) > 1:
        raise NotInLibrary(f"several reports begin with {words!r}; give more of it")
    return next(iter(numbers), None)


def _read_from(connection: Connection, words: str) -> int | None:
    """The report that was last read from this path or address; None where none was.

    Raises NotInLibrary where it is the end of several paths.
    """
    uri = schema.sighting.c.uri
    file = re.split(r"[/\\]", words)[-1]
    if not file:
        return None
    query = select(schema.sighting.c.report, uri).where(
        or_(uri == words, uri == file, *(uri.endswith(sign + file, autoescape=True) for sign in "/\\"))
    )
    rows = connection.execute(query.order_by(schema.sighting.c.report.desc())).all()
    for way in (str.__eq__, same_place):
        if there := [row.report for row in rows if way(words, row.uri)]:
            return int(there[0])
    ends = {row.uri: row.report for row in reversed(rows) if alike(words, row.uri)}
    if len(ends) > 1:
        some = ", ".join(list(ends)[:3]) + (" and others" if len(ends) > 3 else "")
        raise NotInLibrary(f"{words!r} may be {some}; give more of the path")
    return next(iter(ends.values()), None)


def _beginning(connection: Connection, column: Column[str], words: str) -> list[int]:
    """At most two numbers of reports whose column begins with these words; of versions of one page the latest."""
    if not words:
        return []
    table = schema.report.c
    query = select(table.id).where(column >= words, column < words + "\U0010ffff")
    if column is schema.sighting.c.key:
        query = query.join_from(schema.sighting, schema.report)
    if column is table.address:
        query = query.where(table.latest)
    return [row.id for row in connection.execute(query.distinct().limit(2))]


def record_of(connection: Connection, number: int) -> Report:
    """The record of the report with this number.  Raises NotInLibrary."""
    data = connection.scalar(select(schema.record.c.data).where(schema.record.c.report == number))
    if data is None:
        raise NotInLibrary(f"no report {number} in the library; onrecord reports lists what there is")
    return unpacked(data)


def records_of(connection: Connection, numbers: Iterable[int]) -> dict[int, Report]:
    """The records of the reports with these numbers, by number in rising order; nothing for numbers that are none."""
    table, found = schema.record.c, dict[int, Report]()
    for some in chunks(sorted(numbers)):
        query = select(table.report, table.data).where(table.report.in_(some)).order_by(table.report)
        found |= {row.report: unpacked(row.data) for row in connection.execute(query)}
    return found


def key_of(connection: Connection, number: int) -> str:
    """The key of the report with this number."""
    key: str = connection.execute(select(schema.report.c.key).where(schema.report.c.id == number)).scalar_one()
    return key


def statement_number(connection: Connection, name: str) -> int | None:
    """The number in ``statement`` of the one that is meant; None where the name is not of the form of one.

    name: the number, or report and id: "10:a3".  Raises NotInLibrary.
    """
    return _part_number(connection, name, schema.statement, _STATEMENT, "statement")


def event_number(connection: Connection, name: str) -> int | None:
    """The number in ``event`` of the one that is meant, as ``statement_number``: "10:v3"."""
    return _part_number(connection, name, schema.event, _EVENT, "event")


def _part_number(connection: Connection, name: str, of: Table, form: re.Pattern[str], what: str) -> int | None:
    table, words = of.c, name.strip()
    found: int | None = None
    if words.isascii() and words.isdigit() and len(words) < 12:
        found = connection.scalar(select(table.id).where(table.id == int(words)))
        missing = f"no {what} {words} in the library; onrecord find lists their numbers as jsonl"
    elif match := form.fullmatch(words):
        report = report_number(connection, match[1])
        found = connection.scalar(select(table.id).where(table.report == report, table.local == match[2]))
        missing = f"no {what} {match[2]!r} in report {report}; onrecord show {report} lists them"
    else:
        return None
    if found is None:
        raise NotInLibrary(missing)
    return int(found)
