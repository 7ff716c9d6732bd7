"""Words that many unrelated reports have: notices of rights, cookies and newsletters, the lines about an author.

Two things tell them.  The same passage stands in three reports or more that share nothing else with one another, and
is a part of each, though they did not come out together, as reports with one agency's paragraph do.  And its words: it
speaks to the reader of subscribing, of rights, of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from onrecord.follow.copies.align import Passage
from onrecord.follow.copies.shingles import LENGTH, runs_of, telling
from onrecord.follow.copies.story import Story
from onrecord.follow.copies.words import Flags, Numbers

_OTHERS = 2  # reports that have the passage too and nothing else in common, at least
_LONGEST = 150  # words: a longer passage is no furniture
_RUNS = 6  # runs of words in common that are more than chance
_SMALL = 0.6  # of another report's words: a passage that is a greater part of it is that report itself
_OWN = 0.8  # of this report's words
_ALONE = 0.8  # of what two reports have in common that stands in this one passage
_DAYS = 4  # reports with one agency's paragraph come out within so many days
_ALIKE = 0.7  # two passages are one where so much of both is the same words

_SPEAKS_OF_THE_PAGE = re.compile(
    r"\b(?:subscri(?:be|bers?|ptions?|bing)|unsubscribe|newsletters?|inbox|sign(?:ing)?\s+up|log\s+in|cookies?|privacy|"
    r"terms\s+of\s+(?:use|service)|(?:all\s+)?rights\s+reserved|copyright|redistribut\w+|without\s+(?:\w+\s+)?permission|"
    r"follow\s+us|download\s+(?:our|the)|our\s+(?:apps?|podcasts?|readers?|journalism|reporting|site|website|partners|"
    r"newsletter|archive|editors|moderators)|advertis\w+|comments?\s+(?:are|is|section|policy)|moderat(?:ors?|ed)|"
    r"click\s+here|read\s+more|support\s+us|donat(?:e|ion)|developing\s+story|will\s+be\s+updated|"
    r"letters?\s+to\s+the\s+editor|opinions?\s+expressed|views?\s+expressed|your\s+(?:device|subscription|consent|"
    r"preferences|browser)|contact\s+(?:us|the\s+newsroom)|corrections?\s+(?:and|are|to)|about\s+the\s+author)\b",
    re.IGNORECASE,
)


def speaks_of_the_page(words: str) -> bool:
    """Whether a passage speaks of the page and its reader: twice at least, and once in 30 words."""
    count = len(_SPEAKS_OF_THE_PAGE.findall(words))
    return count >= 2 and count * 30 >= len(words.split())


def furniture_of(one: Story, others: Sequence[tuple[Story, Sequence[Passage]]]) -> Flags:
    """Which words of a report are page furniture, by what others have in common with it."""
    found: Flags = np.zeros(len(one.words), dtype=bool)
    groups: list[list[tuple[Story, Passage, bool]]] = []
    for other, passages in others:
        common = sum(passage.same for passage in passages)
        for passage in passages:
            small = passage.last - passage.first <= _OWN * len(
                one.words
            ) and passage.there_last - passage.there_first <= _SMALL * len(other.words)
            alone = small and passage.same >= _ALONE * common
            group = next((some for some in groups if _alike(some[0][1], passage)), None)
            if group is None:
                groups.append([(other, passage, alone)])
            else:
                group.append((other, passage, alone))
            if small and speaks_of_the_page(_text(one, passage)):
                found[passage.first : passage.last] = True
    for group in groups:
        alone_in = [(other, passage) for other, passage, alone in group if alone]
        if len(alone_in) < _OTHERS or alone_in[0][1].last - alone_in[0][1].first > _LONGEST:
            continue
        strangers = _strangers(alone_in)
        if len(strangers) >= _OTHERS and not _together([one, *strangers]):
            first = min(passage.first for _, passage in alone_in)
            found[first : max(passage.last for _, passage in alone_in)] = True
    return found


def _strangers(some: Sequence[tuple[Story, Passage]]) -> list[Story]:
    """Of reports with a passage, those that have nothing else in common: as many as are needed, or fewer."""
    chosen: list[Story] = []
    seen: Numbers = np.zeros(0, dtype=np.uint64)
    for other, passage in sorted(some, key=lambda one: one[0].key):
        runs, keep = runs_of(other.words.numbers), telling(other.words.common)
        keep[max(0, passage.there_first - LENGTH) : passage.there_last + 1] = False
        outside = runs[keep]
        if not chosen or np.isin(outside, seen).sum() < _RUNS:
            chosen.append(other)
            seen = np.concatenate((seen, outside))
        if len(chosen) == _OTHERS:
            break
    return chosen


def _alike(one: Passage, other: Passage) -> bool:
    both = min(one.last, other.last) - max(one.first, other.first)
    return both >= _ALIKE * max(one.last - one.first, other.last - other.first)


def _together(stories: Sequence[Story]) -> bool:
    """Whether they came out within few days; not where days are not known."""
    days = [date.fromisoformat(story.day) for story in stories if story.day]
    return len(days) == len(stories) and (max(days) - min(days)).days <= _DAYS


def _text(one: Story, passage: Passage) -> str:
    return one.text[one.words.starts[passage.first] : one.words.stops[passage.last - 1]]
