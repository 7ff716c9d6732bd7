"""A record as a notebook shows it: a small table.  All text is escaped."""

from __future__ import annotations

from html import escape

from onrecord.record import Passage, Report


def report_html(report: Report) -> str:
    """An HTML fragment without styles or scripts of its own."""
    head = [report.headline.text if report.headline else report.origin.uri or "text"]
    head.append(report.published.date or "date not known")
    if report.publisher:
        head.append(report.publisher.name or report.publisher.domain or "")
    rows = "".join(
        f"<tr><td>{_cell(one.source)}</td><td>{_cell(one.cue)}</td><td>{_cell(one.content)}</td>"
        f"<td>{one.kind}</td><td>{one.confidence:.2f}</td></tr>"
        for one in report.attributions
    )
    problems = "".join(f"<p>{escape(one.kind)}: {escape(one.detail)}</p>" for one in report.problems)
    return (
        f"<p><b>{' · '.join(escape(part) for part in head if part)}</b></p>{problems}"
        "<table><thead><tr><th>source</th><th>cue</th><th>content</th><th>kind</th><th>confidence</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _cell(passage: Passage | None) -> str:
    return escape(passage.text) if passage else ""
