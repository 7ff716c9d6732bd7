"""What each part of a document is: by its size and weight, its place, and its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading import kinds
from onrecord.reading.layout import is_subheading
from onrecord.reading.lines import BULLET
from onrecord.reading.pdf.measures import Measures
from onrecord.reading.pdf.shapes import Box
from onrecord.reading.pdf.text import Part
from onrecord.record import BlockKind

_LARGER = 1.12
_SMALLER = 0.95
_SENTENCE = 12  # words that a sentence of the story has
_MOST_IN_HEADLINE = 40
_MOST_IN_CAPTION = 90
_SHORT = 8
_MOST_IN_DATELINE = 25
_DATE = re.compile(rf"(?<!\w){kinds.DATE}(?!\w)", re.IGNORECASE)
_NOTE_MARK = re.compile(r"(?:\d{1,3}|[*†‡§]|\[\d{1,3}\]|[a-z]\))[.)]?\s*\S")
_NEAR = 3.0  # sizes of the text between a picture and its caption


def roles_of(
    parts: Sequence[Part], measures: Measures, pictures: dict[int, list[Box]], title: str | None
) -> list[BlockKind]:
    """A kind for each part, in the order in which they begin.

    pictures: boxes by page, in the frame of the lines.  title: the file's own, where it has one.
    """
    found = [_by_form(part, measures, pictures) for part in parts]
    stories = [i for i, part in enumerate(parts) if found[i] == "paragraph" and _is_story(part, measures)]
    headline = _named(parts, found, measures, title)
    if headline is None:
        headline = _headline(parts, found, next(iter(stories), len(parts)), measures)
    body = next((place for place in stories if headline is None or place > headline), len(parts))
    if headline is not None:
        found[headline] = "headline"
    for place, part in enumerate(parts):
        if place == headline or found[place] != "paragraph":
            continue
        words = part.words
        if place < body:
            found[place] = _at_top(part, place, headline, measures)
        elif _stands_out(part, measures) and kinds.looks_like_heading(words):
            found[place] = "subheading"
        elif _repeats(part, parts, measures) or (
            kinds.looks_like_heading(words) and part.lines[0].size < _SMALLER * measures.size and _is_short(words)
        ):
            found[place] = "furniture"
        elif kinds.looks_like_heading(words) and is_subheading(words) and len(part.lines) == 1:
            follows = place + 1 < len(parts) and found[place + 1] in ("paragraph", "list", "dateline", "post")
            found[place] = "subheading" if follows else "paragraph"
    for place, part in enumerate(parts):
        # "By Monday ..." in mid-story is no byline.
        if found[place] == "byline" and place > body and kinds.SENTENCE_END.search(part.words):
            found[place] = "paragraph"
    _name_teasers(parts, found, measures)
    return found


def _by_form(part: Part, measures: Measures, pictures: dict[int, list[Box]]) -> BlockKind:
    """What the words and the place of a part tell, whatever stands around it."""
    words = part.words
    if kind := kinds.line_kind(words) if len(words) <= 400 else None:
        return kind
    if len(words) <= 1500 and (kind := kinds.paragraph_kind(words)):
        return kind
    if _is_caption(part, measures, pictures):
        return "caption"
    if _is_footnote(part, measures):
        return "note"
    return "list" if BULLET.match(words) else "paragraph"


def _is_caption(part: Part, measures: Measures, pictures: dict[int, list[Box]]) -> bool:
    """Set smaller or in italics, and right under, over or beside a picture."""
    line, last = part.lines[0], part.lines[-1]
    if len(part.words.split()) > _MOST_IN_CAPTION or not (
        line.size < _SMALLER * measures.size or all(one.style.italic for one in part.lines)
    ):
        return False
    near = _NEAR * measures.size
    for left, bottom, right, top in pictures.get(line.page, ()):
        if right - left < 4 * measures.size or top - bottom < 2 * measures.size:
            continue  # a sign, no picture
        across = min(right, max(one.right for one in part.lines)) - max(left, min(one.left for one in part.lines))
        beside = min(top, line.top) - max(bottom, last.bottom)
        if across > 0 and (
            0 <= bottom - line.top + measures.size <= near or 0 <= last.bottom - top + measures.size <= near
        ):
            return True
        if beside > 0 and (0 <= line.left - right <= near or 0 <= left - line.right <= near):
            return True
    return False


def _is_footnote(part: Part, measures: Measures) -> bool:
    return (
        part.lines[0].size < _SMALLER * measures.size
        and bool(_NOTE_MARK.match(part.words))
        and not BULLET.match(part.words)
    )


def _is_story(part: Part, measures: Measures) -> bool:
    words = part.words
    return (
        measures.is_text(part.lines[0])
        and len(words.split()) >= _SENTENCE
        and bool(kinds.SENTENCE_END.search(words) or len(part.lines) > 3)
    )


def _stands_out(part: Part, measures: Measures) -> bool:
    """Larger than the text, or all of it bold where the text is not."""
    return part.lines[0].size > _LARGER * measures.size or _is_bold(part)


def _is_bold(part: Part) -> bool:
    return all(word.style.bold for line in part.lines for word in line.words)


def _is_short(words: str) -> bool:
    return len(words.split()) <= _SHORT


def _named(parts: Sequence[Part], found: Sequence[BlockKind], measures: Measures, title: str | None) -> int | None:
    """The largest part of the first pages that has the words of the file's title, or begins it."""
    named = _key(title or "")
    if len(named.split()) < 3:
        return None
    best: int | None = None
    for place, part in enumerate(parts):
        if part.lines[0].page > 3:
            break
        words = _key(part.words)
        if found[place] == "paragraph" and len(words.split()) >= 3 and named.startswith(words):
            large = part.lines[0].size > 1.05 * measures.size or _is_bold(part) or place < 10
            if large and (best is None or part.lines[0].size > parts[best].lines[0].size):
                best = place
    return best


def _headline(parts: Sequence[Part], found: Sequence[BlockKind], body: int, measures: Measures) -> int | None:
    """The largest part above the story, else the first that looks like a headline."""
    candidates = [
        place
        for place in range(body)
        if found[place] == "paragraph" and len(parts[place].words.split()) <= _MOST_IN_HEADLINE
    ]
    best: int | None = None
    highest = 0.0
    for place in candidates:
        words = parts[place].words
        count = len(words.split())
        if (
            kinds.SECTION.match(words)
            or kinds.ends_in_date(words)
            or (count < 3 and not _stands_out(parts[place], measures))
        ):
            continue
        score = parts[place].lines[0].size / measures.size + (0.1 if _is_bold(parts[place]) else 0)
        if count < 5 or kinds.MASTHEAD.match(words):
            score *= 0.6  # a paper's or a section's name is short, and often the largest of all
        if score > highest + 0.01:
            best, highest = place, score
    if best is None:
        return None
    if highest < 1.05 and not (kinds.looks_like_heading(parts[best].words) and len(parts[best].words.split()) >= 3):
        return None
    # Only a headline if a story follows, or it is marked as one.
    return best if body < len(parts) or highest > _LARGER else None


def _key(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _at_top(part: Part, place: int, headline: int | None, measures: Measures) -> BlockKind:
    """What stands above the story's first paragraph: a section's name, a standfirst, the date."""
    words = part.words
    if len(words) <= 120 and (kind := kinds.top_line_kind(words)):
        return kind
    if kinds.ends_in_date(words) or _states_date(words):
        return "dateline"
    if kinds.looks_like_heading(words) and (
        kinds.MASTHEAD.match(words) or kinds.SECTION.match(words) or (headline is not None and place < headline)
    ):
        return "furniture"
    if headline is None or place < headline:
        return "paragraph"
    if kinds.looks_like_heading(words) and part.lines[0].size < _SMALLER * measures.size and _is_short(words):
        return "furniture"
    standfirst = kinds.looks_like_heading(words) or _stands_out(part, measures)
    return "subheading" if standfirst and len(words.split()) <= 60 else "paragraph"


def _states_date(words: str) -> bool:
    """Is it a line such as "Posted: Aug 8, 2024 4:00 AM | Ports", and no sentence?"""
    return (
        len(words.split()) <= _MOST_IN_DATELINE and not kinds.SENTENCE_END.search(words) and bool(_DATE.search(words))
    )


def _repeats(part: Part, parts: Sequence[Part], measures: Measures) -> bool:
    """Is it a pull quote: larger than the text, and its words stand in the text too?"""
    if part.lines[0].size <= _LARGER * measures.size:
        return False
    words = _key(part.words)
    return len(words.split()) >= 5 and any(
        words in _key(other.words) for other in parts if other is not part and measures.is_text(other.lines[0])
    )


def _name_teasers(parts: Sequence[Part], found: list[BlockKind], measures: Measures) -> None:
    """Three or more headings behind the story's last paragraph are no story."""
    last = max((i for i, part in enumerate(parts) if found[i] == "paragraph" and _is_story(part, measures)), default=-1)
    tail = [
        place
        for place in range(last + 1, len(parts))
        if last >= 0 and found[place] in ("paragraph", "subheading") and kinds.looks_like_heading(parts[place].words)
    ]
    if len(tail) >= 3:
        for place in tail:
            found[place] = "related"
