"""Publishers by a part of their name or domain: "bbc" is BBC News, and whoever publishes at bbc.co.uk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, or_, select

from onrecord.errors import NotInLibrary
from onrecord.store.folding import folded
from onrecord.store.schema import report


def publishers_like(connection: Connection, name: str) -> tuple[str, ...]:
    """The names and domains in the library that have these words, the last of which may be the beginning of one.

    One that is called just so is meant alone.
    """
    words = folded(name.strip())
    if not words:
        return ()
    rows = connection.execute(select(report.c.publisher, report.c.domain).distinct()).all()
    known = dict.fromkeys(one for row in rows for one in row if one)
    same = tuple(one for one in known if folded(one) == words)
    pattern = re.compile(rf"(?<![^\W_]){re.escape(words)}")
    return same or tuple(one for one in known if pattern.search(folded(one)))


def published_by(connection: Connection, name: str) -> ColumnElement[bool]:
    """What must hold of a report of this publisher.  Raises NotInLibrary where the library has none."""
    some = publishers_like(connection, name)
    if not some:
        raise NotInLibrary(no_publisher(name))
    return is_of(some)


def is_of(some: Sequence[str]) -> ColumnElement[bool]:
    """Whether a report has one of these names or domains."""
    return or_(report.c.publisher.in_(some), report.c.domain.in_(some))


def no_publisher(name: str) -> str:
    """What to say of a name that no publisher has."""
    return f"no publisher is named {name!r}"
