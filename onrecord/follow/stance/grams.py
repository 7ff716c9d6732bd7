"""Runs of up to three words of a statement, with what it shares with the claim left out of them.

So the model learns "denies [...]" and "[...] hoax", and no names.
"""

from __future__ import annotations

from itertools import pairwise

from onrecord.follow.stance.reading import COMMON, Wording

SHARED = "m"


def grams(statement: Wording, claim: Wording) -> set[str]:
    """The runs: "^_" begins and "_$" ends the statement, "m" is words of the claim, "c:" a word of the claim alone."""
    own, other = set(statement.stems), set(claim.stems)
    words: list[str] = []
    for word, each in zip(statement.lower, statement.stems, strict=True):
        masked = SHARED if each in other and word not in COMMON else word
        if masked != SHARED or words[-1:] != [SHARED]:
            words.append(masked)
    pairs = pairwise(["^", *words, "$"])
    triples = zip(words, words[1:], words[2:], strict=False)
    missing = {f"c:{word}" for word, each in zip(claim.lower, claim.stems, strict=True) if each not in own}
    return {*words, *map("_".join, pairs), *map("_".join, triples), *missing}
