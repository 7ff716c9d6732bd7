"""Whether two quotations are of one utterance: by the words that they share in order, and by who is said to speak.

The shorter one must stand, by and large, in the longer one.  Words that tell something weigh four times those that only
hold sentences together.  Bars and weights were tuned on the changed quotations of PolNeAR's train part
(``benchmarks.quotations``); ``docs/quotations.md`` has what they give on those of its dev part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

from onrecord.follow.quotations.align import Step, align
from onrecord.follow.quotations.words import Plain, Word

LIGHT = 0.25  # weight of a function word
# Of the shorter quotation's weight this share must be kept: where the speaker is the same, and where it is another one
# or not known.
SHARE, SHARE_APART = 0.55, 0.75
# So many words a quotation must have, and so many telling ones must be kept at least.
LEAST_WORDS = 4
TELLING, TELLING_APART = 2, 4
# Said by others, fewer telling words do where so many words in a row are the same.
LONG_RUN = 8
# So many are needed where much of the shorter one is other words, or where it is a small piece of the longer one: "we
# will build a wall" stands in many speeches.
TELLING_LOOSE, SHARE_FIRM, TELLING_PIECE = 4, 0.75, 3
RUN = 3  # consecutive words that must be kept


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """How two quotations are alike: the evidence of a link.

    kind: "same" where most of the longer one is kept, too, "part" where the shorter one is a piece of it.  share: kept
    of the shorter one, share_whole of the longer one, 0 to 1 by weight.  telling: telling words that are kept; run: the
    most consecutive words kept.  confidence: that both are of one utterance.
    """

    kind: Literal["same", "part"]
    share: float
    share_whole: float
    telling: int
    run: int
    same_speaker: bool
    confidence: float


def may_join(words: Sequence[Word]) -> bool:
    """Whether a quotation says enough to be joined with any other one."""
    return len(words) >= LEAST_WORDS and sum(word.tells for word in words) >= TELLING


def likeness(first: Sequence[Word], second: Sequence[Word], *, same_speaker: bool) -> Likeness | None:
    """How two quotations are alike; None where they are not of one utterance.  It is the same both ways round.

    same_speaker: both are said by one person, by name; False too where that is not known.
    """
    longer, shorter = in_order(first, second)
    if not may_join(shorter) or _most(longer, shorter) < (SHARE if same_speaker else SHARE_APART):
        return None
    return judged(longer, shorter, align(longer, shorter), same_speaker=same_speaker)


def may_be_alike(first: Plain, second: Plain, *, same_speaker: bool) -> bool:
    """Whether ``likeness`` has more to look at than which words there are: False only where it is None.

    Of two wordings that share a key most are told apart by it, and ``plain_of`` is much sooner had than ``words_of``.
    """
    longer, shorter = sorted((first, second), key=lambda words: (-len(words), words))
    tells = [tells for _, tells in shorter]
    if len(tells) < LEAST_WORDS or sum(tells) < TELLING:
        return False
    there = {form for form, _ in longer}
    most = _weigh([tells for form, tells in shorter if form in there]) / _weigh(tells)
    return most >= (SHARE if same_speaker else SHARE_APART)


def in_order(first: Sequence[Word], second: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """The longer one first; of equally long ones the one that comes first in the alphabet."""
    one, two = ([word.form for word in words] for words in (first, second))
    return (first, second) if (-len(one), one) <= (-len(two), two) else (second, first)


def longer_first(first: Sequence[Word], second: Sequence[Word], first_key: str, second_key: str) -> bool:
    """Whether the first wording is the one that the other may go by; of the same words the one whose key is first."""
    if [word.form for word in first] == [word.form for word in second]:
        return first_key < second_key
    return in_order(first, second)[0] is first


def judged(
    longer: Sequence[Word], shorter: Sequence[Word], steps: Sequence[Step], *, same_speaker: bool
) -> Likeness | None:
    """What ``likeness`` gives, of quotations that are laid side by side already."""
    kept = [step for step in steps if step.what == "kept"]
    words = [word for step in kept for word in longer[step.start : step.stop]]
    telling = sum(word.tells for word in words)
    run = max((step.stop - step.start for step in kept), default=0)
    weight = _weight(words)
    share, whole = weight / _weight(shorter), weight / _weight(longer)
    need, least = (SHARE, TELLING) if same_speaker else (SHARE_APART, TELLING_APART)
    if not same_speaker and run >= LONG_RUN:
        least = TELLING
    if share < SHARE_FIRM:
        least = max(least, TELLING_LOOSE)
    if whole < need:
        least = max(least, TELLING_PIECE)
    if share < need or telling < least or run < RUN:
        return None
    return Likeness(
        kind="same" if whole >= need else "part",
        share=share,
        share_whole=whole,
        telling=telling,
        run=run,
        same_speaker=same_speaker,
        confidence=_confidence(share, telling, same_speaker),
    )


def _most(longer: Sequence[Word], shorter: Sequence[Word]) -> float:
    """The share of the shorter one that can be kept at most, for its words alone; found much sooner than the share."""
    there = {word.form for word in longer}
    return _weight([word for word in shorter if word.form in there]) / _weight(shorter)


def _weight(words: Sequence[Word]) -> float:
    return _weigh([word.tells for word in words])


def _weigh(tells: Sequence[bool]) -> float:
    telling = sum(tells)
    return telling + LIGHT * (len(tells) - telling)


def _confidence(share: float, telling: int, same_speaker: bool) -> float:
    """By a logistic curve over share, telling words and speaker; its weights are set by hand."""
    score = 10 * (share - 0.7) + 0.6 * min(telling, 8) + (1.0 if same_speaker else 0.0) - 1.0
    return round(1 / (1 + exp(-score)), 3)
