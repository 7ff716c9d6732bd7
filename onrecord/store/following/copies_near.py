"""Which reports may have words in common with one: those whose pages have marks of it that few others have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, func, select

from onrecord.follow.copies.candidates import Version, candidates, is_wide, nearest_versions, printed_together
from onrecord.follow.copies.shingles import Marks, marked, marks_of
from onrecord.follow.copies.story import Story
from onrecord.follow.copies.words import Flags
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.following.copies import MOST, page_number, pages_with, unpacked_marks
from onrecord.store.following.stories import stories_of


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
    wide = is_wide(len(common), len(marks))
    chosen = candidates(
        list(holders.values()), marks=len(marks), own=page_number(story.address or story.key),
        reports=connection.scalar(select(func.count()).select_from(schema.copy_words)) or 1, wide=wide, most=MOST,
    )  # fmt: skip
    stories = _stories(connection, chosen.pages, marks, story)
    template = wide and not printed_together(one.day for one in (story, *stories))
    return Nearness(
        stories=() if template else tuple(stories),
        common=marked(story.words, common) if len(common) and not wide else None,
        more=chosen.more,
        template=template,
    )


def _stories(connection: Connection, pages: Iterable[int], marks: Marks, story: Story) -> list[Story]:
    """Of each page the version that has most of the marks, in the order of their keys."""
    words, report = schema.copy_words.c, schema.report.c
    query = (
        select(words.report, words.page, words.marks, report.latest, report.address, report.key)
        .join_from(schema.copy_words, schema.report)
        .where(report.key != story.key)
    )
    if story.address:
        query = query.where(report.address.is_(None) | (report.address != story.address))

    def versions() -> Iterator[Version]:
        for some in chunks(pages):
            for row in connection.execute(query.where(words.page.in_(some))):
                yield Version(row.page, row.address, row.key, row.latest, unpacked_marks(row.marks), row.report)

    found = stories_of(connection, nearest_versions(marks, versions(), key=story.key, address=story.address))
    return sorted(found.values(), key=lambda one: one.key)
