"""Reports as one page that needs nothing else: text with its passages marked, and who said what beside it.

Everything that comes from a report is escaped; addresses are shown, not linked.
The page may load nothing and run nothing but its own few lines (a content
security policy with their hash), and reads as well without them.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from html import escape
from importlib.resources import files

from onrecord.record import Attribution, Entity, Evidence, Report
from onrecord.view.lines import line_finder
from onrecord.view.marked import Marked, Piece
from onrecord.view.text import by_speaker

ROLES = {"source": "who", "cue": "cue", "content": "said", "carrier": "via"}
_TAGS = {"headline": "h2", "subheading": "h3"}


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
    )


def bottom() -> str:
    """What follows the last report."""
    return f"<script>{_asset('page.js')}</script>\n</body>\n</html>\n"


def _asset(name: str) -> str:
    return files("onrecord.view").joinpath(name).read_text(encoding="utf-8")


def shown(text: str) -> str:
    """Escaped, and with controls and direction marks made visible."""
    safe = "".join(
        "\ufffd" if (unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r\f\v\x85") or c in _DIRECTION else c
        for c in text
    )
    return escape(safe)


_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def section(report: Report, name: str, prefix: str) -> str:
    """One report; prefix: what the ids of its passages begin with."""
    title = report.headline.text if report.headline else name
    parts = [f'<section class="report" id="{prefix}">\n<header>\n<h1>{shown(" ".join(title.split()))}</h1>\n']
    parts += _facts(report, name)
    parts.append('</header>\n<div class="both">\n<article dir="auto">\n')
    parts += _text(report, prefix)
    parts.append('</article>\n<aside aria-label="Who said what">\n')
    parts += _statements(report, prefix)
    parts.append("</aside>\n</div>\n</section>\n")
    return "".join(parts)


def _facts(report: Report, name: str) -> Iterator[str]:
    yield "<dl>"
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


def _text(report: Report, prefix: str) -> Iterator[str]:
    """The blocks in the order of the text; one that is cut by another appears in its parts."""
    marked = Marked(report)
    acts = {one.id: one for one in report.attributions}
    first: set[str] = set()
    stretches = [(start, end, block) for block in report.blocks for start, end in block.spans]
    for start, end, block in sorted(stretches, key=lambda one: one[:2]):
        tag = _TAGS.get(block.kind, "p")
        inner = "".join(_piece(report, piece, prefix, acts, first) for piece in marked.pieces(start, end))
        yield f'<{tag} class="b {block.kind}">{inner}</{tag}>\n'


def _piece(report: Report, piece: Piece, prefix: str, acts: dict[str, Attribution], first: set[str]) -> str:
    words = shown(report.text[piece.start : piece.end])
    if not piece.marks:
        return words
    roles = dict.fromkeys(role for _, role in piece.marks)
    # A cue within another's content shows as a cue.
    role = next(r for r in ("cue", "source", "carrier", "content") if r in roles)
    owners = list(dict.fromkeys(identity for identity, _ in piece.marks))
    own = next(identity for identity, r in reversed(piece.marks) if r == role)
    anchor = ""
    if own not in first:
        first.add(own)
        anchor = f' id="{prefix}-{own}-text"'
    nested = f" n{min(3, sum(r == 'content' for _, r in piece.marks))}"
    title = f"{ROLES[role]}: {acts[own].act or 'says'} ({own})"
    joined = " ".join(f"{prefix}-{identity}" for identity in owners)
    link = f'data-a="{joined}" href="#{prefix}-{own}" title="{escape(title)}"'
    return f'<a class="m {role}{nested}"{anchor} {link}>{words}</a>'


def _statements(report: Report, prefix: str) -> Iterator[str]:
    if not report.attributions:
        yield "<p>No statements found.</p>\n"
        return
    names = {entity.id: entity.name for entity in report.entities}
    told = {one.id: one for one in report.attributions}
    against: dict[str, list[Attribution]] = {}
    for one in report.attributions:
        for about in one.about:
            against.setdefault(about, []).append(one)
    line_of = line_finder(report.text)

    def linked(one: Attribution) -> str:
        who = names.get(one.speaker or "") or (one.source.text if one.source else "no source named")
        return f'<a href="#{prefix}-{one.id}">{shown(" ".join(who.split()))}, line {_line(one, line_of)}</a>'

    for entity, statements in by_speaker(report):
        yield f"<h2>{_heading(entity, statements, names)}</h2>\n<ol>\n"
        for one in statements:
            notes = [f"<li>{shown(one.act)}</li>"] if one.act not in (None, "says") else []
            if one.via:
                notes.append(f"<li>via {shown(', '.join(names[carrier.entity] for carrier in one.via))}</li>")
            if one.medium:
                notes.append(f"<li>{shown(one.medium)}</li>")
            if one.within:
                notes.append(f"<li>as told by {linked(told[one.within])}</li>")
            notes += [f'<li class="dispute">against {linked(told[about])}</li>' for about in one.about]
            if one.about_statement:
                words = " ".join(one.about_statement.text.split())
                notes.append(f'<li class="dispute">against the report itself: {shown(words)}</li>')
            notes += [f'<li class="dispute">disputed by {linked(other)}</li>' for other in against.get(one.id, ())]
            source = shown(" ".join(one.source.text.split())) if one.source else "(no source named)"
            cue = shown(" ".join(one.cue.text.split())) if one.cue else "(no cue)"
            yield (
                f'<li id="{prefix}-{one.id}" data-a="{prefix}-{one.id}"><p class="head">'
                f'<a class="place" href="#{prefix}-{one.id}-text">line {_line(one, line_of)}</a> '
                f'<span class="m source">{source}</span> <span class="m cue">{cue}</span></p>'
                f'<p class="words {one.kind}">{shown(" ".join(one.content.text.split()))}</p>'
                f'<ul class="notes">{"".join(notes)}<li class="sure">{_sure(one.confidence)}</li></ul></li>\n'
            )
        yield "</ol>\n"


def _heading(entity: Entity | None, statements: Sequence[Attribution], names: dict[str, str]) -> str:
    if entity is not None:
        roles = [role for role in entity.roles[:3] if role.lower() not in entity.name.lower()]
        told = f" <small>{shown(', '.join(roles))}</small>" if roles else ""
        return shown(" ".join(entity.name.split())) + told + ("" if entity.named else " <small>not named</small>")
    candidates = statements[0].speaker_candidates
    if candidates:
        fitting = " or ".join(f"{shown(names[one.entity])} ({one.confidence:.0%})" for one in candidates)
        return f'<span class="open">Not clear who:</span> {fitting}'
    return f'<span class="open">{"Not clear who" if statements[0].source else "No source named"}</span>'


def _sure(confidence: float) -> str:
    steps = ((0.9, "sure"), (0.7, "likely"), (0.4, "possible"))
    words = next((word for least, word in steps if confidence >= least), "unsure")
    return f"{words}, {confidence:.0%}"


def _line(one: Attribution, line_of: Callable[[int], int]) -> int:
    return line_of(min(part.spans[0][0] for part in (one.source, one.cue, one.content) if part))
