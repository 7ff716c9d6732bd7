"""One hit for a terminal: when, who, what they said or what happened, who denies it, and the report."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import Spans
from onrecord.store.hits import Answer, Hit
from onrecord.view.dates import bounds_words
from onrecord.view.event_words import STATUSES, type_words
from onrecord.view.library.marked import marked_rows, wrapped
from onrecord.view.spots import country_name
from onrecord.view.terminal import UNSURE, Screen, Style, shown
from onrecord.view.told import ARROW

MARGIN = 2


def screen_of(width: int, style: Style) -> Screen:
    """A screen with the margin of the library's views."""
    return Screen(width=width, margin=MARGIN, style=style)


def rows_of(
    words: str, screen: Screen, *, margin: int = MARGIN, hang: int = 0, dim: bool = False, fg: str | None = None
) -> Iterator[str]:
    """Words made safe and wrapped behind a margin.  hang: columns that later rows stand further in."""
    for number, row in enumerate(wrapped(shown(words), screen.width - margin - hang)):
        indent = " " * (margin + (hang if number else 0))
        yield indent + (screen.style(row, fg=fg) if fg else screen.style(row, dim=True) if dim else row)


def hit_lines(hit: Hit, screen: Screen, *, day: bool = True) -> Iterator[str]:
    """A hit.  day: whether it begins with its day."""
    when = day_words(hit) if day else "" if hit.dated else "(day of the report)"
    if hit.kind == "report":
        yield from _head(when, hit.title or hit.uri or "no headline", screen)
    elif hit.kind == "statement":
        who, marks = (hit.speaker, hit.speaker_hits) if hit.speaker else (hit.source, hit.source_hits)
        roles = f", {hit.roles.split('; ')[0]}" if hit.roles else ""
        told = f"{who or '(no source named)'}{roles} | {hit.cue or '(no cue)'}{_doubt(hit)}"
        yield from _head(when, told, screen, marks)
    else:
        happened = ARROW.join(
            part for part in (", ".join(hit.actors), hit.trigger or "", ", ".join(hit.recipients)) if part
        )
        yield from _head(when, happened + _doubt(hit), screen)
    for row in marked_rows(hit.words, hit.hits, screen.width - 2 * MARGIN, screen.style):
        yield " " * 2 * MARGIN + row
    for note in notes(hit):
        for row in wrapped(shown(note), screen.width - 2 * MARGIN):
            yield " " * 2 * MARGIN + screen.style(row, fg="yellow")
    yield from report_lines(hit, screen)


def notes(hit: Hit) -> Iterator[str]:
    """What is to be known of a hit besides: act, carriers, place, on whose word, disputes."""
    if hit.kind == "statement":
        parts = [] if hit.act in ("says", None) else [str(hit.act)]
        parts += [f"via {', '.join(hit.via)}"] if hit.via else []
        parts += [place] if (place := place_words(hit)) else []
        if parts:
            yield f"[{'; '.join(parts)}]"
    elif hit.kind == "event":
        yield f"[{type_words(hit.type or '', hit.mode)}{_status(hit)}]"
        if place := place_words(hit):
            yield f"where: {place}"
        if who := hit.speaker or hit.source:
            yield f"on the word of {who}" + (f", via {', '.join(hit.via)}" if hit.via else "")
    for answer in hit.denies:
        yield f"against: {_answer(answer)}"
    if hit.denies_words:
        yield f"against the report itself: {_short(hit.denies_words)}"
    for answer in hit.denied_by:
        yield f"DISPUTED by {_answer(answer)}"


def report_lines(hit: Hit, screen: Screen) -> Iterator[str]:
    """The report that a hit stands in: its number, for ``onrecord show``, headline, publisher and date."""
    parts = [] if hit.kind == "report" else [hit.title or hit.uri or "no headline"]
    parts += [hit.publisher] if hit.publisher else []
    if hit.published and (hit.kind != "report" or hit.published != hit.day):
        parts.append(bounds_words(hit.published, hit.published))
    words = shown(f"report {hit.report}: {', '.join(parts)}" if parts else f"report {hit.report}")
    for row in wrapped(words, screen.width - 2 * MARGIN):
        yield " " * 2 * MARGIN + screen.style(row, dim=True)


def day_words(hit: Hit) -> str:
    """The days of a hit in words, with a note where it is that of the report; empty where none is known."""
    words = bounds_words(hit.day, hit.last_day or hit.day) if hit.day else ""
    return words if hit.dated or not words else f"(report of) {words}"


def place_words(hit: Hit) -> str:
    """Place and country; empty where none is told."""
    country = country_name(hit.country)
    return ", ".join(dict.fromkeys(part for part in (hit.place, country) if part))


def _head(when: str, words: str, screen: Screen, marks: Spans = ()) -> Iterator[str]:
    lead = f"{when}  " if when else ""
    for number, row in enumerate(marked_rows(words, marks, screen.width - MARGIN, screen.style, lead=lead)):
        text = row
        if not number and lead and row.startswith(when):
            text = screen.style(when, fg="cyan") + row[len(when) :]
        yield " " * (MARGIN if not number else 2 * MARGIN) + text


def _status(hit: Hit) -> str:
    status = hit.status or "happened"
    return "" if status == "happened" else f"; {STATUSES.get(status, status).upper()}"  # type: ignore[call-overload]


def _doubt(hit: Hit) -> str:
    return "  (unsure)" if hit.confidence is not None and hit.confidence < UNSURE else ""


def _answer(answer: Answer) -> str:
    return f"{answer.speaker or 'a source not named'}: {_short(answer.words)}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 90 else words[:89].rpartition(" ")[0] + " …"
