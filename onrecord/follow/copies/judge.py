"""Whether two reports that have passages in common are copies, and how sure that is.

What counts is the reporter's own words: a quotation is anybody's, and page furniture is nobody's.  The bounds were
set with PolNeAR train and ECB+ train (``benchmarks.copies --part train``): two short reports on one event have up to
26 words in common in passages, a quotation up to 60, while an excerpt of 60 words, a third of them replaced, keeps 28.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from onrecord.follow.copies.align import Passage, passages
from onrecord.follow.copies.shingles import LEAST
from onrecord.follow.copies.story import Story
from onrecord.follow.copies.words import Flags

_PASSAGE = 12  # words that are the same in a passage that counts
_TOLD = 28  # the reporter's own words in common that make a copy
# Where most of what is in common is quoted: words in common, of them the reporter's own, of the shorter report.
_QUOTED = ((40, 0, 0.9), (45, 10, 0.6), (90, 20, 0.0))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shared:
    """What two reports have in common.

    ``passages``: in the order of the first; ``same``: words that are the same; ``told``: of these the reporter's own,
    neither quoted nor page furniture; ``share``, ``share_there``: of each report's words that stand in the passages.
    """

    passages: tuple[Passage, ...]
    same: int
    told: int
    share: float
    share_there: float

    @property
    def is_copy(self) -> bool:
        """Whether it is too much to be chance, one event or one quotation."""
        if self.told >= _TOLD:
            return True
        most = max(self.share, self.share_there)
        return any(self.same >= same and self.told >= told and most >= share for same, told, share in _QUOTED)

    @property
    def confidence(self) -> float:
        """How likely it is that one has words of the other, or both of a third.

        From the counts of pairs and others with so many words in common in the training part of ``copy_set``.
        """
        if not self.is_copy:
            return 0.0
        weight = max(float(self.told), 0.5 * self.same)
        return next(confidence for bound, confidence in _CONFIDENCE if weight >= bound)


Relation = Literal["same", "part of it", "holds it", "partly the same", "through the original"]
_ALL = 0.85  # of a report's words that stand in another: all of it, for the most part


def relation_of(shared: Shared) -> Relation:
    """What the other report is to the first."""
    if shared.share >= _ALL and shared.share_there >= _ALL:
        return "same"
    if shared.share_there >= _ALL:
        return "part of it"
    return "holds it" if shared.share >= _ALL else "partly the same"


_CONFIDENCE = ((120.0, 0.99), (60.0, 0.98), (40.0, 0.95), (0.0, 0.85))


def shared(one: Story, other: Story, *, furniture: Flags | None = None) -> Shared:
    """What two reports have in common.  furniture: words of the first that are nobody's."""
    return counted(one, other, passages(one.words, other.words), furniture=furniture)


def counted(one: Story, other: Story, found: list[Passage], *, furniture: Flags | None = None) -> Shared:
    """The same of passages that are known."""
    if min(len(one.words), len(other.words)) < LEAST:
        found = []
    same = told = here = there = 0
    for passage in found:
        here += passage.last - passage.first
        there += passage.there_last - passage.there_first
        own = ~(one.words.quoted[passage.here] & other.words.quoted[passage.there])
        free = own if furniture is None else own & ~furniture[passage.here]
        same += passage.same if furniture is None else int((~furniture[passage.here]).sum())
        if passage.same >= _PASSAGE:
            told += int(np.count_nonzero(free))
    return Shared(
        passages=tuple(found),
        same=same,
        told=told,
        share=here / max(1, len(one.words)),
        share_there=there / max(1, len(other.words)),
    )
