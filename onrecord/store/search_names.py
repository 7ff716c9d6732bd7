"""A word of a query that is a name: under which other names its bearer may stand in the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.entities_naming import lookup_key
from onrecord.store.query import Query, Term
from onrecord.store.search import names_with

# So many other names of a word's bearers are looked for at most.
MOST = 1000


def other_names(connection: Connection, query: Query) -> tuple[tuple[int, ...], ...]:
    """For each of ``query.every`` the profiles whose own name lacks a term, but whose entity has it in another name."""
    return tuple(tuple(sorted(set(_others(connection, terms)))) for terms in query.every)


def _others(connection: Connection, terms: Sequence[Term]) -> Iterator[int]:
    for term in terms:
        for some in chunks(names_with(connection, term.words, prefix=term.prefix)):
            for row in connection.execute(_profiles(), {"names": some}):
                own = lookup_key(row.name).split()
                if not _has(own, term):
                    yield row.id


def _has(own: Iterable[str], term: Term) -> bool:
    """Whether a name's own words have all of a term's."""
    words = set(own)
    *whole, last = term.words
    found = any(word.startswith(last) for word in words) if term.prefix else last in words
    return found and words.issuperset(whole)


@lru_cache(maxsize=1)
def _profiles() -> Select[Any]:
    names, profile = schema.entity_name, schema.entity_profile
    return (
        select(profile.c.id, profile.c.name)
        .join(names, names.c.entity == profile.c.entity)
        .where(names.c.id.in_(bindparam("names", expanding=True)))
        .distinct()
        .limit(MOST)
    )
