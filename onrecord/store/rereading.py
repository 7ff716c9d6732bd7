"""Records made anew from the bytes that were kept, in place."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Engine, or_, select

from onrecord.acquire.document import Document, Refused
from onrecord.apart.pool import Done
from onrecord.errors import InputError, NotFound
from onrecord.record import Report
from onrecord.settings import Settings
from onrecord.store import schema
from onrecord.store.entering import enter_waiting
from onrecord.store.given_json import given_of
from onrecord.store.identity import identified
from onrecord.store.opening import writing
from onrecord.store.outcome import Outcome, Refusals, Sum
from onrecord.store.put import captured, next_ids
from onrecord.store.versions import put_anew
from onrecord.version import made_now
from onrecord.workers import read_documents, result_of

_BATCH_SECONDS, _BATCH, _BEAT = 0.8, 48, 0.2
_Results = Generator[Done | None, None, None]
_Read = list[tuple[Document, Report]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reread:
    """The sum of a run.  ``reread``: records made anew; ``refused``: reports whose old record stays, by kind of reason
    in ``reasons``; ``not_placed``: numbers of judgements whose words the new records do not have."""

    reread: int
    refused: int
    reasons: tuple[Refusals, ...]
    not_placed: tuple[int, ...]


def reread_reports(
    engine: Engine,
    settings: Settings,
    workers: int,
    *,
    numbers: Sequence[int] | None = None,
    every: bool = False,
    tell: Callable[[Outcome], None] | None = None,
) -> Reread:
    """Read these reports again; without numbers, those that another program or model made, or every one.

    tell: called for each once its new record is on the disk ("unchanged": the report is the same), or why it has none.
    """
    counted, lost = Sum(), list[int]()

    def told(outcome: Outcome) -> None:
        counted.count(outcome)
        if tell is not None:
            tell(outcome)

    def commit(batch: _Read) -> None:
        outcomes = []
        with writing(engine) as connection:
            ids = next_ids(connection)
            for document, report in batch:
                key = identified(document)[1].key
                number = connection.scalar(select(schema.report.c.id).where(schema.report.c.key == key))
                if number is not None:  # else it was removed meanwhile
                    lost.extend(put_anew(connection, number, report, ids))
                    outcomes.append(Outcome(became="unchanged", uri=document.uri, key=key))
            enter_waiting(connection, ids)
        batch.clear()
        for outcome in outcomes:
            told(outcome)

    batch: _Read = []
    began = 0.0
    documents = _documents(engine, numbers, every=every)
    results = cast(_Results, read_documents(documents, settings, workers, beat=_BEAT))
    try:
        for result in results:
            if result is not None:
                document, report = result.item, result_of(result)
                if isinstance(report, InputError):
                    told(Outcome(became="refused", uri=document.uri, error=report))
                else:
                    began = began if batch else time.monotonic()
                    batch.append((cast(Document, document), report))
            if batch and (len(batch) >= _BATCH or time.monotonic() - began >= _BATCH_SECONDS):
                commit(batch)
    finally:
        results.close()
        commit(batch)
    done = counted.added()
    return Reread(reread=done.unchanged, refused=done.refused, reasons=done.reasons, not_placed=tuple(lost))


def _documents(engine: Engine, numbers: Sequence[int] | None, *, every: bool) -> Iterator[Document | Refused]:
    """The documents as they were read first, a few at a time."""
    table, made = schema.report.c, made_now()
    query = select(table.id, table.key, table.document, table.uri, table.given, table.media_type, table.retrieved)
    if numbers is None and not every:
        query = query.where(or_(table.program != made.onrecord, table.model != made.model))
    left = list(dict.fromkeys(numbers)) if numbers is not None else None
    last = 0
    while left is None or left:
        if left is not None:
            some, left = left[:100], left[100:]
            page = query.where(table.id.in_(some))
        else:
            page = query.where(table.id > last)
        with engine.connect() as connection:
            rows = connection.execute(page.order_by(table.id).limit(100)).all()
        if left is None and not rows:
            return
        for row in rows:
            last = row.id
            try:
                with engine.connect() as connection:
                    data = captured(connection, row.document)
                if data is None:
                    raise NotFound("its bytes were not kept; add it again from where it came")
            except InputError as error:
                yield Refused(uri=row.uri or row.key, error=error)
                continue
            yield Document(
                data=data,
                uri=row.uri or "",
                media_type=row.media_type,
                retrieved=row.retrieved,
                given=given_of(row.given),
            )
