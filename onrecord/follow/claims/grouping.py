"""Statements that put forward the same, in groups.

Pairs worth comparing (``near``) get a probability (``alike``); groups are joined by their mean probability, the
likeliest first (average linkage), until none is likely enough.  A pair that was not compared counts as unlike.  The
outcome does not hang on the order of the statements; where two joins are equally likely, the one whose keys sort
first goes first.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.follow.claims.alike import features, likelihood
from onrecord.follow.claims.near import worth_comparing
from onrecord.follow.claims.told import Told

Pair = tuple[str, str]

# Two groups are joined from this mean probability on; chosen on benchmarks/dev/claims.toml.
LEAST_MEAN = 0.4
# Pairs below it are not kept.
LEAST_KEPT = 0.02
# Words that as many reports have are a template ("declined to comment"): each of its statements stands alone.
TEMPLATE_REPORTS = 300


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """``groups``: keys of the statements of each claim, sorted, by their first key; ``templates``: keys of statements
    in words that so many reports have that they are no claim of anybody's."""

    groups: tuple[tuple[str, ...], ...]
    templates: tuple[str, ...]


def group(statements: Iterable[Told], *, at_least: float = LEAST_MEAN) -> Grouping:
    """The claims that statements make."""
    told = sorted(statements, key=lambda one: one.key)
    templates = template_keys(told)
    alone = [one for one in told if one.key in templates]
    first_of = copies([one for one in told if one.key not in templates])
    heads = [one for one in told if first_of.get(one.key) == one.key]
    found = joined([one.key for one in heads], likelihoods(heads), at_least=at_least)
    members: dict[str, list[str]] = defaultdict(list)
    for key, head in first_of.items():
        members[head].append(key)
    groups = [tuple(sorted(key for head in heads_of for key in members[head])) for heads_of in found]
    groups += [(one.key,) for one in alone]
    return Grouping(groups=tuple(sorted(groups)), templates=tuple(sorted(templates)))


def template_keys(told: Sequence[Told]) -> frozenset[str]:
    """Statements in words that very many reports have."""
    reports: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in told:
        reports[one.words].add(one.report)
    many = {words for words, where in reports.items() if len(where) >= TEMPLATE_REPORTS}
    return frozenset(one.key for one in told if one.words in many)


def copies(told: Sequence[Told]) -> dict[str, str]:
    """For each key the first key of its copies: the same words of one speaker, put forward the same way."""
    heads: dict[tuple[object, ...], str] = {}
    found = {}
    for one in told:
        same = (one.words, one.speaker, one.turned, one.names)
        found[one.key] = heads.setdefault(same, one.key) if len(one.words) > 3 else one.key
    return found


def likelihoods(told: Sequence[Told]) -> dict[Pair, float]:
    """The probability that two statements make one claim, for pairs that may; the lesser key first."""
    found = {}
    for first, second in worth_comparing(told):
        share = likelihood(features(told[first], told[second]))
        if share >= LEAST_KEPT:
            one, other = sorted((told[first].key, told[second].key))
            found[one, other] = share
    return found


def joined(keys: Sequence[str], shares: Mapping[Pair, float], *, at_least: float = LEAST_MEAN) -> list[tuple[str, ...]]:
    """Groups by average linkage; ``shares`` has what is known of pairs, all others are nought."""
    sums: dict[int, dict[int, float]] = {place: {} for place in range(len(keys))}
    at = {key: place for place, key in enumerate(keys)}
    for (first, second), share in shares.items():
        if first in at and second in at:
            sums[at[first]][at[second]] = sums[at[second]][at[first]] = share
    members: dict[int, tuple[str, ...]] = {place: (key,) for place, key in enumerate(keys)}
    heap: list[tuple[float, tuple[str, ...], int, int]] = []

    def offer(one: int, other: int) -> None:
        mean = sums[one][other] / (len(members[one]) * len(members[other]))
        if mean >= at_least:
            # Rounded, so that sums in another order cannot tell two ties apart.
            heapq.heappush(heap, (-round(mean, 9), _order(members[one][0], members[other][0]), one, other))

    for one, others in sums.items():
        for other in others:
            if one < other:
                offer(one, other)
    fresh = len(keys)
    while heap:
        _, _, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        members[fresh] = tuple(sorted(members.pop(one) + members.pop(other)))
        mine, theirs = sums.pop(one), sums.pop(other)
        sums[fresh] = {}
        for third in mine.keys() | theirs.keys():
            if third in members:
                total = mine.get(third, 0.0) + theirs.get(third, 0.0)
                sums[fresh][third] = sums[third][fresh] = total
                offer(fresh, third)
        fresh += 1
    return sorted(members.values())


def _order(one: str, other: str) -> tuple[str, ...]:
    return (one, other) if one < other else (other, one)
