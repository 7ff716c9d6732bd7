"""The texts behind hits: to see whether words stand there as they were typed, and the passage of a story to show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from onrecord.store import schema
from onrecord.store.folding import folded
from onrecord.store.hits import Hit
from onrecord.store.partly import Story, story_in
from onrecord.store.query import Query, Term, holds
from onrecord.store.search import Kind, hits

# A story's passage around the words that were found, in code points.
PASSAGE = 240
_NUMBERS: Any = bindparam("numbers", expanding=True)


class Stories:
    """Stories of reports, each unpacked once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, Story] = {}

    def of(self, numbers: Sequence[int]) -> dict[int, Story]:
        """The stories of some reports by their numbers."""
        if new := [number for number in numbers if number not in self._known]:
            for row in self._connection.execute(_records(), {"numbers": new}):
                self._known[row.report] = story_in(row.data)
        return {number: self._known[number] for number in numbers if number in self._known}


def strictly(connection: Connection, kind: Kind, some: Sequence[Hit], query: Query, stories: Stories) -> list[Hit]:
    """Those hits that have phrases and beginnings of words as they stand."""
    texts = _texts(connection, kind, some, stories)

    def kept(hit: Hit) -> bool:
        mine = texts[hit.number]
        return holds(query, mine, lambda terms: any(hits(mine, terms)))

    return [hit for hit in some if kept(hit)]


def passage(story: Story, title: str | None, terms: Iterable[Term]) -> str:
    """The passage of a story that has most of the terms' words, by their first letters; its beginning without any."""
    told = story.told
    head = " ".join((title or "").split())
    # The first line is the headline, which a hit has already.
    body = told[len(head) + 1 :] if head and told.startswith(head + "\n") else told
    best, most = 0, 0
    begins = {word[:4] for term in terms for word in term.words}
    if begins:
        pattern = re.compile(rf"\b(?:{'|'.join(sorted(begins))})", re.IGNORECASE)
        found = [(match.start(), match[0].lower()) for match in pattern.finditer(body)]
        if not found and not body.isascii():
            found = [(match.start(), match[0].lower()) for match in pattern.finditer(_alike(body))]
        last = 0
        for place, (start, _) in enumerate(found):
            last = max(last, place)
            while last < len(found) and found[last][0] < start + PASSAGE * 3 // 4:
                last += 1
            if (count := len({word for _, word in found[place:last][:20]})) > most:
                best, most = max(0, start - PASSAGE // 4), count
    start, end = best, min(len(body), best + PASSAGE)
    if start and (blank := re.compile(r"\s").search(body, start, start + 40)):
        start = blank.end()
    if end < len(body) and (blank_at := max(body.rfind(" ", start, end), body.rfind("\n", start, end))) > start:
        end = blank_at
    return body[start:end]


def _alike(text: str) -> str:
    """The text without accents, each letter in its place."""
    return "".join(char if char.isascii() else folded(char)[:1] or char for char in text)


def _texts(connection: Connection, kind: Kind, some: Sequence[Hit], stories: Stories) -> dict[int, list[str]]:
    """For each hit all texts in which its words may stand: as the index has them, and the names that it goes by."""
    numbers = [hit.number for hit in some]
    found: dict[int, list[str]] = {}
    for hit in some:
        parts = (hit.words, hit.source if kind == "statements" else None, hit.speaker, hit.roles)
        found[hit.number] = [part for part in parts if part]
    if kind == "reports":
        for hit in some:
            found[hit.number] += [hit.publisher] if hit.publisher else []
        for number, story in stories.of(numbers).items():
            found[number] += [story.told, *(author.name for author in story.authors)]
        return found
    if kind == "events":
        for row in connection.execute(_parties(), {"numbers": numbers}):
            found[row.number] += [row.name, row.roles, *([row.other] if row.other else [])]
    for row in connection.execute(_speakers(kind), {"numbers": numbers}):
        found[row.number].append(row.name)
    return found


@lru_cache(maxsize=1)
def _records() -> Select[Any]:
    return select(schema.record).where(schema.record.c.report.in_(_NUMBERS))


@lru_cache(maxsize=1)
def _parties() -> Select[Any]:
    """Who takes part in events, with all names."""
    names, person, party = schema.entity_name, schema.report_entity, schema.event_party
    return (
        select(party.c.event.label("number"), person.c.name, person.c.roles, names.c.name.label("other"))
        .join(person, person.c.id == party.c.party)
        .join(names, names.c.entity == person.c.entity, isouter=True)
        .where(party.c.event.in_(_NUMBERS))
    )


@lru_cache(maxsize=2)
def _speakers(kind: Kind) -> Select[Any]:
    """All names of who says it, or on whose word it is."""
    names, person, statement = schema.entity_name, schema.report_entity, schema.statement
    told = statement if kind == "statements" else schema.event
    query = select(told.c.id.label("number"), names.c.name).where(told.c.id.in_(_NUMBERS))
    if kind == "events":
        query = query.join(statement, statement.c.id == told.c.reported_by)
    return query.join(person, person.c.id == statement.c.speaker).join(names, names.c.entity == person.c.entity)
