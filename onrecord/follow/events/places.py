"""Where events are told, as the comparison reads them: the words, their sentence, what the encoder says of them.

Documents are sentences of words.  A record gives them (``report_document``); so does any text that is cut already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onrecord.extract.stems import stem
from onrecord.extract.words import WORD
from onrecord.follow.common_words import COMMON_WORDS
from onrecord.follow.early import Early, Floats
from onrecord.record import Report, Span, Spans

Sentences = Sequence[Sequence[str]]

_RUN = re.compile(r"[^\W_]+")
BESIDE = 5  # words on each side of a place that are compared by themselves


@dataclass(frozen=True, kw_only=True)
class Place:
    """Words of a document, by the number of the document, of the sentence in it and of each word in that."""

    document: int
    sentence: int
    words: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """A place where an event is told.  ``vectors``: ``[layers, 384]``, the mean of its words'."""

    place: Place
    sentence: Sequence[str]
    vectors: Floats

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case."""
        return tuple(self.sentence[at].lower() for at in self.place.words)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of its words, without common ones where there are others."""
        return _stems(self.words) or tuple(stem(run) for word in self.words for run in _RUN.findall(word)) or self.words

    @cached_property
    def around(self) -> frozenset[str]:
        """The stems of its sentence."""
        return frozenset(_stems(self.sentence))

    @cached_property
    def before(self) -> frozenset[str]:
        """The stems of the words before it."""
        first = self.place.words[0]
        return frozenset(_stems(self.sentence[max(0, first - BESIDE) : first]))

    @cached_property
    def behind(self) -> frozenset[str]:
        """The stems of the words behind it."""
        last = self.place.words[-1] + 1
        return frozenset(_stems(self.sentence[last : last + BESIDE]))

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of the capitalised words of its sentence."""
        return frozenset(_stems(word for word in self.sentence if word[:1].isupper()))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of its sentence."""
        return frozenset(word for word in self.sentence if word[:1].isdigit())


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    runs = (run for word in words for run in _RUN.findall(word.lower()))
    return tuple(stem(run) for run in runs if run not in COMMON_WORDS)


def told_at(documents: Sequence[Sentences], places: Sequence[Place], early: Early) -> list[Told]:
    """What stands at the places, in their order.

    Raises ``IndexError`` where a place is not in its document, ``ValueError`` where it has no words.
    """
    wanted = {place.document for place in places}
    vectors = {number: _vectors(documents[number], early) for number in sorted(wanted)}
    found = []
    for place in places:
        if not place.words:
            raise ValueError("a place without words")
        sentence = documents[place.document][place.sentence]
        rows = vectors[place.document][place.sentence]
        found.append(Told(place, sentence, rows[list(place.words)].mean(axis=0)))
    return found


def _vectors(sentences: Sentences, early: Early) -> list[Floats]:
    """The vectors of each sentence's words, ``[words, layers, 384]``; the document is read as one paragraph."""
    text, bounds, spans = "", [], []
    for sentence in sentences:
        start = len(text)
        for word in sentence:
            spans.append((len(text), len(text) + len(word)))
            text += f"{word} "
        bounds.append((start, len(text)))
    story, vectors = early.text(text, bounds)
    starts = np.array([start for start, _ in story.spans], dtype=np.int64)
    rows = np.zeros((len(spans), *vectors.shape[1:]), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        # The encoder's words may be smaller: "hit-and-run" is five.
        first, last = np.searchsorted(starts, (start, end))
        if last > first:
            rows[row] = vectors[first:last].mean(axis=0)
    ends = np.cumsum([len(sentence) for sentence in sentences])
    return np.split(rows, ends[:-1])


def report_document(report: Report, number: int) -> tuple[list[list[str]], dict[str, list[Place]]]:
    """A record's sentences in words, the headline first, and where each of its events is told, by the event's id.

    number: of the document, for the places.
    """
    headline = (report.headline.spans,) if report.headline and report.headline.spans else ()
    wholes: list[Spans] = [*headline, *(one.spans for one in report.sentences if one.spans not in headline)]
    sentences: list[list[str]] = []
    at: list[list[Span]] = []
    for spans in wholes:
        found = [match for start, end in spans for match in WORD.finditer(report.text, start, end)]
        sentences.append([match.group() for match in found])
        at.append([match.span() for match in found])
    places: dict[str, list[Place]] = {}
    for event in report.events:
        for told in event.mentions:
            for sentence, words in enumerate(at):
                inside = tuple(
                    word
                    for word, (start, end) in enumerate(words)
                    if any(first < end and start < last for first, last in told.spans)
                )
                if inside:
                    place = Place(document=number, sentence=sentence, words=inside)
                    places.setdefault(event.id, []).append(place)
                    break
    return sentences, places
