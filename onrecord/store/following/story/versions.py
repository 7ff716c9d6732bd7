"""An event as each report tells it, side by side, and where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.record import Event, EventStatus, Report
from onrecord.view.timeline import Moment, timeline_of

Matter = Literal["day", "place", "status", "figure"]
# An event that is told so has not happened yet, by what is told.
AHEAD: frozenset[EventStatus] = frozenset({"ordered", "planned", "threatened", "called-for"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """A figure of an event: ``kind`` and ``unit`` as in the record; ``words``: the report's own."""

    kind: str
    value: float
    unit: str | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """An event as one report tells it.

    ``report``: its number in the library; ``id``: of the event in the record.  ``start``, ``end``: ISO dates, null
    where no day is told; ``when`` in words.  ``summary``: who, the words that tell of it, to whom.  ``word``: on whose
    word, through whom; null for the reporter's own.  ``disputed``: whether another statement of the report disputes it.
    """

    report: int
    publisher: str | None
    published: str | None
    id: str
    type: str
    mode: str | None
    status: EventStatus
    summary: str
    start: str | None
    end: str | None
    when: str | None
    place: str | None
    word: str | None
    disputed: bool
    amounts: tuple[Amount, ...]
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Differing:
    """What versions differ in: each value in words, with the numbers of the reports that give it, first given first."""

    matter: Matter
    kind: str
    values: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryEvent:
    """One event, by all reports of the story that tell it.

    ``versions``: in the order of the reports' days; ``reports``: how many tell it.  ``differ``: where they do.
    ``followed``: a report tells it as ordered, planned, threatened or called for, and one of a later day as done.
    ``start``: the first day that most versions give, null where none does.
    """

    versions: tuple[Version, ...]
    reports: int
    start: str | None
    differ: tuple[Differing, ...]
    followed: bool


def versions_of(number: int, report: Report) -> dict[str, Version]:
    """The events of a report, by id.  number: the report's in the library."""
    moments = {moment.id: moment for moment in timeline_of(report, undated=True) if moment.kind == "event"}
    places = {place.id: place.name for place in report.places}
    return {
        event.id: _version(number, report, event, moments[event.id], places)
        for event in report.events
        if event.id in moments
    }


def events_of(versions: Sequence[Version], chains: Sequence[int]) -> tuple[StoryEvent, ...]:
    """Versions joined by chains: those that most reports tell first, then in the order of the calendar.

    chains: a number for each version, the same for those of one event.
    """
    groups: dict[int, list[Version]] = defaultdict(list)
    for version, chain in zip(versions, chains, strict=True):
        groups[chain].append(version)
    events = [_event(sorted(some, key=_when)) for some in groups.values()]
    return tuple(sorted(events, key=lambda one: (-one.reports, one.start or "9999", _when(one.versions[0]))))


def _version(number: int, report: Report, event: Event, moment: Moment, places: dict[str, str]) -> Version:
    return Version(
        report=number,
        publisher=report.publisher.name if report.publisher else None,
        published=report.published.date,
        id=event.id,
        type=event.type,
        mode=event.mode,
        status=event.status,
        summary=moment.summary,
        start=moment.start[:10] if moment.start else None,
        end=moment.end[:10] if moment.end else None,
        when=moment.when,
        place=places.get(event.place or ""),
        word=moment.word,
        disputed=bool(moment.disputed_by),
        amounts=tuple(
            Amount(
                kind=one.kind,
                value=one.value,
                unit=one.unit,
                words=" ".join(report.text[start:end] for start, end in one.spans),
            )
            for one in event.magnitude
        ),
        confidence=event.confidence,
    )


def _event(versions: Sequence[Version]) -> StoryEvent:
    starts = [one.start for one in versions if one.start]
    ahead = [one.published for one in versions if one.status in AHEAD and one.published]
    done = [one.published for one in versions if one.status in ("happened", "ongoing") and one.published]
    return StoryEvent(
        versions=tuple(versions),
        reports=len({one.report for one in versions}),
        start=min(starts, key=lambda day: (-starts.count(day), day)) if starts else None,
        differ=tuple(_differing(versions)),
        followed=bool(ahead and done) and min(ahead) < max(done),
    )


def _differing(versions: Sequence[Version]) -> list[Differing]:
    found = []
    days = {(one.start, one.end or one.start): one.when or "" for one in versions if one.start}
    # "Monday" and "this week" do not differ; two days that have nothing in common do.
    if any(_apart(one, other) for one in days for other in days):
        found.append(_values("day", "", [(one.when or "", one.report) for one in versions if one.start]))
    if len({one.place for one in versions if one.place}) > 1:
        found.append(_values("place", "", [(one.place, one.report) for one in versions if one.place]))
    if len({one.status for one in versions}) > 1:
        found.append(_values("status", "", [(one.status, one.report) for one in versions]))
    for kind, unit in dict.fromkeys((amount.kind, amount.unit) for one in versions for amount in one.amounts):
        given = [
            (amount, one.report)
            for one in versions
            for amount in one.amounts
            if (amount.kind, amount.unit) == (kind, unit)
        ]
        if len({amount.value for amount, _ in given}) > 1 and len({report for _, report in given}) > 1:
            words = [(f"{amount.value:,.10g}" + (f" {unit}" if unit else ""), report) for amount, report in given]
            found.append(_values("figure", kind, words))
    return found


def _apart(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    (start, end), (other_start, other_end) = one, other
    return bool(start and end and other_start and other_end) and (str(end) < str(other_start))


def _values(matter: Matter, kind: str, given: Sequence[tuple[str, int]]) -> Differing:
    reports: dict[str, list[int]] = defaultdict(list)
    for value, report in given:
        if report not in reports[value]:
            reports[value].append(report)
    return Differing(matter=matter, kind=kind, values=tuple((value, tuple(some)) for value, some in reports.items()))


def _when(version: Version) -> tuple[str, int, str]:
    return version.published or "9999", version.report, version.id
