"""Which runs of a page are its story: learnt weights on each run, then what stands about it.

Why not trafilatura's choice: in one run on one busy core its extraction takes 49
ms a page (mean of 125 news pages), 35 in its fastest form, on a text of its own
that must be sought in the page again.  This choice takes 9 ms, on the tree that
the text is taken from anyway, all of laying out a page 46 (8 % of reading it),
and it is nearer to what people marked; benchmarks/pages.py measures both.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from onrecord.reading.html.features import COLUMNS, Company, Known, Matrix, features_of, linked
from onrecord.reading.html.marks import TAGS
from onrecord.reading.html.walk import Run

_WEIGHTS = Path(__file__).with_name("weights.json")
# Below a half: a lost paragraph is worse than a line too many, and with it the figures on pages of publishers not
# trained on are best.
LIKELY = 0.4
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# A heading or a list belongs to the story where its neighbours do, unless its own look speaks clearly against it.
_UNLIKELY = 0.03


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """``story[i]``: is run i part of the story.  ``companies[i]``: the element it stands in.  ``title``: which run is
    the headline as it stands on the page, -1 where none is."""

    story: list[bool]
    companies: list[Company]
    title: int


@lru_cache(maxsize=1)
def _weights() -> tuple[Matrix, float]:
    held = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return np.array([held["weights"].get(name, 0.0) for name in COLUMNS]), float(held["bias"])


def choose(runs: Sequence[Run], known: Known) -> Chosen:
    """The story's runs among all of a page."""
    if not runs:
        return Chosen(story=[], companies=[], title=-1)
    features, companies = features_of(runs, known)
    weights, bias = _weights()
    likely = 1 / (1 + np.exp(-(features @ weights + bias)))
    title = int(np.argmax(features[:, COLUMNS.index("title")])) if features[:, COLUMNS.index("title")].any() else -1
    return Chosen(story=decide(likely, runs, companies, title), companies=companies, title=title)


def decide(likely: Matrix, runs: Sequence[Run], companies: Sequence[Company], title: int) -> list[bool]:
    """From how likely each run is for itself to whether it is part of the story."""
    story = [bool(one > LIKELY) for one in likely]
    _leave_other_articles(story, runs, companies, title)
    _take_in_between(story, likely, companies)
    _leave_empty_headings(story, companies)
    for index in range(title):
        # What stands above the headline and leads elsewhere is the site's.
        if story[index] and linked(runs[index]) > 0.5:
            story[index] = False
    if title >= 0:
        story[title] = False
    return story


def _leave_other_articles(story: list[bool], runs: Sequence[Run], companies: Sequence[Company], title: int) -> None:
    """Of several articles on one page (scrolled on, or told beside each other) only the one under the headline, or
    the first where that has none."""
    article_of = [_article(company) for company in companies]
    sizes: dict[Company, int] = {}
    for run, article, chosen in zip(runs, article_of, story, strict=True):
        if article and chosen:
            sizes[article] = sizes.get(article, 0) + len(run.text)
    if len(sizes) < 2:
        return
    main = article_of[title] if title >= 0 else None
    if main is None or sizes.get(main, 0) < 0.2 * max(sizes.values()):
        return
    headed = {article for company, article in zip(companies, article_of, strict=True) if company.tags & TAGS["h1"]}
    for index, article in enumerate(article_of):
        if article is not main and article in headed:
            story[index] = False


def _article(company: Company) -> Company | None:
    """The outermost article that holds it."""
    found = None
    one: Company | None = company
    while one is not None and one.tags & TAGS["article"]:
        if one.box.tag == "article":
            found = one
        one = one.above
    return found


def _take_in_between(story: list[bool], likely: Matrix, companies: Sequence[Company]) -> None:
    """Headings and items of lists that stand between paragraphs of the story."""
    last = len(story) - 1
    index = 0
    while index <= last:
        tag = companies[index].box.tag
        if story[index] or not (tag in _HEADINGS or companies[index].tags & TAGS["li"]):
            index += 1
            continue
        end = index
        while end < last and not story[end + 1] and _alike(companies[index], companies[end + 1]):
            end += 1
        before = index > 0 and story[index - 1]
        after = end < last and story[end + 1]
        if before and after and _close(companies[index - 1], companies[end + 1]):
            for one in range(index, end + 1):
                story[one] = bool(likely[one] > _UNLIKELY)
        index = end + 1


def _leave_empty_headings(story: list[bool], companies: Sequence[Company]) -> None:
    """Headings over what is not of the story ("More on this"): none of it follows before the next of their rank."""
    following: str | None = "h0"  # the rank of the story's next run, None where it is no heading
    skipped = True  # whether something else stands before that
    for index in range(len(story) - 1, -1, -1):
        if not story[index]:
            skipped = True
            continue
        tag = companies[index].box.tag
        if tag in _HEADINGS and skipped and following is not None and following <= tag:
            story[index] = False
            continue
        following = tag if tag in _HEADINGS else None
        skipped = False


def _alike(one: Company, other: Company) -> bool:
    """Items of one list, or one and the same element."""
    return one.box is other.box or (bool(one.tags & TAGS["li"]) and one.above is other.above)


def _close(before: Company, after: Company) -> bool:
    """Do they stand under one parent or grandparent?"""
    return before.above is after.above or (
        before.above is not None and after.above is not None and before.above.above is after.above.above
    )
