"""What each run of a page is: headline, paragraph, caption, post, related link, notice, furniture ..."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading import kinds
from onrecord.reading.html.body import Chosen
from onrecord.reading.html.features import Company, linked, words_of
from onrecord.reading.html.marks import MARKS, TAGS, marks_of, names_of
from onrecord.reading.html.walk import Box, Run
from onrecord.record import BlockKind

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTED = TAGS["li"]
_OUTSIDE = TAGS["nav"] | TAGS["footer"] | TAGS["form"] | TAGS["button"]
# How many runs before and behind the story still stand with it.
_ABOUT = 12
_SHORT = 160


def kinds_of(runs: Sequence[Run], chosen: Chosen, description: str, headline: int) -> list[BlockKind]:
    """One kind a run.

    description: the page's own, as ``words_of`` gives it.  headline: which run it is, -1 for none.
    """
    story = [index for index, one in enumerate(chosen.story) if one]
    first, last = (story[0], story[-1]) if story else (len(runs), -1)
    opening = next((index for index in story if _is_paragraph(runs[index], chosen.companies[index])), first)
    top = headline if 0 <= headline < opening else max(0, opening - _ABOUT)
    found: list[BlockKind] = []
    for index, (run, company) in enumerate(zip(runs, chosen.companies, strict=True)):
        words = " ".join(run.text.split()) if len(run.text) <= 1500 else run.text
        if index == headline:
            found.append("headline")
        elif company.tags & TAGS["blockquote"] and post_of(run.box) is not None:
            found.append("post")
        elif chosen.story[index]:
            found.append(_in_story(run, company, words, index, opening, description))
        else:
            near = first - _ABOUT <= index <= last + _ABOUT
            at_top = top - 4 <= index <= opening + 3 or last < index <= last + 4
            within = first <= index <= last
            found.append(_beside(run, company, words, near, within, at_top))
    return found


def post_of(box: Box) -> Box | None:
    """The post taken over from a network that it stands in: a block quotation named for one."""
    return next(
        (one for one in box.up() if one.tag == "blockquote" and marks_of(names_of(one.element)) & MARKS["post"]), None
    )


def _in_story(run: Run, company: Company, words: str, index: int, opening: int, description: str) -> BlockKind:
    tag = company.box.tag
    if company.tags & TAGS["figcaption"]:
        return "caption"
    if tag in _HEADINGS and len(words) <= 300:
        return "subheading"
    if company.tags & _LISTED:
        return "list"
    if index <= opening and len(words) < 700 and _is_standfirst(run, company, words, description):
        return "subheading"
    by_form = kinds.paragraph_kind(words)
    if by_form in ("note", "post", "caption"):
        return by_form
    if by_form == "related" and linked(run) > 0.3:
        return "related"
    if by_form == "notice" and linked(run) > 0.3:
        return "notice"
    if by_form in ("byline", "dateline") and not kinds.SENTENCE_END.search(words):
        return by_form
    if _is_bold_line(run, words):
        return "subheading"
    return "paragraph"


def _beside(run: Run, company: Company, words: str, near: bool, within: bool, at_top: bool) -> BlockKind:
    """The kind of what is not of the story."""
    marks = company.near | _marks_of_inner(run)
    link = linked(run)
    inside = not company.tags & _OUTSIDE
    if (at_top or within) and inside and len(words) <= _SHORT:
        if is_date_line(run, words) and link < 0.5:
            return "dateline"
        if at_top and is_byline(company, run, words):
            return "byline"
    if (
        near
        and inside
        and (company.tags & TAGS["figcaption"] or (marks & MARKS["caption"] and link < 0.5 and len(words) > 20))
    ):
        return "caption"
    if len(words) <= 400 and "/" in words and kinds.LINKS_LINE.match(words):
        return "links"
    if inside and len(words) <= kinds.NOTE_TAIL_LENGTH and near and kinds.NOTE.match(words) and link < 0.5:
        return "note"
    if 10 < len(words) <= 400 and link < 0.9 and kinds.NOTICE.search(words):
        return "notice"
    if marks & MARKS["notice"] and len(words) > 40 and link < 0.5:
        return "notice"
    if inside and len(words) > 15 and (link > 0.5 or run.box.link) and (company.every & MARKS["related"] or near):
        return "related"
    if inside and kinds.RELATED.match(words) and len(words) <= 300:
        return "related"
    return "furniture"


def is_byline(company: Company, run: Run, words: str) -> bool:
    """Is it a line that names the authors: by its form, or by what the page calls it?"""
    if kinds.BYLINE.match(words):
        return True
    marks = company.own | _marks_of_inner(run) | (company.above.own if company.above else 0)
    if not marks & MARKS["author"] or marks & (MARKS["share"] | MARKS["comment"]):
        return False
    return 1 < len(words) <= 120 and not kinds.SENTENCE_END.search(words)


def is_date_line(run: Run, words: str) -> bool:
    """Is it a line that dates the page?"""
    if any(box.tag == "time" for box in inner_boxes(run)):
        return True
    return len(words) <= 120 and bool(kinds.DATE_LINE.match(words))


def inner_boxes(run: Run) -> list[Box]:
    """The elements about the run's first character, out to the one that it stands in and the next."""
    found = []
    box: Box | None = run.inner
    while box is not None:
        found.append(box)
        if box is run.box:
            if box.parent is not None:
                found.append(box.parent)
            break
        box = box.parent
    return found


def _marks_of_inner(run: Run) -> int:
    bits = 0
    box: Box | None = run.inner
    while box is not None and box is not run.box:
        bits |= marks_of(names_of(box.element))
        box = box.parent
    return bits


def _is_paragraph(run: Run, company: Company) -> bool:
    return company.box.tag not in _HEADINGS and not company.tags & (_LISTED | TAGS["figcaption"]) and len(run.text) > 80


def _is_standfirst(run: Run, company: Company, words: str, description: str) -> bool:
    if (company.own | (company.above.own if company.above else 0)) & MARKS["standfirst"]:
        return True
    told = words_of(words)
    return (
        len(told) > 40
        and bool(description)
        and (told in description or description.strip() in told)
        and (company.box.tag != "p" or bool(company.tags & TAGS["header"]))
    )


def _is_bold_line(run: Run, words: str) -> bool:
    """A line in bold from its first to its last word, short and no sentence: a subheading in all but name."""
    if len(words) > 120 or not kinds.looks_like_heading(words):
        return False
    bold = run.inner
    while bold is not run.box and bold.tag not in ("b", "strong") and bold.parent is not None:
        bold = bold.parent
    return bold is not run.box and sum(map(len, bold.element.itertext())) >= len(run.text)
