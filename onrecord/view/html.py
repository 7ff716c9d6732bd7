"""Reports as one page that needs nothing else: text with its passages marked, and the record beside it.

Everything that comes from a report is escaped; addresses are shown, not linked.
The page may load nothing and run nothing but its own few lines (a content
security policy with their hash), and reads as well without them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files

from onrecord.record import Evidence, Report
from onrecord.view.escape import shown
from onrecord.view.html_events import events, places, times
from onrecord.view.html_statements import Links, statements
from onrecord.view.html_text import article
from onrecord.view.spots import spots
from onrecord.view.told import Told


def html_page(reports: Sequence[Report], names: Sequence[str] | None = None) -> str:
    """The page of one or several reports.

    names: what to call each; its origin by default.
    """
    called = names or [report.origin.uri or "report" for report in reports]
    pairs = enumerate(zip(reports, called, strict=True), start=1)
    return top() + "".join(section(report, name, f"r{n}") for n, (report, name) in pairs) + bottom()


def top() -> str:
    """The page up to its first report."""
    script = _asset("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>onrecord: who said what</title>\n<style>\n{_asset('page.css')}</style>\n</head>\n<body>\n"
        '<p class="legend">'
        '<span class="m source">who speaks</span> <span class="m cue">how it is told</span> '
        '<span class="m content">what is said</span> <span class="m carrier">who hands it on</span></p>\n'
        f'<fieldset class="show"><legend>Show</legend>{"".join(_toggles())}</fieldset>\n'
    )


def _toggles() -> Iterator[str]:
    """Boxes that show and hide the parts; the style sheet acts on them, and hides those that a page has no use for."""
    for part, look in (("statements", "content"), ("events", "what"), ("times", "when"), ("places", "where")):
        box = f'<input type="checkbox" id="show-{part}" checked>'
        yield f'<label class="{part}">{box} <span class="m {look}">{part}</span></label> '


def bottom() -> str:
    """What follows the last report."""
    return f"<script>{_asset('page.js')}</script>\n</body>\n</html>\n"


def _asset(name: str) -> str:
    return files("onrecord.view").joinpath(name).read_text(encoding="utf-8")


def section(report: Report, name: str, prefix: str, *, facts: Iterable[tuple[str, str]] = ()) -> str:
    """One report; prefix: what the ids of its passages begin with; facts: labels and what is known of it besides."""
    told = Told(report)
    title = report.headline.text if report.headline else name
    parts = [f'<section class="report" id="{prefix}">\n<header>\n<h1>{shown(" ".join(title.split()))}</h1>\n']
    parts += _facts(report, name, facts)
    parts.append('</header>\n<div class="both">\n<article dir="auto">\n')
    parts += article(told, prefix)
    parts.append('</article>\n<aside aria-label="Who said what">\n')
    parts += _lists(told, prefix)
    parts.append("</aside>\n</div>\n</section>\n")
    return "".join(parts)


def _lists(told: Told, prefix: str) -> Iterator[str]:
    """The lists beside the text; where there is more than statements, with a line that leads to each."""
    report, found = told.report, spots(told.report)
    links = Links(told, prefix, found)
    parts = [
        (name, heading, count, list_of)
        for name, heading, count, list_of in (
            ("statements", "Who said what", len(report.attributions), statements(links)),
            ("events", "What happened", len(report.events), events(links)),
            ("places", "Where", len(found), places(links, found)),
            ("times", "When", len(report.times), times(links)),
        )
        if count or name == "statements"
    ]
    if len(parts) == 1:
        yield f'<div class="part statements">{"".join(parts[0][3])}</div>'
        return
    counted = (
        f'<a class="{name}" href="#{prefix}-{name}">{count} {name if count != 1 else name[:-1]}</a>'
        for name, _, count, _ in parts
    )
    yield f"<nav>{' '.join(counted)}</nav>\n"
    for name, heading, _, list_of in parts:
        yield f'<div class="part {name}" id="{prefix}-{name}"><h2 class="title">{heading}</h2>\n'
        yield from list_of
        yield "</div>\n"


def _facts(report: Report, name: str, more: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield "<dl>"
    for label, fact in more:
        yield f"<dt>{shown(label)}</dt><dd>{shown(fact)}</dd>"
    if report.authors:
        yield f"<dt>By</dt><dd>{shown(', '.join(author.name for author in report.authors))}</dd>"
    published = report.published
    if published.date:
        day = date.fromisoformat(published.date)
        sure = f"({published.confidence:.0%} sure)"
        yield f"<dt>Published</dt><dd>{day.day} {day:%B %Y} {sure}{_why(published.evidence)}</dd>"
    else:
        yield "<dt>Published</dt><dd>not known</dd>"
    if report.publisher:
        known = " / ".join(part for part in (report.publisher.name, report.publisher.domain) if part)
        why = _why(report.publisher.evidence)
        yield f"<dt>Publisher</dt><dd>{shown(known)} ({report.publisher.confidence:.0%} sure){why}</dd>"
    yield f"<dt>Read from</dt><dd>{shown(name)}</dd>"
    for problem in report.problems:
        yield f'<dt>Problem</dt><dd class="problem">{shown(problem.kind)}: {shown(problem.detail)}</dd>'
    yield "</dl>\n"


def _why(evidence: Iterable[Evidence]) -> str:
    details = dict.fromkeys(one.detail for one in evidence)
    return f"<br><small>{shown('; '.join(details))}</small>" if details else ""
