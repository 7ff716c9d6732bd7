"""Sources told at a sentence's end: "The court ordered that he be freed, his lawyer said."

Where the sentence holds another verb of saying, ordering or planning, the model, which gives a word one role, often
finds that one alone.  What stands before the comma is then the last source's content, and the attribution found in it
stands within it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.extract.drafts import Draft
from onrecord.extract.quotes import OUTSIDE
from onrecord.extract.wording import Wording, WordRange

_SAYING = frozenset(
    "said says announced confirmed warned reported told claimed claims acknowledged admitted conceded alleged revealed "
    "disclosed stated argued insisted maintained explained predicted estimated wrote tweeted".split()
)
_HEARERS = frozenset("reporters journalists him her them the a state local".split())
_NO_SOURCE = frozenset(
    "and but or who which that as where when while if than to of in on at for with by from because although though "
    "after before was is were are has have had".split()
)
_LONGEST_SOURCE = 8
_LONGEST_REST = 9  # words behind the verb: "in a statement on Monday"
_SHORTEST_CONTENT = 4
# A judgement.  PolNeAR dev, c / cs / csq: 78.80 / 71.06 / 67.15 without these, 78.78 / 71.05 / 67.14 with them.
CONFIDENCE = 0.5


def trailing(wording: Wording, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The attributions of sources at a sentence's end whose verb no draft has for a cue."""
    cues = {word for draft in drafts for part in draft.cue for word in range(*part)}
    for start, end in pairwise([*wording.story.sentences, len(wording.lower)]):
        found = _in_sentence(wording, start, end)
        if found is None:
            continue
        content, source, verb = found
        if verb not in cues and not any(word in cues for word in range(*source)):
            yield Draft(source=(source,), cue=((verb, verb + 1),), content=(content,), confidence=CONFIDENCE)


def _in_sentence(wording: Wording, start: int, end: int) -> tuple[WordRange, WordRange, int] | None:
    """Content, source and verb of a sentence that ends with who said it."""
    lower = wording.lower
    lowest = max(start + _SHORTEST_CONTENT, end - _LONGEST_REST - 2)
    verb = next((word for word in range(end - 1, lowest, -1) if lower[word] in _SAYING), None)
    if verb is None or wording.quoted(verb):
        return None
    behind = lower[verb + 1 : verb + 2]
    if behind and behind[0] not in (".", ",", "in", "on", "at", "late", "earlier", "during", "after", *_DAYS):
        if lower[verb] != "told" or behind[0] not in _HEARERS:
            return None
    elif lower[verb] == "told":
        return None
    comma = next(
        (word for word in range(verb - 1, max(start, verb - _LONGEST_SOURCE - 2), -1) if lower[word] == ","), None
    )
    if comma is None or comma - start < _SHORTEST_CONTENT or not 1 <= verb - comma - 1 <= _LONGEST_SOURCE:
        return None
    source = (comma + 1, verb)
    if lower[source[0]] in _NO_SOURCE or any(lower[word] in _CLAUSAL for word in range(*source)):
        return None
    if any(wording.story.states[word] != OUTSIDE for word in range(start, comma)):
        return None  # what is quoted the model finds itself
    return (start, comma), source, verb


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday".split())
_CLAUSAL = frozenset("who which that , was is were are has have had".split())


def with_trailing(
    wording: Wording, drafts: Sequence[Draft], parents: Sequence[int | None]
) -> tuple[list[Draft], list[int | None]]:
    """The drafts with the sources at the ends of sentences, and for each the one that holds it."""
    found = list(trailing(wording, drafts))
    held = list(parents)
    for number, outer in enumerate(found, start=len(drafts)):
        first, last = outer.content[0]
        for place, draft in enumerate(drafts):
            if held[place] is None and draft.cue and all(first <= a and b <= last for a, b in draft.cue):
                held[place] = number
    return [*drafts, *found], [*held, *([None] * len(found))]
