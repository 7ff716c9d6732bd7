"""The story's words as printed, and where its sentences lie: what the rules read."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

import numpy as np

from onrecord.extract.quotes import OUTSIDE
from onrecord.extract.story import Ints, Story

WordRange = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """``printed[w]`` and ``lower[w]``: word w; ``sentence_of[w]``: the number of its sentence.

    ``sentence_of`` has one entry more than there are words, so that the end of a
    range can be looked up.
    """

    story: Story
    printed: list[str]
    lower: list[str]
    sentence_of: Ints

    @classmethod
    def of(cls, view: str, story: Story) -> Wording:
        """The wording of a story that was made of ``view``."""
        printed = [view[start:end] for start, end in story.spans]
        sentence_of = np.zeros(len(printed) + 1, dtype=np.int64)
        sentence_of[story.sentences] = 1
        return cls(
            story=story,
            printed=printed,
            lower=[word.lower() for word in printed],
            sentence_of=np.cumsum(sentence_of) - 1,
        )

    def sentence(self, word: int) -> WordRange:
        """The bounds of the sentence that holds a word."""
        number = max(0, int(self.sentence_of[word]))
        starts = self.story.sentences
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self.printed)

    def paragraph(self, word: int) -> WordRange:
        """The bounds of the paragraph that holds a word."""
        starts = self.story.paragraphs
        number = max(0, int(np.searchsorted(starts, word, side="right")) - 1)
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self.printed)

    def quoted(self, word: int) -> bool:
        """Whether a word stands in a quotation or is one of its marks."""
        return self.story.states[word] != OUTSIDE

    def joined(self, word: int, marks: Container[str]) -> bool:
        """Whether one of these marks joins a word to the one before, without a blank: "director-general", "4,000"."""
        spans = self.story.spans
        return (
            word > 1
            and self.lower[word - 1] in marks
            and spans[word - 2][1] == spans[word - 1][0]
            and spans[word - 1][1] == spans[word][0]
        )

    def said(self, first: int, last: int) -> str:
        """The words of a range in lower case, joined by blanks."""
        return " ".join(self.lower[first:last])
