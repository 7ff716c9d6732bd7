"""Parts of a record as it lies in the library, without building the whole: several times faster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import cast

import msgspec
from sqlalchemy import Connection, select

from onrecord.reading.page import STORY_KINDS
from onrecord.record import Report, Spans, passage_text
from onrecord.store import schema
from onrecord.store.bulk import Among
from onrecord.store.packing import unpack


class _Block(msgspec.Struct, frozen=True):
    kind: str
    spans: Spans


class _Mention(msgspec.Struct, frozen=True):
    spans: Spans


class _Entity(msgspec.Struct, frozen=True):
    id: str
    mentions: tuple[_Mention, ...]


class _Place(msgspec.Struct, frozen=True):
    entity: str | None
    country: str | None


class _Author(msgspec.Struct, frozen=True):
    name: str


class _Headline(msgspec.Struct, frozen=True):
    text: str


class Story(msgspec.Struct, frozen=True):
    """What a report says, without what was found in it."""

    text: str
    blocks: tuple[_Block, ...]
    headline: _Headline | None
    authors: tuple[_Author, ...]

    @property
    def told(self) -> str:
        """Headline and story: a line for each block, blanks single."""
        lines = [self.headline.text] if self.headline else []
        lines += [passage_text(self.text, block.spans) for block in self.blocks if block.kind in STORY_KINDS]
        return "\n".join(dict.fromkeys(" ".join(line.split()) for line in lines))


class Mentions(msgspec.Struct, frozen=True):
    """Where a report names its entities, and what its places are."""

    text: str
    entities: tuple[_Entity, ...]
    places: tuple[_Place, ...]

    def printed(self) -> dict[str, list[str]]:
        """The different words of each entity's mentions, by its id, in the order of the text."""
        return {
            one.id: list(dict.fromkeys(_without_nul(self.text, mention.spans) for mention in one.mentions))
            for one in self.entities
        }

    def countries(self) -> dict[str, str]:
        """The country of each entity that is a resolved place, by its id; left out where mentions differ."""
        found: dict[str, set[str]] = {}
        for place in self.places:
            if place.entity and place.country:
                found.setdefault(place.entity, set()).add(place.country)
        return {entity: next(iter(codes)) for entity, codes in found.items() if len(codes) == 1}


def _without_nul(text: str, spans: Spans) -> str:
    return passage_text(text, spans).replace("\0", "\ufffd")


# No record is at hand.
NONE: Mapping[int, Report] = MappingProxyType({})
_STORY, _MENTIONS = msgspec.json.Decoder(Story), msgspec.json.Decoder(Mentions)


def story_in(data: bytes) -> Story:
    """The story of a packed record."""
    return _STORY.decode(unpack(data))


def mentions_of(connection: Connection, numbers: Iterable[int], at_hand: Mapping[int, Report]) -> dict[int, Mentions]:
    """The mentions of some reports, by number.  at_hand: the records of some."""
    found = {number: _mentions(at_hand[number]) for number in numbers if number in at_hand}
    rest = _RECORDS.rows(connection, [number for number in numbers if number not in at_hand])
    return found | {number: _MENTIONS.decode(unpack(data)) for number, data in rest}


def stories_of(connection: Connection, numbers: Iterable[int], at_hand: Mapping[int, Report]) -> dict[int, Story]:
    """The stories of some reports, by number.  at_hand: the records of some."""
    found = {number: _story(at_hand[number]) for number in numbers if number in at_hand}
    rest = _RECORDS.rows(connection, [number for number in numbers if number not in at_hand])
    return found | {number: story_in(data) for number, data in rest}


_RECORDS = Among(
    lambda reports: select(schema.record.c.report, schema.record.c.data).where(schema.record.c.report.in_(reports))
)


def _mentions(report: Report) -> Mentions:
    # What a whole record has is what is asked of its parts.
    return Mentions(
        text=report.text,
        entities=cast(tuple[_Entity, ...], report.entities),
        places=cast(tuple[_Place, ...], report.places),
    )


def _story(report: Report) -> Story:
    return Story(
        text=report.text,
        blocks=cast(tuple[_Block, ...], report.blocks),
        headline=cast(_Headline | None, report.headline),
        authors=cast(tuple[_Author, ...], report.authors),
    )
