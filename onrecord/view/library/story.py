"""A story for a terminal: its reports, then its events with each report's version and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.store.following.story.asking import Story
from onrecord.store.following.story.versions import Differing, StoryEvent, Version
from onrecord.view.dates import bounds_words
from onrecord.view.event_words import STATUSES
from onrecord.view.library.hits import MARGIN, rows_of, screen_of
from onrecord.view.library.marked import wrapped
from onrecord.view.story_words import MATTERS, figure_words, followed_words, kind_of
from onrecord.view.terminal import UNSURE, Screen, Style, plain_style, shown


def story_text(stories: Sequence[Story], *, every: bool = False, width: int = 80, style: Style = plain_style) -> str:
    """Stories.  every: events that a single report tells, too."""
    screen = screen_of(width, style)
    if not stories:
        return "\n".join(wrapped("No report has these words.", width)) + "\n"
    lines: list[str] = []
    for number, one in enumerate(stories):
        lines += ["", ""] if number else []
        lines += _story(one, every, screen)
    return "\n".join(lines) + "\n"


def _story(story: Story, every: bool, screen: Screen) -> Iterator[str]:
    asked = next(one for one in story.reports if one.key == story.asked)
    yield from screen.heading(shown(asked.title or asked.address or f"report {asked.number}"))
    if len(story.reports) == 1:
        yield from _rows("No other report of the library tells this story.", screen)
    for one in story.reports:
        day = bounds_words(one.published, one.published) if one.published else "no date"
        title = one.title or one.address or "no headline"
        yield from _rows(
            shown(f"{day}  report {one.number}: {title}, {one.publisher or 'publisher not known'}"), screen
        )
    several = [event for event in story.events if event.reports > 1]
    alone = [event for event in story.events if event.reports == 1]
    if several:
        yield ""
        yield from screen.heading("Told by several")
        for event in several:
            yield ""
            yield from _event(event, screen)
    if every and alone:
        yield ""
        yield from screen.heading("Told by one")
        for event in alone:
            yield ""
            yield from _event(event, screen)
    elif alone:
        yield ""
        count = f"{len(alone)} more event{'s' if len(alone) > 1 else ''}"
        yield from _rows(
            f"{count} told by a single report: see {'them' if len(alone) > 1 else 'it'} with --all", screen
        )
    if story.unread:
        yield from _rows(f"{story.unread} reports of the story were not read for events: the nearest are here", screen)


def _event(event: StoryEvent, screen: Screen) -> Iterator[str]:
    yield from _rows(shown(kind_of(event)), screen)
    for version in event.versions:
        yield from _rows(_version(version), screen, deeper=True)
    if event.followed:
        yield from _rows(followed_words(event), screen, deeper=True, fg="green")
    for differing in event.differ:
        if differing.matter != "status" or not event.followed:
            yield from _rows(_differing(differing), screen, deeper=True, fg="yellow")


def _version(version: Version) -> str:
    parts = [f"report {version.report}: {version.summary}"]
    if version.status not in ("happened", "ongoing"):
        parts.append(STATUSES[version.status])
    parts += [part for part in (version.when, version.place) if part]
    parts += [figure_words(one.words, one.kind) for one in version.amounts]
    parts += [f"on the word of {version.word}"] if version.word else []
    parts += ["DISPUTED"] if version.disputed else []
    parts += ["unsure"] if version.confidence < UNSURE else []
    return shown("; ".join(parts))


def _differing(differing: Differing) -> str:
    values = "; ".join(
        f"{value} (report{'s' if len(reports) > 1 else ''} {', '.join(map(str, reports))})"
        for value, reports in differing.values
    )
    what = f"{MATTERS[differing.matter]}{f' ({differing.kind})' if differing.kind else ''}"
    return shown(f"THEY DIFFER on {what}: {values}")


def _rows(words: str, screen: Screen, *, deeper: bool = False, fg: str | None = None) -> Iterator[str]:
    return rows_of(words, screen, margin=2 * MARGIN if deeper else MARGIN, hang=MARGIN, fg=fg)
