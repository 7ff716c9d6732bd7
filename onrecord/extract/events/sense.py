"""What kind of event a trigger tells of: the list's readings, weighed by the event head."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.extract.encoder import Floats
from onrecord.extract.events.head import ROOTS, Numbers, pair_scores, part_slice, root_of
from onrecord.extract.events.parties import Parties
from onrecord.extract.events.triggers import Trigger
from onrecord.extract.runs import log_shares
from onrecord.extract.wording import Wording, WordRange

NONE = len(ROOTS) - 1
WORD_WEIGHT, PAIR_WEIGHT = 0.6, 0.4
LONGER = 1.0  # what each word more of a phrase adds to its reading


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One type of event with its mode, and what its confidence is reckoned from.

    ``inputs``: logarithms of the type's share by the trigger's own words and by the two parties, how much the head
    looks at the trigger there, the words of the phrase.
    """

    type: str
    mode: str | None
    inputs: tuple[float, ...]

    @property
    def typed(self) -> float:
        """How likely the type is by the head, as a logarithm."""
        return WORD_WEIGHT * self.inputs[0] + PAIR_WEIGHT * self.inputs[2]


def word_shares(numbers: Numbers) -> Floats:
    """What each word tells by itself, as log-shares of ROOTS ``[words, 16]``."""
    return log_shares(numbers[:, part_slice("value")].astype(np.float32))


def _hull(parts: tuple[WordRange, ...], start: int, end: int) -> tuple[int, int] | None:
    inside = [part for part in parts if start <= part[0] and part[1] <= end]
    return (inside[0][0] - start, inside[0][1] - start) if inside else None


def read(wording: Wording, numbers: Numbers, shares: Floats, trigger: Trigger, parties: Parties) -> Reading:
    """The likeliest reading of a trigger.

    numbers: the head's numbers of the story's words; shares: ``word_shares`` of them.
    """
    start, end = wording.sentence(trigger.first)
    end = min(end, start + 200)
    scores, attention = pair_scores(
        numbers[start:end].astype(np.float32), _hull(parties.actors, start, end), _hull(parties.recipients, start, end)
    )
    pair = log_shares(scores)
    words = shares[trigger.first]
    best: tuple[float, str, str | None, int] | None = None
    longest = max(length for _, length in trigger.senses)
    for sense, length in trigger.senses:
        root = root_of(sense.type)
        score = WORD_WEIGHT * float(words[root]) + PAIR_WEIGHT * float(pair[root]) + LONGER * (length - longest)
        # Of two readings of one type the longer phrase knows the mode.
        score += 0.01 * (sense.mode is not None)
        if best is None or score > best[0]:
            best = (score, sense.type, sense.mode, length)
    assert best is not None
    _, kind, mode, length = best
    root = root_of(kind)
    inputs = (
        float(words[root]),
        float(words[NONE]),
        float(pair[root]),
        float(pair[NONE]),
        float(attention[trigger.first - start : trigger.last - start].sum()) if trigger.first < end else 0.0,
        float(length),
        parties.strength,
        float(bool(parties.actors)),
        float(bool(parties.recipients)),
    )
    return Reading(type=kind, mode=mode, inputs=inputs)
