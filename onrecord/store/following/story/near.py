"""The reports that may tell the story of one: those that have its rarest words, of the weeks around its day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlalchemy import Connection

from onrecord.extract.words import vocabulary
from onrecord.follow.common_words import COMMON_WORDS
from onrecord.follow.stories.terms import LEAD_WORDS
from onrecord.record import Report, passage_text
from onrecord.store.filters import Filters, Unknown, sought_for
from onrecord.store.query import parse_query
from onrecord.store.search import ranked

# A story is followed for so many days to both sides of the report that is asked about.
DAYS = 30
# Reports that are compared, those that have most of the words; and words that are looked for.
MOST_COMPARED, MOST_WORDS = 120, 16

_WORD = re.compile(r"[^\W\d_]{3,}")
_UNKNOWN = 1 << 20  # the rank of a word that the encoder's vocabulary has not: a name, mostly


def near(connection: Connection, report: Report) -> list[int]:
    """Numbers of reports that may tell its story, the likeliest first; its own may be among them."""
    words = rarest_words(report)
    if not words:
        return []
    first, last = days_around(report.published.date)
    sought = sought_for(connection, parse_query(" OR ".join(words)), Filters(first=first, last=last))
    if isinstance(sought, Unknown) or sought.empty:
        return []
    found, _ = ranked(connection, "reports", sought, MOST_COMPARED)
    return [number for number, _ in found]


def days_around(day: str | None) -> tuple[str | None, str | None]:
    """The first and the last day on which a story is looked for; none where the report's own day is not known."""
    if day is None or len(day) != 10:
        return None, None
    try:
        middle = date.fromisoformat(day)
        return (middle - timedelta(DAYS)).isoformat(), (middle + timedelta(DAYS)).isoformat()
    except (ValueError, OverflowError):
        return None, None


def rarest_words(report: Report) -> list[str]:
    """At most MOST_WORDS words of the headline and the first sentences, the rarest of all English words first.

    Words that stand in both come before others.
    """
    headline = set(_words(report.headline.text)) if report.headline else set()
    lead: list[str] = []
    for sentence in report.sentences:
        lead += _words(passage_text(report.text, sentence.spans))
        if len(lead) >= LEAD_WORDS:
            break
    known, both = vocabulary(), headline.intersection(lead)
    some = sorted({*headline, *lead}, key=lambda word: (word not in both, -known.get(word, _UNKNOWN), word))
    return some[:MOST_WORDS]


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in COMMON_WORDS]
