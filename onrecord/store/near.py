"""Names and handles that are spelt nearly like one that nobody has, so that a slip can be told as one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from sqlalchemy import Connection, select

from onrecord.store import schema
from onrecord.store.entities_naming import lookup_key

# So many names are compared at most, which takes a third of a second.
_MOST = 20_000
_ALIKE = 0.75


def near_names(connection: Connection, name: str, *, most: int = 3) -> tuple[str, ...]:
    """Names of entities that are spelt nearly so, whole or in one of their words; the nearest first."""
    table = schema.entity_name.c
    rows = connection.execute(select(table.name, table.key).order_by(table.id).limit(_MOST)).all()
    bearing: dict[str, str] = {}
    for row in rows:
        for part in (row.key, *row.key.split()):
            bearing.setdefault(part, row.name)
    return _nearest(lookup_key(name), bearing, most)


def near_handles(connection: Connection, handle: str, *, most: int = 3) -> tuple[str, ...]:
    """Handles that are spelt nearly like this one, or those of whoever bears it as a name."""
    rows = connection.scalars(select(schema.entity.c.handle).order_by(schema.entity.c.id).limit(_MOST))
    bearing: dict[str, str] = {}
    for other in rows:
        for part in (other, *other.split("-")):
            bearing.setdefault(part, other)
    return _nearest("-".join(lookup_key(handle).split()), bearing, most)


def near_words(some: Iterable[str]) -> str:
    """What to say of near names: "; near it: A, B", or nothing."""
    named = ", ".join(some)
    return f"; near it: {named}" if named else ""


def _nearest(sought: str, bearing: dict[str, str], most: int) -> tuple[str, ...]:
    found = get_close_matches(sought, bearing, n=4 * most, cutoff=_ALIKE) if sought else []
    return tuple(dict.fromkeys(bearing[part] for part in found))[:most]
