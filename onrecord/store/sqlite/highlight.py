"""Where in a text the words stand that are sought: asked of FTS5 in a database in memory.

It needs no library, and so it is the same for a library on a server.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence

from onrecord.record import Spans
from onrecord.store.folding import clean
from onrecord.store.query import Term
from onrecord.store.sqlite.match import terms_match

TOKENS = "porter unicode61 remove_diacritics 2"


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


_threads = threading.local()


def _aside() -> sqlite3.Connection:
    """A database in memory, one a thread, with an empty table; to make it takes longer than to ask."""
    if not hasattr(_threads, "aside"):
        aside = sqlite3.connect(":memory:", isolation_level=None)
        aside.execute(f"CREATE VIRTUAL TABLE text USING fts5(words, tokenize='{TOKENS}')")
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
