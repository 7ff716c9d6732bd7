"""Hits as lines of JSON and as a table for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, fields

from onrecord.store.hits import Answer, Hit
from onrecord.view.csv import line, printed
from onrecord.view.tables.cells import BETWEEN, Cell

COLUMNS = tuple(field.name for field in fields(Hit))


def hit_json(hit: Hit) -> str:
    """A hit as one line of JSON, with all its fields."""
    return json.dumps(asdict(hit), ensure_ascii=False) + "\n"


def hits_csv(hits: Iterator[Hit] | tuple[Hit, ...]) -> Iterator[str]:
    """A header line and a line for each hit.

    Of places in the words ``5-9;12-20``; of several carriers and answers the names with ``; `` between.
    """
    yield line(COLUMNS)
    for hit in hits:
        yield line(printed(_cell(getattr(hit, name))) for name in COLUMNS)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple):
            return ";".join(f"{start}-{end}" for start, end in value)
        return BETWEEN.join(f"{one.speaker or ''} ({one.id})" if isinstance(one, Answer) else str(one) for one in value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"no cell for {type(value).__name__}")
