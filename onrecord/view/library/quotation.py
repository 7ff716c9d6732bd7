"""An utterance for a terminal: its fullest wording, then each other one with what is changed, and who carried it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from onrecord.follow.quotations.diff import Change, Difference, Piece
from onrecord.store.following.quotations.asking import Quoted
from onrecord.store.following.quotations.showing import Carrier, Utterance, Wording
from onrecord.view.dates import bounds_words
from onrecord.view.library.hits import rows_of, screen_of
from onrecord.view.library.marked import wrapped
from onrecord.view.terminal import Screen, Style, plain_style, shown

# So many carriers of one wording are listed.
_CARRIERS = 8
# A cut as long as this is told by its length.
_LONG = 6
_BETWEEN = re.compile('[,.]?[”"»]\\s+[“"«]')
_SENSE = {
    "negation": "a word of denial",
    "number": "another number",
    "name": "another name",
    "modality": "another certainty",
    "quantity": "another amount",
}


def quoted_text(quoted: Quoted, *, width: int = 80, style: Style = plain_style) -> str:
    """What ``quote`` found."""
    screen = screen_of(width, style)
    if not quoted.utterances:
        return _page([
            *wrapped("No quotation with these words.", width),
            *wrapped("What is told in other words may be found with: onrecord find 'words'", width),
        ])  # fmt: skip
    lines: list[str] = []
    for number, one in enumerate(quoted.utterances):
        if number:
            lines += ["", ""]
        lines += _utterance(one, screen)
        if not number and quoted.different is not None and _differs(quoted.different):
            lines += ["", *screen.heading("The words you gave"), ""]
            lines += _changes(quoted.different.changes, screen)
            lines += rows_of(_diff(quoted.different.pieces), screen)
    if quoted.more:
        lines += [
            "",
            "",
            *wrapped("There are more utterances with these words; see them with a higher --limit.", width),
        ]
    return _page(lines)


def quoted_json(quoted: Quoted) -> str:
    """A line of JSON for each utterance, with all its fields; of the first also ``different``."""
    lines = []
    for number, one in enumerate(quoted.utterances):
        different = asdict(quoted.different) if quoted.different is not None and not number else None
        lines.append(json.dumps({**asdict(one), "different": different}, ensure_ascii=False) + "\n")
    return "".join(lines)


def _utterance(one: Utterance, screen: Screen) -> Iterator[str]:
    yield from screen.heading(shown(f"“{_bare(one.wordings[0].words)}”"))
    yield from rows_of(f"{_count(len(one.wordings) + one.more, 'wording')} in {_count(one.reports, 'report')}", screen)
    if one.first:
        yield from rows_of(f"first seen: {_where(one.first)}", screen)
    else:
        yield from rows_of("first seen: not known, no report has a date that can be believed", screen)
    who = ", ".join(f"{to.speaker} ({_count(to.reports, 'report')})" for to in one.attributed)
    yield from rows_of(f"attributed to: {who or 'nobody by name'}", screen)
    if one.disagreement:
        yield from rows_of("REPORTS DISAGREE on who said it", screen, fg="yellow")
    for wording in one.wordings:
        yield ""
        yield from _wording(wording, wording is one.wordings[0], screen)
    if one.more:
        yield from ["", *rows_of(f"and {_count(one.more, 'more wording')}", screen)]


def _wording(one: Wording, is_fullest: bool, screen: Screen) -> Iterator[str]:
    name = f"[{one.key}]"
    for number, row in enumerate(
        wrapped(f"{name} {'the fullest wording' if is_fullest else _kind(one)}", screen.width)
    ):
        yield row if number else screen.style(name, fg="cyan") + row.removeprefix(name)
    if not is_fullest:
        yield from _changes(one.changes, screen)
        yield from rows_of(_diff(one.pieces), screen)
    for carrier in one.reports[:_CARRIERS]:
        yield from rows_of(_carrier(carrier), screen, dim=True)
        if carrier.doubt:
            yield from rows_of(f"DATE NOT BELIEVED: {carrier.doubt}", screen, fg="yellow")
    if len(one.reports) > _CARRIERS:
        yield from rows_of(f"and {_count(len(one.reports) - _CARRIERS, 'more report')}", screen, dim=True)


def _kind(one: Wording) -> str:
    if one.kind == "person":
        return f"goes by {one.host}: a person's word"
    if one.host is None or one.confidence is None or one.share is None:
        return "the longest wording"
    what = "a piece of" if one.kind == "part" else "like"
    return f"{what} {one.host}, which has {_percent(one.share)} of its words ({_percent(one.confidence)} sure)"


def _changes(changes: Iterable[Change], screen: Screen) -> Iterator[str]:
    for change in changes:
        if change.words and change.fullest:
            what = f"“{change.words}” for “{change.fullest}”"
        else:
            what = f"“{change.words}” put in" if change.words else f"“{change.fullest}” left out"
        yield from rows_of(f"CHANGE OF SENSE ({_SENSE[change.kind]}): {what}", screen, fg="yellow")


def _diff(pieces: Iterable[Piece]) -> str:
    """The words in a row: ``{+put in+}``, ``[-left out-]``, as wdiff has them; a cut by its length."""
    parts = []
    for piece in pieces:
        if piece.what == "kept":
            parts.append(_without_marks(piece.words))
            continue
        if piece.fullest:
            count = len(piece.fullest.split())
            long = piece.what in ("cut", "left out") and count > _LONG
            parts.append(f"[-{_count(count, 'word')}-]" if long else f"[-{_without_marks(piece.fullest)}-]")
        if piece.words:
            parts.append(f"{{+{_without_marks(piece.words)}+}}")
    return " ".join(parts)


def _differs(different: Difference) -> bool:
    return bool(different.changes) or any(piece.what in ("changed", "put in", "left out") for piece in different.pieces)


def _carrier(one: Carrier) -> str:
    who = one.speaker or one.source or "nobody named"
    via = f", via {', '.join(one.via)}" if one.via else ""
    return f"{_where(one)}: {who}{via}" + ("" if one.latest else " (an earlier version of the page)")


def _where(one: Carrier) -> str:
    day = bounds_words(one.published, one.published) if one.published else "no date"
    name = one.publisher or (f"“{one.title}”" if one.title else "a report")
    return f"{name}, {day}, report {one.report}"


def _bare(words: str) -> str:
    return _without_marks(words.strip().strip("“”\"«»„' ").rstrip(","))


def _without_marks(words: str) -> str:
    """Without the marks between two pieces of one quotation."""
    return _BETWEEN.sub(" … ", words)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _percent(share: float) -> str:
    return f"{min(99, round(100 * share)) if share < 1 else 100} %"


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
