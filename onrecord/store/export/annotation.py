"""A library as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): an object of JSON-LD each.

A statement gives an annotation of its content, one of its source and one of its cue, which link to the first; an event
one of its trigger, a time and a place one of its words, an entity one with all its mentions.  Each has bodies that
classify it, tag it, describe it in words, and hold its part of the record as JSON; so the model's own terms suffice and
no context but the model's is needed.  Nothing hangs on the clock: the same library gives the same annotations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection

from onrecord.record import Attribution, Entity, Event, MadeBy, Place, Spans, Time
from onrecord.store.export.chosen import Chosen, stored
from onrecord.store.export.stored import Stored
from onrecord.store.export.targets import Json, Targets
from onrecord.store.reviewing.signing import SignOff
from onrecord.view.dates import date_words
from onrecord.view.tables.cells import number
from onrecord.view.told import Told, flat

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Part = Attribution | Event | Time | Place | Entity


def all_annotations(connection: Connection, chosen: Chosen) -> Iterator[Json]:
    """The annotations of the chosen reports, in the order of their keys and of their records."""
    for one in stored(connection, chosen):
        yield from annotations_of(one)


def annotations_of(one: Stored) -> Iterator[Json]:
    """The annotations of one report: statements, events, times, places, entities."""
    yield from _Writer(one).all()


def name_of(key: str, *parts: str) -> str:
    """The IRI of a part of a report's record: ``urn:onrecord:KEY:a1``."""
    return ":".join(("urn:onrecord", key, *parts))


class _Writer:
    def __init__(self, one: Stored) -> None:
        self._key = one.key
        self._report = one.report
        self._language = one.report.language
        self._told = Told(one.report)
        self._targets = Targets(one)
        self._creator = creator(one.report.made_by)
        self._sign_offs = one.sign_offs

    def all(self) -> Iterator[Json]:
        for said in self._report.attributions:
            yield from self._statement(said)
        for event in self._report.events:
            yield self._event(event)
        for time in self._report.times:
            yield self._time(time)
        for place in self._report.places:
            yield self._place(place)
        for entity in self._report.entities:
            # A target is a must, so an entity without a mention has none.
            if entity.mentions:
                yield self._entity(entity)
        for signed in self._sign_offs:
            yield self._sign_off(signed)

    def _statement(self, said: Attribution) -> Iterator[Json]:
        words = self._told.statement_words(said)
        tags = (said.act, said.kind, said.medium)
        about = [name_of(self._key, one) for one in said.about]
        yield self._annotation("describing", (said.id,), "statement", said.content.spans, said, words, tags, about)
        link = [name_of(self._key, said.id)]
        for role, passage in (("source", said.source), ("cue", said.cue)):
            if passage:
                yield self._annotation("classifying", (said.id, role), role, passage.spans, None, None, (), link)

    def _event(self, event: Event) -> Json:
        tags = (event.type, event.mode, event.status, *event.contexts)
        links = [name_of(self._key, one) for one in (event.reported_by, event.time, event.place) if one]
        words = self._told.event_words(event)
        return self._annotation("classifying", (event.id,), "event", event.trigger, event, words, tags, links)

    def _time(self, time: Time) -> Json:
        tags = (time.type, time.value)
        return self._annotation("identifying", (time.id,), "time", time.spans, time, date_words(time), tags, ())

    def _place(self, place: Place) -> Json:
        words = flat(place.name)
        if place.latitude is not None and place.longitude is not None:
            words += f" ({number(place.latitude)}, {number(place.longitude)})"
        tags = (place.country, place.gazetteer)
        return self._annotation("identifying", (place.id,), "place", place.spans, place, words, tags, ())

    def _entity(self, entity: Entity) -> Json:
        # Mentions may overlap in part only by mistake, but one that is there twice is one.
        spans = tuple(dict.fromkeys(chain.from_iterable(mention.spans for mention in entity.mentions)))
        tags = (entity.kind, entity.country, entity.sector)
        words = ", ".join((flat(entity.name), *map(flat, entity.roles)))
        return self._annotation("identifying", (entity.id,), "entity", spans, entity, words, tags, ())

    def _sign_off(self, signed: SignOff) -> Json:
        """A person's word that the whole record is right: of the page, by that person, at that moment."""
        bodies = [
            _text("classifying", "sign-off"),
            _text("describing", f"Signed off by {flat(signed.by)}; sha256 of the record as reviewed: {signed.hash}"),
        ]
        return {
            "@context": CONTEXT,
            "id": name_of(self._key, "sign-off", str(signed.number)),
            "type": "Annotation",
            "motivation": "assessing",
            "creator": {"id": name_of("person", quote(signed.by, safe="")), "type": "Person", "name": flat(signed.by)},
            "created": signed.at,
            "body": bodies,
            "target": self._targets.whole(),
        }

    def _annotation(
        self,
        motivation: str,
        parts: tuple[str, ...],
        role: str,
        spans: Spans,
        record: Part | None,
        words: str | None,
        tags: Iterable[str | None],
        links: Iterable[str],
    ) -> Json:
        bodies = [_text("classifying", role)]
        bodies += [_text("tagging", tag) for tag in dict.fromkeys(tags) if tag]
        if words:
            bodies.append(_text("describing", words) | ({"language": self._language} if self._language else {}))
        if record:
            bodies.append(_text("describing", _json(record), form="application/json"))
        bodies += [{"type": "SpecificResource", "purpose": "linking", "source": link} for link in links]
        return {
            "@context": CONTEXT,
            "id": name_of(self._key, *parts),
            "type": "Annotation",
            "motivation": motivation,
            "creator": self._creator,
            "body": bodies,
            "target": self._targets.of(spans),
        }


def creator(made_by: MadeBy) -> Json:
    """The program as an agent."""
    identity = name_of("program", made_by.onrecord, made_by.model)
    return {"id": identity, "type": "Software", "name": f"onrecord {made_by.onrecord}, model {made_by.model}"}


def _text(purpose: str, value: str, form: str = "text/plain") -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": form}


def _json(part: Any) -> str:
    import msgspec

    return msgspec.json.encode(part).decode("utf-8")
