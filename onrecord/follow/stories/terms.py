"""What a report is told by: the stems of its words and its numbers, counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.extract.stems import stem
from onrecord.follow.common_words import COMMON_WORDS, RAREST, rank_of
from onrecord.record import Report, passage_text

_RUN = re.compile(r"[^\W_]+")
# Of a report the headline and the first sentences are read, up to so many words.  Where stories part and where they
# join was learnt on excerpts of 40 words on average, and later paragraphs tell of other things too.
LEAD_WORDS = 80


@dataclass(frozen=True, kw_only=True)
class Terms:
    """``counts``: how often each stem or number stands; ``ranks``: the place of its most frequent form among all
    English words; ``words``: how many words were read."""

    counts: dict[str, int]
    ranks: dict[str, int]
    words: int


def terms_of(words: Iterable[str]) -> Terms:
    """The terms of a text that is given word by word; marks and common words are left out."""
    counts: Counter[str] = Counter()
    ranks: dict[str, int] = {}
    total = 0
    for word in words:
        total += 1
        for run in _RUN.findall(word.lower()):
            if run in COMMON_WORDS or (len(run) == 1 and not run.isdigit()):
                continue
            each = stem(run)
            counts[each] += 1
            ranks[each] = min(ranks.get(each, RAREST), rank_of(run, unknown=RAREST))
    return Terms(counts=dict(counts), ranks=ranks, words=total)


def report_terms(report: Report) -> Terms:
    """The terms of a report: of its headline and its first sentences."""
    words = report.headline.text.split() if report.headline else []
    told = set(report.headline.spans) if report.headline else set()
    for sentence in report.sentences:
        if len(words) >= LEAD_WORDS:
            break
        if not told.intersection(sentence.spans):
            words += passage_text(report.text, sentence.spans).split()
    return terms_of(words)
