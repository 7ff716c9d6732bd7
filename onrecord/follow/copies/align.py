"""The passages that two reports have in common, word by word.

Runs of three words that both have are the seeds; seeds on one diagonal make a stretch, stretches in the same order
with few words between make a passage, and its ends are drawn out over words that agree with few that do not.  A
passage so spans the words that were replaced within it.  Passages may stand in another order in the other report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.follow.copies.shingles import LENGTH, runs_of
from onrecord.follow.copies.words import Flags, Numbers, Places, Words

_GAP = 16  # words that may lie between two stretches of a passage, in either report
_SAME_RUN = 12  # of a run that both have often, at most so many pairs of places are looked at
_STRETCHES = 6000  # at most, the longest: texts that repeat themselves have no end of them
_LEAST = 8  # words that a passage has the same at least
# Where so many words are the same, one is made of the other; what is left is then looked at for shorter passages.
_SURE, _LEAST_AGAIN = 40, 4
_SHARE = 0.4  # of a passage's words that are the same at least
# Drawing out an end: a word that agrees counts 1, one that does not -0.5, and 2.5 below the best is far enough.
_AGAINST, _DROP = 0.5, 2.5


@dataclass(frozen=True, slots=True)
class Passage:
    """Words ``first`` to ``last`` (half-open) of one report and ``there_first`` to ``there_last`` of the other.

    ``here``, ``there``: the words that are the same, one for one, in rising order.
    """

    first: int
    last: int
    there_first: int
    there_last: int
    here: Places
    there: Places

    @property
    def same(self) -> int:
        """How many words are the same."""
        return len(self.here)

    def turned(self) -> Passage:
        """As the other report sees it."""
        return Passage(self.there_first, self.there_last, self.first, self.last, self.there, self.here)


@dataclass(slots=True)
class _Stretch:
    """Words that agree one for one: ``first`` to ``last`` here are ``first + shift`` to ``last + shift`` there."""

    first: int
    last: int
    shift: int


def passages(one: Words, other: Words) -> list[Passage]:
    """What two reports have in common, in the order of the first; no word stands in two passages."""
    if one.numbers.tobytes() > other.numbers.tobytes():
        # Ties are broken alike whichever report is asked about.
        return sorted((passage.turned() for passage in passages(other, one)), key=lambda passage: passage.first)
    used_here, used_there = np.zeros(len(one), dtype=bool), np.zeros(len(other), dtype=bool)
    found: list[Passage] = []

    def add(stretches: list[_Stretch], least: int) -> None:
        for chain in _chains(stretches):
            passage = _passage(chain, one.numbers, other.numbers, used_here, used_there, least)
            if passage is not None:
                used_here[passage.first : passage.last] = True
                used_there[passage.there_first : passage.there_last] = True
                found.append(passage)

    add(_stretches(runs_of(one.numbers), runs_of(other.numbers), LENGTH), _LEAST)
    if sum(passage.same for passage in found) >= _SURE:
        # What is left of both is looked at again, more closely.
        add(_stretches(_pairs(one, used_here, 1), _pairs(other, used_there, 2), 2), _LEAST_AGAIN)
    return sorted(found, key=lambda passage: passage.first)


def _pairs(words: Words, used: Flags, nothing: int) -> Numbers:
    """A number for each two words in a row that are in no passage; ``nothing`` for others."""
    if len(words) < 2:
        return np.zeros(0, dtype=np.uint64)
    pairs: Numbers = words.numbers[:-1] * np.uint64(0x9E3779B97F4A7C15) + words.numbers[1:]
    pairs[used[:-1] | used[1:] | (words.common[:-1] & words.common[1:])] = nothing
    return pairs


def _stretches(runs_here: Numbers, runs_there: Numbers, length: int) -> list[_Stretch]:
    """Where both have the same words in a row, ``length`` or more.  runs: a number for each run of so many words."""
    order = np.argsort(runs_there, kind="stable")
    ranked = runs_there[order]
    left = np.searchsorted(ranked, runs_here, side="left")
    count = np.searchsorted(ranked, runs_here, side="right") - left
    # What stands often in both tells nothing of where it is from.
    _, back, often = np.unique(runs_here, return_inverse=True, return_counts=True)
    count[count * often[back] > _SAME_RUN] = 0
    places = np.repeat(np.arange(len(runs_here)), count)
    if not len(places):
        return []
    within = np.arange(len(places)) - np.repeat(np.cumsum(count) - count, count)
    shift = order[np.repeat(left, count) + within] - places
    by_diagonal = np.lexsort((places, shift))
    places, shift = places[by_diagonal], shift[by_diagonal]
    starts = np.flatnonzero(np.concatenate(([True], (np.diff(shift) != 0) | (np.diff(places) != 1))))
    ends = np.concatenate((starts[1:], [len(places)])) - 1
    found = np.stack((places[starts], places[ends] + length, shift[starts]), axis=1)
    if len(found) > _STRETCHES:
        longest = np.argsort(found[:, 0] - found[:, 1], kind="stable")[:_STRETCHES]
        found = found[np.sort(longest)]
    return [_Stretch(*row) for row in sorted(found.tolist())]


def _chains(stretches: Sequence[_Stretch]) -> list[list[_Stretch]]:
    """Stretches put one behind the other where they go on in both reports; the best chains first."""
    score = [float(one.last - one.first) for one in stretches]
    before = [-1] * len(stretches)
    window = 0
    longest = max((one.last - one.first for one in stretches), default=0)
    for number, one in enumerate(stretches):
        while window < number and stretches[window].first < one.first - longest - _GAP:
            window += 1
        size = one.last - one.first
        for earlier in range(max(window, number - 60), number):
            other = stretches[earlier]
            over = max(0, other.last - one.first, other.last + other.shift - one.first - one.shift)
            gap_here, gap_there = one.first - other.last, one.first + one.shift - other.last - other.shift
            if over >= size or gap_here > _GAP or gap_there > _GAP or other.first >= one.first:
                continue
            if one.first + one.shift <= other.first + other.shift:
                continue
            cost = 0.1 * max(0, gap_here, gap_there) + (0.5 if one.shift != other.shift else 0.0)
            reached = score[earlier] + size - over - cost
            if reached > score[number]:
                score[number], before[number] = reached, earlier
    taken = [False] * len(stretches)
    chains: list[tuple[float, int, list[_Stretch]]] = []
    for number in sorted(range(len(stretches)), key=lambda place: (-score[place], place)):
        chain: list[_Stretch] = []
        place = number
        while place >= 0 and not taken[place]:
            taken[place] = True
            chain.append(stretches[place])
            place = before[place]
        if chain:
            chain.reverse()
            chains.append((score[number] - (score[place] if place >= 0 else 0.0), number, chain))
    return [chain for _, _, chain in sorted(chains, key=lambda one: (-one[0], one[1]))]


def _passage(
    chain: Sequence[_Stretch], here: Numbers, there: Numbers, used_here: Flags, used_there: Flags, least: int
) -> Passage | None:
    """The passage of a chain, over words that no better one has; None where too little is left."""
    places: list[Places] = []
    shifts: list[Places] = []
    last_here = last_there = -1
    for one in chain:
        first = max(one.first, last_here + 1, last_there + 1 - one.shift)
        run = np.arange(first, one.last)
        run = run[~used_here[run] & ~used_there[run + one.shift]]
        if not len(run):
            continue
        if places and len(between := _between(last_here, last_there, int(run[0]), one.shift, here, there)):
            free = between[~used_here[between] & ~used_there[between + one.shift]]
            places.append(free)
            shifts.append(free + one.shift)
        places.append(run)
        shifts.append(run + one.shift)
        last_here, last_there = int(run[-1]), int(run[-1]) + one.shift
    if not places:
        return None
    same_here, same_there = np.concatenate(places), np.concatenate(shifts)
    front = _drawn_out(same_here[0], same_there[0], here, there, used_here, used_there, -1)
    back = _drawn_out(same_here[-1], same_there[-1], here, there, used_here, used_there, 1)
    same_here = np.concatenate((same_here[0] + front[::-1], same_here, same_here[-1] + back))
    same_there = np.concatenate((same_there[0] + front[::-1], same_there, same_there[-1] + back))
    first, last = int(same_here[0]), int(same_here[-1]) + 1
    there_first, there_last = int(same_there[0]), int(same_there[-1]) + 1
    size = max(last - first, there_last - there_first)
    if len(same_here) < least or len(same_here) < _SHARE * size:
        return None
    if used_here[first:last].any() or used_there[there_first:there_last].any():
        return _cut(same_here, same_there, used_here, used_there, least)
    return Passage(first, last, there_first, there_last, same_here, same_there)


def _cut(same_here: Places, same_there: Places, used_here: Flags, used_there: Flags, least: int) -> Passage | None:
    """The longest part of a passage that has no word of a better one inside."""
    taken_here, taken_there = np.cumsum(used_here), np.cumsum(used_there)
    part = np.cumsum(np.concatenate(([0], np.diff(taken_here[same_here]) + np.diff(taken_there[same_there]))) > 0)
    best = int(np.argmax(np.bincount(part)))
    here, there = same_here[part == best], same_there[part == best]
    if len(here) < least:
        return None
    return Passage(int(here[0]), int(here[-1]) + 1, int(there[0]), int(there[-1]) + 1, here, there)


def _between(last_here: int, last_there: int, first: int, shift: int, here: Numbers, there: Numbers) -> Places:
    """Words that agree between two stretches, on the diagonal of the second one."""
    start = max(last_here + 1, last_there + 1 - shift)
    gap = np.arange(start, first)
    found: Places = gap[here[gap] == there[gap + shift]]
    return found


def _drawn_out(
    start: int, start_there: int, here: Numbers, there: Numbers, used_here: Flags, used_there: Flags, step: int
) -> Places:
    """How far words on the same diagonal go on agreeing from an end: the distances of those that do."""
    room = min(len(here) - 1 - start, len(there) - 1 - start_there) if step > 0 else min(start, start_there)
    distance = np.arange(1, min(room, 400) + 1) * step
    if not len(distance):
        return distance
    agree = here[start + distance] == there[start_there + distance]
    free = ~used_here[start + distance] & ~used_there[start_there + distance]
    if not free.all():
        stop = int(np.argmin(free))
        agree, distance = agree[:stop], distance[:stop]
    score = np.cumsum(np.where(agree, 1.0, -_AGAINST))
    if not len(score):
        return distance
    peak = np.maximum.accumulate(np.maximum(score, 0.0))
    far = np.flatnonzero(peak - score > _DROP)
    stop = int(far[0]) if len(far) else len(score)
    score = score[:stop]
    if not len(score) or score.max() <= 0:
        return distance[:0]
    end = int(np.argmax(score)) + 1
    found: Places = distance[:end][agree[:end]]
    return found
