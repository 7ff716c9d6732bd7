"""Indexes over texts of any length, as SQLite's are.

PostgreSQL's usual kind, btree, takes a third of a page: 2,704 bytes
(https://www.postgresql.org/docs/current/btree.html).  An address may be longer, and so may a name in a page that was
made to be.  What is unique, or looked for, by such a text is so by its hash: a hash index keeps nothing else of it,
and where several columns are unique together it is its MD5 that stands among them.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, PrimaryKeyConstraint, Table, Text, UniqueConstraint, text

from onrecord.store.schema import metadata

_DEFINED = text("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()")


def loosen(connection: Connection) -> None:
    """Make those indexes anew that would refuse a long text.  Done once, nothing changes."""
    defined: dict[str, str] = {row.indexname: row.indexdef for row in connection.execute(_DEFINED)}
    for table in metadata.sorted_tables:
        for change in _changes(table, defined):
            connection.exec_driver_sql(change)


def _changes(table: Table, defined: dict[str, str]) -> Iterator[str]:
    """What to change of one table.  defined: the indexes that are there."""
    for name, columns, unique, constraint in sorted(_indexes(table)):
        long = [column for column in columns if isinstance(table.columns[column].type, Text)]
        made = defined.get(name, "")  # one that is not unique may have been put aside for others
        if not long or "USING btree" not in made or "md5(" in made:
            continue
        yield f'ALTER TABLE "{table.name}" DROP CONSTRAINT "{name}"' if constraint else f'DROP INDEX "{name}"'
        if len(columns) == 1 and unique:
            yield f'ALTER TABLE "{table.name}" ADD CONSTRAINT "{name}" EXCLUDE USING hash ("{columns[0]}" WITH =)'
            continue
        if unique:
            keys = ", ".join(f'md5("{column}")' if column in long else f'"{column}"' for column in columns)
            yield f'CREATE UNIQUE INDEX "{name}" ON "{table.name}" ({keys})'
        if columns[0] in long:  # else those in front find it
            for column in long:
                yield f'CREATE INDEX "ix_{table.name}_{column}" ON "{table.name}" USING hash ("{column}")'


def _indexes(table: Table) -> Iterator[tuple[str, list[str], bool, bool]]:
    """Of each its name, its columns, whether it is unique, and whether it is a constraint."""
    for index in table.indexes:
        yield str(index.name), [column.name for column in index.columns], bool(index.unique), False
    for one in table.constraints:
        if isinstance(one, UniqueConstraint | PrimaryKeyConstraint):
            yield str(one.name), [column.name for column in one.columns], True, True
