"""A report's way into what is known across reports, and out of it: its entities joined, its words indexed,
it placed among what is followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from onrecord.record import Report
from onrecord.store.entities import join_entities, leave_entities
from onrecord.store.following.placing import let_wait, place_reports, take_reports
from onrecord.store.partly import NONE
from onrecord.store.rows import NextIds
from onrecord.store.search import index_reports, unindex_reports


def enter_reports(
    connection: Connection, numbers: Iterable[int], at_hand: Mapping[int, Report] = NONE, *, placed: bool = True
) -> None:
    """Join the entities of some reports, index their words and place them among what is followed.

    Their rows and records are in the tables.  at_hand: the records of some of them, which need not be unpacked then.
    placed: else they wait to be placed.
    """
    reports = list(numbers)
    join_entities(connection, reports, at_hand)
    index_reports(connection, reports, at_hand)
    if placed:
        place_reports(connection, reports, at_hand)
    else:
        let_wait(connection, reports)


def enter_waiting(connection: Connection, ids: NextIds, *, placed: bool = True) -> None:
    """Let those reports enter that ``put_report`` and ``replace_report`` left waiting; see ``enter_reports``."""
    enter_reports(connection, sorted(ids.waiting), ids.waiting, placed=placed)
    ids.waiting = {}


def leave_reports(connection: Connection, numbers: Iterable[int]) -> None:
    """Undo what ``enter_reports`` did, before the reports' rows change or go."""
    reports = list(numbers)
    take_reports(connection, reports)
    unindex_reports(connection, reports)
    leave_entities(connection, reports)
