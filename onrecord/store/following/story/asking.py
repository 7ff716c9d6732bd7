"""What ``Library.story`` gives back: the reports of a story, and its events by all who tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from sqlalchemy import Connection, select

from onrecord.errors import NotInLibrary, UsageError
from onrecord.follow.early import Early
from onrecord.follow.events.chains import report_chains
from onrecord.follow.stories.group import Stories, report_stories
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.filters import Filters, Unknown, sought_for
from onrecord.store.following.pairs_judged import reports_held, said_of
from onrecord.store.following.story.near import near
from onrecord.store.following.story.versions import StoryEvent, Version, events_of, versions_of
from onrecord.store.lookup import key_of, record_of, records_of, report_number
from onrecord.store.query import parse_query
from onrecord.store.search import ranked

# Of a story with more reports the nearest ones are read for events: the time goes with the words of all of them, and
# with the square of their events.
MOST_READ = 30
# Reports with the words asked for that stories are looked for of.
_ASKED = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryReport:
    """A report of a story.  ``near``: how near its words are to those of the report asked about, 1 for itself."""

    number: int
    key: str
    title: str | None
    publisher: str | None
    published: str | None
    address: str | None
    near: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """A story as it is told from one report.

    ``asked``: the key of that report; ``reports``: it and the others, in the order of their days; ``events``: those
    that most reports tell first; ``unread``: reports of the story that were not read for events, the least near.
    """

    asked: str
    reports: tuple[StoryReport, ...]
    events: tuple[StoryEvent, ...]
    unread: int = 0


def story_of(connection: Connection, name: str | int) -> Story:
    """The story of the report that ``report_number`` finds by this name.  Raises NotInLibrary."""
    return _story(connection, report_number(connection, name))


def stories_with(connection: Connection, words: str, *, limit: int = 3) -> tuple[Story, ...]:
    """The stories of the reports with these words, that of the best report first.

    words: as ``find`` takes them.  limit: stories at most.  Raises ``UsageError`` where there is nothing to look for.
    """
    if limit < 1:
        raise UsageError(f"a limit of {limit} finds nothing; give 1 or more")
    sought = sought_for(connection, parse_query(words), Filters())
    if isinstance(sought, Unknown) or sought.empty:
        raise UsageError("nothing to look for; give a report, or words")
    best, _ = ranked(connection, "reports", sought, _ASKED)
    told, found = set[int](), list[Story]()
    for number, _ in best:
        if number not in told and len(found) < limit:
            story = _story(connection, number)
            told.update(one.number for one in story.reports)
            found.append(story)
    return tuple(found)


def asked_for(connection: Connection, words: str, *, limit: int = 3) -> tuple[Story, ...]:
    """The story of a report where these words name one, else the stories of the reports that have them."""
    try:
        return (story_of(connection, words),)
    except NotInLibrary:
        return stories_with(connection, words, limit=limit)


def _story(connection: Connection, number: int) -> Story:
    own, key = record_of(connection, number), key_of(connection, number)
    same, apart = said_of(connection, "story", (key,))
    joined, parted = reports_held(connection, same), set(reports_held(connection, apart))
    others = _latest(connection, {*near(connection, own), *joined} - parted - {number}, number)
    records = {number: own, **records_of(connection, others)}
    numbers = list(records)
    stories = report_stories(list(records.values()))
    # A person's word goes before the words of the reports.
    inside = [at for at, one in enumerate(numbers) if stories.groups[at] == stories.groups[0] or one in joined]
    nearness = {numbers[at]: float(stories.near[0, at]) for at in inside}
    read = sorted(sorted(nearness, key=lambda one: (-nearness[one], one))[:MOST_READ])
    return Story(
        asked=key,
        reports=_reports(connection, nearness),
        events=_events({one: records[one] for one in read}, _of_one(stories, [numbers.index(one) for one in read])),
        unread=len(nearness) - len(read),
    )


def _of_one(stories: Stories, places: Sequence[int]) -> Stories:
    """Some of the documents as one story."""
    square = np.ix_(places, places)
    return Stories(groups=[0] * len(places), near=stories.near[square], alike=stories.alike[square])


def _events(records: dict[int, Report], stories: Stories) -> tuple[StoryEvent, ...]:
    numbers, reports = list(records), list(records.values())
    versions: list[Version] = []
    chains: list[int] = []
    joined = report_chains(reports, _early(), stories=stories)
    alone = max(joined.values(), default=0)
    for at, report in enumerate(reports):
        for event, version in versions_of(numbers[at], report).items():
            versions.append(version)
            if (chain := joined.get((at, event))) is None:
                alone += 1
                chain = alone
            chains.append(chain)
    return events_of(versions, chains)


@lru_cache(maxsize=1)
def _early() -> Early:
    return Early()


def _latest(connection: Connection, numbers: Iterable[int], own: int) -> list[int]:
    """Of the pages of some reports the latest version alone, and none of the page of the report ``own``."""
    report, found = schema.report.c, list[int]()
    address = connection.scalar(select(report.address).where(report.id == own))
    query = select(report.id).where(report.latest)
    if address is not None:
        query = query.where(report.address.is_(None) | (report.address != address))
    for some in chunks(numbers):
        found += connection.scalars(query.where(report.id.in_(some)))
    return found


def _reports(connection: Connection, nearness: dict[int, float]) -> tuple[StoryReport, ...]:
    table, found = schema.report.c, list[StoryReport]()
    query = select(table.id, table.key, table.title, table.publisher, table.published, table.address)
    for some in chunks(nearness):
        for row in connection.execute(query.where(table.id.in_(some))):
            found.append(
                StoryReport(
                    number=row.id,
                    key=row.key,
                    title=row.title,
                    publisher=row.publisher,
                    published=row.published,
                    address=row.address,
                    near=round(nearness[row.id], 4),
                )
            )
    return tuple(sorted(found, key=lambda one: (one.published or "9999", one.key)))
