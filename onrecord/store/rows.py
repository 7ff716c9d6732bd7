"""A record to the rows that are drawn from it."""

from __future__ import annotations

import hashlib
import json
import textwrap
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from onrecord.reading.page import STORY_KINDS
from onrecord.record import Attribution, Entity, Event, Report, Spans, Time, passage_text

Row = dict[str, Any]

# The tables in the order in which their rows can be put in.
DRAWN = (
    "problem",
    "report_entity",
    "statement",
    "statement_carrier",
    "statement_about",
    "statement_named",
    "event",
    "event_party",
)


@dataclass(kw_only=True)
class NextIds:
    """The next free number of each table that has numbers; one writer hands them out.

    waiting: reports that are put and still to be joined and indexed, with their records, at the latest when the
    transaction ends; many at once is several times cheaper than one by one (``entering.enter_waiting``).
    """

    waiting: dict[int, Report] = field(default_factory=dict)
    report: int = 1
    problem: int = 1
    report_entity: int = 1
    statement: int = 1
    statement_carrier: int = 1
    statement_about: int = 1
    statement_named: int = 1
    event: int = 1
    event_party: int = 1

    def take(self, table: str) -> int:
        """A free number of this table, which is then taken."""
        number: int = self.__dict__[table]
        self.__dict__[table] = number + 1
        return number


@dataclass(kw_only=True)
class Drawn:
    """The rows of one report by table."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in DRAWN})
    unfit: bool = False  # the report has what a row may not hold

    def add(self, table: str, **values: Any) -> None:
        """One more row of this table."""
        self.rows[table].append(without_nul(values) if self.unfit else values)


def without_nul(row: Row) -> Row:
    """A row as every database takes it: texts have U+FFFD where a report has a NUL."""
    return {name: value.replace("\0", "\ufffd") if isinstance(value, str) else value for name, value in row.items()}


def report_row(
    report: Report,
    identity: int,
    *,
    key: str,
    address: str | None,
    uri: str | None,
    latest: bool,
    added: str,
    given: str | None = None,
) -> Row:
    """The row of ``report``.  key, address: which report it is; added: the moment, ISO in UTC; given: JSON."""
    row = {
        "id": identity,
        "key": key,
        "document": report.id,
        "address": address,
        "words_hash": words_hash(report),
        "latest": latest,
        "uri": uri,
        "given": given,
        "title": report.headline.text if report.headline else None,
        "publisher": report.publisher.name or report.publisher.domain if report.publisher else None,
        "domain": report.publisher.domain if report.publisher else None,
        "language": report.language,
        "published": report.published.date,
        "published_time": report.published.time,
        "published_confidence": report.published.confidence,
        "media_type": report.origin.media_type,
        "retrieved": report.origin.retrieved,
        "added": added,
        "words": sum(len(words.split()) for words in story_words(report)),
        "complete": report.complete,
        "program": report.made_by.onrecord,
        "model": report.made_by.model,
    }
    return without_nul(row)


def story_words(report: Report) -> list[str]:
    """The story's blocks, each as its words with single blanks."""
    return [
        " ".join(passage_text(report.text, block.spans).split()) for block in report.blocks if block.kind in STORY_KINDS
    ]


def titled(report: Report) -> str | None:
    """The headline, else the first words of the story; None where there is neither."""
    words = report.headline.text if report.headline else next((one for one in story_words(report) if one), "")
    return textwrap.shorten(words, 72, placeholder=" …") or None


def words_hash(report: Report) -> str:
    """Equal for two captures of one page whose headline, date and story are word for word the same."""
    title = report.headline.text if report.headline else ""
    parts = [" ".join(title.split()), report.published.date or "", *story_words(report)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def drawn_from(report: Report, identity: int, ids: NextIds) -> Drawn:
    """All rows that a record gives but its ``report`` and ``record``.  identity: the number of its ``report``."""
    drawn = Drawn(unfit="\0" in report.text)
    for one in report.problems:
        drawn.add("problem", id=ids.take("problem"), report=identity, kind=one.kind, detail=one.detail)
    entities = {entity.id: ids.take("report_entity") for entity in report.entities}
    names = {entity.id: entity.name for entity in report.entities}
    for entity in report.entities:
        drawn.add("report_entity", **_entity_row(entity, entities[entity.id], identity, names))
    statements = {one.id: ids.take("statement") for one in report.attributions}
    named = _Named(report)
    times = {time.id: time for time in report.times}
    for said in report.attributions:
        number = statements[said.id]
        drawn.add("statement", **_statement_row(report, said, number, identity, entities, times))
        for order, carrier in enumerate(said.via):
            drawn.add(
                "statement_carrier",
                id=ids.take("statement_carrier"),
                statement=number,
                number=order,
                carrier=entities[carrier.entity],
            )
        for about in said.about:
            drawn.add("statement_about", id=ids.take("statement_about"), statement=number, about=statements[about])
        for local in named.within(said.content.spans):
            drawn.add("statement_named", id=ids.take("statement_named"), statement=number, named=entities[local])
    for happened in report.events:
        number = ids.take("event")
        drawn.add("event", **_event_row(report, happened, number, identity, statements, times))
        for role, parties in (("actor", happened.actors), ("recipient", happened.recipients)):
            for order, party in enumerate(parties):
                drawn.add(
                    "event_party",
                    id=ids.take("event_party"),
                    event=number,
                    role=role,
                    number=order,
                    party=entities[party.entity],
                )
    return drawn


class _Named:
    """Which entities are mentioned within given spans."""

    def __init__(self, report: Report) -> None:
        found = sorted(
            (mention.spans[0][0], mention.spans[-1][1], entity.id)
            for entity in report.entities
            for mention in entity.mentions
        )
        self._starts = [start for start, _, _ in found]
        self._found = found

    def within(self, spans: Spans) -> list[str]:
        locals_: dict[str, None] = {}
        for start, end in spans:
            for number in range(bisect_right(self._starts, start - 1), bisect_right(self._starts, end - 1)):
                _, stop, local = self._found[number]
                if stop <= end:
                    locals_[local] = None
        return list(locals_)


def _entity_row(entity: Entity, number: int, report: int, names: dict[str, str]) -> Row:
    return {
        "id": number,
        "report": report,
        "local": entity.id,
        "entity": None,
        "kind": entity.kind,
        "name": entity.name,
        "named": entity.named,
        "roles": "; ".join(entity.roles),
        "affiliation": names.get(entity.affiliation or ""),
        "country": entity.country,
        "sector": entity.sector,
        "mentions": len(entity.mentions),
    }


def _statement_row(
    report: Report, said: Attribution, number: int, identity: int, entities: dict[str, int], times: dict[str, Time]
) -> Row:
    time = times.get(said.time or "")
    # A statement that tells no day of its own is kept under its report's, and the row says so.
    own = time is not None and time.start is not None
    day, last_day = (time.start, time.end) if time and own else (report.published.date, report.published.date)
    place = next((one for one in report.places if one.id == said.place), None)
    return {
        "id": number,
        "report": identity,
        "local": said.id,
        "kind": said.kind,
        "act": said.act,
        "speaker": entities.get(said.speaker or ""),
        "speaker_confidence": said.speaker_confidence,
        "source": said.source.text if said.source else None,
        "cue": said.cue.text if said.cue else None,
        "content": said.content.text,
        "start": said.content.spans[0][0],
        "stop": said.content.spans[-1][1],
        "medium": said.medium,
        "within": said.within,
        "about_words": said.about_statement.text if said.about_statement else None,
        "day": _day(day),
        "last_day": _day(last_day),
        "day_of": ("statement" if own else "report") if day else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "confidence": said.confidence,
    }


def _event_row(
    report: Report, happened: Event, number: int, identity: int, statements: dict[str, int], times: dict[str, Time]
) -> Row:
    time = times.get(happened.time or "")
    place = next((one for one in report.places if one.id == happened.place), None)
    return {
        "id": number,
        "report": identity,
        "local": happened.id,
        "type": happened.type,
        "mode": happened.mode,
        "contexts": " ".join(happened.contexts),
        "status": happened.status,
        "words": passage_text(report.text, happened.trigger),
        "sentence": _sentence_around(report, happened.trigger[0][0]),
        "start": happened.trigger[0][0],
        "stop": happened.trigger[-1][1],
        "day": _day(time.start if time else None),
        "last_day": _day(time.end if time else None),
        "place": place.name if place else None,
        "country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "reported_by": statements.get(happened.reported_by or ""),
        "magnitude": json.dumps(
            [{"kind": one.kind, "value": one.value, "unit": one.unit} for one in happened.magnitude]
        ),
        "confidence": happened.confidence,
    }


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def _sentence_around(report: Report, place: int) -> str:
    starts = [sentence.spans[0][0] for sentence in report.sentences]
    number = bisect_right(starts, place) - 1
    return " ".join(passage_text(report.text, report.sentences[number].spans).split()) if number >= 0 else ""
