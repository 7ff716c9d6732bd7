"""The search index in SQLite: FTS5, a table a kind, words by their stems (Porter), accents off.

The tables keep no text of their own (``content=''``): it is in the tables and records already.  What is taken out
must therefore be named word for word as it was put in.  An entry's rowid is its day and its number, so that entries
lie in the order of the calendar and a span of days is a span of rowids.  Names are indexed as they are, unstemmed;
triggers keep that index in step with ``entity_name``.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection

from onrecord.record import Spans
from onrecord.store.chunks import chunks
from onrecord.store.folding import clean, folded
from onrecord.store.query import Term
from onrecord.store.search import Entry, Kind, Sought
from onrecord.store.sqlite_match import match_of, terms_match

TABLES: dict[Kind, str] = {"statements": "statement_search", "events": "event_search", "reports": "report_search"}
_NUMBER = 36  # bits of a rowid that are the number; the day stands above them
_BIGGEST = (1 << 62) - 1
_TOKENS = "porter unicode61 remove_diacritics 2"
_CREATE = (
    *(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5(words, names, marks, content='', tokenize='{_TOKENS}')"
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
    return [(_number(row[0]), float(row[1])) for row in rows], rows[0][2] if rows else 0


def by_day(connection: Connection, kind: Kind, sought: Sought, count: int, oldest: bool, skip: int) -> list[int]:
    """The numbers of entries that match, in the order of days."""
    matching, values = _matching(kind, sought)
    rows = connection.exec_driver_sql(
        f"SELECT rowid FROM {matching} ORDER BY rowid {'ASC' if oldest else 'DESC'} LIMIT ? OFFSET ?",
        (*values, count, skip),
    )
    # All at once: a fetch a row lets other threads in at each of them.
    return [_number(rowid) for rowid in rows.scalars().all()]


def leaf(
    connection: Connection, kind: Kind, sought: Sought, count: int, after: int | None, oldest: bool
) -> list[tuple[int, int]]:
    """The rowids and numbers of entries that match, in the order of days, behind a rowid."""
    first, last = _bounds(sought)
    if after is not None:
        # A rowid has 63 bits; what somebody made up may have more.
        after = min(max(after, -1), _BIGGEST)
        first, last = (max(first, after + 1), last) if oldest else (first, min(last, after - 1))
    matching, values = _matching(kind, sought, (first, last))
    rows = connection.exec_driver_sql(
        f"SELECT rowid FROM {matching} ORDER BY rowid {'ASC' if oldest else 'DESC'} LIMIT ?", (*values, count)
    )
    return [(rowid, _number(rowid)) for rowid in rows.scalars().all()]


def hits(texts: Sequence[str], terms: Sequence[Term]) -> list[Spans]:
    """For each text the places that match a term."""
    match = terms_match(terms)
    if not match or not texts:
        return [() for _ in texts]
    opened, closed = "\ue000", "\ue001"
    safe = [clean(text).replace(opened, "\ufffd").replace(closed, "\ufffd") for text in texts]
    found: list[Spans] = [() for _ in texts]
    aside = _aside()
    aside.execute("BEGIN")
    try:
        aside.executemany("INSERT INTO text(rowid, words) VALUES (?, ?)", enumerate(safe))
        query = "SELECT rowid, highlight(text, 0, ?, ?) FROM text WHERE text MATCH ?"
        for number, marked in aside.execute(query, (opened, closed, match)):
            found[number] = tuple(_spans(marked, opened, closed))
    finally:
        aside.execute("ROLLBACK")
    return found


def names_with(connection: Connection, words: Sequence[str], prefix: bool, most: int) -> list[int]:
    """The numbers of names that have all these words."""
    if not words:
        return []
    parts = [f'"{word}"' for word in words]
    match = " AND ".join(parts) + (" *" if prefix else "")
    rows = connection.exec_driver_sql("SELECT rowid FROM name_search WHERE name_search MATCH ? LIMIT ?", (match, most))
    return [row[0] for row in rows]


_threads = threading.local()


def _aside() -> sqlite3.Connection:
    """A database in memory, one a thread, with an empty table; to make it takes longer than to ask."""
    if not hasattr(_threads, "aside"):
        aside = sqlite3.connect(":memory:", isolation_level=None)
        aside.execute(f"CREATE VIRTUAL TABLE text USING fts5(words, tokenize='{_TOKENS}')")
        _threads.aside = aside
    found: sqlite3.Connection = _threads.aside
    return found


def _spans(marked: str, opened: str, closed: str) -> Iterator[tuple[int, int]]:
    place = 0
    for number, piece in enumerate(marked.split(opened)):
        if number:
            inside, _, piece = piece.partition(closed)
            yield place, place + len(inside)
            place += len(inside)
        place += len(piece)


def _by_table(entries: Sequence[Entry]) -> Iterator[tuple[str, list[tuple[int, str, str, str]]]]:
    """The rows of each table, in rising order: FTS5 writes a piece of its index each time that a rowid falls."""
    for kind, table in TABLES.items():
        rows = [
            (_rowid(one.day, one.number), folded(clean(one.words)), folded(clean(one.names)), one.marks)
            for one in entries
            if one.kind == kind
        ]
        if rows:
            yield table, sorted(rows)


def _rowid(day: str | None, number: int) -> int:
    return (_ordinal(day) << _NUMBER) | number


def _number(rowid: int) -> int:
    return rowid & ((1 << _NUMBER) - 1)


def _ordinal(day: str | None) -> int:
    """Days since the year 1; 0 for none."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return 0


def _matching(kind: Kind, sought: Sought, bounds: tuple[int, int] | None = None) -> tuple[str, tuple[str | int, ...]]:
    """What to select from, with its conditions, and the values in them.

    bounds: the first and the last rowid; None takes those of the days that are sought.  Where neither words nor marks
    are asked for, all entries: those for which the index keeps a size.
    """
    table, bounds, match = TABLES[kind], bounds or _bounds(sought), match_of(sought, kind)
    some = (
        f"{table} WHERE {table} MATCH ?" if match else f"(SELECT id AS rowid FROM {table}_docsize) AS {table} WHERE 1"
    )
    disputed = f" AND {_disputed(kind)}" if sought.disputed else ""
    return f"{some} AND rowid BETWEEN ? AND ?{disputed}", (*((match,) if match else ()), *bounds)


def _disputed(kind: Kind) -> str:
    """The condition that an entry is denied or disputed, or denies or disputes."""
    number = f"({TABLES[kind]}.rowid & {(1 << _NUMBER) - 1})"
    if kind == "reports":
        return "0"
    if kind == "events":
        return (
            f"EXISTS (SELECT 1 FROM event WHERE id = {number} AND (status = 'denied' "
            "OR EXISTS (SELECT 1 FROM statement_about WHERE about = event.reported_by)))"
        )
    return (
        f"(EXISTS (SELECT 1 FROM statement_about WHERE about = {number}) "
        f"OR EXISTS (SELECT 1 FROM statement_about WHERE statement = {number}) "
        f"OR EXISTS (SELECT 1 FROM statement WHERE id = {number} AND act IN ('denies', 'disputes')))"
    )


def _bounds(sought: Sought) -> tuple[int, int]:
    first = _rowid(sought.first, 0) if sought.first else 0
    last = _rowid(sought.last, (1 << _NUMBER) - 1) if sought.last else _BIGGEST
    return first, last
