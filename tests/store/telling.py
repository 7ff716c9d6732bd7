"""Invented reports, made as records and not read: who says what of whom, in a sentence each; and a library of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine

from onrecord.record import (
    Act,
    Attribution,
    AttributionKind,
    Block,
    Carrier,
    Entity,
    EntityKind,
    Event,
    EventStatus,
    Headline,
    MadeBy,
    Mention,
    Origin,
    Participant,
    Passage,
    Place,
    Published,
    Publisher,
    Report,
    Sentence,
    Spans,
    Time,
)
from onrecord.settings import Settings
from onrecord.store import schema
from onrecord.store.entering import enter_waiting
from onrecord.store.place import place_of
from onrecord.store.put import next_ids, put_report
from onrecord.store.search import create_index

ADDED = "2024-01-01T00:00:00Z"


@dataclass(frozen=True)
class Being:
    """Somebody or something of a report.  also: other forms under which the report names it."""

    name: str
    kind: EntityKind = "person"
    roles: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    named: bool = True
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Says:
    """A statement.  denies: the place of another one in the report's list."""

    who: Being | None
    words: str
    cue: str = "said"
    kind: AttributionKind = "indirect"
    act: Act = "says"
    via: tuple[Being, ...] = ()
    about: tuple[Being, ...] = ()
    denies: int | None = None
    day: str | tuple[str, str] | None = None  # one day, or the first and the last
    place: tuple[str, str | None] | None = None


@dataclass(frozen=True)
class Happens:
    """An event, told in a sentence.  word: the place of the statement that it rests on."""

    sentence: str
    trigger: str
    type: str = "ASSAULT"
    mode: str | None = None
    status: EventStatus = "happened"
    actors: tuple[Being, ...] = ()
    recipients: tuple[Being, ...] = ()
    day: tuple[str, str] | None = None
    place: tuple[str, str | None] | None = None
    word: int | None = None


@dataclass
class _Page:
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    entities: dict[Being, list[Spans]] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def add(self, words: str) -> int:
        start = len(self.text)
        self.text += words
        return start

    def mention(self, being: Being, start: int, end: int) -> str:
        self.entities.setdefault(being, []).append(((start, end),))
        return f"e{list(self.entities).index(being) + 1}"

    def name(self, being: Being) -> str:
        """Name a being once more in a sentence of its own, in all its forms."""
        if being not in self.entities:
            for form in (being.name, *being.also):
                start = self.add(form)
                self.mention(being, start, len(self.text))
                self.add(", ")
        return f"e{list(self.entities).index(being) + 1}"

    def time(self, start: str, end: str) -> str:
        at = self.add(f"[{start}]")
        one = Time(
            id=f"t{len(self.times) + 1}", spans=((at, len(self.text)),), type="DATE", value=start, mod=None,
            quant=None, freq=None, start=start, end=end, confidence=0.9,
        )  # fmt: skip
        self.times.append(one)
        return one.id

    def place(self, name: str, country: str | None) -> str:
        at = self.add(name)
        entity = self.mention(Being(name, "place"), at, len(self.text))
        one = Place(
            id=f"p{len(self.places) + 1}", spans=((at, len(self.text)),), entity=entity, name=name, country=country,
            latitude=None, longitude=None, gazetteer=None, confidence=0.8, candidates=(),
        )  # fmt: skip
        self.places.append(one)
        return one.id


def told(
    title: str,
    says: Sequence[Says] = (),
    *,
    day: str | None = "2021-03-04",
    publisher: str | None = "Northmail",
    url: str | None = None,
    happens: Sequence[Happens] = (),
    names: Sequence[Being] = (),
    story: str = "",
) -> Report:
    """A report with a headline, a paragraph for each statement and event, and one of other words."""
    page = _Page()
    page.add(title + "\n\n")
    attributions = [_statement(page, number, one) for number, one in enumerate(says)]
    events = [_event(page, number, one) for number, one in enumerate(happens)]
    start = page.add(story or "Nothing else was known.")
    page.blocks.append(Block(kind="paragraph", spans=((start, len(page.text)),)))
    for being in names:
        page.name(being)
    entities = tuple(
        Entity(
            id=f"e{number}", name=being.name, kind=being.kind, roles=being.roles, affiliation=None,
            country=being.country, sector=being.sector, named=being.named,
            mentions=tuple(Mention(spans=spans) for spans in mentions),
        )
        for number, (being, mentions) in enumerate(page.entities.items(), start=1)
    )  # fmt: skip
    blocks = (Block(kind="headline", spans=((0, len(title)),)), *page.blocks) if title.strip() else tuple(page.blocks)
    return Report(
        id=hashlib.sha256(json.dumps([page.text, url, day, publisher, repr(says), repr(names)]).encode()).hexdigest(),
        made_by=MadeBy(onrecord="0", model="made"),
        origin=Origin(uri=url, media_type="text/plain", retrieved=None, reader="made"),
        complete=True,
        problems=(),
        text=page.text,
        language="en",
        blocks=blocks,
        sentences=tuple(Sentence(block=number, spans=block.spans) for number, block in enumerate(blocks)),
        headline=Headline(spans=((0, len(title)),), text=title) if title.strip() else None,
        authors=(),
        publisher=Publisher(name=publisher, domain=None, confidence=0.9, evidence=()) if publisher else None,
        published=Published(date=day, time=None, confidence=0.9, evidence=(), rejected=()),
        links=(),
        entities=entities,
        times=tuple(page.times),
        places=tuple(page.places),
        attributions=tuple(attributions),
        events=tuple(events),
    )


def _statement(page: _Page, number: int, one: Says) -> Attribution:
    begin = len(page.text)
    speaker = source = None
    if one.who:
        start = page.add(one.who.name)
        speaker = page.mention(one.who, start, len(page.text))
        source = ((start, len(page.text)),)
        for form in one.who.also:
            page.add(", ")
            page.mention(one.who, page.add(form), len(page.text))
        page.add(" ")
    start = page.add(one.cue)
    cue = ((start, len(page.text)),)
    page.add(" ")
    start = page.add(one.words)
    content = ((start, len(page.text)),)
    for being in one.about:
        inside = page.text.index(being.name, start)
        page.mention(being, inside, inside + len(being.name))
    page.add(". ")
    via = tuple(Carrier(entity=page.name(being), spans=content) for being in one.via)
    days = (one.day, one.day) if isinstance(one.day, str) else one.day
    time = page.time(*days) if days else None
    place = page.place(*one.place) if one.place else None
    page.blocks.append(Block(kind="paragraph", spans=((begin, len(page.text.rstrip())),)))
    page.add("\n\n")
    return Attribution(
        id=f"a{number + 1}", kind=one.kind, source=Passage.of(page.text, source) if source else None,
        cue=Passage.of(page.text, cue), content=Passage.of(page.text, content), speaker=speaker,
        speaker_confidence=0.9 if speaker else None, via=via, act=one.act,
        about=(f"a{one.denies + 1}",) if one.denies is not None else (), time=time, place=place, confidence=0.9,
    )  # fmt: skip


def _event(page: _Page, number: int, one: Happens) -> Event:
    begin = page.add(one.sentence)
    at = page.text.index(one.trigger, begin)
    parties: dict[str, tuple[Participant, ...]] = {}
    for role in ("actors", "recipients"):
        found = []
        for being in getattr(one, role):
            start = page.text.index(being.name, begin)
            spans = ((start, start + len(being.name)),)
            found.append(Participant(entity=page.mention(being, *spans[0]), spans=spans))
        parties[role] = tuple(found)
    page.add(" ")
    time = page.time(*one.day) if one.day else None
    place = page.place(*one.place) if one.place else None
    page.blocks.append(Block(kind="paragraph", spans=((begin, len(page.text.rstrip())),)))
    page.add("\n\n")
    return Event(
        id=f"v{number + 1}", type=one.type, mode=one.mode, contexts=(), trigger=((at, at + len(one.trigger)),),
        actors=parties["actors"], recipients=parties["recipients"], status=one.status, magnitude=(), time=time,
        place=place, reported_by=f"a{one.word + 1}" if one.word is not None else None, confidence=0.8,
    )  # fmt: skip


def key_of(report: Report) -> str:
    """The key under which ``put`` keeps a report."""
    return report.id


def put(connection: Connection, reports: Iterable[Report], *, latest: bool = True) -> list[int]:
    """Put reports as the adder does: rows, entities, index; returns their numbers."""
    numbers = []
    ids = next_ids(connection)
    for report in reports:
        number = put_report(
            connection, report, ids, key=key_of(report), address=report.origin.uri,
            uri=report.origin.uri, added=ADDED, latest=latest,
        )  # fmt: skip
        numbers.append(number)
    enter_waiting(connection, ids)
    return numbers


def engine_at(path: Path) -> Engine:
    """An empty library."""
    engine = place_of(path, Settings()).engine()
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        create_index(connection)
    return engine


@contextmanager
def library(path: Path, reports: Iterable[Report]) -> Iterator[Connection]:
    """A connection to a new library with these reports."""
    engine = engine_at(path)
    try:
        with engine.begin() as connection:
            put(connection, reports)
            yield connection
    finally:
        engine.dispose()
