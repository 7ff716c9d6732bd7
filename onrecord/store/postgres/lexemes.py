"""Texts as PostgreSQL's text search keeps them: the same words, by the same stems, as a library in a file has them.

SQLite's FTS5 takes the texts apart, in a database in memory; so a search finds the same in either, and the server needs
no dictionary of its own.  A ``tsvector`` keeps at most 255 places of a lexeme and none behind the 16,383rd
(https://www.postgresql.org/docs/current/textsearch-limitations.html).  A text that has more is kept without places, but
with its pairs of neighbours as lexemes more, by which phrases are found in it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from onrecord.store.sqlite.highlight import TOKENS

_MOST_PLACES, _LAST_PLACE = 255, 16_383
LONGEST = 500  # letters of a word that count; the server takes 2,046 bytes
_MOST_BYTES = 900_000  # of a text's lexemes; the server takes 1,048,575
_GAP = 8  # between a text and the names, so that no phrase goes on from one into the other
_PAIR, _MARK = "+", "="  # no word has them


def vector(words: str, names: str, marks: Sequence[str]) -> str:
    """A text and the names in it as a ``tsvector``, with marks that are no words."""
    texts = list(_stems((words, names)))
    places: dict[str, list[int]] = {}
    last = 0
    for stems in texts:
        for stem in stems:
            last += 1
            places.setdefault(stem, []).append(last)
        last += _GAP
    told = [f"'{_MARK}{one}'" for one in marks]
    if last <= _LAST_PLACE and all(len(some) <= _MOST_PLACES for some in places.values()):
        told += [f"'{stem}':{','.join(map(str, some))}" for stem, some in places.items()]
    else:
        told += _within(places, sum(len(one) for one in told))
        told += _within(
            dict.fromkeys(pair_of(*two) for stems in texts for two in pairwise(stems)), sum(len(one) for one in told)
        )
    return " ".join(told)


def _within(lexemes: dict[str, object] | dict[str, list[int]] | dict[str, None], taken: int) -> Iterator[str]:
    """As many of some lexemes as a vector has room for.  taken: bytes that are taken already."""
    for lexeme in lexemes:
        taken += len(lexeme.encode()) + 8
        if taken > _MOST_BYTES:
            return
        yield f"'{lexeme}'"


def pair_of(one: str, two: str) -> str:
    """Two neighbours as one lexeme."""
    return f"{one}{_PAIR}{two}"


def mark_of(mark: str) -> str:
    """A mark as a lexeme."""
    return f"{_MARK}{mark}"


@lru_cache(maxsize=4096)
def stem_of(word: str) -> str:
    """The stem of one word."""
    return next(iter(next(_stems((word,)))), word[:LONGEST])


_threads = threading.local()


def _stems(texts: Sequence[str]) -> Iterator[list[str]]:
    """The stems of each text, in its order."""
    aside = _aside()
    aside.execute("BEGIN")
    try:
        aside.executemany("INSERT INTO text(rowid, words) VALUES (?, ?)", enumerate(texts))
        rows = aside.execute("SELECT doc, offset, term FROM stem").fetchall()
    finally:
        aside.execute("ROLLBACK")
    found: list[list[tuple[int, str]]] = [[] for _ in texts]
    for number, place, stem in rows:
        found[number].append((place, stem))
    for some in found:
        yield [stem[:LONGEST] for _, stem in sorted(some)]


def _aside() -> sqlite3.Connection:
    """A database in memory, one a thread; to make it takes longer than to ask."""
    if not hasattr(_threads, "aside"):
        aside = sqlite3.connect(":memory:", isolation_level=None)
        aside.execute(f"CREATE VIRTUAL TABLE text USING fts5(words, content='', tokenize='{TOKENS}')")
        aside.execute("CREATE VIRTUAL TABLE stem USING fts5vocab(text, instance)")
        _threads.aside = aside
    found: sqlite3.Connection = _threads.aside
    return found
