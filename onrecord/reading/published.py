"""When the report was published, from what it states or what can be inferred.

Each candidate date keeps its evidence.  A stated date (date line, dateline)
counts most, then a date in the report's own address, then one in an address of
a page it cites, which must agree with the weekdays of the text.  A weekday
named in the text ("on Monday") lies on the day of publication or up to six days
before it; the first one in a report is nearly always the day itself or the day
before.  Today's date and the moment of printing never count.  Confidences are
judgements; the record marks them as such by their evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.asked import text_of
from onrecord.errors import UsageError
from onrecord.reading.calendar_dates import WEEKDAYS, WrittenDate, date_in_address, weekday_number, written_dates
from onrecord.reading.contested import Voice, story_days, weigh
from onrecord.reading.kinds import CLOCK
from onrecord.record import Block, Evidence, Link, Published, RejectedDate, Span

_WEEKDAY = re.compile(
    r"(?P<before>\b(?:last|next|every|each|previous|following|this\s+coming)\s+)?"
    r"\b(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?P<many>s)?\b(?P<date>,?\s+(?:the\s+)?(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))?"
)
_STATED = re.compile(r"(?P<updated>updated|modified)|published|posted|created|issued|dated?\b", re.IGNORECASE)
_CLOCK = re.compile(CLOCK)


@dataclass(kw_only=True)
class Candidate:
    """A date that the report may have been published on."""

    day: date
    confidence: float
    evidence: list[Evidence]
    time: str | None = None
    against: list[str] = field(default_factory=list)


def given_date(text: str) -> date:
    """The date that a caller gave; UsageError where it is none."""
    text_of("a date", text)
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{text!r} is not a date; write it as YYYY-MM-DD, for example 2017-12-11") from None


def published_of(
    text: str, blocks: Sequence[Block], links: Sequence[Link], *, given: date | None, url: str | None
) -> Published:
    """The date with its evidence, or none, with all that was considered and why it was not taken."""
    weekdays = _weekdays(text, blocks)
    candidates = [*_stated(text, blocks), *_in_own_address(url), *_in_links(links), *_in_story(text, blocks)]
    candidates = merged(candidates)
    for candidate in candidates:
        _weigh(candidate, weekdays)
    _weigh_contested(candidates, text, blocks)
    rejected = [*_print_dates(text, blocks)]
    best = max(candidates, key=lambda one: one.confidence, default=None)
    if given:
        evidence = Evidence(kind="given", spans=(), detail="given by the caller")
        time = next((one.time for one in candidates if one.day == given), None)
        chosen: Candidate | None = Candidate(day=given, confidence=1.0, evidence=[evidence], time=time)
    else:
        chosen = best if best is not None and best.confidence >= 0.5 else None
    for candidate in candidates:
        if candidate is chosen or (chosen and candidate.day == chosen.day):
            continue
        reason = "; ".join(candidate.against) or _reason(candidate, chosen, bool(given))
        rejected.append(rejected_date(candidate, reason))
    if chosen is None:
        return Published(date=None, time=None, confidence=0.0, evidence=(), rejected=tuple(rejected))
    return Published(
        date=chosen.day.isoformat(),
        time=chosen.time,
        confidence=round(chosen.confidence, 2),
        evidence=tuple(chosen.evidence),
        rejected=tuple(rejected),
    )


def _reason(candidate: Candidate, chosen: Candidate | None, given: bool) -> str:
    if given:
        return "the caller gave another date"
    if chosen is None:
        return "too little to go by"
    return "an earlier date is stated" if chosen.day < candidate.day else "a better-founded date was found"


def rejected_date(candidate: Candidate, reason: str) -> RejectedDate:
    """A candidate that was not taken, the reason with each piece of its evidence."""
    return RejectedDate(
        date=candidate.day.isoformat(),
        evidence=tuple(
            Evidence(kind=one.kind, spans=one.spans, detail=f"{one.detail}; {reason}") for one in candidate.evidence
        ),
    )


def _stated(text: str, blocks: Sequence[Block]) -> list[Candidate]:
    """Dates in date lines and datelines; a year left out is sought in the addresses and the rest of the text."""
    found: list[Candidate] = []
    for block in blocks:
        if block.kind not in ("dateline", "byline"):
            continue
        for start, end in block.spans:
            words = text[start:end]
            for written in written_dates(text, start, end):
                days = [written.in_year(written.year)] if written.year else _guess_years(written, text)
                for day in days:
                    if day is None:
                        continue
                    before = words[: written.span[0] - start]
                    updates = list(_STATED.finditer(before))
                    updated = bool(updates and updates[-1].group("updated"))
                    clock = _CLOCK.search(words[written.span[1] - start :]) or _CLOCK.search(before)
                    evidence = Evidence(
                        kind="dateline",
                        spans=(written.span,),
                        detail="stated as updated"
                        if updated
                        else "stated"
                        if written.year
                        else "stated without its year",
                    )
                    confidence = (0.75 if updated else 0.97) if written.year else 0.85 / len(days)
                    found.append(
                        Candidate(
                            day=day,
                            confidence=confidence,
                            evidence=[evidence],
                            time=_iso_time(clock.group()) if clock and not updated else None,
                        )
                    )
    return found


def _iso_time(clock: str) -> str | None:
    match = re.match(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([AaPp])?", clock)
    if not match:
        return None
    hour, minute = int(match.group(1)), int(match.group(2))
    if match.group(3):
        hour = hour % 12 + (12 if match.group(3) in "Pp" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _guess_years(written: WrittenDate, text: str) -> Sequence[date | None]:
    """The years that the text itself names in which such a day exists; the latest three."""
    years = {int(year) for year in re.findall(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)", text[:200_000])}
    days = [written.in_year(year) for year in sorted(years, reverse=True)]
    return [day for day in days if day is not None][:3]


def _in_own_address(url: str | None) -> list[Candidate]:
    if not url or not (day := date_in_address(url)):
        return []
    return [
        Candidate(
            day=day, confidence=0.93, evidence=[Evidence(kind="address", spans=(), detail=f"given address {url}")]
        )
    ]


def _in_links(links: Sequence[Link]) -> list[Candidate]:
    base = {"self": 0.93, "origin": 0.62, "other": 0.5, "related": 0.45}
    return [
        Candidate(
            day=day,
            confidence=base[link.relation],
            evidence=[
                Evidence(kind="link", spans=link.spans, detail=f"date in the address of {_article(link.relation)} page")
            ],
        )
        for link in links
        if (day := date_in_address(link.url))
    ]


def _article(relation: str) -> str:
    return {"self": "its own", "origin": "a cited", "other": "another", "related": "a related"}[relation]


def _in_story(text: str, blocks: Sequence[Block]) -> list[Candidate]:
    """Full dates in the story: rarely its own date, so they stay below the mark and are shown as rejected."""
    found = []
    for block in blocks:
        if block.kind in ("paragraph", "list", "note", "post"):
            for start, end in block.spans:
                for written in written_dates(text, start, end):
                    if written.year and (day := written.in_year(written.year)):
                        evidence = Evidence(kind="story", spans=(written.span,), detail="a date within the story")
                        found.append(Candidate(day=day, confidence=0.2, evidence=[evidence]))
    return found[:20]


def _print_dates(text: str, blocks: Sequence[Block]) -> list[RejectedDate]:
    found = []
    for block in blocks:
        if block.kind == "furniture":
            for start, end in block.spans:
                match = re.match(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})", text[start:end])
                if match and (day := _numeric(*match.groups())):
                    span: Span = (start, start + match.end())
                    evidence = Evidence(kind="print", spans=(span,), detail="when the page was printed, not published")
                    found.append(RejectedDate(date=day, evidence=(evidence,)))
    unique = {one.date: one for one in reversed(found)}
    return sorted(unique.values(), key=lambda one: one.evidence[0].spans)


def _numeric(one: str, two: str, three: str) -> str | None:
    """The ISO date of a print stamp; month first, as browsers print it, unless that cannot be."""
    if len(one) == 4:
        year, month, day = int(one), int(two), int(three)
    else:
        year = int(three) + (2000 if len(three) == 2 else 0)
        month, day = (int(one), int(two)) if int(one) <= 12 else (int(two), int(one))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _NamedDay:
    weekday: int
    span: Span


def _weekdays(text: str, blocks: Sequence[Block]) -> list[_NamedDay]:
    """Weekdays of the story that hang on its date: not "last Monday", "Mondays" or "Monday, March 3"."""
    found = []
    for block in blocks:
        if block.kind in ("headline", "paragraph", "list"):
            for start, end in block.spans:
                for match in _WEEKDAY.finditer(text, start, end):
                    if not (match.group("before") or match.group("many") or match.group("date")):
                        found.append(_NamedDay(weekday_number(match.group("day")), match.span("day")))
    return found


def merged(candidates: Sequence[Candidate]) -> list[Candidate]:
    """One candidate a day; evidence that agrees adds up."""
    by_day: dict[date, Candidate] = {}
    for candidate in candidates:
        held = by_day.get(candidate.day)
        if held is None:
            by_day[candidate.day] = candidate
        else:
            held.evidence += candidate.evidence
            held.confidence = 1 - (1 - held.confidence) * (1 - candidate.confidence * 0.5)
            held.time = held.time or candidate.time
    return list(by_day.values())


def _weigh_contested(candidates: Sequence[Candidate], text: str, blocks: Sequence[Block]) -> None:
    """Where the date line and the report's own address contradict each other, both become less sure."""
    voices = [
        Voice("address" if one.kind == "address" else "shown", candidate.day, candidate.confidence)
        for candidate in candidates
        for one in candidate.evidence
        if one.kind == "address" or (one.kind == "dateline" and one.detail == "stated")
    ]
    days = {voice.day for voice in voices}
    if len({voice.kind for voice in voices}) < 2 or len(days) < 2:
        return
    spans = [
        span for block in blocks if block.kind in ("headline", "paragraph", "list", "post") for span in block.spans
    ]
    weighed = weigh(voices, [], story_days(text, spans))
    for candidate in candidates:
        if held := weighed.get(candidate.day):
            candidate.confidence = held.confidence
            candidate.evidence += held.support
            candidate.against += held.against
        else:
            candidate.confidence = min(candidate.confidence, 0.4)


def _weigh(candidate: Candidate, weekdays: Sequence[_NamedDay]) -> None:
    """Let the weekdays of the text speak for or against a date that is only inferred."""
    kinds = {one.kind for one in candidate.evidence}
    if not weekdays or kinds & {"dateline", "address", "given"}:
        return
    own = candidate.day.weekday()
    first = weekdays[0]
    if own == first.weekday:
        agreeing = tuple((one.span[0], one.span[1] + 3) for one in weekdays if one.weekday == own)
        candidate.evidence.append(
            Evidence(kind="weekday", spans=agreeing, detail=f"it was a {WEEKDAYS[own]}, as the text says")
        )
        if kinds != {"story"}:
            candidate.confidence = 1 - (1 - candidate.confidence) * 0.3
    elif (candidate.day - timedelta(days=1)).weekday() == first.weekday and kinds != {"link"}:
        candidate.evidence.append(
            Evidence(kind="weekday", spans=(), detail=f"the day after the {WEEKDAYS[first.weekday]} of the text")
        )
    else:
        candidate.confidence *= 0.5
        candidate.against.append(f"it was a {WEEKDAYS[own]}, but the text speaks of {WEEKDAYS[first.weekday]}")
    if "link" in kinds and any("related page" in one.detail for one in candidate.evidence):
        candidate.against.append("the address of a related page")
