"""Invented stories for the tests of copies."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import Any

from onrecord.follow.copies.story import Story, compared_words, credits_of
from onrecord.record import Spans

DAM = """Engineers began draining the Hallin reservoir on Tuesday after divers found a crack as long as a bus in the wall \
that holds the water back from the town of Tolm.

About 4,000 people in the streets nearest to the river were asked to leave their homes before nightfall. Buses took \
the old and the sick to a sports hall in the next valley, where beds had been set up between the goalposts.

The crack was found during an inspection that had been put off twice since the spring for want of divers. It runs \
slantwise from the second sluice to the foot of the wall and is up to three fingers wide.

Farmers along the river moved their cattle to higher ground. The road through the gorge was closed, and the railway \
said that its trains would turn back at Ostermark until Thursday at the earliest.
"""
FERRY = """The last ferry between Orlo and the islands was sold for scrap on Friday, eleven years after the bridge that \
was to replace it had been promised for the first time by a minister who has since retired to one of them.

Islanders buy their flour by the boatload now. Those who can pay for it share a seat in the doctor's helicopter, and \
those who cannot have learned again to row, as their grandfathers did, with the tide and never against it.

A shipyard in the north offered to lend a smaller vessel for the winter, but the harbour's new pier turned out to be \
too high for it by the width of a hand, and nobody would sign for a ladder.
"""
_WORDS = "harbour winter council seven bright stone letter morning quarrel ribbon engine paper window orchard".split()


def blocks_of(text: str) -> list[tuple[str, Spans]]:
    return [("paragraph", ((match.start(), match.end()),)) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def story(key: str, text: str, **known: Any) -> Story:
    made = Story(number=0, key=key, text=text, words=compared_words(text, blocks_of(text)), **known)
    return replace(made, credits=credits_of(text, blocks_of(text), ()))


def filler(seed: int, words: int = 80) -> str:
    """Words in no order that another has."""
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abdefgilmnoprstuv", k=rng.randint(2, 9))) for _ in range(words)) + ".\n"


def rewritten(text: str, share: float = 0.25, seed: int = 1) -> str:
    """The text with so many of its words replaced."""
    rng = random.Random(seed)
    words = list(re.finditer(r"\w+", text))
    for match in sorted(rng.sample(words, k=int(share * len(words)) + 1), key=lambda one: -one.start()):
        text = text[: match.start()] + rng.choice(_WORDS) + text[match.end() :]
    return text
