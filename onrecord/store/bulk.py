"""Many rows at a time: statements that SQLAlchemy puts together once, and the driver runs by itself.

SQLAlchemy looks at each value of each row and at each value of a list; for a report's 1,400 rows and 700 values sought
that took as long as the database itself.  What is given must be what the driver takes (text, numbers, bytes, null), and
what comes back is what it gives: a truth is 0 or 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, Connection, Dialect, Executable, Row, Table, bindparam, insert
from sqlalchemy.sql import ClauseElement

from onrecord.store.chunks import MOST, chunks

# Of values sought: a statement for each of these lengths; what a list has less than one of them is filled up.
_LENGTHS = (1, 4, 16, 64, MOST)


class Each:
    """A statement that is run for many sets of values.

    statement: with a ``bindparam`` for each value that is given, and no other.
    """

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._made: dict[str, tuple[str, Callable[[Mapping[str, Any]], Any]]] = {}

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for each of some rows, in their order; nothing where there are none."""
        if not rows:
            return
        dialect = connection.dialect
        if dialect.name not in self._made:
            command, names, _ = _compiled(self._statement, dialect)
            self._made[dialect.name] = command, _taking(names) if dialect.positional else dict
        command, taking = self._made[dialect.name]
        connection.exec_driver_sql(command, [taking(row) for row in rows])


def put_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a table.  rows: all with the same columns."""
    if rows:
        _inserting(table, tuple(rows[0])).run(connection, rows)


class Asked:
    """A query that is asked again and again with other values.

    query: with a ``bindparam`` for each value that is given.
    """

    def __init__(self, query: Executable) -> None:
        self._query = query
        self._made: dict[str, tuple[str, Sequence[str], dict[str, Any]]] = {}

    def rows(self, connection: Connection, **values: Any) -> list[Row[*tuple[Any, ...]]]:
        """What it finds."""
        dialect = connection.dialect
        if dialect.name not in self._made:
            self._made[dialect.name] = _compiled(self._query, dialect)
        command, names, constants = self._made[dialect.name]
        given = {**constants, **values}
        return list(
            connection.exec_driver_sql(command, tuple(given[name] for name in names) if dialect.positional else given)
        )

    def first(self, connection: Connection, **values: Any) -> Row[*tuple[Any, ...]] | None:
        """The first that it finds; None where it finds nothing."""
        return next(iter(self.rows(connection, **values)), None)


class Among:
    """A query for what has one of some values.

    query: makes it of the parameters that stand for these, to be given to ``in_``.
    """

    def __init__(self, query: Callable[[list[BindParameter[Any]]], Executable]) -> None:
        self._query = query
        self._made: dict[tuple[str, int], tuple[str, int]] = {}

    def rows(self, connection: Connection, values: Iterable[Any]) -> list[Row[*tuple[Any, ...]]]:
        """What it finds; of many values piece by piece, so that an order holds only within ``chunks``."""
        found: list[Row[*tuple[Any, ...]]] = []
        for some in chunks(values):
            length = next(length for length in _LENGTHS if length >= len(some))
            command, times = self._command(connection.dialect, length)
            filled = (*some, *some[-1:] * (length - len(some)))
            given = filled * times if connection.dialect.positional else dict(zip(_names(length), filled, strict=True))
            found += connection.exec_driver_sql(command, given).all()
        return found

    def _command(self, dialect: Dialect, length: int) -> tuple[str, int]:
        """The command for lists of this length, and how many times it takes the list."""
        if (dialect.name, length) not in self._made:
            query = self._query([bindparam(name) for name in _names(length)])
            command, names, _ = _compiled(query, dialect)
            times = len(names) // length
            assert list(names) == _names(length) * times, "a query takes nothing but the list, each time whole"
            self._made[dialect.name, length] = command, times
        return self._made[dialect.name, length]


@cache
def _names(length: int) -> list[str]:
    return [f"value_{number}" for number in range(length)]


@cache
def _inserting(table: Table, columns: tuple[str, ...]) -> Each:
    # Inline: the driver is not to ask for the numbers that rows get.
    return Each(insert(table).inline().values({name: bindparam(name) for name in columns}))


def _compiled(statement: Executable, dialect: Dialect) -> tuple[str, Sequence[str], dict[str, Any]]:
    """The command as the driver takes it, the names of its values in their order, and what is known of these."""
    assert isinstance(statement, ClauseElement)
    compiled = statement.compile(dialect=dialect)
    return str(compiled), tuple(getattr(compiled, "positiontup", None) or compiled.params), dict(compiled.params)


def _taking(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """What takes the values with these names out of a row."""
    if len(names) == 1:
        name = names[0]
        return lambda row: (row[name],)
    return itemgetter(*names)
