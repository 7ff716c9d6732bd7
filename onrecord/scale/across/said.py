"""The quotations of a record that are followed across reports."""

from __future__ import annotations

import msgspec

from onrecord.follow.copies.credited import Credited, Named, Statement
from onrecord.follow.quotations.likeness import may_join
from onrecord.follow.quotations.quoted import quoted_words, voice_of, wording_key
from onrecord.follow.quotations.words import words_of


class _Headline(msgspec.Struct, frozen=True):
    text: str


class _Publisher(msgspec.Struct, frozen=True):
    name: str | None
    domain: str | None


class _Published(msgspec.Struct, frozen=True):
    date: str | None
    time: str | None
    confidence: float


class _Origin(msgspec.Struct, frozen=True):
    retrieved: str | None


class _Entity(Named, frozen=True):
    kind: str


class _Time(msgspec.Struct, frozen=True):
    id: str
    start: str | None


class _Content(msgspec.Struct, frozen=True):
    text: str


class _Attribution(Statement, frozen=True):
    id: str
    kind: str
    content: _Content
    speaker: str | None
    speaker_confidence: float | None
    time: str | None


class Record(Credited, frozen=True):
    """Those parts of a record that are asked of it."""

    id: str
    origin: _Origin
    headline: _Headline | None
    publisher: _Publisher | None
    published: _Published
    entities: tuple[_Entity, ...]
    times: tuple[_Time, ...]
    attributions: tuple[_Attribution, ...]


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A statement that quotes.

    ``place``: in the record's order; ``id``: its own there; ``wording``: the key of its wording; ``text``: what is
    quoted; ``words``: how many; ``voice``: the speaker as all reports have it, ``speaker`` as this one names it;
    ``via``: names of those who hand it on; ``day``: on which it was said by the report's own account.
    """

    place: int
    id: str
    wording: str
    text: str
    words: int
    voice: str
    speaker: str | None
    sure: float
    via: tuple[str, ...]
    day: str | None


def said_in(record: Record) -> tuple[Said, ...]:
    """The quotations that say enough to be followed, in the record's order."""
    entities = {entity.id: entity for entity in record.entities}
    times = {time.id: time.start for time in record.times}
    found = []
    for place, one in enumerate(record.attributions):
        text = quoted_words(one.content.text, one.kind)
        words = words_of(text) if text else ()
        if not may_join(words):
            continue
        speaker = entities.get(one.speaker or "")
        voice = voice_of(speaker.name, speaker.kind) if speaker else voice_of(None, None)
        start = times.get(one.time or "")
        found.append(
            Said(
                place=place, id=one.id, wording=wording_key(words, voice, record.published.date), text=text,
                words=len(words), voice=voice, speaker=speaker.name if speaker else None,
                sure=one.speaker_confidence or 0.0,
                via=tuple(entities[carrier.entity].name for carrier in one.via if carrier.entity in entities),
                day=start[:10] if start else None,
            )
        )  # fmt: skip
    return tuple(found)
