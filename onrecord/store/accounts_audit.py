"""The audit log: who changed what, when, and from where.  Rows are put in, and never changed or taken out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from onrecord.store import schema
from onrecord.store.identity import now

COMMAND_LINE = "command line"
LONGEST = 300  # code points of each part that are kept


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """On whose behalf something is done.  name: of the person; origin: an address, or ``COMMAND_LINE``."""

    name: str
    origin: str = COMMAND_LINE


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Something that was done.  at: ISO in UTC; what: "sign off"; about: to what; origin: from where."""

    number: int
    at: str
    by: str
    what: str
    about: str
    origin: str


def put_entry(connection: Connection, actor: Actor, what: str, about: str = "") -> None:
    """Keep that somebody did something; call it in the transaction that does it."""
    values = {"by": actor.name, "what": what, "about": about, "origin": actor.origin}
    connection.execute(insert(schema.audit), {"at": now()} | {name: value[:LONGEST] for name, value in values.items()})


def entries(
    connection: Connection, *, by: str | None = None, before: int | None = None, limit: int = 100
) -> list[Entry]:
    """What was done, the last first.  by: by them alone; before: only entries with a smaller number."""
    table = schema.audit
    query = select(table).order_by(table.c.id.desc()).limit(limit)
    if by is not None:
        query = query.where(table.c.by == by)
    if before is not None:
        query = query.where(table.c.id < before)
    return [
        Entry(number=row.id, at=row.at, by=row.by, what=row.what, about=row.about, origin=row.origin)
        for row in connection.execute(query)
    ]
