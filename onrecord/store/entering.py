"""A report's way into what is known across reports, and out of it: its entities joined, its words indexed,
it placed among what is followed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from onrecord.store.entities import join_entities, leave_entities
from onrecord.store.following.placing import place_reports, take_reports
from onrecord.store.rows import NextIds
from onrecord.store.search import index_reports, unindex_reports


def enter_reports(connection: Connection, numbers: Iterable[int]) -> None:
    """Join the entities of some reports, index their words and place them among what is followed.

    Their rows and records are in the tables.
    """
    reports = list(numbers)
    join_entities(connection, reports)
    index_reports(connection, reports)
    place_reports(connection, reports)


def enter_waiting(connection: Connection, ids: NextIds) -> None:
    """Let those reports enter that ``put_report`` and ``replace_report`` left waiting."""
    enter_reports(connection, sorted(ids.waiting))
    ids.waiting = frozenset()


def leave_reports(connection: Connection, numbers: Iterable[int]) -> None:
    """Undo what ``enter_reports`` did, before the reports' rows change or go."""
    reports = list(numbers)
    take_reports(connection, reports)
    unindex_reports(connection, reports)
    leave_entities(connection, reports)
