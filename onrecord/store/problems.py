"""What could not be added, and what is doubtful in what was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, or_, select

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
