"""A library copied to another place: a file to a server, a server to a file, or either to its like.

Row by row, with the numbers that the rows have, so that every address of a report stays what it was.  The search index
is made anew, since each engine has its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, ForeignKey, LargeBinary, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import DataError

from onrecord.errors import LibraryDamaged, UsageError
from onrecord.store import schema
from onrecord.store.checking import check_library
from onrecord.store.opening import writing
from onrecord.store.place import Place, file_place
from onrecord.store.search import rebuild_index

# Rows that are held at once; of those with whole pages in them fewer.
_ROWS, _LARGE_ROWS = 2000, 50
# The tables that a library has rows in from its beginning.
_BEGUN = {schema.follower.name}


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """What was copied: how many reports there are, and the hash over their records, which is the same in both."""

    reports: int
    hash: str


def copy_library(
    source: Place,
    target: Place,
    *,
    count: Callable[[int], None] | None = None,
    tell: Callable[[int], None] | None = None,
) -> Copied:
    """Copy all of a library, as it is at this moment; the target has it whole or not at all.

    count: told once how many rows there are; tell: called with how many more are copied.  Raises UsageError where
    something is at the target already, LibraryError where either cannot be used or the copy is not the same.
    """
    source.prepare(make=False)
    with target.errors():
        _check_empty(target)
    if target.file is None:
        return _copy(source, target, count, tell)
    # It gets its name only when it is complete.
    part = target.file.with_name(f"{target.file.name}.part-{os.getpid()}")
    try:
        copied = _copy(source, file_place(part), count, tell)
        with target.errors():
            part.replace(target.file)
        return copied
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + end).unlink(missing_ok=True)


def _check_empty(target: Place) -> None:
    """Raise UsageError where the target has a library with anything in it."""
    if not target.exists():
        return
    if target.file is None:
        target.prepare(make=False)
        engine = target.engine(reading=True)
        try:
            with engine.connect() as connection:
                if not any(_count(connection, table) for table in _tables() if table.name not in _BEGUN):
                    return
        finally:
            engine.dispose()
    raise UsageError(f"{target} is there already; name a new file, or an empty database")


def _copy(
    source: Place, target: Place, count: Callable[[int], None] | None, tell: Callable[[int], None] | None
) -> Copied:
    with target.errors():
        target.prepare(make=True)
    reading, putting = source.engine(reading=True), target.engine()
    try:
        with source.errors():
            taken = reading.connect()
        with taken, target.errors(), writing(putting) as put:
            counts = {table.name: _count(taken, table) for table in _tables()}
            if count is not None:
                count(sum(counts.values()))
            for table in _tables():
                put.execute(delete(table))
            for table in _tables():
                try:
                    for rows in _batches(source, taken, table):
                        put.execute(insert(table), rows)
                        if tell is not None:
                            tell(len(rows))
                except DataError as error:
                    raise LibraryDamaged(f"{source}: the table {table.name} has what {target} does not take") from error
                _put_inner(source, taken, put, table)
            target.settle(put)
            rebuild_index(put)
            return _compared(source, taken, target, put, counts)
    finally:
        reading.dispose()
        putting.dispose()


def _tables() -> list[Table]:
    """In the order in which rows can be put: what others refer to first."""
    return list(schema.metadata.sorted_tables)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _inner(table: Table) -> list[str]:
    """The columns that refer to rows of the same table, which may stand anywhere in it."""
    return [column.name for column in table.columns for key in column.foreign_keys if _is_inner(key, table)]


def _is_inner(key: ForeignKey, table: Table) -> bool:
    return key.column.table is table


def _batches(source: Place, connection: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    """A table's rows, some at a time, with nothing yet in what refers to the same table."""
    large = any(isinstance(column.type, LargeBinary) for column in table.columns)
    query = select(table).order_by(*table.primary_key.columns)
    left_out = dict.fromkeys(_inner(table))
    with source.errors():
        size = _LARGE_ROWS if large else _ROWS
        result = connection.execute(query, execution_options={"yield_per": size})
        for rows in result.mappings().partitions():
            yield [{**row, **left_out} for row in rows]


def _put_inner(source: Place, taken: Connection, put: Connection, table: Table) -> None:
    """Put what refers to rows of the same table, now that all of them are there."""
    identity = next(iter(table.primary_key.columns))
    for name in _inner(table):
        column = table.c[name]
        change = update(table).where(identity == bindparam("row")).values({name: bindparam("refers")})
        query = select(identity.label("row"), column.label("refers")).where(column.is_not(None)).order_by(identity)
        with source.errors(), taken.execute(query, execution_options={"yield_per": _ROWS}) as result:
            for rows in result.mappings().partitions():
                put.execute(change, [dict(row) for row in rows])


def _compared(source: Place, taken: Connection, target: Place, put: Connection, counts: dict[str, int]) -> Copied:
    """What was copied, once both sides were looked at.  Raises LibraryDamaged where they differ or one has faults."""
    ours, theirs = check_library(put), check_library(taken)
    if theirs.faults:
        raise LibraryDamaged(f"{source}: it is not whole ({theirs.faults[0]}); see onrecord library check")
    if ours.faults or ours.hash != theirs.hash or counts != {table.name: _count(put, table) for table in _tables()}:
        raise LibraryDamaged(f"{target}: the copy is not what was copied; nothing of it is kept; copy it again")
    return Copied(reports=ours.reports, hash=ours.hash)
