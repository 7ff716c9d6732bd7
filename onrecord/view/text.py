"""The view for a terminal: the report's date and publisher with why, then who said what, by speaker."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.record import Attribution, Entity, Evidence, Passage, Report
from onrecord.view.lines import line_finder

Style = Callable[..., str]

UNSURE = 0.3


def plain_style(text: str, **_: object) -> str:
    """No colour: the text as it is."""
    return text


def report_text(report: Report, *, name: str | None = None, width: int = 80, style: Style = plain_style) -> str:
    """The report's record as lines of at most ``width`` columns (long words aside).

    name: what to call the report; its origin by default.  style: called with
    a text and ``bold``, ``dim``, ``fg``; must not change the text's width.
    """
    lines = [style(shown(name or report.origin.uri or "text"), bold=True)]
    lines += _head(report, width, style)
    lines.append("")
    lines += _statements(report, width, style)
    return "\n".join(lines) + "\n"


def shown(text: str) -> str:
    """On one line and safe for a terminal: control and direction characters become U+FFFD."""
    joined = " ".join(text.replace("\u00ad", "").split())
    if joined.isascii() and joined.isprintable():
        return joined
    return "".join(
        "\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\u200d" else char for char in joined
    )


def _head(report: Report, width: int, style: Style) -> Iterable[str]:
    if report.headline:
        yield from _field("Headline", shown(report.headline.text), width, style)
    if report.authors:
        yield from _field("By", shown(", ".join(author.name for author in report.authors)), width, style)
    published = report.published
    if published.date:
        when = _day(published.date) + (f", {published.time}" if published.time else "")
        yield from _field("Published", f"{when} ({published.confidence:.0%} sure)", width, style)
        yield from _why(report, published.evidence, width, style)
    else:
        yield from _field("Published", "not known: nothing in the text tells", width, style)
    for rejected in published.rejected[:3]:
        reason = "; ".join(dict.fromkeys(one.detail for one in rejected.evidence))
        yield from _field("", f"not {_day(rejected.date)}: {shown(reason)}", width, style, dim=True)
    if publisher := report.publisher:
        known = " / ".join(part for part in (publisher.name, publisher.domain) if part)
        yield from _field("Publisher", f"{shown(known)} ({publisher.confidence:.0%} sure)", width, style)
        yield from _why(report, publisher.evidence, width, style)
    else:
        yield from _field("Publisher", "not known", width, style)
    for problem in report.problems:
        yield from _field("Problem", f"{problem.kind}: {shown(problem.detail)}", width, style)


def _why(report: Report, evidence: Iterable[Evidence], width: int, style: Style) -> Iterable[str]:
    line_of = line_finder(report.text)
    for one in list(evidence)[:4]:
        place = f" (line {line_of(one.spans[0][0])})" if one.spans else ""
        yield from _field("", f"{shown(one.detail)}{place}", width, style, dim=True)


def _field(label: str, value: str, width: int, style: Style, *, dim: bool = False) -> Iterable[str]:
    for number, line in enumerate(textwrap.wrap(value, width - 11) or [""]):
        head = style(f"{label:<11}", fg="cyan") if label and not number else " " * 11
        yield head + (style(line, dim=True) if dim else line)


def _statements(report: Report, width: int, style: Style) -> Iterable[str]:
    count = len(report.attributions)
    if not count:
        yield "No statements found." if report.language == "en" else "No statements were looked for."
        return
    groups = by_speaker(report)
    line_of = line_finder(report.text)
    place = _Place(
        line_of=line_of,
        margin=max(5, len(str(line_of(len(report.text)))) + 2),
        width=width,
        style=style,
        names={entity.id: shown(entity.name) for entity in report.entities},
        told={one.id: one for one in report.attributions},
        against=_against(report),
    )
    yield style(f"Who said what: {count} statement{'s' if count > 1 else ''}", bold=True)
    for entity, statements in groups:
        yield ""
        yield from (style(row, bold=True) for row in textwrap.wrap(_speaker(report, entity, statements), width))
        for number, attribution in enumerate(statements):
            if number:
                yield ""
            yield from _statement(attribution, place)


def by_speaker(report: Report) -> list[tuple[Entity | None, list[Attribution]]]:
    """The attributions by who speaks, in the order of first speaking; each that is left open for itself."""
    entities = {entity.id: entity for entity in report.entities}
    groups: dict[str, tuple[Entity | None, list[Attribution]]] = {}
    for one in report.attributions:
        candidates = ",".join(candidate.entity for candidate in one.speaker_candidates)
        key = one.speaker or f"open {candidates or (one.source.text.lower() if one.source else '')}"
        groups.setdefault(key, (entities.get(one.speaker or ""), []))[1].append(one)
    return list(groups.values())


def _speaker(report: Report, entity: Entity | None, statements: list[Attribution]) -> str:
    """A group's heading: name and roles, or why nobody is named."""
    if entity is None:
        names = {one.id: one.name for one in report.entities}
        candidates = statements[0].speaker_candidates
        if candidates:
            fitting = " or ".join(f"{shown(names[one.entity])} ({one.confidence:.0%})" for one in candidates)
            return f"Not clear who: {fitting}"
        return "Not clear who" if statements[0].source else "No source named"
    roles = [role for role in entity.roles[:3] if role.lower() not in entity.name.lower()]
    unnamed = "" if entity.named else " (not named)"
    return ", ".join([shown(entity.name), *(shown(role) for role in roles)]) + unnamed


def _against(report: Report) -> dict[str, list[Attribution]]:
    """For each attribution those that deny or dispute it."""
    against: dict[str, list[Attribution]] = {}
    for one in report.attributions:
        for about in one.about:
            against.setdefault(about, []).append(one)
    return against


@dataclass(frozen=True, kw_only=True)
class _Place:
    """What every statement is shown with."""

    line_of: Callable[[int], int]
    margin: int
    width: int
    style: Style
    names: dict[str, str]
    told: dict[str, Attribution]
    against: dict[str, list[Attribution]]


def _statement(attribution: Attribution, place: _Place) -> Iterable[str]:
    margin, style = place.margin, place.style
    line = _line(attribution, place)
    who = shown(attribution.source.text) if attribution.source else "(no source named)"
    cue = shown(attribution.cue.text) if attribution.cue else "(no cue)"
    doubt = "  (unsure)" if attribution.confidence < UNSURE else ""
    number = f"{line:>{margin - 2}}  "
    for position, row in enumerate(textwrap.wrap(f"{who} | {cue}{doubt}", place.width - margin)):
        lead = style(number, dim=True) if not position else " " * margin
        yield lead + row
    for note in _notes(attribution, place):
        for row in textwrap.wrap(note, place.width - margin - 2):
            yield " " * margin + style(row, fg="yellow")
    body = " … ".join(shown(piece) for piece in _pieces(attribution.content))
    for row in textwrap.wrap(body, place.width - margin - 2):
        yield " " * (margin + 2) + style(row, fg=None if attribution.kind == "indirect" else "green")


def _notes(attribution: Attribution, place: _Place) -> Iterable[str]:
    """Act, carriers, medium, what it stands within, and disputes both ways."""

    def other(one: Attribution) -> str:
        who = place.names.get(one.speaker or "") or (shown(one.source.text) if one.source else "no source")
        return f"{who}, line {_line(one, place)}"

    notes = [] if attribution.act in ("says", None) else [str(attribution.act)]
    if attribution.via:
        notes.append("via " + ", ".join(place.names[carrier.entity] for carrier in attribution.via))
    if attribution.medium:
        notes.append(attribution.medium)
    if attribution.within:
        notes.append(f"as told by {other(place.told[attribution.within])}")
    if notes:
        yield f"[{'; '.join(notes)}]"
    for about in attribution.about:
        yield f"against: {other(place.told[about])}"
    if attribution.about_statement:
        words = textwrap.shorten(shown(attribution.about_statement.text), 60, placeholder=" …")
        yield f"against the report itself, line {place.line_of(attribution.about_statement.spans[0][0])}: {words}"
    for one in place.against.get(attribution.id, ()):
        yield f"DISPUTED by {other(one)}"


def _line(attribution: Attribution, place: _Place) -> int:
    parts = (attribution.source, attribution.cue, attribution.content)
    return place.line_of(min(_start(part) for part in parts if part))


def _pieces(passage: Passage) -> Iterable[str]:
    position = 0
    for start, end in passage.spans:
        yield passage.text[position : position + end - start]
        position += end - start + 1


def _start(passage: Passage) -> int:
    return passage.spans[0][0]


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"
