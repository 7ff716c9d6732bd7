"""What could not be added, and what is doubtful in what was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, or_, select

from onrecord.asked import limit_of
from onrecord.errors import NotInLibrary
from onrecord.store import schema


@dataclass(frozen=True, kw_only=True, slots=True)
class Trouble:
    """A document that was refused (``key`` is None), or something skipped, cut or doubtful in a report."""

    uri: str
    kind: str
    detail: str
    key: str | None = None
    at: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Troubles:
    """Some troubles; after: with it the list goes on behind them, null at its end."""

    troubles: tuple[Trouble, ...]
    after: str | None


def troubles(connection: Connection) -> Iterator[Trouble]:
    """Refusals in the order of their moments, then problems of records in the order of the reports."""
    refusal, report, problem = schema.refusal.c, schema.report.c, schema.problem.c
    for row in connection.execute(
        select(refusal.uri, refusal.kind, refusal.detail, refusal.at).order_by(refusal.at, refusal.id)
    ).yield_per(500):
        yield Trouble(uri=row.uri, kind=row.kind, detail=row.detail, at=row.at)
    for doubt in connection.execute(
        select(report.address, report.uri, report.key, report.added, problem.kind, problem.detail)
        .join_from(schema.problem, schema.report)
        .order_by(problem.report, problem.id)
    ).yield_per(500):
        uri = doubt.address or doubt.uri or ""
        yield Trouble(uri=uri, kind=doubt.kind, detail=doubt.detail, key=doubt.key, at=doubt.added)


def troubles_after(connection: Connection, after: str = "", *, limit: int = 50) -> Troubles:
    """The next troubles, in the order of ``troubles``.

    after: of those before.  Raises ValueError where it is none that this gave.
    """
    limit_of(limit)
    kind, one, two = (*after.split("~"), "", "")[:3] if after else ("refused", "", "0")
    found: list[tuple[str, Trouble]] = []
    if kind == "refused":
        found = _refused(connection, one, int(two), limit + 1)
        one, two = "0", "0"
    elif kind != "doubtful":
        raise ValueError(after)
    if len(found) <= limit:
        found += _doubtful(connection, int(one), int(two), limit + 1 - len(found))
    return Troubles(
        troubles=tuple(trouble for _, trouble in found[:limit]),
        after=found[limit - 1][0] if len(found) > limit else None,
    )


def _refused(connection: Connection, at: str, number: int, most: int) -> list[tuple[str, Trouble]]:
    """Refusals behind a moment and a number, each with its place."""
    table = schema.refusal.c
    behind = or_(table.at > at, and_(table.at == at, table.id > _number(number)))
    rows = connection.execute(select(schema.refusal).where(behind).order_by(table.at, table.id).limit(most))
    return [
        (f"refused~{row.at}~{row.id}", Trouble(uri=row.uri, kind=row.kind, detail=row.detail, at=row.at))
        for row in rows
    ]


def _doubtful(connection: Connection, after: int, number: int, most: int) -> list[tuple[str, Trouble]]:
    """Problems of records behind a report's number and one of theirs, each with its place."""
    report, problem = schema.report.c, schema.problem.c
    columns = (report.address, report.uri, report.key, report.added, problem.kind, problem.detail)
    query = select(*columns, problem.report, problem.id).join_from(schema.problem, schema.report)
    after, number = _number(after), _number(number)
    behind = or_(problem.report > after, and_(problem.report == after, problem.id > number))
    found = []
    for row in connection.execute(query.where(behind).order_by(problem.report, problem.id).limit(most)):
        uri = row.address or row.uri or ""
        trouble = Trouble(uri=uri, kind=row.kind, detail=row.detail, key=row.key, at=row.added)
        found.append((f"doubtful~{row.report}~{row.id}", trouble))
    return found


def _number(given: int) -> int:
    """One that a database can hold.  Raises ValueError."""
    if not 0 <= given < 1 << 63:
        raise ValueError(given)
    return given


def clear_refusals(connection: Connection, uris: Sequence[str] | None = None) -> int:
    """Forget why documents were refused; returns how many.

    uris: those of the paths and addresses, with all that lies in them ("crawl.warc.gz" clears crawl.warc.gz#1729);
    None: all.  Raises NotInLibrary where nothing of one was refused.
    """
    table = schema.refusal
    if uris is None:
        return connection.execute(delete(table)).rowcount
    count = 0
    for uri in dict.fromkeys(uris):
        within = or_(table.c.uri == uri, table.c.uri.startswith(f"{uri}#", autoescape=True))
        gone = connection.execute(delete(table).where(within)).rowcount
        if not gone:
            raise NotInLibrary(f"nothing of {uri!r} is among what was refused; onrecord problems lists it")
        count += gone
    return count
