"""What tells whether a run of text belongs to the story: form, place, company, names.

The features know no language and no site: lengths, links, elements, the share of
a page's prose that stands in the same element, and the vocabulary of names
(marks.py).  Their weights are learnt from marked pages (training/pages.py).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.reading.html.marks import MARKS, NAMES, TAGS, marks_of, names_of
from onrecord.reading.html.walk import Box, Run

Matrix = npt.NDArray[np.float64]

_SENTENCE_END = re.compile(r"[.!?…。！？।:;][\"”’'»“)\]」』]*\Z")
_INNER_STOP = re.compile(r"[.!?…][\"”’'»)]?\s+\S|[。！？।]")
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_RUN_TAGS = ("p", "li", "h1", "h2", "h3", "h4", "blockquote", "div", "span", "td", "figcaption", "dd", "section",
             "article", "button", "label", "time", "a")  # fmt: skip
_FAR_TAGS = ("article", "main", "aside", "nav", "header", "footer", "figure", "form", "ul", "table", "section",
             "blockquote", "button", "details", "address")  # fmt: skip
_TAG_NUMBER = {tag: number for number, tag in enumerate(_RUN_TAGS)}
_FAR_BITS = np.array([TAGS[tag] for tag in _FAR_TAGS], dtype=np.int64)
_MARK_BITS = np.array([MARKS[name] for name in NAMES], dtype=np.int64)


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the page says of itself, as ``words_of`` its titles, its description and the body that it gives machines."""

    title: str = ""
    description: str = ""
    body: str = ""


def words_of(text: str) -> str:
    """Letters and digits alone, small, one blank between words and at both ends; for comparing."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


def is_prose(run: Run) -> bool:
    """Does it look like a sentence or more of running text?"""
    text = run.text
    # Scripts without blanks say in 25 characters what takes 60 here.
    if len(text) < 60 and not (len(text) >= 25 and text[0] > "\u2e80"):
        return False
    return linked(run) < 0.35 and _SENTENCE_END.search(text, max(0, len(text) - 10)) is not None


def linked(run: Run) -> float:
    """The share of its characters that are a link's."""
    if not run.links:
        return 0.0
    return sum(end - start for start, end, _ in run.links) / len(run.text)


@dataclass(eq=False, slots=True)
class Company:
    """An element, its marks and tags with those of all that holds it, and the characters under it.

    ``good``: of prose; ``links``: of links; ``direct``: of prose that stands in its children or itself.
    """

    box: Box
    above: Company | None
    own: int
    near: int
    every: int
    tags: int
    good: int = 0
    all: int = 0
    links: int = 0
    direct: int = 0
    score: float = 0.0
    first: int = -1


def companies_of(runs: Sequence[Run], prose: Sequence[bool]) -> tuple[list[Company], list[Company]]:
    """The element of each run with what stands beside the run in it; and all elements that hold some, outer ones
    before those that they hold."""
    known: dict[Box, Company] = {}
    found: list[Company] = []
    for index, (run, good) in enumerate(zip(runs, prose, strict=True)):
        company = known.get(run.box) or _entered(run.box, known)
        found.append(company)
        size = len(run.text)
        company.all += size
        company.links += sum(end - start for start, end, _ in run.links)
        if company.first < 0:
            company.first = index
        if good:
            company.good += size
            above: Company | None = company.above
            (above or company).direct += size
            # As readability does: most for the parent, less outwards.
            for share in (1.0, 1.5, 3.0, 6.0):
                if above is None:
                    break
                above.score += size / share
                above = above.above
    for company in reversed(known.values()):
        if (above := company.above) is not None:
            above.good += company.good
            above.all += company.all
            above.links += company.links
            if company.first >= 0 and not 0 <= above.first < company.first:
                above.first = company.first
    return found, list(known.values())


def _entered(box: Box, known: dict[Box, Company]) -> Company:
    """The element's company, entered with all that holds it, the outermost first."""
    missing = []
    one: Box | None = box
    while one is not None and one not in known:
        missing.append(one)
        one = one.parent
    above = known[one] if one is not None else None
    for one in reversed(missing):
        own = marks_of(names_of(one.element))
        near = own | (above.own | (above.above.own if above.above else 0) if above else 0)
        tags = TAGS.get(one.tag, 0) | (above.tags if above else 0)
        above = known[one] = Company(one, above, own, near, own | (above.every if above else 0), tags)
    assert above is not None
    return above


COLUMNS = (
    "length", "words", "short", "long", "linked", "all linked", "prose", "sentence end", "inner stop", "capital",
    "digit", "twice", "often", "hidden", "in best", "child of best", "grandchild of best", "deep in best",
    "beside best", "prose in best", "heading in best", "p in best", "li in best", "parent's share",
    "grandparent's share", "parent's density", "grandparent's density", "great-grandparent's density",
    "parent's links", "grandparent's links", "shape's share", "shape has prose", "after title", "title",
    "before best", "soon after title", "description", "of the title", "body known", "in body", "prose in body",
    "not in body", "place",
    *(f"is {tag}" for tag in _RUN_TAGS),
    *(f"in {tag}" for tag in _FAR_TAGS),
    *(f"own {name}" for name in NAMES),
    *(f"near {name}" for name in NAMES),
    *(f"far {name}" for name in NAMES),
    *(f"inner {name}" for name in NAMES),
)  # fmt: skip


def features_of(runs: Sequence[Run], known: Known) -> tuple[Matrix, list[Company]]:
    """One row a run, columns as ``COLUMNS`` names them; and the element of each run."""
    prose = [is_prose(run) for run in runs]
    companies, everything = companies_of(runs, prose)
    shapes: Counter[tuple[str | None, ...]] = Counter()
    shape_of: list[tuple[str | None, ...]] = []
    for run, company, good in zip(runs, companies, prose, strict=True):
        above = company.above or company
        element = company.box.element
        shape = (company.box.tag, element.get("class"), above.box.tag, above.box.element.get("class"))
        shape_of.append(shape)
        if good:
            shapes[shape] += len(run.text)
    total = max(1, sum(len(run.text) for run, good in zip(runs, prose, strict=True) if good))
    best = max(everything, key=lambda one: (one.score, -one.first), default=None)
    distances = _distances(best, everything)
    beside = _distances(best.above if best else None, everything)
    title_at = _title_place(runs, companies, known.title)
    times = Counter(run.text for run in runs)
    numbers = np.zeros((len(runs), COLUMNS.index("place") + 1 + len(_RUN_TAGS)))
    masks = np.zeros((5, len(runs)), dtype=np.int64)
    for index, (run, company) in enumerate(zip(runs, companies, strict=True)):
        text = run.text
        parent = company.above or company
        grand = parent.above or parent
        great = grand.above or grand
        distance = distances.get(company, -1)
        in_best = distance >= 0
        good = prose[index]
        link = linked(run)
        tag = company.box.tag
        shape_share = shapes[shape_of[index]] / total
        in_description, of_title, in_body = _told(text, known)
        numbers[index, : len(numbers[index]) - len(_RUN_TAGS)] = (
            math.log1p(len(text)),
            min(text.count(" ") + 1, 60) / 60,
            len(text) < 25,
            len(text) > 120,
            link,
            link > 0.9,
            good,
            _SENTENCE_END.search(text, max(0, len(text) - 10)) is not None,
            _INNER_STOP.search(text) is not None,
            text[0].isupper(),
            _DIGIT.search(text, 0, 80) is not None,
            times[text] > 1,
            times[text] > 2,
            run.hidden,
            in_best,
            distance == 1,
            distance == 2,
            distance >= 4,
            not in_best and company in beside,
            in_best and good,
            in_best and tag in ("h2", "h3", "h4"),
            in_best and tag == "p",
            in_best and tag == "li",
            parent.direct / total,
            grand.good / total,
            parent.good / parent.all,
            grand.good / grand.all,
            great.good / great.all,
            parent.links / parent.all,
            grand.links / grand.all,
            shape_share,
            shape_share > 0,
            index > title_at >= 0,
            index == title_at,
            best is not None and index < best.first,
            0 < index - title_at <= 6,
            in_description,
            of_title,
            bool(known.body),
            in_body,
            in_body and good,
            bool(known.body) and not in_body,
            index / len(runs),
        )
        if (number := _TAG_NUMBER.get(tag)) is not None:
            numbers[index, number - len(_RUN_TAGS)] = 1.0
        masks[:, index] = company.tags, company.own, company.near, company.every, _inner_marks(run)
    columns = [numbers, (masks[0][:, None] & _FAR_BITS) > 0]
    columns += [(mask[:, None] & _MARK_BITS) > 0 for mask in masks[1:]]
    return np.hstack(columns), companies


def _inner_marks(run: Run) -> int:
    """The marks of the inline elements about its first character."""
    bits = 0
    inner: Box | None = run.inner
    while inner is not None and inner is not run.box:
        bits |= marks_of(names_of(inner.element))
        inner = inner.parent
    return bits


def _distances(holder: Company | None, everything: Sequence[Company]) -> dict[Company, int]:
    """How many elements outwards the holder is, for all that it holds."""
    found = {holder: 0} if holder else {}
    for one in everything:
        if one.above in found:
            found[one] = found[one.above] + 1
    return found


def _told(text: str, known: Known) -> tuple[bool, bool, bool]:
    """Is it in the page's description, in its title, in the body that it gives machines?"""
    if not (known.body or len(text) < 700):
        return False, False, False
    words = words_of(text)
    size = len(words)
    described = (
        30 < size < 700 and bool(known.description) and (words in known.description or known.description in words)
    )
    return described, 10 < size < 400 and words in known.title, size > 12 and words in known.body


def _title_place(runs: Sequence[Run], companies: Sequence[Company], title: str) -> int:
    """Where the headline stands: the first h1 that shares most words with the page's titles, else the first h1."""
    first = -1
    wanted = set(title.split())
    for index, (run, company) in enumerate(zip(runs, companies, strict=True)):
        if company.tags & TAGS["h1"]:
            words = set(words_of(run.text).split())
            if wanted and words and len(words & wanted) >= 0.6 * len(words):
                return index
            first = index if first < 0 else first
    return first
