"""Chains: the places, in one report and across reports, that tell of one event.

Boosted trees say how likely two places of one story tell of one event (``pairs.FEATURES``).  Two that tell of one are
likely the same as the same others, too; that is mixed in, and places are joined by the mean (average linkage).  The
weights (``weights.json``) are fitted by ``python -m training.stories``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from onrecord.follow.early import Early
from onrecord.follow.events.pairs import pair_features
from onrecord.follow.events.places import Place, Told, report_document, told_at
from onrecord.follow.linkage import Doubles, average_groups
from onrecord.follow.stories.group import Stories, report_stories
from onrecord.follow.trees import Trees
from onrecord.record import Report

# How much it counts that two places are likely the same as the same others: of 0, 0.2, 0.4, 0.6.
LIKE_THE_SAME = 0.4

Likely = Sequence[tuple[list[int], Doubles]]


@dataclass(frozen=True, kw_only=True)
class Weights:
    """``trees`` on ``pairs.FEATURES``; ``least``: the mean likelihood from which places are joined."""

    trees: Trees
    least: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    table = json.loads(files("onrecord.follow.events").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(trees=Trees.of(table["bias"], table["trees"]), least=table["least"])


def likelihoods(features: Doubles, trees: Trees) -> Doubles:
    """How likely each two places of one story tell of one event, ``[n, n]``, by their ``pair_features``."""
    found = np.eye(len(features))
    upper = np.triu_indices(len(features), 1)
    found[upper] = 1 / (1 + np.exp(-np.clip(trees.scores(features[upper]), -50, 50)))
    found = np.maximum(found, found.T)
    rows = found / np.linalg.norm(found, axis=1, keepdims=True)
    result: Doubles = (1 - LIKE_THE_SAME) * found + LIKE_THE_SAME * (rows @ rows.T)
    return result


def places_by_story(told: Sequence[Told], stories: Stories) -> list[list[int]]:
    """The numbers of the places of each story, in an order of their own."""
    found: dict[int, list[int]] = {}
    for at in sorted(range(len(told)), key=lambda at: (told[at].sentence, told[at].place.words)):
        found.setdefault(stories.groups[told[at].place.document], []).append(at)
    return list(found.values())


def joined(count: int, likely: Likely, least: float, known: Sequence[int] | None = None) -> list[int]:
    """A number for each of ``count`` places, the same for those that are joined.

    likely: for each story its places and how likely each two are of one event.  known: numbers that are the same for
    places which stay together.
    """
    chains = [0] * count
    first = 0
    for inside, shares in likely:
        distances = 1 - shares
        if known is not None:
            same = np.array([known[at] for at in inside])
            distances[same[:, None] == same[None]] = 0
        groups = average_groups(distances, 1 - least)
        for at, group in zip(inside, groups, strict=True):
            chains[at] = first + group
        first += max(groups) + 1
    numbers: dict[int, int] = {}
    return [numbers.setdefault(chain, len(numbers)) for chain in chains]


def event_chains(told: Sequence[Told], stories: Stories, known: Sequence[int] | None = None) -> list[int]:
    """A number for each place; those that tell of one event have the same.

    stories: of the documents that the places are in; places of different stories are never joined.  known: numbers
    that are the same for places known to tell of one event, which stay together.  Chains do not depend on the order
    of the places, unless two have the very same sentence.  Time and memory grow with the square of a story's places.
    """
    by = weights()
    likely = [
        (inside, likelihoods(pair_features([told[at] for at in inside], stories.near, stories.alike), by.trees))
        for inside in places_by_story(told, stories)
    ]
    return joined(len(told), likely, by.least, known)


def report_chains(
    reports: Sequence[Report], early: Early, *, stories: Stories | None = None
) -> dict[tuple[int, str], int]:
    """The events of several records by chains: a number for each (number of the report, id of the event).

    Events with the same number are one event, told by several reports.  What one report has as one event stays one.
    stories: of the reports, where they are known.
    """
    stories = stories or report_stories(reports)
    documents, places, events = [], list[Place](), list[tuple[int, str]]()
    for number, report in enumerate(reports):
        sentences, of_events = report_document(report, number)
        documents.append(sentences)
        for event, some in of_events.items():
            places += some
            events += [(number, event)] * len(some)
    numbers = {event: at for at, event in enumerate(dict.fromkeys(events))}
    told = told_at(documents, places, early)
    chains = event_chains(told, stories, known=[numbers[event] for event in events])
    return dict(zip(events, chains, strict=True))
