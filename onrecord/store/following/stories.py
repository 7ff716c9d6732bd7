"""Reports as the search for copies sees them, out of the library: only what it needs of each record is decoded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from onrecord.follow.copies.credited import Credited, Told, told_words
from onrecord.follow.copies.story import Story
from onrecord.follow.copies.words import Words
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.packing import unpack
from onrecord.store.partly import NONE

_TOLD, _CREDITED = msgspec.json.Decoder(Told), msgspec.json.Decoder(Credited)
_COLUMNS = ("id", "key", "address", "title", "publisher", "domain", "published", "published_time", "retrieved")


def words_in(connection: Connection, numbers: Sequence[int], at_hand: Mapping[int, Report] = NONE) -> dict[int, Words]:
    """The words of some reports.  numbers: at most as many as ``chunks`` gives; at_hand: the records of some."""
    record = schema.record.c
    rest = [number for number in numbers if number not in at_hand]
    rows = connection.execute(select(record.report, record.data).where(record.report.in_(rest))) if rest else ()
    found = {number: told_words(at_hand[number]) for number in numbers if number in at_hand}
    return found | {row.report: told_words(_TOLD.decode(unpack(row.data))) for row in rows}


def stories_of(connection: Connection, numbers: Iterable[int]) -> dict[int, Story]:
    """Some reports, without whom they credit."""
    table, found = schema.report.c, dict[int, Story]()
    query = select(*(table[name] for name in _COLUMNS), schema.record.c.data).join_from(schema.report, schema.record)
    for some in chunks(numbers):
        for row in connection.execute(query.where(table.id.in_(some))):
            found[row.id] = _story(row)
    return found


def with_credits(connection: Connection, story: Story) -> Story:
    """The same report with whom it credits."""
    data = connection.scalar(select(schema.record.c.data).where(schema.record.c.report == story.number))
    if data is None:
        return story
    return replace(story, credits=_CREDITED.decode(unpack(data)).credits())


def _story(row: Row[*tuple[Any, ...]]) -> Story:
    told = _TOLD.decode(unpack(row.data))
    return Story(
        number=row.id,
        key=row.key,
        text=told.text,
        words=told_words(told),
        address=row.address,
        title=row.title,
        publisher=row.publisher,
        domain=row.domain,
        day=row.published,
        time=row.published_time,
        retrieved=row.retrieved,
    )
