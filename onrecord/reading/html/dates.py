"""When the page was published: what it states for machines, then what it shows, then its address.

Days are those of the statement's own clock: 23:30-04:00 is that day, whatever it
is in Greenwich.  When a page was changed says little about when it was
published, so such a date counts only where no other is stated; the moment at
which it was fetched never counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from onrecord.reading.calendar_dates import date_in_address, written_dates
from onrecord.reading.contested import NEAR, StoryDays, Voice, VoiceKind, is_contested, story_days, weigh
from onrecord.reading.given import Given
from onrecord.reading.html.head import Head
from onrecord.reading.html.jsonld import text_in, types_of
from onrecord.reading.published import Candidate, merged, rejected_date
from onrecord.record import Evidence, Published, Span

# Meta tags that name the date of publication.  Confidences are judgements: a statement about this very article for
# machines tells most.
_META = {
    name: confidence
    for confidence, names in (
        (0.95, "article:published_time article:published og:article:published_time"),
        (0.93, "og:published_time datepublished parsely-pub-date cxenseparse:recs:publishtime cxenseparse:publishtime"),
        (0.92, "publishdate publish-date publish_date pubdate publication_date published_date article.published"),
        (0.92, "article_date_original originalpublicationdate rnews:datepublished iso-8601-publish-date"),
        (0.9, "sailthru.date dc.date.issued dcterms.issued published publishtime citation_publication_date bt:pubdate"),
        (0.9, "prism.publicationdate vr:published_time shareaholic:article_published_time"),
        (0.88, "dc.date.created dcterms.created citation_online_date"),
        (0.86, "dc.date dcterms.date date"),
        (0.85, "displaydate datecreated"),
    )
    for name in names.split()
}
_CHANGED = (
    "article:modified_time", "og:updated_time", "datemodified", "dc.date.modified", "dcterms.modified", "lastmod",
    "last-modified", "article:modified", "updated_time", "revised",
)  # fmt: skip
_CHANGED_CONFIDENCE = 0.55
_SHOWN_AS_UPDATED = "date line stated as updated"
_VOICES: dict[str, VoiceKind] = {"page": "shown", "address": "address", "htmldate": "shown"}
_ISO = re.compile(r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[T ]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2}))?")
_ZONED = re.compile(r"\A\w{3} (\w{3}) +(\d{1,2}) (\d{2}:\d{2}:\d{2}) \w+ (\d{4})\Z")
_COMPACT = re.compile(r"\A(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(?:\d{2})?Z?)?\Z")
_SLASHED = re.compile(r"\A(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_DAY_FIRST = re.compile(r"\A(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\D{1,12}(\d{1,2}):(\d{2}))?")
_EARLIEST = 1990  # before, no page was published
_OTHER = ("webpage", "itempage", "collectionpage", "aboutpage", "videoobject", "creativework", "review")
_MOST_GUESSED = 2_500_000
_UPDATED = re.compile(
    r"updat|modif|aktualis|actualiz|mis à jour|bijgewerkt|sist endret|oppdatert|uppdaterad|aggiorn", re.IGNORECASE
)


def moment(value: str) -> tuple[date, str | None] | None:
    """The day and the time (HH:MM) that a stated moment names on its own clock; None where it is none."""
    value = value.strip()
    hour: str | None = None
    if match := _ISO.match(value):
        parts = [int(part) for part in match.group("day").split("-")]
        hour = f"{int(match.group('hour')):02d}:{match.group('minute')}" if match.group("hour") else None
    elif match := _COMPACT.match(value):
        parts = [int(part) for part in match.groups()[:3]]
        hour = f"{match.group(4)}:{match.group(5)}" if match.group(4) else None
    elif match := _SLASHED.match(value):
        parts = [int(part) for part in match.groups()]
    elif match := _DAY_FIRST.match(value):
        parts = [int(part) for part in reversed(match.groups()[:3])]
        hour = f"{int(match.group(4)):02d}:{match.group(5)}" if match.group(4) else None
    elif re.fullmatch(r"1\d{9}(?:\d{3})?", value):
        return _from_clock(datetime.fromtimestamp(int(value[:10]), tz=UTC))
    else:
        return _in_words(value)
    try:
        day = date(*parts)
    except ValueError:
        return None
    if hour is not None and not (hour < "24" and hour[3:] < "60"):
        hour = None
    # Midnight sharp is what programs write that know no time.
    return (day, None if hour == "00:00" else hour) if day.year >= _EARLIEST else None


def _in_words(value: str) -> tuple[date, str | None] | None:
    """ "Fri Apr 28 19:20:36 CEST 2023", "Fri, 28 Apr 2023 19:20:36 +0200", "28 April 2023"."""
    if match := _ZONED.match(value):
        month, number, clock, year = match.groups()
        value = f"{number} {month} {year} {clock}"
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        found = None
    if found and found.year >= _EARLIEST:
        clock = f"{found:%H:%M}"
        return found.date(), None if clock == "00:00" else clock
    for written in written_dates(value[:200], 0, min(len(value), 200)):
        if written.year and (day := written.in_year(written.year)) and day.year >= _EARLIEST:
            return day, None
    return None


def published_of_page(
    head: Head,
    given: Given,
    address: str | None,
    shown: Sequence[tuple[str, Span, str | None]],
    text: str,
    root: etree._Element,
    story: Sequence[Span] = (),
) -> Published:
    """The date with its evidence, or none, with all that was considered and why it was not taken.

    shown: words and place of the date lines about the story's beginning, with the machine's date where a time element
    has one.  story: its paragraphs, whose dates are heard where the sources contradict each other.
    """
    stated = list(_stated(head)) + list(_shown(shown, text))
    for url, detail in ((given.url, "given address"), (address, "the page's own address")):
        if url and (day := date_in_address(url)):
            stated.append(_candidate(day, None, 0.85, "address", f"{detail} {url}"))
    changed = list(_changed(head))
    if not stated:
        stated += _guessed(root)
    candidates = _weighed(stated, changed, story_days(text, story)) or merged(changed)
    best = max(candidates, key=lambda one: one.confidence, default=None)
    days = {one.day for one in candidates}
    rejected = []
    if given.published:
        evidence = [Evidence(kind="given", spans=(), detail=given.where)]
        time = given.time or next((one.time for one in candidates if one.day == given.published), None)
        chosen: Candidate | None = Candidate(day=given.published, confidence=1.0, evidence=evidence, time=time)
    else:
        # Days side by side are one moment on two clocks: together they tell that the better one is about right.
        beside = sum(one.confidence for one in candidates if best and abs(one.day - best.day) <= NEAR)
        chosen = best if beside >= 0.5 else None
    for candidate in candidates:
        if chosen is None or candidate.day != chosen.day:
            rejected.append(rejected_date(candidate, _reason(candidate, chosen, bool(given.published))))
    for candidate in merged(changed):
        if candidate.day not in days and (chosen is None or candidate.day != chosen.day):
            rejected.append(rejected_date(candidate, "when the page was changed, not published"))
    if chosen is None:
        return Published(date=None, time=None, confidence=0.0, evidence=(), rejected=tuple(rejected))
    return Published(
        date=chosen.day.isoformat(),
        time=chosen.time,
        confidence=round(min(chosen.confidence, 0.99) if not given.published else 1.0, 2),
        evidence=tuple(chosen.evidence),
        rejected=tuple(rejected),
    )


def _reason(candidate: Candidate, chosen: Candidate | None, given: bool) -> str:
    if given:
        return "the caller gave another date"
    if candidate.against:
        return "; ".join(candidate.against)
    return "another date is stated more clearly" if chosen else "too little to go by"


def _weighed(stated: Sequence[Candidate], changed: Sequence[Candidate], story: StoryDays) -> list[Candidate]:
    """One candidate a day; where sources contradict each other, each with its share of the odds."""
    sure = [one for one in stated if one.evidence[0].detail != _SHOWN_AS_UPDATED] or list(stated)
    changes = [one.day for one in changed] + [one.day for one in stated if one not in sure]
    contested = is_contested([one.day for one in sure], changes, story)
    voices = [Voice(_VOICES.get(one.evidence[0].kind, "machine"), one.day, one.confidence) for one in sure]
    weighed = weigh(voices, changes, story) if contested else {}
    found = merged(stated)
    named = {one.day for one in found}
    found += [one for one in merged(changed) if one.day in weighed and one.day not in named]
    for candidate in found if contested else ():
        if held := weighed.get(candidate.day):
            candidate.confidence = held.confidence
            candidate.evidence = [*candidate.evidence, *held.support]
            candidate.against += held.against
        else:
            candidate.confidence = 0.0
            candidate.against.append("when the page was changed, not published")
    return found


def _candidate(
    day: date, time: str | None, confidence: float, kind: str, detail: str, span: Span | None = None
) -> Candidate:
    evidence = Evidence(kind=kind, spans=(span,) if span else (), detail=detail)
    return Candidate(day=day, confidence=confidence, evidence=[evidence], time=time)


def _stated(head: Head) -> Iterator[Candidate]:
    """What the page's tags give as its date of publication."""
    # Each description of the article counts less than the one before: behind the first may stand another article.
    for number, article in enumerate(head.articles[:4]):
        kind = (types_of(article) or ["article"])[0]
        apart = 0.25 if kind in _OTHER else 0.0
        for name, confidence in (("datePublished", 0.97), ("dateCreated", 0.8), ("uploadDate", 0.6)):
            if found := _moment_in(article.get(name)):
                yield _candidate(*found, confidence - apart - 0.05 * number, "json-ld", f"{kind} {name}")
                break
    for name, confidence in _META.items():
        for value in head.meta.get(name, ())[:1]:
            if found := moment(value):
                yield _candidate(*found, confidence, "meta", name)
    for name, confidence in (("datePublished", 0.93), ("dateCreated", 0.8)):
        for value, _ in head.items.get(name, ())[:1]:
            if found := moment(value):
                yield _candidate(*found, confidence, "microdata", name)
    for element in head.times:
        if element.get("pubdate") is not None and (found := moment(element.get("datetime") or "")):
            yield _candidate(*found, 0.9, "page", "time element marked as the date of publication")
            break


def _changed(head: Head) -> Iterator[Candidate]:
    for article in head.articles[:1]:
        if found := _moment_in(article.get("dateModified")):
            yield _candidate(*found, _CHANGED_CONFIDENCE, "json-ld", "dateModified, stated as changed")
    for name in _CHANGED:
        for value in head.meta.get(name, ())[:1]:
            if found := moment(value):
                yield _candidate(*found, _CHANGED_CONFIDENCE, "meta", f"{name}, stated as changed")


def _shown(shown: Sequence[tuple[str, Span, str | None]], text: str) -> Iterator[Candidate]:
    """The dates that stand about the headline for all to read."""
    for number, (words, span, machine) in enumerate(shown[:6]):
        updated = bool(_UPDATED.search(words))
        found = moment(machine) if machine else None
        if found is None and not machine:
            for written in written_dates(text, *span):
                if written.year and (day := written.in_year(written.year)) and day.year >= _EARLIEST:
                    found, span = (day, None), written.span
                    break
            else:
                found = moment(words)
        if found:
            confidence = _CHANGED_CONFIDENCE if updated else 0.8 - 0.05 * number
            detail = _SHOWN_AS_UPDATED if updated else "date line on the page"
            yield _candidate(*found, confidence, "page", detail, span)


def _guessed(root: etree._Element) -> list[Candidate]:
    """What htmldate finds, where nothing is stated: it searches the page's text and styles, at 2 ms a page and more."""
    from htmldate import find_date
    from lxml import html

    source = etree.tostring(root, encoding="unicode", method="html")
    if len(source) > _MOST_GUESSED:
        return []
    try:
        tree = html.document_fromstring(source)
        found = find_date(tree, original_date=True, extensive_search=True, max_date="2100-01-01")
    except (ValueError, TypeError, etree.LxmlError, RecursionError):
        return []
    if not found or not (named := moment(found)):
        return []
    return [_candidate(named[0], None, 0.6, "htmldate", "found in the page by htmldate")]


def _moment_in(value: Any) -> tuple[date, str | None] | None:
    text = text_in(value)
    return moment(text) if text else None


def _from_clock(found: datetime) -> tuple[date, str | None]:
    return found.date(), f"{found:%H:%M}"
