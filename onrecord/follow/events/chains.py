"""Chains: the places, in one report and across reports, that tell of one event.

A logistic regression says how likely two places of one story tell of one event; places are joined by the mean of that
(average linkage).  Its weights (``weights.json``) are fitted by ``python -m training.stories``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from onrecord.follow.early import Early
from onrecord.follow.events.pairs import FEATURES, pair_features
from onrecord.follow.events.places import Place, Told, report_document, told_at
from onrecord.follow.linkage import Doubles, average_groups
from onrecord.follow.stories.group import Stories, report_stories
from onrecord.record import Report


@dataclass(frozen=True, kw_only=True)
class Weights:
    """``values`` of ``pairs.FEATURES``; ``least``: the mean likelihood from which places are joined."""

    values: Doubles
    bias: float
    least: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    table = json.loads(files("onrecord.follow.events").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(
        values=np.array([table["weights"][name] for name in FEATURES]), bias=table["bias"], least=table["least"]
    )


def likelihoods(told: Sequence[Told], stories: Stories, by: Weights) -> Doubles:
    """How likely each two places of one story tell of one event, ``[n, n]``."""
    scores = pair_features(told, stories.near, stories.alike) @ by.values + by.bias
    result: Doubles = 1 / (1 + np.exp(-np.clip(scores, -50, 50)))
    return (result + result.T) / 2


def event_chains(
    told: Sequence[Told], stories: Stories, *, by: Weights | None = None, known: Sequence[int] | None = None
) -> list[int]:
    """A number for each place; those that tell of one event have the same.

    stories: of the documents that the places are in; places of different stories are never joined.  known: numbers
    that are the same for places known to tell of one event, which stay together.  Chains do not depend on the order
    of the places.  Time and memory grow with the square of the places of a story.
    """
    by = by or weights()
    chains = [0] * len(told)
    count = 0
    for story in sorted({stories.groups[one.place.document] for one in told}):
        inside = [at for at, one in enumerate(told) if stories.groups[one.place.document] == story]
        inside.sort(key=lambda at: (told[at].sentence, told[at].place.words))
        distances = 1 - likelihoods([told[at] for at in inside], stories, by)
        if known is not None:
            same = np.array([known[at] for at in inside])
            distances[same[:, None] == same[None]] = 0
        for at, group in zip(inside, average_groups(distances, 1 - by.least), strict=True):
            chains[at] = count + group
        count = max((chains[at] + 1 for at in inside), default=count)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(chain, len(numbers)) for chain in chains]


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
