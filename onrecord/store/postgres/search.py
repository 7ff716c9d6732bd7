"""The search index in PostgreSQL: a table a kind with a ``tsvector`` and a GIN index on it.

An entry's key is its day and its number, as in a file (``search_places.py``).  Names are found by their words as they
stand, through an index on the keys in ``entity_name`` itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from onrecord.store.chunks import chunks
from onrecord.store.folding import clean, folded
from onrecord.store.postgres.lexemes import vector
from onrecord.store.postgres.match import match_of, names_match
from onrecord.store.search import Entry, Kind, Sought
from onrecord.store.search_places import bounds_of, disputed, number_of, place_of

TABLES: dict[Kind, str] = {"statements": "statement_search", "events": "event_search", "reports": "report_search"}
_NAME = "array_to_tsvector(array_remove(string_to_array(key, ' '), ''))"
_CREATE = (
    *(
        f"CREATE TABLE IF NOT EXISTS {table} (entry bigint PRIMARY KEY, words tsvector NOT NULL)"
        for table in TABLES.values()
    ),
    *(f"CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin (words)" for table in TABLES.values()),
    f"CREATE INDEX IF NOT EXISTS entity_name_words ON entity_name USING gin ({_NAME})",
)
_Values = dict[str, str | int]


def create(connection: Connection) -> None:
    """Make the tables and indexes; nothing where they are there."""
    for command in _CREATE:
        connection.exec_driver_sql(command)


def clear(connection: Connection) -> None:
    """Take everything out; the index of names is the server's to keep."""
    connection.exec_driver_sql(f"TRUNCATE {', '.join(TABLES.values())}")


def put(connection: Connection, entries: Sequence[Entry]) -> None:
    """Put entries in; those that are in are left as they are."""
    for table, some in _by_table(entries):
        rows = [
            {
                "entry": place_of(one.day, one.number),
                "words": vector(folded(clean(one.words)), folded(clean(one.names)), one.marks.split()),
            }
            for one in some
        ]
        connection.exec_driver_sql(
            f"INSERT INTO {table} (entry, words) VALUES (%(entry)s, %(words)s) ON CONFLICT (entry) DO NOTHING", rows
        )


def take(connection: Connection, entries: Sequence[Entry]) -> None:
    """Take entries out; those that are not in are left out of it."""
    for table, some in _by_table(entries):
        for places in chunks(place_of(one.day, one.number) for one in some):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE entry = ANY(%(entries)s)", {"entries": places})


def ranked(
    connection: Connection, kind: Kind, sought: Sought, among: int, count: int, skip: int
) -> tuple[list[tuple[int, float]], int]:
    """Of the newest ``among`` entries that match some, best first, with their rank; and how many they are of.

    The rank is the server's own, ``ts_rank``, by the length of the text (its normalization 1).
    """
    matching, values = _matching(kind, sought)
    rank = "ts_rank(words, CAST(%(match)s AS tsquery), 1)" if "match" in values else "0"
    rows = connection.exec_driver_sql(
        "SELECT entry, score, count(*) OVER () FROM ("
        f"SELECT entry, {rank} AS score FROM {matching} ORDER BY entry DESC LIMIT %(among)s) AS newest "
        "ORDER BY score DESC, entry DESC LIMIT %(count)s OFFSET %(skip)s",
        values | {"among": among, "count": count, "skip": skip},
    ).all()
    return [(number_of(row[0]), float(row[1])) for row in rows], rows[0][2] if rows else 0


def by_day(connection: Connection, kind: Kind, sought: Sought, count: int, oldest: bool, skip: int) -> list[int]:
    """The numbers of entries that match, in the order of days."""
    matching, values = _matching(kind, sought)
    rows = connection.exec_driver_sql(
        f"SELECT entry FROM {matching} ORDER BY entry {'ASC' if oldest else 'DESC'} LIMIT %(count)s OFFSET %(skip)s",
        values | {"count": count, "skip": skip},
    )
    return [number_of(place) for place in rows.scalars().all()]


def leaf(
    connection: Connection, kind: Kind, sought: Sought, count: int, after: int | None, oldest: bool
) -> list[tuple[int, int]]:
    """The places and numbers of entries that match, in the order of days, behind a place."""
    matching, values = _matching(kind, sought, bounds_of(sought, after, oldest=oldest))
    rows = connection.exec_driver_sql(
        f"SELECT entry FROM {matching} ORDER BY entry {'ASC' if oldest else 'DESC'} LIMIT %(count)s",
        values | {"count": count},
    )
    return [(place, number_of(place)) for place in rows.scalars().all()]


def names_with(connection: Connection, words: Sequence[str], prefix: bool, most: int) -> list[int]:
    """The numbers of names that have all these words."""
    if not words:
        return []
    rows = connection.exec_driver_sql(
        f"SELECT id FROM entity_name WHERE {_NAME} @@ CAST(%(match)s AS tsquery) ORDER BY id LIMIT %(most)s",
        {"match": names_match(words, prefix=prefix), "most": most},
    )
    return list(rows.scalars())


def _by_table(entries: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    for kind, table in TABLES.items():
        if some := [one for one in entries if one.kind == kind]:
            yield table, some


def _matching(kind: Kind, sought: Sought, bounds: tuple[int, int] | None = None) -> tuple[str, _Values]:
    """What to select from, with its conditions, and the values in them.

    bounds: the first and the last place; None takes those of the days that are sought.  Where neither words nor marks
    are asked for, all entries.
    """
    table, (first, last) = TABLES[kind], bounds or bounds_of(sought)
    conditions, values = ["entry BETWEEN %(first)s AND %(last)s"], _Values(first=first, last=last)
    if match := match_of(sought, kind):
        conditions.append("words @@ CAST(%(match)s AS tsquery)")
        values["match"] = match
    if sought.disputed:
        conditions.append(disputed(kind, f"{table}.entry"))
    return f"{table} WHERE {' AND '.join(conditions)}", values
