"""The statements that may make the claim of one, or answer it: those that have its rarest words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from onrecord.follow.claims.told import Told, told_of
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.filters import Filters
from onrecord.store.following.rare_words import likest, rarest
from onrecord.store.lookup import records_of

# Statements that are compared, those that have most of the words; and words that are looked for.
MOST_COMPARED, MOST_WORDS = 150, 12

_WORD = re.compile(r"[^\W_]{2,}")


def near(connection: Connection, text: str) -> list[int]:
    """Numbers of the statements whose words are likest to a text, the likest first."""
    words = rarest(_WORD.findall(text.lower()), MOST_WORDS)
    return likest(connection, "statements", words, Filters(), MOST_COMPARED)


def reports_with(connection: Connection, text: str) -> int:
    """How many reports have a statement with this very content; all statements are looked at."""
    statement = schema.statement.c
    query = select(func.count(statement.report.distinct())).where(statement.content == text)
    return connection.scalar(query) or 0


def answering(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """Numbers of the statements that deny or dispute one of these in their own report."""
    table = schema.statement_about.c
    return [
        number
        for some in chunks(numbers)
        for number in connection.scalars(select(table.statement).where(table.about.in_(some)).order_by(table.statement))
    ]


def told_by(connection: Connection, numbers: Sequence[int]) -> tuple[dict[int, Told], set[tuple[str, str]]]:
    """Statements as they are compared, by number; and which of them deny or dispute which, by key, in their records.

    Of a page that has a later version only that one's statements are given.
    """
    statement, report = schema.statement.c, schema.report.c
    speaker, entity = schema.report_entity.c, schema.entity.c
    query = (
        select(statement.id, statement.local, statement.report, report.key, entity.handle)
        .join_from(schema.statement, schema.report)
        .join(schema.report_entity, speaker.id == statement.speaker, isouter=True)
        .join(schema.entity, entity.id == speaker.entity, isouter=True)
        .where(report.latest)
    )
    rows = [row for some in chunks(numbers) for row in connection.execute(query.where(statement.id.in_(some)))]
    records = records_of(connection, {row.report for row in rows})
    attributions = {number: {one.id: one for one in record.attributions} for number, record in records.items()}
    told: dict[int, Told] = {}
    about: set[tuple[str, str]] = set()
    for row in rows:
        one = attributions[row.report].get(row.local)
        if one is None:
            continue
        key = f"{row.key}:{row.local}"
        # A handle is words of the name joined by hyphens: as words, a last name alone is still seen to be part of it.
        name = (row.handle or "").replace("-", " ")
        told[row.id] = told_of(records[row.report], one, key=key, speaker=name)
        about |= {(key, f"{row.key}:{other}") for other in one.about}
    return told, about
