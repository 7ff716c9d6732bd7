"""Statements within statements: "the minister said the general had ordered a retreat".

The model gives a word one role, so what is told within a content needs a second
look: sentences of contents that hold a word of reporting, one that the model did
not rule out as a cue, are read again, each as a paragraph of a story of their
own, and what is found there lies within.  Most hold no such word and cost
nothing: on 40 articles of PolNeAR dev a twelfth of the words is read twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from onrecord.extract.acts import REPORTING
from onrecord.extract.drafts import Draft
from onrecord.extract.encoder import Floats
from onrecord.extract.quotes import INSIDE, OUTSIDE, STATES
from onrecord.extract.story import Story
from onrecord.extract.wording import Wording, WordRange

DEEPEST = 2
_PAST = frozenset("said told wrote thought knew heard felt had was were did swore".split())
SHORTEST = 6  # words: a shorter content has no room for a statement
# Read on PolNeAR dev, where nobody marked them: below it most are wrong.
LEAST_CONFIDENCE = 0.4
# The chance of a cue that the first look gave the word of reporting: label smoothing alone gives 0.007.  Of the
# nested statements that are found without this bound 0.015 keeps 4 of 5, at a third of the words.
LEAST_CUE = 0.015


@dataclass(frozen=True, kw_only=True)
class Nested:
    """A draft found within another, by that one's number."""

    draft: Draft
    within: int


def find_nested(
    wording: Wording, drafts: Sequence[Draft], cue_chance: Floats, read: Callable[[Story], Sequence[Draft]]
) -> list[Nested]:
    """What the contents of the drafts tell in turn, level by level.

    cue_chance: each word's probability of being a cue, at the first look; read:
    the drafts of a story, as at the top.  Numbers count ``drafts`` first,
    then the result in order.
    """
    found: list[Nested] = []
    level = list(enumerate(drafts))
    for _ in range(DEEPEST):
        told = [(number, words) for number, draft in level for words in _worth_reading(wording, draft, cue_chance)]
        if not told:
            break
        before = len(found)
        found += _read_again(wording, told, read)
        level = [(len(drafts) + place, found[place].draft) for place in range(before, len(found))]
    return found


def _worth_reading(wording: Wording, draft: Draft, cue_chance: Floats) -> Iterator[list[int]]:
    """The words of each sentence of a content that may tell of a statement."""
    words = (word for first, last in draft.content for word in range(first, last))
    for _, group in groupby(words, key=lambda word: int(wording.sentence_of[word])):
        own = list(group)
        while own and wording.lower[own[0]] in ("that", "whether", "if", "how", "as", ",", ":"):
            own.pop(0)
        if len(own) >= SHORTEST and any(
            cue_chance[word] >= LEAST_CUE and wording.lower[word] in REPORTING for word in own[1:]
        ):
            yield own


def _read_again(
    wording: Wording, told: Sequence[tuple[int, list[int]]], read: Callable[[Story], Sequence[Draft]]
) -> list[Nested]:
    words: list[int] = []
    owner: list[int] = []
    paragraphs: list[int] = []
    for place, (_, own) in enumerate(told):
        paragraphs.append(len(words))
        words += own
        owner += [place] * len(own)
    story = _story_of(wording.story, words, paragraphs)
    found = []
    for draft in read(story):
        owners = {
            owner[word] for parts in (draft.source, draft.cue, draft.content) for part in parts for word in range(*part)
        }
        if len(owners) != 1 or not draft.cue or draft.confidence < LEAST_CONFIDENCE:
            continue
        number, own = told[owners.pop()]
        if _is_own(wording, words, draft):
            continue
        found.append(Nested(draft=_back(draft, words), within=number))
    return found


def _is_own(wording: Wording, words: Sequence[int], draft: Draft) -> bool:
    """Whether it is no other statement than its holder's own: "I order ...", "we hope", but not "I told him"."""
    if not draft.source:
        return False
    source = [wording.lower[words[place]] for part in draft.source for place in range(*part)]
    cue = [wording.lower[words[place]] for part in draft.cue for place in range(*part)]
    return source[0] in ("i", "we") and not any(word.endswith("ed") or word in _PAST for word in cue)


def _story_of(story: Story, words: Sequence[int], paragraphs: list[int]) -> Story:
    """The words as a story; a content that is quoted as a whole is read without its marks."""
    opening = set(paragraphs)
    sentences = set(story.sentences)
    states: list[int] = []
    bounds = [*paragraphs, len(words)]
    for start, stop in pairwise(bounds):
        own = [story.states[word] for word in words[start:stop]]
        if own.count(OUTSIDE) * 4 < len(own):
            own = [OUTSIDE if state == INSIDE else state for state in own]
        states += own
    features = []
    for place, word in enumerate(words):
        case = story.features[word] // 2 // STATES
        features.append((case * STATES + states[place]) * 2 + (place in opening))
    return Story(
        spans=[story.spans[word] for word in words],
        pieces=[story.pieces[word] for word in words],
        features=features,
        states=states,
        paragraphs=paragraphs,
        sentences=[place for place, word in enumerate(words) if place in opening or word in sentences],
    )


def _back(draft: Draft, words: Sequence[int]) -> Draft:
    """The draft in the words of the whole story; what a cut parts becomes two ranges."""

    def ranges(parts: Sequence[WordRange]) -> tuple[WordRange, ...]:
        found: list[WordRange] = []
        for part in parts:
            for place in range(*part):
                word = words[place]
                if found and found[-1][1] == word:
                    found[-1] = (found[-1][0], word + 1)
                else:
                    found.append((word, word + 1))
        return tuple(found)

    return replace(draft, source=ranges(draft.source), cue=ranges(draft.cue), content=ranges(draft.content))
