"""The view for a terminal: the report's date and publisher with why, who said what by speaker, what happened, where."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date

from onrecord.record import Attribution, Entity, Evidence, Passage, Report
from onrecord.view.lines import line_finder
from onrecord.view.terminal import UNSURE, Screen, Style, plain_style, shown
from onrecord.view.text_events import events_text, other, places_text, when_and_where
from onrecord.view.told import Told, by_speaker


def report_text(
    report: Report,
    *,
    name: str | None = None,
    facts: Iterable[tuple[str, str]] = (),
    width: int = 80,
    style: Style = plain_style,
) -> str:
    """The report's record as lines of at most ``width`` columns (long words aside).

    name: what to call the report; its origin by default.  facts: labels of at most ten letters and what is known of
    the report besides.  style: called with a text and ``bold``, ``dim``, ``fg``; must not change the text's width.
    """
    told = Told(report)
    margin = max(5, len(str(told.line_of(len(report.text)))) + 2)
    screen = Screen(width=width, margin=margin, style=style)
    lines = [style(shown(name or report.origin.uri or "text"), bold=True)]
    for label, fact in facts:
        lines += _field(label, shown(fact), width, style)
    lines += _head(report, width, style)
    lines.append("")
    lines += _statements(told, screen)
    lines += events_text(told, screen)
    lines += places_text(told, screen)
    return "\n".join(lines) + "\n"


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


def _statements(told: Told, screen: Screen) -> Iterator[str]:
    report = told.report
    count = len(report.attributions)
    if not count:
        yield "No statements found." if report.language == "en" else "No statements were looked for."
        return
    yield from screen.heading(f"Who said what: {count} statement{'s' if count > 1 else ''}")
    for entity, statements in by_speaker(report):
        yield ""
        yield from screen.heading(_speaker(report, entity, statements))
        for number, attribution in enumerate(statements):
            if number:
                yield ""
            yield from _statement(attribution, told, screen)


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


def _statement(attribution: Attribution, told: Told, screen: Screen) -> Iterator[str]:
    who = shown(attribution.source.text) if attribution.source else "(no source named)"
    cue = shown(attribution.cue.text) if attribution.cue else "(no cue)"
    doubt = "  (unsure)" if attribution.confidence < UNSURE else ""
    yield from screen.numbered(told.statement_line(attribution), f"{who} | {cue}{doubt}")
    for note in _notes(attribution, told):
        yield from screen.note(note)
    body = " … ".join(shown(piece) for piece in _pieces(attribution.content))
    yield from screen.body(body, None if attribution.kind == "indirect" else "green")


def _notes(attribution: Attribution, told: Told) -> Iterator[str]:
    """Act, carriers, medium, what it stands within, when and where, and disputes both ways."""
    notes = [] if attribution.act in ("says", None) else [str(attribution.act)]
    if attribution.via:
        notes.append("via " + ", ".join(shown(told.name(carrier.entity)) for carrier in attribution.via))
    if attribution.medium:
        notes.append(attribution.medium)
    if attribution.within:
        notes.append(f"as told by {other(told.statements[attribution.within], told)}")
    if notes:
        yield f"[{'; '.join(notes)}]"
    yield from when_and_where(attribution, told)
    for about in attribution.about:
        yield f"against: {other(told.statements[about], told)}"
    if attribution.about_statement:
        words = textwrap.shorten(shown(attribution.about_statement.text), 60, placeholder=" …")
        yield f"against the report itself, line {told.line(attribution.about_statement.spans)}: {words}"
    for one in told.against(attribution.id):
        yield f"DISPUTED by {other(one, told)}"


def _pieces(passage: Passage) -> Iterable[str]:
    position = 0
    for start, end in passage.spans:
        yield passage.text[position : position + end - start]
        position += end - start + 1


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"
