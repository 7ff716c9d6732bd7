"""An utterance as it is shown: its wordings against the fullest one, who carried it, to whom it is attributed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from onrecord.follow.quotations.diff import Change, Difference, Piece, differences
from onrecord.follow.quotations.quoted import quoted_words
from onrecord.follow.quotations.utterance import (
    MOST_SAID,
    Attributed,
    Carried,
    attributed,
    clocks,
    disagreeing,
    first_seen,
    fullest,
)
from onrecord.store import schema
from onrecord.store.chunks import chunks


@dataclass(frozen=True, kw_only=True, slots=True)
class Carrier:
    """A report that carries a wording.

    statement, id: the statement's number in the library and its id in the record; report ... uri: the report, latest:
    whether there is no later version of its page; ``speaker``, ``handle``, ``source``, ``cue``: who says it there;
    via: through whom; doubt: why its date is not believed, null where it is.
    """

    statement: int
    id: str
    report: int
    report_key: str
    title: str | None
    publisher: str | None
    published: str | None
    uri: str | None
    latest: bool
    speaker: str | None
    handle: str | None
    source: str | None
    cue: str | None
    via: tuple[str, ...]
    doubt: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """One wording of an utterance.

    key: what ``part`` and ``join`` know it by; words: as the first report has them; pieces, changes: how it differs
    from the fullest one; reports: who carries it, the first one first.  The link to the wording that it goes by:
    ``host`` (a key; null for the one at the end), ``kind`` ("same", "part", "person"), ``share`` of its words that are
    kept, ``telling`` words that are, and the confidence that both are of one utterance.
    """

    key: str
    words: str
    pieces: tuple[Piece, ...]
    changes: tuple[Change, ...]
    reports: tuple[Carrier, ...]
    host: str | None
    kind: str | None
    share: float | None
    telling: int | None
    confidence: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Utterance:
    """An utterance: its wordings, the fullest one first, then those that were seen first.

    first: the carrier that was first by a date that can be believed; attributed: to whom it is attributed, by how many
    reports; disagreement: reports that are sure name different speakers.  statements: how many carry it, of which the
    first MOST_SAID are looked at, in so many reports; more: wordings that are left out here.
    """

    key: str
    wordings: tuple[Wording, ...]
    first: Carrier | None
    attributed: tuple[Attributed, ...]
    disagreement: bool
    reports: int
    statements: int
    more: int = 0


# So many wordings of one utterance are shown.
MOST_WORDINGS = 100


def utterance_of(connection: Connection, end: int) -> Utterance | None:
    """The utterance whose line of hosts ends at a wording; null where there is none."""
    table = schema.wording.c
    columns = (table.id, table.key, table.words, table.host, table.statements)
    query = select(*columns).where(table.utterance == end).order_by(table.words.desc(), table.key)
    rows: dict[int, Any] = {row.id: row for row in connection.execute(query.limit(MOST_SAID))}
    said = _said(connection, rows)
    if not said:
        return None
    carried = [one for one, _ in said]
    carriers = {one.statement: carrier for one, carrier in said}
    doubts = clocks(carried)
    first = first_seen(carried)
    by_wording: dict[str, list[Carried]] = defaultdict(list)
    for one in carried:
        by_wording[one.wording].append(one)
    texts = {key: _text(some, carriers) for key, some in by_wording.items()}
    best = fullest(carried, texts)
    links = _links(connection, rows)
    keys = {row.id: row.key for row in rows.values()}
    order = sorted(by_wording, key=lambda key: (key != best, _when(by_wording[key][0]), key))
    wordings = []
    for key in order[:MOST_WORDINGS]:
        row = next(one for one in rows.values() if one.key == key)
        different = Difference(pieces=(), changes=()) if key == best else differences(texts[best], texts[key])
        link = links.get((row.host, row.id))
        wordings.append(
            Wording(
                key=key[:12],
                words=texts[key],
                pieces=different.pieces,
                changes=different.changes,
                reports=tuple(carriers[one.statement].doubted(doubts.get(one.statement)) for one in by_wording[key]),
                host=keys[row.host][:12] if row.host in keys else None,
                kind=link.kind if link else "person" if row.host else None,
                share=link.share if link else None,
                telling=link.telling if link else None,
                confidence=link.confidence if link else 1.0 if row.host else None,
            )
        )
    to = attributed(carried)
    return Utterance(
        key=keys[end][:12] if end in keys else best[:12],
        wordings=tuple(wordings),
        first=carriers[first.statement].carrier if first else None,
        attributed=to,
        disagreement=disagreeing(carried, to),
        reports=len({one.report for one in carried}),
        statements=sum(row.statements for row in rows.values()),
        more=len(order) - len(wordings),
    )


@dataclass(frozen=True)
class _Said:
    carrier: Carrier
    text: str

    def doubted(self, why: str | None) -> Carrier:
        from dataclasses import replace

        return replace(self.carrier, doubt=why)


def _said(connection: Connection, wordings: Iterable[int]) -> list[tuple[Carried, _Said]]:
    """The statements that have some wordings, the first ones first.  wordings: the longest first."""
    having, said, report = schema.statement_wording.c, schema.statement.c, schema.report.c
    being, known, wording = schema.report_entity.c, schema.entity.c, schema.wording.c
    query = (
        select(
            said.id, said.local, said.kind, said.content, said.day, said.day_of, said.source, said.cue,
            said.speaker_confidence,
            wording.key.label("wording"), wording.words, wording.speaker.label("voice"), being.name, known.handle,
            report.id.label("number"), report.key.label("report_key"), report.title, report.publisher, report.domain,
            report.published, report.published_time, report.published_confidence, report.retrieved, report.uri,
            report.latest,
        )
        .join_from(schema.statement_wording, schema.wording, wording.id == having.wording)
        .join(schema.statement, said.id == having.statement)
        .join(schema.report, report.id == said.report)
        .join(schema.report_entity, being.id == said.speaker, isouter=True)
        .join(schema.entity, known.id == being.entity, isouter=True)
        # Those without a day come last, whatever the database makes of nulls.
        .order_by(func.coalesce(report.published, "~"), report.key, said.id)
    )  # fmt: skip
    rows: list[Any] = []
    # In their own order, not by their numbers: which statements are looked at must not hang on which came first.
    for some in chunks(wordings):
        rows += connection.execute(query.where(having.wording.in_(some)).limit(MOST_SAID - len(rows))).all()
    via = _via(connection, [row.id for row in rows])
    found = [
        (_carried(row, via[row.id]), _Said(_carrier(row, via[row.id]), quoted_words(row.content, row.kind)))
        for row in rows
    ]
    return sorted(found, key=lambda one: _when(one[0]))


def _when(one: Carried) -> tuple[str, str, str, int]:
    return one.published or "~", one.time or "~", one.report, one.statement


def _carried(row: Row[Any], via: tuple[str, ...]) -> Carried:
    return Carried(
        statement=row.id, wording=row.wording, words=row.words, report=row.report_key,
        publisher=row.publisher or row.domain, via=via, published=row.published, time=row.published_time,
        sure=row.published_confidence, retrieved=row.retrieved, said=row.day if row.day_of == "statement" else None,
        speaker=row.name, voice=row.voice, speaker_sure=row.speaker_confidence or 0.0,
    )  # fmt: skip


def _carrier(row: Row[Any], via: tuple[str, ...]) -> Carrier:
    return Carrier(
        statement=row.id, id=row.local, report=row.number, report_key=row.report_key, title=row.title,
        publisher=row.publisher or row.domain, published=row.published, uri=row.uri, latest=row.latest,
        speaker=row.name, handle=row.handle, source=row.source, cue=row.cue, via=via, doubt=None,
    )  # fmt: skip


def _via(connection: Connection, statements: Sequence[int]) -> dict[int, tuple[str, ...]]:
    link, being = schema.statement_carrier.c, schema.report_entity.c
    found: dict[int, list[str]] = defaultdict(list)
    for some in chunks(statements):
        query = (
            select(link.statement, being.name)
            .join_from(schema.statement_carrier, schema.report_entity, being.id == link.carrier)
            .where(link.statement.in_(some))
            .order_by(link.statement, link.number)
        )
        for row in connection.execute(query):
            found[row.statement].append(row.name)
    return defaultdict(tuple, {statement: tuple(names) for statement, names in found.items()})


def _links(connection: Connection, rows: dict[int, Any]) -> dict[tuple[int, int], Row[Any]]:
    """The links of wordings with their hosts."""
    link, found = schema.wording_link.c, dict[tuple[int, int], Row[Any]]()
    for some in chunks(sorted(rows)):
        for row in connection.execute(select(schema.wording_link).where(link.two.in_(some))):
            if rows[row.two].host == row.one:
                found[row.one, row.two] = row
    return found


def _text(some: Sequence[Carried], carriers: dict[int, _Said]) -> str:
    """The wording as its first report has it, with single blanks."""
    return " ".join(carriers[some[0].statement].text.split())
