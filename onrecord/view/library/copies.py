"""A report's family for a terminal: who has its words, what the original likely is, how many are independent."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store.following.copies_found import Copies, Copy, Member
from onrecord.view.dates import bounds_words
from onrecord.view.library.hits import MARGIN, rows_of, screen_of
from onrecord.view.library.marked import wrapped
from onrecord.view.terminal import Screen, Style, plain_style, shown

_SHOWN = 300  # letters of a passage

_RELATIONS = {
    "same": "the same text",
    "part of it": "a part of this one",
    "holds it": "has all of this one",
    "partly the same": "partly the same",
    "through the original": "has words of the same original",
}


def copies_text(
    found: Copies, *, limit: int = 20, passages: int = 2, width: int = 80, style: Style = plain_style
) -> str:
    """The family.  limit: reports at most; passages: of each at most."""
    screen = screen_of(width, style)
    lines = [*screen.heading(shown(_title(found.report)))]
    lines += rows_of(_where(found.report), screen, dim=True)
    lines += ["", *rows_of(_verdict(found), screen)]
    if found.copies:
        lines += [*rows_of(_original(found), screen)]
    for reason in found.report.reasons:
        if reason.kind == "clock":
            lines += rows_of(f"its clock is wrong: {reason.detail}", screen, fg="yellow")
    for one in found.copies[:limit]:
        lines += ["", *_copy_lines(one, found, passages, screen)]
    if len(found.copies) > limit:
        lines += ["", f"and {len(found.copies) - limit} more; see them with --limit {len(found.copies)}"]
    if found.more:
        lines += [
            "",
            *rows_of("More pages have words of it than were compared; those nearest to it are here.", screen),
        ]
    if found.unplaced:
        lines += ["", *rows_of(f"{found.unplaced} reports are not placed yet, and not compared.", screen)]
    return "\n".join(lines) + "\n"


def _verdict(found: Copies) -> str:
    if found.short:
        return "It has too few words to be compared."
    if found.template:
        return "It is a page's furniture, not a report: the same words stand on hundreds of pages, of all times."
    if not found.copies:
        return "No other report of the library has words of it."
    copied = found.reports - found.independent
    alone = f"{found.independent} independent, {copied or 'no'} {'copy' if copied <= 1 else 'copies'}"
    made_of = " (half or more of it stands in reports before it)" if copied == 1 else ""
    made_of = " (half or more of each stands in reports before it)" if copied > 1 else made_of
    return f"{found.reports} reports have words in common: {alone}{made_of}."


def _original(found: Copies) -> str:
    if found.original is None:
        if found.credited:
            return f"The original is likely a report of {shown(found.credited)} that is not in the library."
        return "Which one is the original stays open."
    one = next(member for member in _members(found) if member.key == found.original)
    reasons = "; ".join(reason.detail for reason in one.reasons if reason.points > 0)
    what = "this report" if one.key == found.report.key else f"report {one.report}, {_title(one)}"
    return shown(f"Likely the original ({found.original_confidence:.2f}): {what}" + (f": {reasons}" if reasons else ""))


def _copy_lines(one: Copy, found: Copies, passages: int, screen: Screen) -> Iterator[str]:
    member = one.report
    star = " (likely the original)" if member.key == found.original else ""
    kind = "a copy" if member.copy else "independent"
    head = f"report {member.report}: {_title(member)}{star}"
    rows = list(wrapped(shown(head), screen.width - MARGIN))
    yield from (" " * (MARGIN if not number else 2 * MARGIN) + row for number, row in enumerate(rows))
    told = f"{_RELATIONS[one.relation]}; {kind}"
    if one.passages:
        told += (
            f"; {one.same} words the same: {one.share:.0%} of this report, {one.share_there:.0%} of that one; "
            f"confidence {one.confidence:.2f}"
        )
    yield from _deeper(told, screen)
    yield from _deeper(_where(member), screen, dim=True)
    for reason in member.reasons:
        fg = "yellow" if reason.kind == "clock" else None
        words = f"its clock is wrong: {reason.detail}" if reason.kind == "clock" else reason.detail
        yield from _deeper(words, screen, fg=fg)
    for passage in sorted(one.passages, key=lambda passage: -passage.same)[:passages]:
        words = " ".join(passage.words.split())
        words = words if len(words) <= _SHOWN else words[: _SHOWN - 1].rpartition(" ")[0] + " …"
        places = "; ".join(f"{start}-{end}" for start, end in passage.spans)
        there = "; ".join(f"{start}-{end}" for start, end in passage.spans_there)
        yield from _deeper(f"“{words}”", screen)
        yield from _deeper(f"at {places}, there at {there}: {passage.same} words the same", screen, dim=True)
    if len(one.passages) > passages:
        yield from _deeper(f"and {len(one.passages) - passages} more passages", screen, dim=True)


def _members(found: Copies) -> Iterator[Member]:
    yield found.report
    yield from (one.report for one in found.copies)


def _title(member: Member) -> str:
    return member.title or member.address or f"report {member.report}, no headline"


def _where(member: Member) -> str:
    day = bounds_words(member.published, member.published) if member.published else "no date"
    parts = [part for part in (member.publisher, day, f"{member.words} words", member.key[:12]) if part]
    return shown(", ".join(parts))


def _deeper(words: str, screen: Screen, *, dim: bool = False, fg: str | None = None) -> Iterator[str]:
    return rows_of(words, screen, margin=2 * MARGIN, dim=dim, fg=fg)
