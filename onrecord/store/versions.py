"""What a read document becomes in the library: a report, a version of one, or one more sight of what is there.

Nothing here depends on the order in which documents come.  Of one address, captures with the same words are one report
(bytes differ by a counter or an advertisement): the one that was retrieved first is kept, then the one with the
smallest hash.  Captures with other words are versions side by side, of which the one seen last is the ``latest``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, func, or_, select, update

from onrecord.acquire.document import Document
from onrecord.errors import TakenDown
from onrecord.record import MadeBy, Report
from onrecord.store import schema
from onrecord.store.bulk import Asked, put_rows
from onrecord.store.given_json import given_json, given_of, told_rank
from onrecord.store.identity import Identity, own_address
from onrecord.store.put import drop_capture, packed, put_capture, put_report, replace_report, take_out, unpacked
from onrecord.store.reviewing.carrying import carry
from onrecord.store.rows import NextIds, story_words, words_hash
from onrecord.version import made_now

Became = Literal["added", "version", "unchanged"]
_LATER_THAN_ALL = "~"  # a moment of retrieval that is not known, where the first one is looked for


@dataclass(frozen=True, kw_only=True, slots=True)
class Met:
    """A key that was met before: the report that it led to, which may have come of other bytes."""

    report: int
    report_key: str
    report_document: str
    address: str | None
    retrieved: str | None
    given: str | None
    title: str | None
    made_by: MadeBy
    has_bytes: bool


# Queries of every document are put together once.
_REPORT, _SIGHTING, _TOMBSTONE = schema.report.c, schema.sighting.c, schema.tombstone.c
_MET = Asked(
    select(
        _REPORT.id, _REPORT.key, _REPORT.document, _REPORT.address, _REPORT.retrieved, _REPORT.given, _REPORT.title,
        _REPORT.program, _REPORT.model, schema.capture.c.size,
    )
    .join_from(schema.sighting, schema.report)
    .outerjoin(
        schema.capture, (schema.capture.c.hash == _REPORT.document) & schema.capture.c.data.is_not(None)
    )
    .where(_SIGHTING.key == bindparam("key"))
    .limit(1)
)  # fmt: skip
_SIGHT = Asked(
    select(_SIGHTING.id).where(
        _SIGHTING.report == bindparam("report"),
        _SIGHTING.key == bindparam("key"),
        _SIGHTING.uri == bindparam("uri"),
        func.coalesce(_SIGHTING.retrieved, "") == bindparam("retrieved"),
    )
)
_TAKEN_DOWN = Asked(
    select(_TOMBSTONE.at, _TOMBSTONE.by, _TOMBSTONE.why).where(
        _TOMBSTONE.undone_at.is_(None),
        or_(
            _TOMBSTONE.document == bindparam("document"),
            _TOMBSTONE.address == bindparam("address"),
            _TOMBSTONE.words_hash == bindparam("words"),
        ),
    )
)
_SAME_WORDS = Asked(
    select(_REPORT.id, _REPORT.key, _REPORT.document, _REPORT.retrieved).where(
        _REPORT.address == bindparam("address"), _REPORT.words_hash == bindparam("words")
    )
)
_OF_ADDRESS = Asked(select(_REPORT.id).where(_REPORT.address == bindparam("address")).limit(1))
_EARLIEST = Asked(select(func.min(_SIGHTING.retrieved)).where(_SIGHTING.key == bindparam("key")))
_SEEN = (
    select(_SIGHTING.report, func.max(_SIGHTING.retrieved).label("last"))
    .join_from(schema.sighting, schema.report)
    .where(_REPORT.address == bindparam("address"))
    .group_by(_SIGHTING.report)
    .subquery()
)
_VERSIONS = Asked(
    select(_REPORT.id, _REPORT.document, _REPORT.key, _REPORT.published, _REPORT.latest, _SEEN.c.last)
    .join_from(schema.report, _SEEN, _SEEN.c.report == _REPORT.id, isouter=True)
    .where(_REPORT.address == bindparam("address"))
)


def met_before(connection: Connection, key: str) -> Met | None:
    """What became of the document with this key, where it was met before."""
    row = _MET.first(connection, key=key)
    if row is None:
        return None
    return Met(
        report=row.id,
        report_key=row.key,
        report_document=row.document,
        address=row.address,
        retrieved=row.retrieved,
        given=row.given,
        title=row.title,
        made_by=MadeBy(onrecord=row.program, model=row.model),
        has_bytes=row.size is not None,
    )


def changes_nothing(met: Met, identity: Identity, document: Document) -> bool:
    """Whether a document that was met before need not be read again: its own record is there, or a better one.

    A record that another program or model made, and of which no bytes are kept, can be brought up to date only now;
    and where more is told of the document this time (a feed's title and date), the record is made with that.
    """
    if met.report_key == identity.key:
        is_current = met.has_bytes or met.made_by == made_now()
        return is_current and not _tells_more(document, met.given)
    return _rank(document.retrieved, identity.document, identity.key) > _rank(
        met.retrieved, met.report_document, met.report_key
    )


def taken_down(connection: Connection, identity: Identity, address: str | None, words: str | None) -> TakenDown | None:
    """Why the document is not wanted, where a report with its bytes or words, or its address, was taken down."""
    # What is not known is null, which is like nothing.
    row = _TAKEN_DOWN.first(connection, document=identity.document, address=address, words=words)
    if row is None:
        return None
    why = f" ({row.why})" if row.why else ""
    return TakenDown(
        f"{row.by} took it down on {row.at[:10]}{why}; it is not added again; to take that back: onrecord remove --undo"
    )


def meet_again(connection: Connection, met: Met, identity: Identity, document: Document) -> None:
    """Write down that a document was met once more, where that is not known yet."""
    if not _sight(connection, met.report, identity.key, document):
        return
    if met.report_key == identity.key and _is_earlier(document.retrieved, met.retrieved):
        _set_retrieved(connection, met.report, document.retrieved)
    settle_latest(connection, met.address)


def put_reading(
    connection: Connection, document: Document, identity: Identity, report: Report, ids: NextIds, *, at: str, keep: bool
) -> Became:
    """Put what was read.  at: this moment; keep: whether the bytes are kept.

    Raises TakenDown where a report like it was taken down.
    """
    met = met_before(connection, identity.key)
    if met is not None and met.report_key == identity.key:
        if _tells_more(document, met.given):
            put_anew(connection, met.report, report, ids, document=document)
            _join_same_words(connection, met.report, ids)
        elif met.made_by != report.made_by and not met.has_bytes:
            put_anew(connection, met.report, report, ids)
        meet_again(connection, met, identity, document)
        settle_latest(connection, met.address)
        return "unchanged"
    address = identity.address or own_address(report, document)
    words = words_hash(report)
    if refused := taken_down(connection, identity, address, words if any(story_words(report)) else None):
        raise refused
    report = _with_retrieved(report, _earliest(connection, identity.key, document.retrieved))
    twin = _same_words(connection, address, words) if address else None
    given = given_json(document.given)
    became: Became = "unchanged"
    put = True
    if twin is None:
        became = "version" if address and _has_versions(connection, address) else "added"
        number = put_report(
            connection, report, ids, key=identity.key, address=address, uri=document.uri, added=at, given=given
        )
    else:
        number = twin.id
        if _rank(report.origin.retrieved, identity.document, identity.key) < _rank(
            twin.retrieved, twin.document, twin.key
        ):
            replace_report(
                connection, report, ids, number, key=identity.key, address=address, uri=document.uri, given=given
            )
            carry(connection, twin.key, identity.key, report)
            drop_capture(connection, twin.document)
        else:
            put = twin.key == identity.key
    if put:
        put_capture(
            connection, identity.document, report.origin.media_type, document.data,
            keep=keep and not document.left_out, left_out=document.left_out,
        )  # fmt: skip
    _sight(connection, number, identity.key, document, new=twin is None)
    if became != "added":  # the only one of its address is the latest
        settle_latest(connection, address)
    return became


def put_anew(
    connection: Connection, number: int, report: Report, ids: NextIds, *, document: Document | None = None
) -> list[int]:
    """Put a new record of the same bytes in the place of the one there; key, address and version stay.

    document: where the bytes are the same but more is told of them.  Returns the numbers of judgements that have no
    place in the new record.
    """
    table = schema.report.c
    row = connection.execute(
        select(table.key, table.address, table.uri, table.given, table.retrieved).where(table.id == number)
    ).one()
    report = _with_retrieved(report, row.retrieved)
    uri, given = (document.uri, given_json(document.given)) if document else (row.uri, row.given)
    replace_report(connection, report, ids, number, key=row.key, address=row.address, uri=uri, given=given)
    return carry(connection, row.key, row.key, report)


def settle_latest(connection: Connection, address: str | None) -> None:
    """Mark, of the versions of an address, the one that was seen last."""
    if not address:
        return
    rows = _VERSIONS.rows(connection, address=address)
    last = max(rows, key=lambda row: (row.last or row.published or "", row.document, row.key), default=None)
    for row in rows:
        if row.latest != (row is last):
            connection.execute(update(schema.report).where(_REPORT.id == row.id), {"latest": row is last})


def _rank(retrieved: str | None, document: str, key: str) -> tuple[str, str, str]:
    """The smallest is kept of captures with the same words."""
    return retrieved or _LATER_THAN_ALL, document, key


def _tells_more(document: Document, known: str | None) -> bool:
    """Whether more is told of a document than was known of its bytes, whoever tells it; of as much the one kept does
    not depend on which came first."""
    told, before = given_json(document.given), given_json(replace(given_of(known), url=document.given.url))
    return told_rank(told) > told_rank(before)


def _is_earlier(retrieved: str | None, other: str | None) -> bool:
    return (retrieved or _LATER_THAN_ALL) < (other or _LATER_THAN_ALL)


def _same_words(connection: Connection, address: str, words: str) -> Row[*tuple[Any, ...]] | None:
    rows = _SAME_WORDS.rows(connection, address=address, words=words)
    return min(rows, key=lambda row: _rank(row.retrieved, row.document, row.key), default=None)


def _join_same_words(connection: Connection, number: int, ids: NextIds) -> None:
    """Make one of a report and another of the same address that has the same words, now that it was read anew."""
    table = schema.report.c
    row = connection.execute(select(table.key, table.address, table.words_hash).where(table.id == number)).one()
    kept = _same_words(connection, row.address, row.words_hash) if row.address else None
    if kept is None:
        return
    same = (table.address == row.address, table.words_hash == row.words_hash, table.id != kept.id)
    data = connection.scalar(select(schema.record.c.data).where(schema.record.c.report == kept.id))
    for other in connection.execute(select(table.id, table.key).where(*same)).all():
        sighting = schema.sighting
        connection.execute(update(sighting).where(sighting.c.report == other.id), {"report": kept.id})
        carry(connection, other.key, kept.key, unpacked(data or b""))
        take_out(connection, other.id, ids)


def _has_versions(connection: Connection, address: str) -> bool:
    return _OF_ADDRESS.first(connection, address=address) is not None


def _sight(connection: Connection, number: int, key: str, document: Document, *, new: bool = False) -> bool:
    """Write down where and when a key was met; False where that is known.  new: the report was not there before."""
    values = {"report": number, "key": key, "uri": document.uri, "retrieved": document.retrieved}
    if not new and _SIGHT.first(connection, **(values | {"retrieved": document.retrieved or ""})) is not None:
        return False
    put_rows(connection, schema.sighting, [values])
    return True


def _earliest(connection: Connection, key: str, retrieved: str | None) -> str | None:
    """The first moment at which this key was retrieved, now or before."""
    ((before,),) = _EARLIEST.rows(connection, key=key)
    return min(filter(None, (before, retrieved)), default=None)


def _set_retrieved(connection: Connection, number: int, retrieved: str | None) -> None:
    record = schema.record
    data = connection.scalar(select(record.c.data).where(record.c.report == number))
    assert data is not None
    report = _with_retrieved(unpacked(data), retrieved)
    connection.execute(update(record).where(record.c.report == number), {"data": packed(report)})
    connection.execute(update(schema.report).where(schema.report.c.id == number), {"retrieved": retrieved})


def _with_retrieved(report: Report, retrieved: str | None) -> Report:
    if report.origin.retrieved == retrieved:
        return report
    return replace(report, origin=replace(report.origin, retrieved=retrieved))
