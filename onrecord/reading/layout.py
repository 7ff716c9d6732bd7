"""From lines to blocks: paragraphs put together, what is not the story set apart.

The steps: lines that tell their kind alone (furniture, addresses); running
headers, known by coming back; wrapped lines joined to paragraphs; paragraphs
named by their form; headline and byline by their place; paragraphs that a page
break or a block of links cut in two joined again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onrecord.reading import kinds
from onrecord.reading.lines import BULLET, Line, lines_of, page_width, runs_on, usual_indent
from onrecord.record import Block, BlockKind, Span

# Blocks that may stand between the two halves of a cut paragraph.
_INTERRUPTING: frozenset[BlockKind] = frozenset({"furniture", "links", "related", "caption", "notice"})
_TOP: frozenset[BlockKind] = frozenset({"headline", "byline", "dateline", "furniture", "links", "caption", "notice"})
# Lines at the top that are looked at one by one: title, byline, date often stand right under each other.
_TOP_LINES = 14
_LINKS_LABEL = re.compile(r"(?:links?|sources?|more|references|read\s+more)\s*:?$", re.IGNORECASE)
_SIGNATURE = re.compile(r"[—–-]\s")
_SENTENCE_OPEN = re.compile(r"[\w,\-–—][\"”’')]?$")


@dataclass(kw_only=True)
class Draft:
    """A block in the making."""

    kind: BlockKind
    spans: list[Span]
    lines: list[Line] = field(repr=False)

    def text(self, whole: str) -> str:
        """The block's words, its spans joined by one space."""
        return " ".join(whole[start:end] for start, end in self.spans)


def blocks_of(text: str) -> list[Block]:
    """All blocks of a plain text, in the order in which they start."""
    lines = lines_of(text)
    drafts = _paragraphs(lines, _line_kinds(lines))
    width = page_width(lines)
    _name(drafts, text)
    _name_top(drafts, text, width)
    drafts = _split_datelines(drafts, text)
    drafts = _join_cut(drafts, text, width)
    return [Block(kind=draft.kind, spans=tuple(draft.spans)) for draft in drafts]


def _line_kinds(lines: Sequence[Line]) -> list[BlockKind | None]:
    found = [
        kinds.line_kind(line.text) or (kinds.top_line_kind(line.text) if index < _TOP_LINES else None)
        for index, line in enumerate(lines)
    ]
    running = _running_headers(lines)
    stamp_titles = {letters_of(line.text) for line, kind in zip(lines, found, strict=True) if kind == "furniture"} - {
        ""
    }
    return [
        "furniture"
        if kind is None and (letters_of(line.text) in running or (letters_of(line.text) in stamp_titles and index))
        else kind
        for index, (line, kind) in enumerate(zip(lines, found, strict=True))
    ]


def letters_of(line: str) -> str:
    """The line without digits, so that "Page 2 of 9" and "Page 3 of 9" are the same."""
    return re.sub(r"[\W\d_]+", " ", line).strip().lower() if len(line) <= 160 else ""


def _running_headers(lines: Sequence[Line]) -> set[str]:
    """Short lines that come back at page ends: with other numbers, or right at a page break."""
    shapes: dict[str, list[Line]] = {}
    for line in lines:
        if len(line.text) <= 120 and (letters := letters_of(line.text)):
            shapes.setdefault(letters, []).append(line)
    repeated = set()
    for letters, same in shapes.items():
        if len(same) < 2:
            continue
        numbered = len({line.text for line in same}) == len(same)
        paged = sum(line.new_page for line in same[1:]) >= max(1, (len(same) - 1) // 2)
        page_words = bool(re.search(r"\d", same[0].text)) and numbered and len(letters.split()) <= 12
        if (paged or (page_words and len(same) >= 3 and not kinds.SENTENCE_END.search(same[0].text))) and len(
            letters
        ) > 2:
            repeated.add(letters)
    return repeated


def _paragraphs(lines: Sequence[Line], line_kinds: Sequence[BlockKind | None]) -> list[Draft]:
    ordinary = [line for line, kind in zip(lines, line_kinds, strict=True) if kind is None]
    width, indent = page_width(ordinary), usual_indent(ordinary)
    drafts: list[Draft] = []
    before: Line | None = None
    for line, kind in zip(lines, line_kinds, strict=True):
        last = drafts[-1] if drafts else None
        if (
            last
            and before
            and kind in ("furniture", "links")
            and last.kind == kind
            and line.number - before.number <= 2
        ):
            last.spans.append((line.start, line.end))
            last.lines.append(line)
        elif last and before and kind is None and last.kind == "paragraph" and runs_on(before, line, width, indent):
            last.spans[-1] = (last.spans[-1][0], line.end)
            last.lines.append(line)
        else:
            drafts.append(Draft(kind=kind or "paragraph", spans=[(line.start, line.end)], lines=[line]))
        before = line
    return drafts


def _name(drafts: list[Draft], text: str) -> None:
    """Give every paragraph that shows a kind by its form that kind."""
    for draft in drafts:
        if draft.kind == "paragraph":
            words = draft.text(text)
            named = kinds.paragraph_kind(" ".join(words.split())) if len(words) <= 1500 else None
            if named:
                draft.kind = named
            elif BULLET.match(words):
                draft.kind = "list"
    _attach_signatures(drafts, text)


def _attach_signatures(drafts: list[Draft], text: str) -> None:
    """A post's signature on a line of its own joins the paragraph above; "Links:" is one of the links."""
    for above, below in pairwise(drafts):
        if not above.lines or below.lines[0].number - above.lines[-1].number > 2 or above.kind != "paragraph":
            continue
        if below.kind == "links" and _LINKS_LABEL.match(above.text(text)):
            above.kind = "links"
        elif below.kind == "post" and _SIGNATURE.match(text, below.spans[0][0]):
            below.spans = [(above.spans[0][0], below.spans[-1][1])]
            below.lines = [*above.lines, *below.lines]
            above.lines = []  # taken over
    drafts[:] = [draft for draft in drafts if draft.lines]


def _heading_places(drafts: Sequence[Draft], text: str, width: int) -> set[int]:
    """Which paragraphs have a heading's form, and are not the beginning of one that a page's end cuts off."""
    found = set()
    opening = ""  # the first character of the next draft that is no interruption
    for index in range(len(drafts) - 1, -1, -1):
        draft = drafts[index]
        if draft.kind == "paragraph":
            full = width and len(draft.lines) > 1 and len(draft.lines[-1].text) >= 0.75 * width
            if not full and not opening.islower() and kinds.looks_like_heading(draft.text(text)):
                found.add(index)
        if draft.kind not in _INTERRUPTING:
            opening = text[draft.spans[0][0]]
    return found


def _name_top(drafts: list[Draft], text: str, width: int) -> None:
    """Headline and standfirst at the top, headings between paragraphs."""
    headings = _heading_places(drafts, text, width)
    body = next(
        (i for i, draft in enumerate(drafts) if draft.kind in ("paragraph", "list") and i not in headings), len(drafts)
    )
    candidates = [i for i in range(body) if drafts[i].kind == "paragraph"]
    has_top = any(drafts[i].kind in ("byline", "dateline") for i in range(min(body + 1, len(drafts))))
    if candidates and (body < len(drafts) or has_top):
        # A masthead or a section's name may stand above the headline: those are shorter.
        sizes = {i: len(drafts[i].text(text).split()) for i in candidates}
        headline = next((i for i in candidates if sizes[i] >= 5), max(candidates, key=lambda i: sizes[i]))
        if all(drafts[i].kind in _TOP or i in sizes for i in range(headline)):
            drafts[headline].kind = "headline"
    for index, draft in enumerate(drafts):
        if draft.kind == "byline" and index > body:
            # "By Monday ..." in mid-story is no byline.
            draft.kind = "paragraph" if kinds.SENTENCE_END.search(draft.text(text)) else "byline"
        if draft.kind == "paragraph" and index in headings:
            follows = index + 1 < len(drafts) and drafts[index + 1].kind in ("paragraph", "list", "dateline", "post")
            if index < body and kinds.ends_in_date(draft.text(text)):
                draft.kind = "dateline"
            elif index < body and (kinds.MASTHEAD.match(draft.text(text)) or kinds.SECTION.match(draft.text(text))):
                draft.kind = "furniture"
            elif index < body or (follows and is_subheading(draft.text(text))):
                draft.kind = "subheading"


def is_subheading(words: str) -> bool:
    """Does a line that looks like a heading look like one between paragraphs?"""
    return (
        len(words) <= 90
        and not words[0].islower()
        and (words.isupper() or kinds.in_title_case(words) or len(words.split()) <= 8)
        and words[0] not in "\"“‘'«("
    )


def _split_datelines(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """Set the dateline before the first words of a story apart: "MOSCOW, Dec. 11 (Agency) - "."""
    result: list[Draft] = []
    sought = 3  # it stands in one of the first paragraphs
    for draft in drafts:
        if draft.kind == "paragraph" and sought:
            sought -= 1
            start, end = draft.spans[0]
            if parted := dateline_before(text, start, end):
                stop, begin = parted
                result.append(Draft(kind="dateline", spans=[(start, stop)], lines=draft.lines[:1]))
                draft = replace(draft, spans=[(begin, end), *draft.spans[1:]])
                sought = 0
        result.append(draft)
    return result


def dateline_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the dateline that a paragraph begins with ends, and where the words behind it begin."""
    match = kinds.DATELINE.match(text, start, min(end, start + 200))
    if not match or not end > match.end() > start:
        return None
    return start + len(text[start : match.end()].rstrip()), match.end()


def _join_cut(drafts: Sequence[Draft], text: str, width: int) -> list[Draft]:
    """Join a paragraph that stops in mid-sentence with the one that goes on after the interruption."""
    result: list[Draft] = []
    held: Draft | None = None  # the last paragraph, while only interruptions have followed
    interrupted = False
    for draft in drafts:
        if draft.kind in _INTERRUPTING:
            interrupted = True
        elif (
            draft.kind in ("paragraph", "subheading")
            and held is not None
            and _goes_on(held, draft, text, width, interrupted)
        ):
            if not interrupted:
                held.spans[-1] = (held.spans[-1][0], draft.spans[0][1])
                held.spans += draft.spans[1:]
            else:
                held.spans += draft.spans
            held.lines += draft.lines
            interrupted = False
            continue
        else:
            held = draft if draft.kind == "paragraph" else None
            interrupted = False
        result.append(draft)
    return result


def _goes_on(held: Draft, draft: Draft, text: str, width: int, interrupted: bool) -> bool:
    start, end = held.spans[-1]
    ending = text[max(start, end - 80) : end]
    opening = text[draft.spans[0][0] : draft.spans[0][0] + 1]
    if not _SENTENCE_OPEN.search(ending) or BULLET.match(text, draft.spans[0][0]):
        return False
    if opening.islower():
        return True
    last_line = held.lines[-1].text
    if not interrupted and not draft.lines[0].new_page:
        return False
    # After an interruption a capital may follow too: then the cut line must have been a full one,
    # or have broken off at a word that ends no sentence.
    full = width and len(last_line) >= 0.75 * width
    dangling = re.search(
        r"(?:,|\b(?:the|a|an|of|and|or|in|on|at|to|for|by|with|from|as|that|said|Mr|Mrs|Ms|Dr))$", ending
    )
    return bool((full and draft.kind == "paragraph") or dangling)
