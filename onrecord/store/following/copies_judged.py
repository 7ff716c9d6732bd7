"""What a person says of copies: these two are none.  Kept as a judgement, and taken back as one."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.errors import NotInLibrary, UsageError
from onrecord.store import schema
from onrecord.store.identity import now
from onrecord.store.judgements import put_decision, undo_judgement
from onrecord.store.lookup import key_of, report_number

APART = "copy-apart"


@dataclass(frozen=True, kw_only=True, slots=True)
class Apart:
    """A person's word that two reports are no copies, neither of the other.  number: in ``judgement``."""

    number: int
    keys: tuple[str, str]
    by: str
    at: str


def set_apart(connection: Connection, one: str | int, other: str | int, by: str) -> Apart:
    """Say that two reports are no copies.  Raises NotInLibrary, UsageError."""
    first, second = sorted(key_of(connection, report_number(connection, name)) for name in (one, other))
    if first == second:
        raise UsageError("one report alone is no copy of itself; name two")
    if known := next((apart for apart in aparts(connection) if apart.keys == (first, second)), None):
        return known
    at = now()
    number = put_decision(connection, APART, {"reports": [first, second]}, {"copy": False}, by=by, at=at)
    return Apart(number=number, keys=(first, second), by=by, at=at)


def take_back(connection: Connection, number: int, by: str) -> Apart:
    """Take such a word back; that it was said is kept.  Raises NotInLibrary."""
    found = next((apart for apart in aparts(connection) if apart.number == number), None)
    if found is None:
        raise NotInLibrary(f"no decision on copies {number} that holds; onrecord copies --decisions lists them")
    undo_judgement(connection, number, by=by, at=now())
    return found


def aparts(connection: Connection) -> list[Apart]:
    """What people said of copies and holds, the last first."""
    table = schema.judgement.c
    query = select(table.id, table.about, table.by, table.at).where(table.subject == APART, table.undone_at.is_(None))
    found = []
    for row in connection.execute(query.order_by(table.id.desc())):
        first, second = sorted(json.loads(row.about)["reports"])
        found.append(Apart(number=row.id, keys=(first, second), by=row.by, at=row.at))
    return found


def apart_of(connection: Connection) -> set[frozenset[str]]:
    """The pairs of keys that people say are no copies."""
    return {frozenset(one.keys) for one in aparts(connection)}
