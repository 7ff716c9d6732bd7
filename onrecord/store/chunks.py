"""Long lists of values for a database, in pieces that every database takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")

# SQLite takes 32,766 values in a statement; longer lists than this gain nothing.
MOST = 500


def chunks(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in lists of at most MOST."""
    rest = iter(values)
    while some := list(islice(rest, MOST)):
        yield some
