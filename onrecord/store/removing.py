"""Taking a report down, with a tombstone that keeps it from being added again; and taking that back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from onrecord.errors import NotInLibrary, UsageError
from onrecord.reading.links import one_form
from onrecord.store import schema
from onrecord.store.lookup import SHORTEST_KEY, report_number
from onrecord.store.paths import alike
from onrecord.store.put import take_out
from onrecord.store.versions import settle_latest


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenOut:
    """A report that was taken down.

    number, key, title, address, uri, published: what it was called by, some null where an earlier version of onrecord
    took it down.  every_version: nothing from its address is wanted.  undone_by, undone_at: who took that back, and
    when; null where it holds.
    """

    number: int | None
    key: str | None
    title: str | None
    address: str | None
    uri: str | None
    published: str | None
    every_version: bool
    why: str | None
    by: str
    at: str
    undone_by: str | None
    undone_at: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Removal:
    """What a removal did.

    keys: of the reports that went.  uncovered: the key of an earlier version that is the page's latest now, null where
    there is none.  left: how many versions of the page are still there.
    """

    keys: tuple[str, ...]
    uncovered: str | None = None
    left: int = 0


def remove_report(
    connection: Connection, name: str | int, *, why: str, by: str, at: str, every_version: bool = False
) -> Removal:
    """Take down what ``report_number`` finds by this name.

    Its bytes, and other bytes with the same words, are not added again.  every_version: all versions of its address
    go, and nothing from there is added again.  Raises NotInLibrary, and UsageError without a name.
    """
    if not by.strip():
        raise UsageError("who takes it down is kept; give a name")
    table = schema.report.c
    columns = (
        table.id, table.key, table.document, table.words_hash, table.words, table.address, table.title, table.uri,
        table.published, table.latest,
    )  # fmt: skip
    row = connection.execute(select(*columns).where(table.id == report_number(connection, name))).one()
    rows = [row]
    if every_version and row.address:
        rows = list(connection.execute(select(*columns).where(table.address == row.address).order_by(table.id)))
    for one in rows:
        values = {
            "document": one.document,
            "words_hash": one.words_hash if one.words else None,
            "address": one.address if every_version else None,
            "title": one.title,
            "why": why.strip() or None,
            "by": by,
            "at": at,
            "report": one.id,
            "key": one.key,
            "page": one.address,
            "uri": one.uri,
            "published": one.published,
        }
        connection.execute(insert(schema.tombstone), values)
        take_out(connection, one.id)
    settle_latest(connection, row.address)
    keys = tuple(one.key for one in rows)
    if not row.address:
        return Removal(keys=keys)
    others = connection.execute(select(table.key, table.latest).where(table.address == row.address)).all()
    now_latest = next((other.key for other in others if other.latest), None) if row.latest else None
    return Removal(keys=keys, uncovered=now_latest, left=len(others))


def taken_out(connection: Connection) -> list[TakenOut]:
    """All that was taken down, the last first, with those that were taken back."""
    table = schema.tombstone
    return [_told(row) for row in connection.execute(select(table).order_by(table.c.id.desc()))]


def put_back(connection: Connection, name: str | int, *, by: str, at: str) -> list[TakenOut]:
    """Let a report that was taken down be added again; that it was taken down, and by whom this is taken back, is kept.

    name: its number, its key or a beginning of it, its address, or the path or address that it was read from.  What
    was taken down with it as a version of its page comes along.  Raises NotInLibrary where nothing of that name is
    taken down, or several are.
    """
    table = schema.tombstone
    holding = connection.execute(select(table).where(table.c.undone_at.is_(None)).order_by(table.c.id.desc())).all()
    found = _named(holding, str(name).strip())
    if not found:
        raise NotInLibrary(f"no report {str(name)!r} was taken down; onrecord remove --list has those that were")
    if len({_together(row) for row in found}) > 1:
        keys = ", ".join(dict.fromkeys((row.key or row.document)[:12] for row in found[:5]))
        raise NotInLibrary(f"several that were taken down are called {str(name)!r}: {keys}; give one of these")
    rows = [row for row in holding if _together(row) == _together(found[0])]
    connection.execute(
        update(table).where(table.c.id.in_([row.id for row in rows])), {"undone_by": by, "undone_at": at}
    )
    return [_told(row, by=by, at=at) for row in rows]


def still_barred(connection: Connection, undone: Sequence[TakenOut]) -> TakenOut | None:
    """Another removal that keeps one of these from being added all the same: of the same words, bytes or address."""
    table = schema.tombstone
    mine = [one.key for one in undone if one.key]
    rows = connection.execute(select(table).where(table.c.key.in_(mine))).all()
    same = or_(
        table.c.document.in_({row.document for row in rows}),
        table.c.words_hash.in_({row.words_hash for row in rows if row.words_hash}),
        table.c.address.in_({row.page for row in rows if row.page}),
    )
    other = connection.execute(select(table).where(table.c.undone_at.is_(None), same).limit(1)).first()
    return _told(other) if other else None


def _named(rows: Sequence[Row[Any]], name: str) -> list[Row[Any]]:
    """Those that a name means; of one number, or one page, the last that was taken down."""
    address = one_form(name)
    ways: tuple[Callable[[Row[Any]], bool], ...] = (
        lambda row: name.isdigit() and row.report == int(name),
        lambda row: address is not None and row.page == address,
        lambda row: row.uri == name,
        lambda row: len(name) >= SHORTEST_KEY and (row.key or row.document).startswith(name),
        lambda row: row.uri is not None and alike(name, row.uri),
    )
    for number, way in enumerate(ways):
        if found := [row for row in rows if way(row)]:
            return found[:1] if number < 2 else found
    return []


def _together(row: Row[Any]) -> tuple[Any, ...]:
    """What is the same of versions that were taken down at once."""
    return (row.address, row.at, row.by) if row.address else (row.id,)


def _told(row: Row[Any], *, by: str | None = None, at: str | None = None) -> TakenOut:
    return TakenOut(
        number=row.report,
        key=row.key,
        title=row.title,
        address=row.page or row.address,
        uri=row.uri,
        published=row.published,
        every_version=row.address is not None,
        why=row.why,
        by=row.by,
        at=row.at,
        undone_by=by or row.undone_by,
        undone_at=at or row.undone_at,
    )
