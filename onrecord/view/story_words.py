"""A story's reports and the versions of its events in plain words."""

from __future__ import annotations

from onrecord.store.following.story.asking import StoryReport
from onrecord.store.following.story.versions import AHEAD, StoryEvent, Version
from onrecord.view.event_words import STATUSES, type_words

MATTERS = {"day": "the day", "place": "the place", "status": "whether it happened", "figure": "a figure"}


def figure_words(words: str, kind: str) -> str:
    """A figure with what it counts, unless it says so itself: "12 dead", "forty injured"."""
    return words if kind in words else f"{words} {kind}"


def kind_of(event: StoryEvent) -> str:
    """What happened, in plain words."""
    return type_words(event.versions[0].type, event.versions[0].mode)


def status_of(version: Version) -> str:
    """Whether it happened, in plain words."""
    return STATUSES[version.status]


def figures_of(version: Version) -> str:
    """The figures that a version gives."""
    return ", ".join(figure_words(one.words, one.kind) for one in version.amounts)


def followed_words(event: StoryEvent) -> str:
    """What was told ahead, and what came of it, of an event that is ``followed``."""
    ahead = next(one for one in event.versions if one.status in AHEAD and one.published)
    done = next(
        one
        for one in event.versions
        if one.status in ("happened", "ongoing") and one.published and one.published > str(ahead.published)
    )
    return f"{ahead.status} in report {ahead.report}, {STATUSES[done.status]} in report {done.report}"


def title_of(one: StoryReport) -> str:
    """What a report is called."""
    return one.title or one.address or f"Report {one.number}"
