"""What is known of a document from outside it, as it lies in ``report.given``."""

from __future__ import annotations

import msgspec

from onrecord.reading.given import Given

_NOTHING = Given()
_GIVEN = msgspec.json.Decoder(Given)  # made once: see onrecord/encode.py


def given_json(given: Given) -> str | None:
    """Its JSON; None where nothing is known."""
    return None if given == _NOTHING else msgspec.json.encode(given).decode("utf-8")


def given_of(words: str | None) -> Given:
    """The inverse of ``given_json``."""
    return _NOTHING if words is None else _GIVEN.decode(words)


def told_rank(words: str | None) -> tuple[int, str]:
    """How much is told of a document, to be compared with what is told of the same bytes elsewhere; ``given_json``'s
    form."""
    facts = given_of(words)
    count = sum(bool(value) for value in (facts.published, facts.time, facts.title, facts.authors, facts.publisher))
    return count, words or ""
