"""The marks by which a report is found among many: a part of all its runs of three words.

A run of ``LENGTH`` words counts where two of them at least say something of the subject; of these every
``EVERY``-th is a mark, chosen by its own number (Broder's sampling "0 mod m", 1997), so that two reports with a
run in common choose alike.  Short runs outlive rewriting: with one word in four replaced, two in five are left whole.
A passage of 60 words has ten marks or so.  Very long reports keep their ``MOST`` smallest marks.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.follow.copies.words import Flags, Numbers, Words, mixed

LENGTH = 3
EVERY = 3
MOST = 4000
LEAST = 40  # words: a shorter report is a copy of nothing
_BETWEEN = 8  # words between two marks that are alike
_BITS = 17  # of 64 that are dropped: what is left takes six bytes in SQLite

Marks = NDArray[np.int64]


def runs_of(numbers: Numbers) -> Numbers:
    """A number for each run of LENGTH words, by the place of its first word."""
    if len(numbers) < LENGTH:
        return np.zeros(0, dtype=np.uint64)
    first, second, third = numbers[:-2], numbers[1:-1], numbers[2:]
    salt, other = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
    summed = first * salt + (second ^ (third >> np.uint64(7))) * other + third
    return mixed(np.asarray(summed, dtype=np.uint64))


def telling(common: Flags) -> Flags:
    """For each run whether two of its words at least say something of the subject."""
    if len(common) < LENGTH:
        return np.zeros(0, dtype=bool)
    count = common.astype(np.int8)
    found: Flags = count[:-2] + count[1:-1] + count[2:] <= 1
    return found


def telling_runs(words: Words) -> Numbers:
    """The runs of a report that say something of its subject, by place."""
    return runs_of(words.numbers)[telling(words.common)]


def marked(words: Words, marks: Marks) -> Flags:
    """Which words of a report stand in runs with these marks, or in the few words between two such runs."""
    runs = (runs_of(words.numbers) >> np.uint64(_BITS)).astype(np.int64)
    flags: Flags = np.zeros(len(words), dtype=bool)
    places = np.flatnonzero(np.isin(runs, marks))
    last = -1
    for place in places.tolist():
        start = last if last >= 0 and place - last <= _BETWEEN else place
        flags[start : place + LENGTH] = True
        last = place + LENGTH
    return flags


def marks_of(words: Words) -> Marks:
    """The marks of a report, in rising order, each once; none for one that is very short."""
    if len(words) < LEAST:
        return np.zeros(0, dtype=np.int64)
    runs = telling_runs(words)
    chosen = runs[runs % np.uint64(EVERY) == 0] >> np.uint64(_BITS)
    return np.unique(chosen)[:MOST].astype(np.int64)
