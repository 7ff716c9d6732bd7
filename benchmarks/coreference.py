"""Scores of coreference: MUC, B-cubed, CEAF-e and their mean, as the scorer of the CoNLL shared tasks has them.

Pradhan, Luo, Recasens, Hovy, Ng and Strube, "Scoring coreference partitions of predicted mentions" (ACL 2014).  Chains
are sets of mentions.  Here key and response hold the same mentions (gold mentions), chains of one among them: those
count for B-cubed and CEAF-e; MUC counts links, of which they have none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

Chains = Sequence[frozenset[Hashable]]


def chains_of(numbers: Iterable[Hashable], mentions: Iterable[Hashable]) -> Chains:
    """Chains from a number for each mention."""
    found: dict[Hashable, set[Hashable]] = {}
    for number, mention in zip(numbers, mentions, strict=True):
        found.setdefault(number, set()).add(mention)
    return [frozenset(chain) for chain in found.values()]


def f1(recall: float, precision: float) -> float:
    """Their harmonic mean; nought where both are."""
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def muc(key: Chains, response: Chains) -> tuple[float, float]:
    """Recall and precision of links (Vilain et al. 1995)."""

    def recall(wanted: Chains, given: Chains) -> float:
        chain_of = {mention: at for at, chain in enumerate(given) for mention in chain}
        right = links = 0
        for chain in wanted:
            parts = {chain_of.get(mention, mention) if mention in chain_of else ("alone", mention) for mention in chain}
            right += len(chain) - len(parts)
            links += len(chain) - 1
        return right / links if links else 0.0

    return recall(key, response), recall(response, key)


def b_cubed(key: Chains, response: Chains) -> tuple[float, float]:
    """Recall and precision of each mention's chain (Bagga and Baldwin 1998)."""

    def recall(wanted: Chains, given: Chains) -> float:
        chain_of = {mention: chain for chain in given for mention in chain}
        shares = [
            len(chain & chain_of[mention]) / len(chain) if mention in chain_of else 0.0
            for chain in wanted
            for mention in chain
        ]
        return sum(shares) / len(shares) if shares else 0.0

    return recall(key, response), recall(response, key)


def ceaf_e(key: Chains, response: Chains) -> tuple[float, float]:
    """Recall and precision of the best pairing of chains, by the mentions that two have in common (Luo 2005)."""
    if not key or not response:
        return 0.0, 0.0
    chain_of = {mention: at for at, chain in enumerate(response) for mention in chain}
    common = np.zeros((len(key), len(response)))
    for row, chain in enumerate(key):
        for mention in chain:
            if mention in chain_of:
                common[row, chain_of[mention]] += 1
    sizes = np.add.outer([len(chain) for chain in key], [len(chain) for chain in response])
    alike = 2 * common / sizes
    rows, columns = linear_sum_assignment(-alike)
    total = float(alike[rows, columns].sum())
    return total / len(key), total / len(response)


def scores(key: Chains, response: Chains) -> dict[str, float]:
    """CoNLL F1 and what it is the mean of, in percent."""
    found = {
        name: 100 * f1(*score(key, response)) for name, score in (("muc", muc), ("b3", b_cubed), ("ceaf_e", ceaf_e))
    }
    return {"conll": sum(found.values()) / 3, **found}
