"""The marks by which copies are found, in the library: put, taken out, asked for."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete

from onrecord.store import schema

RULES = 1


def place(connection: Connection, numbers: Sequence[int]) -> None:
    """Put the marks of some reports."""


def take(connection: Connection, numbers: Sequence[int]) -> None:
    """Take the marks of some reports out, but those that another version of the page has too."""


def clear(connection: Connection) -> None:
    """Take all marks out."""
    connection.execute(delete(schema.copy_mark))
    connection.execute(delete(schema.copy_words))
