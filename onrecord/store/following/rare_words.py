"""What is likest to some words by the rarest of them: the first step to whatever may say or tell the same."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from onrecord.follow.common_words import COMMON_WORDS, rank_of
from onrecord.store.filters import Filters, Unknown, sought_for
from onrecord.store.query import parse_query
from onrecord.store.search import Kind, ranked

_UNKNOWN = 1 << 20  # the rank of a word that the encoder's vocabulary has not: a name, mostly


def rarest(words: Iterable[str], most: int, *, first: Iterable[str] = ()) -> list[str]:
    """At most so many of the words (in small letters), the rarest of all English words first; none that say little.

    first: words that come before others.
    """
    before = set(first)
    some = {word for word in words if word not in COMMON_WORDS}
    return sorted(some, key=lambda word: (word not in before, -rank_of(word, unknown=_UNKNOWN), word))[:most]


def likest(connection: Connection, kind: Kind, words: Iterable[str], filters: Filters, most: int) -> list[int]:
    """At most so many numbers of what has one of the words or more, the likest first."""
    query = " OR ".join(words)
    if not query:
        return []
    sought = sought_for(connection, parse_query(query), filters)
    if isinstance(sought, Unknown) or sought.empty:
        return []
    found, _ = ranked(connection, kind, sought, most)
    return [number for number, _ in found]
