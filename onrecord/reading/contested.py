"""When sources of a report's date contradict each other: which of the days is better supported, and how surely.

What a page tells machines, the date line that it shows and its address are three
voices; two tags filled from one field of a database are one.  Each voice
multiplies the odds of the day that it names; the story's own dates multiply them
too: nothing can be told of a day that had not come, and a report is mostly of
what happened in the days before it.  A day's confidence is its share of all odds.
The factors are judgements, held against the 125 pages of ``benchmarks.pages``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.reading.calendar_dates import WEEKDAYS, weekday_number, written_dates
from onrecord.record import Evidence, Span

VoiceKind = Literal["machine", "shown", "address"]

NEAR = timedelta(days=3)  # a page written at night, a paper of the next day, another time zone
FAR = timedelta(days=31)  # beyond it the two are not of one publication
LATE_CHANGE = timedelta(days=180)  # few stories are still changed then; whole sites are, when they move
# What is stated for machines is copied with a template or reset when a site moves, so against other voices it is
# no surer than this.
STALE = 0.78
_BEFORE_ITS_TIME = 0.3  # for each of the story's first two days that lie behind the candidate
_YEAR_BEFORE_ITS_TIME = 0.6
_TOLD_OF = 3.0  # the story tells of a day in the fortnight before
_WEEKDAY_FITS, _WEEKDAY_FAILS = 1.7, 0.6
# A date line without a word that is the day of a change: two of 125 pages show that alone, and it was not theirs.
_SHOWN_CHANGE = 0.6
_CHANGED_ONLY = 0.3  # the odds that a page is of the day on which it was changed late
_NEITHER = 0.3
_CONTESTED = 0.95  # what contradicts itself is never as sure as what does not

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]*")
# Sentences that may tell of what is still to come, or of a change of the page itself.
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|(?-i:may)|might|could|can|going to|plan(?:s|ned|ning)?|schedul\w*|due|expect\w*"
    r"|set (?:for|to)|next|coming|upcoming|forecast\w*|project(?:s|ed|ions?)|target\w*|aims?|pledg\w*|promis\w*"
    r"|expir\w*|deadline|begins?|starts?|ends?|opens?|takes? place|updat\w*|amend\w*|correct\w*|clarif\w*"
    r"|republish\w*|copyright)\b|©|\w[’']ll\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:by|until|till|from|before|to)\s+(?:the\s+)?\Z", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had|said|told|did|went|came|took|\w{2,}ed)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:in|since|during|of)\s+((?:19|20)\d{2})\b(?!\s*[-/])", re.IGNORECASE)
_NAMED = re.compile(
    r"(?P<before>\b(?:last|next|every|each|previous|following|this\s+coming)\s+)?"
    r"\b(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?P<many>s)?\b(?P<date>,?\s+(?:the\s+)?(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))?"
)
_DIGITS = re.compile(r"\d{4}")
_MOST_READ = 100_000


@dataclass(frozen=True, slots=True)
class Voice:
    """One source's word for a day, and how far it is to be believed."""

    kind: VoiceKind
    day: date
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryDays:
    """What the story tells of the calendar: full dates and years of what is past, and the first weekday in it."""

    past: tuple[tuple[date, Span], ...] = ()
    years: tuple[tuple[int, Span], ...] = ()
    weekday: int | None = None


@dataclass(kw_only=True)
class Weighed:
    """A day's share of the odds, what else speaks for it, and what against it."""

    confidence: float
    support: list[Evidence]
    against: list[str]


def story_days(text: str, spans: Iterable[Span]) -> StoryDays:
    """The past days that a story names; spans: its paragraphs, of which the first 100,000 characters are read."""
    past: list[tuple[date, Span]] = []
    years: list[tuple[int, Span]] = []
    weekday: int | None = None
    read = 0
    for start, end in spans:
        read += end - start
        if read > _MOST_READ:
            break
        if weekday is None:
            weekday = next(
                (
                    weekday_number(one["day"])
                    for one in _NAMED.finditer(text, start, end)
                    if not (one["before"] or one["many"] or one["date"])
                ),
                None,
            )
        for sentence in _SENTENCE.finditer(text, start, end):
            words = sentence.group()
            if not _DIGITS.search(words) or not _PAST.search(words) or _TO_COME.search(words):
                continue
            for written in written_dates(text, *sentence.span()):
                before = text[max(sentence.start(), written.span[0] - 12) : written.span[0]]
                if written.year and (day := written.in_year(written.year)) and not _UNTIL.search(before):
                    past.append((day, written.span))
            years += [(int(one[1]), one.span(1)) for one in _YEAR.finditer(text, *sentence.span())]
    return StoryDays(past=tuple(past), years=tuple(years), weekday=weekday)


def is_contested(days: Sequence[date], changed: Sequence[date], story: StoryDays) -> bool:
    """Whether the stated days differ, or the page was changed long after, or its story tells of later days."""
    if not days:
        return False
    if len(set(days)) > 1:
        return True
    (day,) = set(days)
    return any(one - day > LATE_CHANGE for one in changed) or bool(_behind(day, story))


def weigh(voices: Sequence[Voice], changed: Sequence[date], story: StoryDays) -> dict[date, Weighed]:
    """Each day that a voice names, or on which the page was changed long after, with its share of the odds."""
    days = dict.fromkeys(voice.day for voice in voices)
    odds: dict[date, float] = {}
    found: dict[date, Weighed] = {}
    for day in days:
        weighed = Weighed(confidence=0.0, support=[], against=[])
        odds[day] = _by_voices(day, voices, changed, story) * _by_story(day, story, weighed)
        late = [one for one in changed if one - day > LATE_CHANGE]
        if late:
            weighed.against.append(f"the page was changed long after, on {max(late)}")
        found[day] = weighed
    for day in dict.fromkeys(changed):
        if all(day - one > LATE_CHANGE for one in days):
            weighed = Weighed(confidence=0.0, support=[], against=["when the page was changed, not published"])
            odds[day] = _CHANGED_ONLY * _by_story(day, story, weighed)
            found[day] = weighed
    whole = sum(odds.values()) + _NEITHER
    for day, weighed in found.items():
        weighed.confidence = _CONTESTED * odds[day] / whole
    return found


def _by_voices(day: date, voices: Sequence[Voice], changed: Sequence[date], story: StoryDays) -> float:
    """The odds that those give who name the day, each kind of voice once."""
    sure: dict[VoiceKind, float] = {}
    for voice in voices:
        if voice.day == day:
            sure[voice.kind] = 1 - (1 - sure.get(voice.kind, 0.0)) * (
                1 - voice.confidence * (0.5 if voice.kind in sure else 1.0)
            )
    doubted = (
        # A date line that is older than all else is another story's, an older address is the page's own.
        any(voice.day - day > FAR for voice in voices if voice.kind != "machine")
        or any(day - voice.day > FAR for voice in voices if voice.kind == "address")
        or any(one - day > LATE_CHANGE for one in changed)
        or bool(_behind(day, story))
    )
    odds = 1.0
    if "shown" in sure and day in changed and any(day - voice.day > LATE_CHANGE for voice in voices):
        sure["shown"] = _SHOWN_CHANGE
    for kind, confidence in sure.items():
        believed = min(confidence, STALE if kind == "machine" and doubted else 0.985)
        odds *= believed / (1 - believed) if believed > 0.5 or len(sure) == 1 else 1.0
    return odds


def _by_story(day: date, story: StoryDays, weighed: Weighed) -> float:
    """What the story's own dates make of the day."""
    factor = 1.0
    behind = _behind(day, story)
    for told, _ in behind[:2]:
        factor *= _BEFORE_ITS_TIME
        weighed.against.append(f"the story tells of {told}, which was later")
    if not behind and (years := sorted({year for year, _ in story.years if year > day.year})):
        factor *= _YEAR_BEFORE_ITS_TIME
        weighed.against.append(f"the story tells of {years[-1]}, which was later")
    if near := [(told, span) for told, span in story.past if timedelta(days=-14) <= told - day <= NEAR]:
        factor *= _TOLD_OF
        weighed.support.append(
            Evidence(
                kind="story", spans=tuple(span for _, span in near[:3]), detail="the story tells of the days before"
            )
        )
    if story.weekday is not None:
        if (day.weekday() - story.weekday) % 7 <= 1:
            factor *= _WEEKDAY_FITS
        else:
            factor *= _WEEKDAY_FAILS
            weighed.against.append(
                f"it was a {WEEKDAYS[day.weekday()]}, but the text speaks of {WEEKDAYS[story.weekday]}"
            )
    return factor


def _behind(day: date, story: StoryDays) -> list[tuple[date, Span]]:
    """The story's past days that had not come on this one, each once."""
    later = {told: span for told, span in reversed(story.past) if told - day > NEAR}
    return [(told, later[told]) for told in sorted(later, reverse=True)]
