"""Words that one source is quoted with by another: "the agency cited him as saying".

PolNeAR's annotators took the carrier for the source and put "him as saying" into
the content (five of the six cases in its 924 articles).  A record is about on whose
word a statement rests, so here the person quoted is the source, and the cue is the
verb with "as saying".  The construction is rare and regular: a rule finds it, and
the model's attribution at that place is put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.extract.quotes import CLOSES, OPENS, OUTSIDE
from onrecord.extract.story import Story

WordRange = tuple[int, int]

_VERB = re.compile(r"(?:quot|cit)(?:ed|es|ing|e)$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:quoted|cited)$", re.IGNORECASE)
_SAYING = re.compile(r"(?:saying|telling|warning|stating|writing|adding|having|tweeting|asking)$", re.IGNORECASE)
_TO_BE = {"was", "were", "is", "are", "been", "being", "be"}
_HAVE = {"has", "have", "had", "also", "later", "earlier", "widely", "then", "separately"}
_STOPS = {",", ";", ":", "—", "–", "(", ")"}
LONGEST_NAME, LONGEST_GAP = 16, 30


@dataclass(frozen=True, slots=True)
class QuotedAs:
    """One such construction in word ranges: ``whole`` runs from its first word to "saying".

    ``carrier``: who quotes, where it says so.
    """

    source: WordRange
    cue: tuple[WordRange, WordRange]
    whole: WordRange
    carrier: WordRange | None


def quoted_as(text: str, story: Story) -> Iterator[QuotedAs]:
    """Every "quoted ... as saying" of the story, outside quotation marks."""
    words = [text[start:end] for start, end in story.spans]
    bounds = [*story.sentences, len(words)]
    for first, last in pairwise(bounds):
        for verb in range(first, last):
            if _VERB.match(words[verb]) and story.states[verb] == OUTSIDE:
                found = _construction(words, story, first, last, verb)
                if found:
                    yield found


def _construction(words: Sequence[str], story: Story, first: int, last: int, verb: int) -> QuotedAs | None:
    saying = next(
        (
            number + 1
            for number in range(verb + 1, min(last - 1, verb + LONGEST_GAP))
            if words[number] == "as" and _SAYING.match(words[number + 1]) and story.states[number] == OUTSIDE
        ),
        None,
    )
    if saying is None or any(state in (OPENS, CLOSES) for state in story.states[verb:saying]):
        return None
    start = verb
    while start > first and words[start - 1].lower() in _HAVE:
        start -= 1
    if start > first and words[start - 1].lower() in _TO_BE and _PARTICIPLE.match(words[verb]):
        start -= 1
        while start > first and words[start - 1].lower() in _HAVE:
            start -= 1
        source = _before(words, story, first, start)
        left = source
        carrier = (verb + 2, saying - 1) if words[verb + 1].lower() == "by" and saying - 1 > verb + 2 else None
    else:
        source = (verb + 1, saying - 1)
        carrier = _before(words, story, first, start)
        left = carrier or (start, start)
    if source is None or left is None or not 0 < source[1] - source[0] <= LONGEST_NAME:
        return None
    while words[source[1] - 1] in _STOPS and source[1] > source[0] + 1:
        source = (source[0], source[1] - 1)
    return QuotedAs(
        source=source, cue=((start, verb + 1), (saying - 1, saying + 1)), whole=(left[0], saying + 1), carrier=carrier
    )


def _before(words: Sequence[str], story: Story, first: int, stop: int) -> WordRange | None:
    """The noun phrase that ends where the verb begins: back to a quotation's end, a stop or the sentence's start."""
    end = stop
    if end > first and words[end - 1] == ",":  # "Lund, the mayor, was quoted"
        comma = next((n for n in range(end - 2, max(first, end - LONGEST_NAME) - 1, -1) if words[n] == ","), None)
        if comma is None or story.states[comma] != OUTSIDE:
            return None
        end = comma
    start = end
    while start > first and end - start < LONGEST_NAME:
        before = start - 1
        if words[before] in _STOPS or story.states[before] != OUTSIDE:
            break
        start = before
    # What stands between the commas describes the person and belongs to the name.
    return (start, stop - (end < stop)) if start < end else None


def without(ranges: Sequence[WordRange], part: WordRange) -> list[WordRange]:
    """The ranges less the words of ``part``."""
    left = []
    for first, last in ranges:
        left += [(first, min(last, part[0])), (max(first, part[1]), last)]
    return [(first, last) for first, last in left if first < last]
