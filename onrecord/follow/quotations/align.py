"""Two quotations laid side by side, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from onrecord.follow.quotations.words import Word

Same = Literal["kept", "changed", "left out", "put in"]


@dataclass(frozen=True, slots=True)
class Step:
    """A run of words of the first quotation and what stands for it in the second, half-open places in both.

    "kept": the same words; "changed": others; "left out": none in the second; "put in": none in the first.
    """

    what: Same
    start: int
    stop: int
    other_start: int
    other_stop: int


def align(first: Sequence[Word], second: Sequence[Word]) -> tuple[Step, ...]:
    """The steps from the first to the second, in order.

    By the longest common runs (Ratcliff and Obershelp, as ``difflib`` has it): what a person would lay side by side,
    not always the fewest changes.  A single word in common between runs of others that only holds sentences together
    ("the", "of") is not kept: it says nothing.
    """
    matcher = SequenceMatcher(None, [word.form for word in first], [word.form for word in second], autojunk=False)
    blocks = [Run(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    kept = [
        block
        for number, block in enumerate(blocks)
        if block.size > 1 or first[block.start].tells or _close(blocks, number)
    ]
    return tuple(_steps(kept, len(first), len(second)))


class Run(NamedTuple):
    """Words that both have: where they begin in either one, and how many they are."""

    start: int
    other: int
    size: int


def _close(blocks: Sequence[Run], number: int) -> bool:
    """Whether a run stands at most two words from the next one, in both quotations."""
    some = blocks[max(0, number - 1) : number + 2]
    return any(
        max(two.start - one.start - one.size, two.other - one.other - one.size) <= 2 for one, two in pairwise(some)
    )


def _steps(kept: Sequence[Run], first: int, second: int) -> list[Step]:
    steps: list[Step] = []
    at, other = 0, 0
    for start, other_start, size in (*kept, Run(first, second, 0)):
        if start > at or other_start > other:
            what: Same = "changed" if start > at and other_start > other else "left out" if start > at else "put in"
            steps.append(Step(what, at, start, other, other_start))
        if size:
            steps.append(Step("kept", start, start + size, other_start, other_start + size))
        at, other = start + size, other_start + size
    return steps
