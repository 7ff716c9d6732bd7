"""The view for a terminal: the report's date and publisher with why, then who said what, in order."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date

from onrecord.record import Attribution, Evidence, Passage, Report

Style = Callable[..., str]

_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
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
    line_of = _line_finder(report.text)
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
    yield style(f"Who said what: {count} statement{'s' if count > 1 else ''}", bold=True)
    line_of = _line_finder(report.text)
    margin = max(5, len(str(line_of(len(report.text)))) + 2)
    for attribution in report.attributions:
        yield ""
        yield from _statement(attribution, line_of, margin, width, style)


def _statement(
    attribution: Attribution, line_of: Callable[[int], int], margin: int, width: int, style: Style
) -> Iterable[str]:
    line = line_of(min(_start(part) for part in (attribution.source, attribution.cue, attribution.content) if part))
    who = shown(attribution.source.text) if attribution.source else "(no source named)"
    cue = shown(attribution.cue.text) if attribution.cue else "(no cue)"
    doubt = "  (unsure)" if attribution.confidence < UNSURE else ""
    head = textwrap.wrap(f"{who} | {cue}{doubt}", width - margin)
    number = f"{line:>{margin - 2}}  "
    for position, row in enumerate(head):
        lead = style(number, dim=True) if not position else " " * margin
        yield lead + _coloured_head(row, who if not position else "", style)
    body = " … ".join(shown(piece) for piece in _pieces(attribution.content))
    for row in textwrap.wrap(body, width - margin - 2):
        yield " " * (margin + 2) + style(row, fg=None if attribution.kind == "indirect" else "green")


def _coloured_head(row: str, who: str, style: Style) -> str:
    if who and row.startswith(who):
        return style(who, bold=True) + row[len(who) :]
    return row


def _pieces(passage: Passage) -> Iterable[str]:
    position = 0
    for start, end in passage.spans:
        yield passage.text[position : position + end - start]
        position += end - start + 1


def _start(passage: Passage) -> int:
    return passage.spans[0][0]


def _line_finder(text: str) -> Callable[[int], int]:
    """Maps a place in the text to its line, counted from 1 as editors do."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    return lambda place: bisect_right(starts, place)


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"
