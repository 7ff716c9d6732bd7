"""Records as lines, as ``onrecord read --format jsonl`` prints them; beside one that was signed off, who did so."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection

from onrecord.encode import to_json
from onrecord.store.export.chosen import Chosen, stored
from onrecord.store.export.stored import Stored


def lines(connection: Connection, chosen: Chosen) -> Iterator[str]:
    """A line a record, with its line end."""
    for one in stored(connection, chosen):
        yield _line(one)


def _line(one: Stored) -> str:
    line = to_json(one.report)
    if one.sign_offs:
        signed = [{"by": each.by, "at": each.at, "hash": each.hash} for each in one.sign_offs]
        line = f'{line[:-1]},"sign_offs":{msgspec.json.encode(signed).decode("utf-8")}}}'
    return line + "\n"
