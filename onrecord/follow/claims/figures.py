"""Figures that differ for one matter: a death toll, an amount, a share, as a range by source and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.follow.claims.quantity import Figure, of_one_thing
from onrecord.follow.claims.told import Told


@dataclass(frozen=True, kw_only=True)
class Given:
    """One figure, as one statement gives it.  day: as in ``Told``; speaker: as there."""

    value: float
    key: str
    report: str
    speaker: str
    day: int | None


@dataclass(frozen=True, kw_only=True)
class Range:
    """What was said of one quantity.

    kind: as in ``Figure``; of: what is counted, as stems; given: every figure, the oldest first; those of no known day
    last.
    """

    kind: str
    of: tuple[str, ...]
    given: tuple[Given, ...]

    @property
    def low(self) -> float:
        """The least figure."""
        return min(one.value for one in self.given)

    @property
    def high(self) -> float:
        """The greatest figure."""
        return max(one.value for one in self.given)

    @property
    def latest(self) -> tuple[Given, ...]:
        """For each speaker the last figure given, the oldest first."""
        last: dict[str, Given] = {}
        for one in self.given:
            last[one.speaker] = one
        return tuple(sorted(last.values(), key=_when))


def ranges(groups: Sequence[Sequence[Told]], same_matter: Callable[[Told, Told], bool]) -> list[Range]:
    """Where claims of one matter give different figures of one thing.

    groups: claims, the statements of each; same_matter: whether two statements are of one matter, whatever they say of
    it (``answers.same_matter``).  A claim is in a range at most once; a range has at least two values.
    """
    counting = [(group, figure) for group in groups for figure in _figures(group)]
    joined = _components(
        len(counting),
        lambda one, other: (
            counting[one][0] is not counting[other][0]
            and of_one_thing(counting[one][1], counting[other][1])
            and any(same_matter(a, b) for a in counting[one][0][:4] for b in counting[other][0][:4])
        ),
    )
    found = []
    for places in joined:
        given = [
            Given(value=figure.value, key=told.key, report=told.report, speaker=told.speaker, day=told.day)
            for place in places
            for told in counting[place][0]
            for figure in told.figures
            if figure.kind == counting[place][1].kind and figure.value == counting[place][1].value
        ]
        if len({one.value for one in given}) > 1:
            counted = [counting[place][1].of for place in places if counting[place][1].of]
            common = frozenset.intersection(*counted) if counted else frozenset()
            found.append(
                Range(
                    kind=counting[places[0]][1].kind,
                    of=tuple(sorted(common)),
                    given=tuple(sorted(set(given), key=lambda one: (_when(one), one.value))),
                )
            )
    return sorted(found, key=lambda one: one.given[0].key)


def _figures(group: Sequence[Told]) -> list[Figure]:
    """The figures that most statements of a claim give, each once."""
    seen: dict[tuple[str, float], list[Figure]] = defaultdict(list)
    for told in group:
        for figure in told.figures:
            seen[figure.kind, figure.value].append(figure)
    return [
        Figure(kind=kind, value=value, of=frozenset().union(*(figure.of for figure in some)))
        for (kind, value), some in sorted(seen.items())
        if 2 * len(some) >= len(group)
    ]


def _components(count: int, tied: Callable[[int, int], bool]) -> list[list[int]]:
    parent = list(range(count))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for one in range(count):
        for other in range(one):
            if root(one) != root(other) and tied(one, other):
                parent[root(one)] = root(other)
    sets: Mapping[int, list[int]] = defaultdict(list)
    for place in range(count):
        sets[root(place)].append(place)
    return [places for places in sets.values() if len(places) > 1]


def _when(one: Given) -> tuple[int, str]:
    return (one.day if one.day is not None else 10**9, one.key)
