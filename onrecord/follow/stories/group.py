"""Groups of reports that tell one story, from their words alone.

In two steps.  Reports are compared by the words they share, rare words weighing more (TF-IDF), and joined loosely: a
loose group may hold two stories of one kind, such as two arrests of players of one team.  Within it words are weighed
anew by how few of its reports have them, so that what all share counts nothing and the names that differ count much;
and reports are compared by whom they are like, too: two of one story are like the same others.

The numbers below were chosen on excerpts of ECB+ (train and dev), on all reports of eight to ten topics and on one to
six of each story; how they do is told in docs/following.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.follow.linkage import Doubles, average_groups
from onrecord.follow.stories.terms import Terms, report_terms
from onrecord.record import Report

# The place of a word among all English words counts like so many reports more.
BACKGROUND = 30.0
LOOSE = 0.95
FINE = 0.96
WEIGHED_ANEW, LIKE_THE_SAME = 0.6, 0.25
# Few reports have few others to be like: with n of them the second step counts (n - 2) / (n - 2 + OTHERS), and their
# words must be nearer instead.
OTHERS = 3.0
NEARER = 0.1


@dataclass(frozen=True, kw_only=True)
class Stories:
    """``groups``: a number for each document, the same for those of one story; ``near``: how near two documents are,
    ``[n, n]``, 1 for the same and -1 where they have too little in common to be compared; ``alike``: the cosine of
    their words."""

    groups: list[int]
    near: Doubles
    alike: Doubles


def stories_of(documents: Sequence[Terms]) -> Stories:
    """The stories of documents.

    They do not depend on the order of the documents.  Time and memory grow with the square of their number: give
    those of some weeks, not of years.
    """
    # In an order of their own, so that sums are rounded alike however they came.
    order = sorted(range(len(documents)), key=lambda at: sorted(documents[at].counts.items()))
    ordered = [documents[at] for at in order]
    alike, counts = _alike(ordered)
    loose = np.array(average_groups(1 - alike, LOOSE), dtype=np.int64)
    near = np.where(np.eye(len(ordered)) > 0, 1.0, -1.0)
    for number in range(int(loose.max(initial=-1)) + 1):
        inside = np.flatnonzero(loose == number)
        if len(inside) > 1:
            near[np.ix_(inside, inside)] = _near(alike[np.ix_(inside, inside)], counts[inside])
    groups = average_groups(1 - near, FINE)
    back = np.argsort(order) if order else np.zeros(0, dtype=np.int64)
    renamed: dict[int, int] = {}
    return Stories(
        groups=[renamed.setdefault(groups[at], len(renamed)) for at in back],
        near=near[np.ix_(back, back)],
        alike=alike[np.ix_(back, back)],
    )


def report_stories(reports: Sequence[Report]) -> Stories:
    """The stories of reports; see ``stories_of``."""
    return stories_of([report_terms(report) for report in reports])


def _alike(documents: Sequence[Terms]) -> tuple[Doubles, Doubles]:
    """The cosines of the documents, and how often each has each term, ``[n, terms]``."""
    ranks: dict[str, int] = {}
    for document in documents:
        for term, rank in document.ranks.items():
            ranks[term] = min(rank, ranks.get(term, rank))
    column = {term: at for at, term in enumerate(sorted(ranks))}
    counts = np.zeros((len(documents), len(column)))
    for row, document in enumerate(documents):
        for term, count in document.counts.items():
            counts[row, column[term]] = count
    length = sum(document.words for document in documents) / max(1, len(documents))
    # By Zipf's law a word's share of all words is about a tenth of one by its rank.
    expected = np.minimum(1, 0.1 * length / np.array([ranks[term] for term in column], dtype=float))
    having = (counts > 0).sum(axis=0)
    rarity = np.log((1 + len(documents) + BACKGROUND) / (1 + having + BACKGROUND * expected))
    return _cosines(counts, np.maximum(rarity, 0)), counts


def _near(alike: Doubles, counts: Doubles) -> Doubles:
    """How near the documents of a loose group are."""
    count = len(counts)
    weight = (count - 2) / (count - 2 + OTHERS)
    having = (counts > 0).sum(axis=0)
    anew = _cosines(counts, np.where(having > 0, np.log(count / np.maximum(having, 1)), 0))
    mixed = WEIGHED_ANEW * weight * anew + (1 - WEIGHED_ANEW * weight) * alike
    # As correlations, so that being like everybody is being like nobody.
    same = _unit(mixed - mixed.mean(axis=0))
    near: Doubles = (1 - LIKE_THE_SAME * weight) * mixed + LIKE_THE_SAME * weight * (same @ same.T)
    near -= (1 - weight) * NEARER
    np.fill_diagonal(near, 1)
    return near


def _cosines(counts: Doubles, weights: Doubles) -> Doubles:
    rows = _unit(np.log1p(counts) * weights)
    cosines: Doubles = rows @ rows.T
    return cosines


def _unit(rows: Doubles) -> Doubles:
    result: Doubles = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return result
