"""The reports that may tell the story of one: those that have its rarest words, of the weeks around its day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlalchemy import Connection

from onrecord.follow.stories.terms import LEAD_WORDS
from onrecord.record import Report, passage_text
from onrecord.store.filters import Filters
from onrecord.store.following.rare_words import likest, rarest

# A story is followed for so many days to both sides of the report that is asked about.
DAYS = 30
# Reports that are compared, those that have most of the words; and words that are looked for.
MOST_COMPARED, MOST_WORDS = 120, 16

_WORD = re.compile(r"[^\W\d_]{3,}")


def near(connection: Connection, report: Report) -> list[int]:
    """Numbers of reports that may tell its story, the likeliest first; its own may be among them."""
    first, last = days_around(report.published.date)
    return likest(connection, "reports", rarest_words(report), Filters(first=first, last=last), MOST_COMPARED)


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
    return rarest([*headline, *lead], MOST_WORDS, first=headline.intersection(lead))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
