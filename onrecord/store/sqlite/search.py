"""The search index in SQLite: FTS5, a table a kind, words by their stems (Porter), accents off.

The tables keep no text of their own (``content=''``): it is in the tables and records already.  What is taken out
must therefore be named word for word as it was put in.  An entry's rowid is its day and its number, so that entries
lie in the order of the calendar and a span of days is a span of rowids.  Names are indexed as they are, unstemmed;
triggers keep that index in step with ``entity_name``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from onrecord.store.chunks import chunks
from onrecord.store.folding import clean, folded
from onrecord.store.search import Entry, Kind, Sought
from onrecord.store.search_places import bounds_of, disputed, number_of, place_of
from onrecord.store.sqlite.highlight import TOKENS
from onrecord.store.sqlite.match import match_of

TABLES: dict[Kind, str] = {"statements": "statement_search", "events": "event_search", "reports": "report_search"}
_CREATE = (
    *(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5(words, names, marks, content='', tokenize='{TOKENS}')"
        for table in TABLES.values()
    ),
    "CREATE VIRTUAL TABLE IF NOT EXISTS name_search USING fts5(key, content='entity_name', content_rowid='id', "
    "detail='none', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER IF NOT EXISTS entity_name_put AFTER INSERT ON entity_name BEGIN "
    "INSERT INTO name_search(rowid, key) VALUES (new.id, new.key); END",
    "CREATE TRIGGER IF NOT EXISTS entity_name_taken AFTER DELETE ON entity_name BEGIN "
    "INSERT INTO name_search(name_search, rowid, key) VALUES ('delete', old.id, old.key); END",
    "CREATE TRIGGER IF NOT EXISTS entity_name_changed AFTER UPDATE ON entity_name BEGIN "
    "INSERT INTO name_search(name_search, rowid, key) VALUES ('delete', old.id, old.key); "
    "INSERT INTO name_search(rowid, key) VALUES (new.id, new.key); END",
)


def create(connection: Connection) -> None:
    """Make the tables and triggers; nothing where they are there."""
    for command in _CREATE:
        connection.exec_driver_sql(command)


def clear(connection: Connection) -> None:
    """Take everything out, and make the index of names anew."""
    for table in TABLES.values():
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
    connection.exec_driver_sql("INSERT INTO name_search(name_search) VALUES ('rebuild')")


def put(connection: Connection, entries: Sequence[Entry]) -> None:
    """Put entries in; those that are in are left as they are."""
    for table, rows in _by_table(entries):
        there = _there(connection, table, [row[0] for row in rows])
        if new := [row for row in rows if row[0] not in there]:
            connection.exec_driver_sql(f"INSERT INTO {table}(rowid, words, names, marks) VALUES (?, ?, ?, ?)", new)


def take(connection: Connection, entries: Sequence[Entry]) -> None:
    """Take entries out that were put in just so; those that are not in are left out of it.

    FTS5 takes out what it is told, be it there or not, and its index is broken then.
    """
    for table, rows in _by_table(entries):
        there = _there(connection, table, [row[0] for row in rows])
        if old := [row for row in rows if row[0] in there]:
            connection.exec_driver_sql(
                f"INSERT INTO {table}({table}, rowid, words, names, marks) VALUES ('delete', ?, ?, ?, ?)", old
            )


def _there(connection: Connection, table: str, rowids: Sequence[int]) -> set[int]:
    """Which of the rowids are in an index: it keeps a size for each."""
    found: set[int] = set()
    for some in chunks(rowids):
        marks = ", ".join("?" * len(some))
        rows = connection.exec_driver_sql(f"SELECT id FROM {table}_docsize WHERE id IN ({marks})", tuple(some))
        found |= {row[0] for row in rows}
    return found


def ranked(
    connection: Connection, kind: Kind, sought: Sought, among: int, count: int, skip: int
) -> tuple[list[tuple[int, float]], int]:
    """Of the newest ``among`` entries that match some, best first, with their bm25; and how many they are of."""
    table, (matching, values) = TABLES[kind], _matching(kind, sought)
    rows = connection.exec_driver_sql(
        "SELECT rowid, score, count(*) OVER () FROM ("
        f"SELECT rowid, -bm25({table}, 1.0, 1.0, 0.0) AS score FROM {matching} ORDER BY rowid DESC LIMIT ?) "
        "ORDER BY score DESC, rowid DESC LIMIT ? OFFSET ?",
        (*values, among, count, skip),
    ).all()
    return [(number_of(row[0]), float(row[1])) for row in rows], rows[0][2] if rows else 0


def by_day(connection: Connection, kind: Kind, sought: Sought, count: int, oldest: bool, skip: int) -> list[int]:
    """The numbers of entries that match, in the order of days."""
    matching, values = _matching(kind, sought)
    rows = connection.exec_driver_sql(
        f"SELECT rowid FROM {matching} ORDER BY rowid {'ASC' if oldest else 'DESC'} LIMIT ? OFFSET ?",
        (*values, count, skip),
    )
    # All at once: a fetch a row lets other threads in at each of them.
    return [number_of(rowid) for rowid in rows.scalars().all()]


def leaf(
    connection: Connection, kind: Kind, sought: Sought, count: int, after: int | None, oldest: bool
) -> list[tuple[int, int]]:
    """The rowids and numbers of entries that match, in the order of days, behind a rowid."""
    matching, values = _matching(kind, sought, bounds_of(sought, after, oldest=oldest))
    rows = connection.exec_driver_sql(
        f"SELECT rowid FROM {matching} ORDER BY rowid {'ASC' if oldest else 'DESC'} LIMIT ?", (*values, count)
    )
    return [(rowid, number_of(rowid)) for rowid in rows.scalars().all()]


def names_with(connection: Connection, words: Sequence[str], prefix: bool, most: int) -> list[int]:
    """The numbers of names that have all these words."""
    if not words:
        return []
    parts = [f'"{word}"' for word in words]
    match = " AND ".join(parts) + (" *" if prefix else "")
    rows = connection.exec_driver_sql("SELECT rowid FROM name_search WHERE name_search MATCH ? LIMIT ?", (match, most))
    return [row[0] for row in rows]


def _by_table(entries: Sequence[Entry]) -> Iterator[tuple[str, list[tuple[int, str, str, str]]]]:
    """The rows of each table, in rising order: FTS5 writes a piece of its index each time that a rowid falls."""
    for kind, table in TABLES.items():
        rows = [
            (place_of(one.day, one.number), folded(clean(one.words)), folded(clean(one.names)), one.marks)
            for one in entries
            if one.kind == kind
        ]
        if rows:
            yield table, sorted(rows)


def _matching(kind: Kind, sought: Sought, bounds: tuple[int, int] | None = None) -> tuple[str, tuple[str | int, ...]]:
    """What to select from, with its conditions, and the values in them.

    bounds: the first and the last rowid; None takes those of the days that are sought.  Where neither words nor marks
    are asked for, all entries: those for which the index keeps a size.
    """
    table, bounds, match = TABLES[kind], bounds or bounds_of(sought), match_of(sought, kind)
    some = (
        f"{table} WHERE {table} MATCH ?" if match else f"(SELECT id AS rowid FROM {table}_docsize) AS {table} WHERE 1"
    )
    against = f" AND {disputed(kind, f'{table}.rowid')}" if sought.disputed else ""
    return f"{some} AND rowid BETWEEN ? AND ?{against}", (*((match,) if match else ()), *bounds)
