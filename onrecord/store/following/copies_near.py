"""Which reports may have words in common with one: those whose pages have marks of it that few others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import lgamma, log

import numpy as np
from sqlalchemy import Connection, func, select

from onrecord.follow.copies.shingles import Marks, marked, marks_of
from onrecord.follow.copies.story import Story
from onrecord.follow.copies.words import Flags
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.following.copies import MOST, page_number, pages_with, unpacked_marks
from onrecord.store.following.stories import stories_of

# What marks in common tell is how unlikely a page has them by chance: the sum of log(pages / pages with the mark).
# The heaviest _ALWAYS pages are compared, and all that chance would not give, at most _COMPARED.
_ALWAYS, _COMPARED = 12, 300
_RARE = 3  # one mark in common is enough where no more pages have it
_WIDE = 0.5  # of a report's marks that are common: it is run very widely, or a template
_WIRE_DAYS = 10  # what an agency sends is printed within so many days


@dataclass(frozen=True, kw_only=True, slots=True)
class Nearness:
    """What the marks of a report tell.

    ``stories``: the reports that may have words in common with it; ``common``: its words that stand in more than
    ``MOST`` pages, where it is not run that widely itself; ``more``: whether there are more than were looked at;
    ``template``: whether it is a page's furniture, the same on very many pages through all time.
    """

    stories: tuple[Story, ...] = ()
    common: Flags | None = None
    more: bool = False
    template: bool = False


def near(connection: Connection, story: Story) -> Nearness:
    """The reports that may have words in common with one, but other versions of its own page."""
    marks = marks_of(story.words)
    if not len(marks):
        return Nearness()
    holders = pages_with(connection, marks)
    common = np.array([mark for mark, pages in holders.items() if len(pages) > MOST], dtype=np.int64)
    wide = len(common) >= _WIDE * len(marks)
    own = page_number(story.address or story.key)
    whole = connection.scalar(select(func.count()).select_from(schema.copy_words)) or 1
    weights: dict[int, float] = defaultdict(float)
    count: dict[int, int] = defaultdict(int)
    for pages in holders.values():
        if not pages or (len(pages) > MOST and not wide):  # none where the report itself waits to be placed
            continue
        weight = log(1 + whole / len(pages)) if len(pages) <= MOST else 0.1
        for page in pages:
            weights[page] += weight
            count[page] += 1 + (len(pages) <= _RARE)
    weights.pop(own, None)
    heavy = sorted((-weight, page) for page, weight in weights.items() if count[page] > 1)
    chosen = [
        page
        for number, (weight, page) in enumerate(heavy[:_COMPARED])
        if number < _ALWAYS or wide or -weight > log(whole) + _ways(len(marks), count[page])
    ]
    stories = _stories(connection, chosen, marks, story)
    template = wide and not _printed_together([story, *stories])
    return Nearness(
        stories=() if template else tuple(stories),
        common=marked(story.words, common) if len(common) and not wide else None,
        more=wide or len(heavy) > len(chosen),
        template=template,
    )


def _ways(marks: int, some: int) -> float:
    """The logarithm of the number of ways in which so many of the marks can be chosen."""
    some = min(some, marks)
    return lgamma(marks + 1) - lgamma(some + 1) - lgamma(marks - some + 1)


def _stories(connection: Connection, pages: Iterable[int], marks: Marks, story: Story) -> list[Story]:
    """Of each page the version that has most of the marks, the latest of several; none of the story's own page."""
    words, report = schema.copy_words.c, schema.report.c
    query = (
        select(words.report, words.page, words.marks, report.latest, report.address, report.key)
        .join_from(schema.copy_words, schema.report)
        .where(report.key != story.key)
    )
    if story.address:
        query = query.where(report.address.is_(None) | (report.address != story.address))
    best: dict[tuple[int, str], tuple[int, bool, str, int]] = {}
    for some in chunks(pages):
        for row in connection.execute(query.where(words.page.in_(some))):
            count = int(np.isin(unpacked_marks(row.marks), marks, assume_unique=True).sum())
            version = count, row.latest, row.key, row.report
            page = row.page, row.address or row.key
            best[page] = max(best.get(page, version), version)
    found = stories_of(connection, [number for count, _, _, number in best.values() if count])
    return sorted(found.values(), key=lambda one: one.key)


def _printed_together(stories: Iterable[Story]) -> bool:
    """Whether nine in ten of those with a date came out within the days in which an agency's report is printed."""
    days = sorted(date.fromisoformat(story.day).toordinal() for story in stories if story.day)
    if len(days) < 2:
        return False
    size = -int(-0.9 * len(days) // 1)
    return any(days[start + size - 1] - days[start] <= _WIRE_DAYS for start in range(len(days) - size + 1))
