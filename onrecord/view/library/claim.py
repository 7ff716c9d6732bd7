"""A claim for a terminal: who made it and what became of it, step by step; then the figures that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.follow.claims.history import AGAINST
from onrecord.store.following.claim.asking import Claim, ClaimRange
from onrecord.view.library.hits import hit_lines, rows_of, screen_of
from onrecord.view.library.marked import wrapped
from onrecord.view.terminal import Screen, Style, plain_style, shown

_STANCES = {"for": "for it", "against": "against it", "observing": "reports that it is made"}


def claims_text(claims: Sequence[Claim], *, width: int = 80, style: Style = plain_style) -> str:
    """Claims, a step a paragraph."""
    screen = screen_of(width, style)
    if not claims:
        return "\n".join(wrapped("No statement has these words.", width)) + "\n"
    lines: list[str] = []
    for number, one in enumerate(claims):
        lines += ["", ""] if number else []
        lines += _claim(one, screen)
    return "\n".join(lines) + "\n"


def _claim(claim: Claim, screen: Screen) -> Iterator[str]:
    asked = next((step for step in claim.steps if step.statement.number == claim.asked), claim.steps[0])
    yield from screen.heading(shown(" ".join(asked.statement.words.split())))
    if claim.template:
        told = f"{claim.reports:,} reports have these very words: they are a template, no claim"
        yield from rows_of(told, screen, fg="yellow")
        return
    against = sum(step.kind in AGAINST for step in claim.steps)
    told = f"{claim.reports} report{'s' if claim.reports > 1 else ''} with it"
    told += f", {against} statement{'s' if against > 1 else ''} against it" if against else ", none against it"
    yield from rows_of(told, screen)
    for step in claim.steps:
        yield ""
        word = step.kind.upper() if step.kind in AGAINST else step.kind
        how = " (the report says so)" if step.from_record else ""
        yield from rows_of(f"{word}{how}", screen, fg="yellow" if step.kind in AGAINST else None)
        yield from hit_lines(step.statement, screen)
    for one in claim.ranges:
        yield ""
        yield from _range(one, screen)
    if claim.headlines:
        yield ""
        yield from rows_of("HEADLINES", screen, fg="yellow")
    for headline in claim.headlines:
        parts = [part for part in (headline.published, headline.publisher, f"report {headline.report}") if part]
        how = f"{_STANCES[headline.stance]} ({headline.confidence:.0%})"
        yield from rows_of(f"  {how}: {headline.title} ({', '.join(parts)})", screen)


def _range(one: ClaimRange, screen: Screen) -> Iterator[str]:
    what = f"{one.kind}{f' ({chr(32).join(one.of)})' if one.of else ''}"
    yield from rows_of(f"FIGURES DIFFER: {what}, {one.low:,.10g} to {one.high:,.10g}", screen, fg="yellow")
    for given in one.given:
        hit = given.statement
        who = hit.speaker or hit.source or "the report"
        parts = [part for part in (who, hit.published, hit.publisher, f"report {hit.report}") if part]
        yield from rows_of(f"  {given.value:,.10g}: {', '.join(parts)}", screen)
