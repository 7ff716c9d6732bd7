"""Which earlier mention a pronoun or a definite role goes back to: the pairs, and what can be seen of them.

Every anaphor chooses among the mentions before it and the next few after it in
its sentence, or none of them (mention ranking, Denis and Baldridge 2008; Lee
et al. 2017).  The score is the product of the encoder's vectors for the two plus
learned tables of what is listed here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.mentions import FORMS, HE, NAMED, PERSON, ROLE, Mention
from onrecord.extract.pairs import Ints
from onrecord.extract.role_nouns import ROLES

# Rows of each learned table: distance, sentence ends between, candidates between, the two forms, quotation
# states, sentence openings, how often the name stood before, shared role noun, same window.
TABLES = (16, 6, 8, 5 * FORMS, 4, 4, 6, 3, 2)

BEFORE = 24
AFTER = 3
_DISTANCE_EDGES = np.array([2, 5, 9, 17, 33, 65, 129])
_RANK_EDGES = np.array([1, 2, 3, 4, 6, 10, 16])
_NEAR_ROLE = 5


def is_anaphor(mention: Mention) -> bool:
    """Whether the mention asks for an antecedent."""
    return mention.form >= HE


def pairs(mentions: Sequence[Mention], ends_at: Ints) -> tuple[Ints, Ints]:
    """Anaphor and candidate of every pair worth scoring, as indexes of ``mentions``, anaphors in order.

    Candidates overlap neither the anaphor nor come after its sentence.
    """
    anaphors, candidates = [], []
    for index, anaphor in enumerate(mentions):
        if not is_anaphor(anaphor):
            continue
        for other in range(max(0, index - BEFORE), min(len(mentions), index + AFTER + 1)):
            candidate = mentions[other]
            apart = candidate.last <= anaphor.first or candidate.first >= anaphor.last
            if not apart or other == index:
                continue
            if other > index and (candidate.form not in NAMED or ends_at[candidate.first] != ends_at[anaphor.first]):
                continue
            anaphors.append(index)
            candidates.append(other)
    return np.array(anaphors, dtype=np.int64), np.array(candidates, dtype=np.int64)


def role_words(words: Sequence[str], mention: Mention) -> frozenset[str]:
    """The role nouns of a role, or those close before and behind a name ("Mayor Ada Lund", "Ada Lund, the mayor")."""
    first, last = mention.first, mention.last
    if mention.form in NAMED:
        first, last = max(0, first - _NEAR_ROLE), min(len(words), last + _NEAR_ROLE + 1)
    return frozenset(word for word in (w.lower() for w in words[first:last]) if word in ROLES)


def pair_features(
    mentions: Sequence[Mention],
    anaphor: Ints,
    candidate: Ints,
    words: Sequence[str],
    ends_at: Ints,
    inside: NDArray[np.bool_],
    window_of: Ints,
) -> Ints:
    """Rows of the nine TABLES for each pair.

    ends_at: sentence ends before each word, ``[words + 1]``; inside: whether
    each word stands in a quotation; window_of: the window that owns each word.
    """
    first = np.array([m.first for m in mentions], dtype=np.int64)
    last = np.array([m.last for m in mentions], dtype=np.int64)
    form = np.array([m.form for m in mentions], dtype=np.int64)
    after = (first[candidate] > first[anaphor]).astype(np.int64)
    low = np.where(after == 1, last[anaphor], last[candidate])
    high = np.maximum(np.where(after == 1, first[candidate], first[anaphor]), low)
    opens = ((first == 0) | (ends_at[first] > ends_at[np.maximum(first - 2, 0)])).astype(np.int64)
    between = np.searchsorted(_RANK_EDGES, np.abs(anaphor - candidate) - 1, side="right")
    quoted = inside[first].astype(np.int64)
    return np.stack(
        (
            after * 8 + np.searchsorted(_DISTANCE_EDGES, high - low, side="right"),
            np.minimum(np.abs(ends_at[first[anaphor]] - ends_at[first[candidate]]), 5),
            between,
            (form[anaphor] - HE) * FORMS + form[candidate],
            quoted[anaphor] * 2 + quoted[candidate],
            opens[anaphor] * 2 + opens[candidate],
            _times_named(mentions, words)[candidate],
            _shared_roles(mentions, anaphor, candidate, words),
            (window_of[first[anaphor]] == window_of[first[candidate]]).astype(np.int64),
        ),
        axis=1,
    )


def _times_named(mentions: Sequence[Mention], words: Sequence[str]) -> Ints:
    """How often a person's last name stood before, up to 4; 5 for what is no person's name."""
    seen: dict[str, int] = {}
    counts = np.full(len(mentions), 5, dtype=np.int64)
    for index, mention in enumerate(mentions):
        if mention.form == PERSON:
            name = words[mention.last - 1].lower()
            counts[index] = min(4, seen.get(name, 0))
            seen[name] = seen.get(name, 0) + 1
    return counts


def _shared_roles(mentions: Sequence[Mention], anaphor: Ints, candidate: Ints, words: Sequence[str]) -> Ints:
    """2 where a role and its candidate share a role noun, 1 where not, 0 where the anaphor is a pronoun."""
    known: dict[int, frozenset[str]] = {}

    def roles(index: int) -> frozenset[str]:
        if index not in known:
            known[index] = role_words(words, mentions[index])
        return known[index]

    result = np.zeros(len(anaphor), dtype=np.int64)
    for row, (left, right) in enumerate(zip(anaphor.tolist(), candidate.tolist(), strict=True)):
        if mentions[left].form == ROLE:
            result[row] = 2 if roles(left) & roles(right) else 1
    return result
