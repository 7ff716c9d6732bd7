"""Records as lines, as ``onrecord read --format jsonl`` prints them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from onrecord.encode import to_json
from onrecord.store.export.chosen import Chosen, stored


def lines(connection: Connection, chosen: Chosen) -> Iterator[str]:
    """A line a record, with its line end."""
    for one in stored(connection, chosen):
        yield to_json(one.report) + "\n"
