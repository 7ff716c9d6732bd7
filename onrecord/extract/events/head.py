"""The event head: what kind of event joins two parties of a sentence, from numbers that the encoder gives each word."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.floating]  # kept in half precision, reckoned with in single

# The root types of the set that the head is trained on, whose YIELD is PLOVER's CONCEDE and RETREAT; last, no event.
ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE",
)  # fmt: skip
# Verbal and material cooperation, verbal and material conflict; 0 for no event.
PENTA = (1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 0)
KEY = 48
# What a word has, in this order, and how many numbers each.  Party tags: none, then "begins" and "goes on" of who acts,
# who is acted upon, who does both.
PARTS = {
    "value": len(ROOTS), "source_value": len(ROOTS), "target_value": len(ROOTS), "bias": 1,
    "key": KEY, "source_query": KEY, "target_query": KEY, "party": 7,
}  # fmt: skip
NUMBERS = sum(PARTS.values())

_STARTS = dict(zip(PARTS, np.cumsum([0, *PARTS.values()]).tolist(), strict=False))


def part_slice(name: str) -> slice:
    """Which of a word's numbers a part is."""
    return slice(_STARTS[name], _STARTS[name] + PARTS[name])


def root_of(kind: str) -> int:
    """The place in ROOTS of one of PLOVER's types."""
    return ROOTS.index("YIELD" if kind in ("CONCEDE", "RETREAT") else kind)


def pair_scores(words: Floats, source: tuple[int, int] | None, target: tuple[int, int] | None) -> tuple[Floats, Floats]:
    """What joins two parties: a score for each of ROOTS, and how much each word tells of it.

    words: ``[words of the sentence, NUMBERS]``; source, target: half-open ranges of them, None
    where there is none.  The attention is one query, the sum of what the parties ask.
    """
    query = np.zeros(KEY, dtype=np.float32)
    scores = np.zeros(len(ROOTS), dtype=np.float32)
    for span, side in ((source, "source"), (target, "target")):
        if span:
            mean = words[span[0] : span[1]].mean(axis=0)
            query = query + mean[part_slice(f"{side}_query")]
            scores = scores + mean[part_slice(f"{side}_value")]
    attention = words[:, part_slice("key")] @ query / math.sqrt(KEY) + words[:, part_slice("bias")][:, 0]
    attention = np.exp(attention - attention.max())
    attention /= attention.sum()
    return scores + attention @ words[:, part_slice("value")], attention
