"""A report's way into what is followed across reports, and out of it; and those that are still to be placed.

Reports that are put in great number (``lots.py``), that were there before a follower was, or before its rules changed,
stand in ``unplaced``; ``place_waiting`` places them some at a time, each lot in a transaction of its own, so that it
can be stopped and goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine, delete, func, insert, literal, select

from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.bulk import put_rows
from onrecord.store.chunks import chunks
from onrecord.store.following.followers import FOLLOWERS, Follower, followers
from onrecord.store.opening import ODD, writing
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


def let_wait(connection: Connection, numbers: Iterable[int]) -> None:
    """Leave some reports, of which none is placed, to ``place_waiting``."""
    reports, table = list(numbers), schema.unplaced
    for some in chunks(reports):
        connection.execute(delete(table).where(table.c.report.in_(some)))
    put_rows(connection, table, [{"follower": name, "report": number} for name in FOLLOWERS for number in reports])


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
    for name, follower in followers():
        last = 0
        while some := _waiting_for(engine, name, last):
            placed = _place_lot(engine, name, follower, some)
            done += placed
            last = some[-1]
            if tell is not None:
                tell(placed)
    return done


def _waiting_for(engine: Engine, name: str, last: int) -> list[int]:
    """The next lot of those that wait for a follower, behind this report."""
    table = schema.unplaced.c
    query = select(table.report).where(table.follower == name, table.report > last).order_by(table.report).limit(_LOT)
    with engine.connect() as connection:
        return list(connection.scalars(query))


def _place_lot(engine: Engine, name: str, follower: Follower, numbers: Sequence[int]) -> int:
    """Place those of some reports that still wait; returns how many.

    An odd record holds up no others: it alone goes on waiting.
    """
    table = schema.unplaced.c
    query = select(table.report).where(table.follower == name, table.report.in_(numbers)).order_by(table.report)
    try:
        with writing(engine) as connection:
            some = list(connection.scalars(query))
            _place(connection, name, follower, some)
    except ODD:
        return sum(_place_lot(engine, name, follower, [one]) for one in numbers) if len(numbers) > 1 else 0
    return len(some)


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
