"""A report's way into what is followed across reports, and out of it; and those that are still to be placed.

A report is placed in the transaction that puts it.  Reports that were there before a follower was, or before its
rules changed, stand in ``unplaced``; ``place_waiting`` places them some at a time, each lot in a transaction of its
own, so that it can be stopped and goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine, delete, func, insert, literal, select

from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.following.followers import Follower, followers
from onrecord.store.opening import writing
from onrecord.store.partly import NONE

_LOT = 100  # reports that are placed in one transaction: another program waits so long for its turn to write


def place_reports(connection: Connection, numbers: Iterable[int], at_hand: Mapping[int, Report] = NONE) -> None:
    """Place some reports, once their rows and records are in the tables; placing twice changes nothing.

    at_hand: the records of some.
    """
    reports = list(numbers)
    if not reports:
        return
    for name, follower in followers():
        _place(connection, name, follower, reports, at_hand)


def take_reports(connection: Connection, numbers: Iterable[int]) -> None:
    """Take some reports out, before their rows change or go."""
    reports = list(numbers)
    for _, follower in followers():
        for some in chunks(reports):
            follower.take(connection, some)


def waiting(connection: Connection) -> int:
    """How many reports are still to be placed, counted for each follower."""
    known = {row.name: row.rules for row in connection.execute(select(schema.follower))}
    count = connection.scalar(select(func.count()).select_from(schema.unplaced)) or 0
    for name, follower in followers():
        if known.get(name) != follower.RULES:
            count = max(count, connection.scalar(select(func.count()).select_from(schema.report)) or 0)
    return count


def place_waiting(engine: Engine, *, tell: Callable[[int], None] | None = None) -> int:
    """Place all reports that are still to be placed; returns how many there were.

    tell: called with how many were placed, once they are on the disk.  Stopped at any moment, it goes on where it was
    when it is called again.
    """
    with engine.connect() as connection:
        if not waiting(connection):
            return 0
    with writing(engine) as connection:
        _heed_rules(connection)
    done = 0
    table = schema.unplaced.c
    for name, follower in followers():
        while True:
            with writing(engine) as connection:
                query = select(table.report).where(table.follower == name).order_by(table.report).limit(_LOT)
                some = [row.report for row in connection.execute(query)]
                if some:
                    _place(connection, name, follower, some)
            if not some:
                break
            done += len(some)
            if tell is not None:
                tell(len(some))
    return done


def _place(
    connection: Connection,
    name: str,
    follower: Follower,
    numbers: Sequence[int],
    at_hand: Mapping[int, Report] = NONE,
) -> None:
    table = schema.unplaced.c
    for some in chunks(numbers):
        follower.take(connection, some)
        follower.place(connection, some, at_hand)
        connection.execute(delete(schema.unplaced).where(table.follower == name, table.report.in_(some)))


def _heed_rules(connection: Connection) -> None:
    """Let all reports wait for those followers whose rules are others now than when they were placed."""
    known = {row.name: row.rules for row in connection.execute(select(schema.follower))}
    for name, follower in followers():
        if known.get(name) == follower.RULES:
            continue
        follower.clear(connection)
        connection.execute(delete(schema.unplaced).where(schema.unplaced.c.follower == name))
        everything = select(literal(name), schema.report.c.id)
        connection.execute(insert(schema.unplaced).from_select(["follower", "report"], everything))
        connection.execute(delete(schema.follower).where(schema.follower.c.name == name))
        connection.execute(insert(schema.follower), {"name": name, "rules": follower.RULES})
