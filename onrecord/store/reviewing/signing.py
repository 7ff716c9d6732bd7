"""Signing a report off: who, when, and the hash of the record as people left it.

Whatever changes that record (a judgement, one that is taken back, a new record) takes the sign-off back; so can a
person.  It stays there as one that was taken back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import NotInLibrary, UsageError
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.hashing import canonical_line
from onrecord.store.identity import now
from onrecord.store.judgements import next_number
from onrecord.store.lookup import key_of, record_of, report_number
from onrecord.store.put import unpacked
from onrecord.store.reviewing.judged import history
from onrecord.store.reviewing.reviewed import reviewed

SUBJECT = "sign-off"


@dataclass(frozen=True, kw_only=True, slots=True)
class SignOff:
    """A person's word that a report's record is right.

    hash: of the record as it was signed; holds: it was not taken back, and the record is still that one; undone_by,
    undone_at: who took it back, or changed the record, and when; changed: the record has changed since.
    """

    number: int
    hash: str
    by: str
    at: str
    holds: bool
    changed: bool
    undone_by: str | None = None
    undone_at: str | None = None


def record_hash(record: Report) -> str:
    """sha256 of a record's canonical line, the one that ``library_hash`` goes over."""
    return hashlib.sha256(canonical_line(record)).hexdigest()


def hash_now(connection: Connection, key: str, record: Report) -> str:
    """The hash of the report with this key, as people left it."""
    return record_hash(reviewed(record, history(connection, key)))


def sign(connection: Connection, report: str | int, *, by: str, seen: str | None = None) -> SignOff:
    """Sign a report off.  seen: the hash of the record that was looked at.

    Who signed it already, and nothing has changed since, has signed it once.  Raises NotInLibrary; UsageError where the
    record is no longer the one that was looked at.
    """
    if not by.strip():
        raise UsageError("a sign-off needs a name; say by whom it is")
    number = report_number(connection, report)
    key, record = key_of(connection, number), record_of(connection, number)
    current = hash_now(connection, key, record)
    if seen is not None and seen != current:
        raise UsageError("the record has changed since you looked at it; look again, then sign it off")
    known = next((one for one in _of(connection, key, current) if one.holds and one.by == by), None)
    if known is not None:
        return known
    at = now()
    identity = next_number(connection)
    values = {
        "id": identity,
        "subject": SUBJECT,
        "about": json.dumps({"report": key, "hash": current}),
        "verdict": json.dumps({"signed": True}),
        "report_key": key,
        "by": by,
        "at": at,
    }
    connection.execute(insert(schema.judgement), values)
    return SignOff(number=identity, hash=current, by=by, at=at, holds=True, changed=False)


def withdraw(connection: Connection, number: int, *, by: str) -> SignOff:
    """Take a sign-off back by hand; that it was given is kept.  Raises NotInLibrary."""
    table = schema.judgement
    row = connection.execute(select(table).where(table.c.id == number, table.c.subject == SUBJECT)).first()
    if row is None or row.undone_at is not None:
        raise NotInLibrary(f"no sign-off {number} that holds; there is none, or it was taken back before")
    at = now()
    connection.execute(update(table).where(table.c.id == number), {"undone_by": by, "undone_at": at})
    hashed = json.loads(row.about)["hash"]
    return SignOff(
        number=number, hash=hashed, by=row.by, at=row.at, holds=False, changed=False, undone_by=by, undone_at=at
    )


def sign_offs(connection: Connection, report: str | int) -> tuple[SignOff, ...]:
    """All sign-offs of a report, the last first, with those that were taken back.  Raises NotInLibrary."""
    number = report_number(connection, report)
    key = key_of(connection, number)
    return sign_offs_of(connection, key, record_of(connection, number))


def sign_offs_of(connection: Connection, key: str, record: Report) -> tuple[SignOff, ...]:
    """The same of a report that is looked up already."""
    table = schema.judgement
    there = connection.scalar(select(table.c.id).where(table.c.report_key == key, table.c.subject == SUBJECT).limit(1))
    return tuple(_of(connection, key, hash_now(connection, key, record))) if there else ()


def standing(connection: Connection, reports: Iterable[tuple[int, str]]) -> dict[str, tuple[SignOff, ...]]:
    """The sign-offs that hold, oldest first, of reports given by number and key; by key."""
    keys = {key: number for number, key in reports}
    table = schema.judgement
    signed = set[str]()
    for some in chunks(keys):
        query = (
            select(table.c.report_key)
            .distinct()
            .where(table.c.report_key.in_(some), table.c.subject == SUBJECT, table.c.undone_at.is_(None))
        )
        signed.update(connection.scalars(query))
    found = {}
    for key in signed:
        data = connection.scalar(select(schema.record.c.data).where(schema.record.c.report == keys[key]))
        current = hash_now(connection, key, unpacked(data or b""))
        if holding := tuple(one for one in _of(connection, key, current) if one.holds):
            found[key] = holding[::-1]
    return found


def settle(connection: Connection, key: str, *, by: str, at: str) -> None:
    """Take those sign-offs back whose record is no longer the one that was signed.  by: who changed it."""
    table = schema.judgement
    query = select(table.c.id, table.c.about).where(
        table.c.report_key == key, table.c.subject == SUBJECT, table.c.undone_at.is_(None)
    )
    rows = connection.execute(query).all()
    if not rows:
        return
    number = connection.scalar(select(schema.report.c.id).where(schema.report.c.key == key))
    if number is None:
        return
    current = hash_now(connection, key, record_of(connection, number))
    for row in rows:
        about = json.loads(row.about)
        if about["hash"] != current:
            values = {"undone_by": by, "undone_at": at, "about": json.dumps(about | {"changed": True})}
            connection.execute(update(table).where(table.c.id == row.id), values)


def settle_report_of(connection: Connection, judgement: int, *, by: str, at: str) -> None:
    """The same for the report that a judgement is about, where it is about one."""
    table = schema.judgement.c
    key = connection.scalar(select(table.report_key).where(table.id == judgement))
    if key is not None:
        settle(connection, key, by=by, at=at)


def _of(connection: Connection, key: str, current: str) -> Iterable[SignOff]:
    """The sign-offs of a report whose record has the hash ``current``, the last first."""
    table = schema.judgement
    query = select(table).where(table.c.report_key == key, table.c.subject == SUBJECT).order_by(table.c.id.desc())
    for row in connection.execute(query):
        about = json.loads(row.about)
        taken = row.undone_at is not None
        changed = bool(about.get("changed")) or (not taken and about["hash"] != current)
        yield SignOff(
            number=row.id, hash=about["hash"], by=row.by, at=row.at, holds=not taken and not changed, changed=changed,
            undone_by=row.undone_by, undone_at=row.undone_at,
        )  # fmt: skip
