"""Which statements are worth comparing: those that share telling words or lie close by what their words mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.follow.claims.told import Told

# A stem, name or figure that more statements have than this leads to none of them by itself.
MOST_BEARERS = 400
# So many partners of a statement are compared with it, those that share most.
MOST_PARTNERS = 40
# Partners by meaning alone must be as close as this.
LEAST_LIKENESS = 0.6
_CHUNK = 512


def worth_comparing(statements: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``statements``, the lower first, each once; what they are does not hang on the order."""
    chosen: set[tuple[int, int]] = set()
    shares = _shares(statements)
    close = _close(statements)
    for place, one in enumerate(statements):
        scores = shares[place]
        for other, cosine in close[place]:
            scores[other] = scores.get(other, 0.0) + 8 * cosine
        best = sorted(scores, key=lambda other: (-scores[other], statements[other].key))[:MOST_PARTNERS]
        chosen |= {(min(place, other), max(place, other)) for other in best if statements[other].key != one.key}
    yield from sorted(chosen)


def _shares(statements: Sequence[Told]) -> list[dict[int, float]]:
    """For each statement what it shares with others, by weight."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(statements):
        for mark in one.weights.keys() | one.names:
            bearers[mark].append(place)
    found: list[dict[int, float]] = []
    for place, one in enumerate(statements):
        scores: Counter[int] = Counter()
        for mark in one.weights.keys() | one.names:
            others = bearers[mark]
            if len(others) <= MOST_BEARERS:
                worth = one.weights.get(mark, 3.0)
                for other in others:
                    if other != place:
                        scores[other] += worth  # type: ignore[assignment]
        found.append({other: float(score) for other, score in scores.items() if score >= 2.5})
    return found


def _close(statements: Sequence[Told]) -> list[list[tuple[int, float]]]:
    """For each statement those that lie close by what their words mean, with the cosine."""
    senses = [(place, one.senses) for place, one in enumerate(statements) if one.senses is not None]
    bearing = [place for place, _ in senses]
    found: list[list[tuple[int, float]]] = [[] for _ in statements]
    if not bearing:
        return found
    vectors: NDArray[np.float32] = np.array([one.mean for _, one in senses], dtype=np.float32)
    for start in range(0, len(bearing), _CHUNK):
        cosines = vectors[start : start + _CHUNK] @ vectors.T
        for row, line in enumerate(cosines):
            for other in np.flatnonzero(line >= LEAST_LIKENESS):
                if other != start + row:
                    found[bearing[start + row]].append((bearing[int(other)], float(line[other])))
    return found
