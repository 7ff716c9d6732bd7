"""Those parts of a record that tell its words and whom it credits, for decoding no more of it than these."""

from __future__ import annotations

import msgspec

from onrecord.follow.copies.story import Credit, compared_words, credits_of
from onrecord.follow.copies.words import Words
from onrecord.record import Report, Spans


class Block(msgspec.Struct, frozen=True):
    """Of a block its kind and places."""

    kind: str
    spans: Spans


class Named(msgspec.Struct, frozen=True):
    """Of an entity its name."""

    id: str
    name: str


class Carrier(msgspec.Struct, frozen=True):
    """Through whom a report has a statement."""

    entity: str
    spans: Spans


class Statement(msgspec.Struct, frozen=True):
    """Of a statement through whom it came."""

    via: tuple[Carrier, ...]


class Author(msgspec.Struct, frozen=True):
    """An author with the places of the name."""

    name: str
    spans: Spans


class Told(msgspec.Struct, frozen=True):
    """Of a record what is compared."""

    text: str
    blocks: tuple[Block, ...]


class Credited(Told, frozen=True):
    """The same and whom it credits."""

    authors: tuple[Author, ...]
    entities: tuple[Named, ...]
    attributions: tuple[Statement, ...]

    def credits(self) -> tuple[Credit, ...]:
        """Whom the report credits, as ``credits_of`` finds it."""
        names = {one.id: one.name for one in self.entities}
        carriers = [
            (names[carrier.entity], carrier.spans)
            for said in self.attributions
            for carrier in said.via
            if carrier.entity in names
        ]
        blocks = [(block.kind, block.spans) for block in self.blocks]
        return credits_of(self.text, blocks, [(one.name, one.spans) for one in self.authors], carriers)


def told_words(record: Told | Report) -> Words:
    """The words of a record that are compared."""
    return compared_words(record.text, ((block.kind, block.spans) for block in record.blocks))
