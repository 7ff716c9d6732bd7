"""A story as its page shows it: its reports, its events with each report's version, what people decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.serve.parts.asked import Page, page_of
from onrecord.store import schema
from onrecord.store.following.pairs_judged import PairDecision, decisions
from onrecord.store.following.story.asking import Story, StoryReport
from onrecord.store.following.story.versions import StoryEvent

AT_ONCE, VERSIONS, REPORTS, ALONE = 25, 12, 60, 80


@dataclass(frozen=True)
class Decided:
    """What a person decided of two reports; other: the number of the other one, where it is there."""

    decision: PairDecision
    other: int | None
    title: str | None


@dataclass(frozen=True)
class ToldStory:
    """What a page about a story shows."""

    story: Story
    asked: StoryReport
    several: Page[StoryEvent]
    alone: Sequence[StoryEvent]
    decided: Sequence[Decided]

    @property
    def followed(self) -> list[StoryEvent]:
        """What was planned, ordered ... in one report and is told as done in a later one."""
        return [event for event in self.story.events if event.followed]

    @property
    def disputed(self) -> int:
        """How many events have versions that differ."""
        return sum(bool(event.differ) for event in self.story.events)


def told_story(connection: Connection, story: Story, page: int = 1) -> ToldStory:
    """A story, ready to be shown."""
    asked = next(one for one in story.reports if one.key == story.asked)
    mine = [one for one in decisions(connection, "story") if (story.asked,) in one.pair][:30]
    others = {one.number: next(held[0] for held in one.pair if held != (story.asked,)) for one in mine}
    table = schema.report.c
    query = select(table.id, table.key, table.title).where(table.key.in_(others.values()))
    rows = {row.key: row for row in connection.execute(query)} if mine else {}
    return ToldStory(
        story=story,
        asked=asked,
        several=page_of([event for event in story.events if event.reports > 1], page, AT_ONCE),
        alone=[event for event in story.events if event.reports == 1],
        decided=[
            Decided(one, row.id if (row := rows.get(others[one.number])) else None, row.title if row else None)
            for one in mine
        ],
    )
