"""What a person says of two reports, or two statements: they are of one story or claim, or they are not.

Kept as a judgement and taken back as one.  A report is held by its key, a statement by its report's key and its exact
words, so that the word outlives a new record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from onrecord.errors import NotInLibrary, UsageError
from onrecord.store import schema
from onrecord.store.identity import now
from onrecord.store.judgements import put_decision, undo_judgement
from onrecord.store.lookup import key_of, report_number, statement_number

Matter = Literal["story", "claim"]
# Of a report its key, of a statement its report's key and its words.
Held = tuple[str, ...]
_SUBJECTS: dict[Matter, str] = {"story": "story-pair", "claim": "claim-pair"}


@dataclass(frozen=True, kw_only=True, slots=True)
class PairDecision:
    """A person's word on two of a kind.  number: in ``judgement``; same: they are one; else they are not."""

    number: int
    matter: Matter
    pair: tuple[Held, Held]
    same: bool
    by: str
    at: str


def decide(
    connection: Connection, matter: Matter, one: str | int, other: str | int, *, same: bool, by: str
) -> PairDecision:
    """Say that two reports are of one story, or two statements of one claim, or that they are not.

    one, other: as ``report_number`` and ``statement_number`` take them.  Of two decisions on the same pair the later
    one holds.  Raises NotInLibrary, UsageError.
    """
    held = _report if matter == "story" else _statement
    first, second = sorted((held(connection, one), held(connection, other)))
    if first == second:
        raise UsageError("these two are the same; name two")
    at = now()
    number = put_decision(connection, _SUBJECTS[matter], {"pair": [first, second]}, {"same": same}, by=by, at=at)
    return PairDecision(number=number, matter=matter, pair=(first, second), same=same, by=by, at=at)


def decisions(connection: Connection, matter: Matter) -> list[PairDecision]:
    """What people said of stories or claims and did not take back, the last first."""
    table = schema.judgement.c
    query = select(table.id, table.about, table.verdict, table.by, table.at)
    query = query.where(table.subject == _SUBJECTS[matter], table.undone_at.is_(None)).order_by(table.id.desc())
    found = []
    for row in connection.execute(query):
        first, second = (tuple(held) for held in json.loads(row.about)["pair"])
        same = bool(json.loads(row.verdict)["same"])
        found.append(PairDecision(number=row.id, matter=matter, pair=(first, second), same=same, by=row.by, at=row.at))
    return found


def take_back(connection: Connection, matter: Matter, number: int, by: str) -> PairDecision:
    """Take such a word back; that it was said is kept.  Raises NotInLibrary."""
    found = next((one for one in decisions(connection, matter) if one.number == number), None)
    if found is None:
        raise NotInLibrary(f"no decision {number} that holds; onrecord {matter} --decisions lists them")
    undo_judgement(connection, number, by=by, at=now())
    return found


def said_of(connection: Connection, matter: Matter, held: Held) -> tuple[set[Held], set[Held]]:
    """Whom people say to be one with this one, and whom not to be; of two words on a pair the later one counts."""
    same, apart = set[Held](), set[Held]()
    for one in reversed(decisions(connection, matter)):
        if held in one.pair:
            other = one.pair[1] if one.pair[0] == held else one.pair[0]
            (same if one.same else apart).add(other)
            (apart if one.same else same).discard(other)
    return same, apart


def reports_held(connection: Connection, some: Iterable[Held]) -> list[int]:
    """The numbers of the reports that are held so, as far as they are in the library."""
    table = schema.report.c
    keys = [key for key, *_ in some]
    return list(connection.scalars(select(table.id).where(table.key.in_(keys)).order_by(table.id)))


def statements_held(connection: Connection, some: Iterable[Held]) -> list[int]:
    """The numbers of the statements that are held so, as far as they are in the library."""
    report, statement = schema.report.c, schema.statement.c
    query = select(statement.id).join_from(schema.statement, schema.report).order_by(statement.id)
    return [
        number
        for key, words in some
        for number in connection.scalars(query.where(report.key == key, statement.content == words))
    ]


def statement_held(connection: Connection, number: int) -> Held:
    """By what the statement with this number is held."""
    report, statement = schema.report.c, schema.statement.c
    query = select(report.key, statement.content).join_from(schema.statement, schema.report)
    row = connection.execute(query.where(statement.id == number)).one()
    return row.key, row.content


def _report(connection: Connection, name: str | int) -> Held:
    return (key_of(connection, report_number(connection, name)),)


def _statement(connection: Connection, name: str | int) -> Held:
    number = statement_number(connection, str(name))
    if number is None:
        raise UsageError(f"{name!r} names no statement; give report and id, like 10:a3, or a number")
    return statement_held(connection, number)
