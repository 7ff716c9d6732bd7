"""Judgements and sign-offs brought to a report's new record."""

from __future__ import annotations

from sqlalchemy import Connection

from onrecord.record import Report
from onrecord.store.identity import now
from onrecord.store.judgements import carry_judgements
from onrecord.store.reviewing.signing import settle

MACHINE = "onrecord"


def carry(connection: Connection, old_key: str, key: str, report: Report) -> list[int]:
    """As ``carry_judgements``; a sign-off whose record is no longer the one that was signed is taken back."""
    lost = carry_judgements(connection, old_key, key, report)
    settle(connection, key, by=MACHINE, at=now())
    return lost
