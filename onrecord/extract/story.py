"""The story as the model reads it: words of the view, their pieces and features, cut into windows."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.quotes import CLOSES, OPENS, STATES, quote_states
from onrecord.extract.words import END, START, WORD, pieces_of
from onrecord.record import Span

Ints = NDArray[np.int64]

QUOTE_MARK = 1001  # the piece ": every mark that opens or closes a quotation reads so
SENTENCE_ENDS = (1012, 999, 1029)  # the pieces . ! ?
# Pieces of a window, START and END among them.  Trained with 256; on PolNeAR dev c / cs / csq are
# 79.2 / 72.1 / 68.0 with 256, 79.4 / 72.5 / 68.2 with 192, 79.9 / 73.3 / 69.4 with 160, 79.7 / 73.0 / 68.7 with
# 128, and 160 is the fastest by 4 %.
WINDOW = 160
OVERLAP = 56  # pieces at most that a window shares with the one before, where it cuts a paragraph


@dataclass(frozen=True, kw_only=True)
class Story:
    """Words of a view with what the encoder needs to know of them.

    ``spans[w]``: word w's place in the view; ``pieces[w]``: its piece numbers;
    ``features[w]``: one number made of its case, quotation state and whether it
    opens a paragraph; ``states[w]``: its quotation state; ``paragraphs`` and
    ``sentences``: first words, ascending.
    """

    spans: list[Span]
    pieces: list[tuple[int, ...]]
    features: list[int]
    states: list[int]
    paragraphs: list[int]
    sentences: list[int]


def feature_number(case: int, state: int, opening: int) -> int:
    """The row of the encoder's feature table."""
    return (case * STATES + state) * 2 + opening


def story_of(text: str, paragraphs: Sequence[Span], sentences: Sequence[Span], most_words: int) -> Story:
    """The words of a view; paragraphs and sentences are its spans, in order.

    At most ``most_words`` words are taken, cut at the last whole sentence.
    """
    stop = len(text)
    spans: list[Span] = []
    for match in WORD.finditer(text):
        if len(spans) == most_words:
            stop = match.start()
            break
        spans.append(match.span())
    if stop < len(text):
        last_whole = max((start for start, end in sentences if start <= stop < end), default=stop)
        while len(spans) > 1 and spans[-1][0] >= last_whole > 0:
            spans.pop()
    opens = _first_words(spans, [start for start, _ in paragraphs])
    states = quote_states(text, spans, opens)
    pieces: list[tuple[int, ...]] = []
    features: list[int] = []
    opening = set(opens)
    for number, (start, end) in enumerate(spans):
        numbers, case = pieces_of(text[start:end])
        state = states[number]
        pieces.append((QUOTE_MARK,) if state in (OPENS, CLOSES) else numbers)
        features.append(feature_number(case, state, number in opening))
    return Story(
        spans=spans,
        pieces=pieces,
        features=features,
        states=states,
        paragraphs=opens,
        sentences=_first_words(spans, [start for start, _ in sentences]),
    )


def _first_words(spans: Sequence[Span], starts: Sequence[int]) -> list[int]:
    """For each position the first word at or after it, each word once."""
    word_starts = np.array([start for start, _ in spans], dtype=np.int64)
    found = np.unique(np.searchsorted(word_starts, np.array(starts, dtype=np.int64)))
    return [int(word) for word in found if word < len(spans)]


@dataclass(frozen=True, kw_only=True)
class Window:
    """Words ``first`` to ``last`` (half-open) in pieces.

    ``first_piece[i]`` is where word first + i begins.  Windows overlap; each
    word's tags are taken from the one window that owns it, ``owned``.
    """

    first: int
    last: int
    owned: tuple[int, int]
    pieces: Ints
    features: Ints
    first_piece: Ints


def windows(story: Story) -> Iterator[Window]:
    """Whole paragraphs as long as they fit, else whole sentences, else words.

    A window that cuts a paragraph is followed by one that repeats its end.  To
    repeat the end of every window cost a fifth of the speed on PolNeAR dev and
    changed c, cs and csq by less than 0.4.
    """
    count = len(story.pieces)
    sizes = np.concatenate(([0], np.cumsum([len(numbers) for numbers in story.pieces]))).astype(np.int64)
    paragraphs = np.array([*story.paragraphs, count], dtype=np.int64)
    sentences = np.array([*story.sentences, count], dtype=np.int64)
    bounds = []
    start = 0
    while True:
        fits = max(_fitting(sizes, start, WINDOW - 2), start + 1)
        stop = _whole(paragraphs, sentences, start, fits)
        bounds.append((start, stop))
        if stop >= count:
            break
        if paragraphs[np.searchsorted(paragraphs, stop)] == stop:
            start = stop
            continue
        # Inside a paragraph go back by whole sentences, but not past where this window began.
        back = int(np.searchsorted(sizes, sizes[stop] - OVERLAP, side="left"))
        again = int(sentences[np.searchsorted(sentences, back, side="left")])
        start = again if start < again < stop else stop
    middles = [_middle(following[0], bound[1], sentences) for bound, following in itertools.pairwise(bounds)]
    for (first, last), owned in zip(bounds, zip([0, *middles], [*middles, count], strict=True), strict=True):
        yield _window(story, first, last, owned)


def _fitting(sizes: Ints, start: int, room: int) -> int:
    return int(np.searchsorted(sizes, sizes[start] + room, side="right")) - 1


def _whole(paragraphs: Ints, sentences: Ints, start: int, fits: int) -> int:
    """The last end of a paragraph that fits, or of a sentence where that would leave the window half empty."""
    for ends in (paragraphs, sentences):
        index = int(np.searchsorted(ends, fits, side="right")) - 1
        if index >= 0 and int(ends[index]) - start > (fits - start) // 2:
            return int(ends[index])
    return fits


def _middle(start: int, stop: int, sentences: Ints) -> int:
    """A sentence start in the middle of an overlap, where there is one."""
    middle = (start + stop + 1) // 2
    index = int(np.searchsorted(sentences, middle, side="left"))
    sentence = int(sentences[min(index, len(sentences) - 1)])
    return sentence if start <= sentence <= stop else middle


def _window(story: Story, first: int, last: int, owned: tuple[int, int]) -> Window:
    pieces, features, first_piece = [START], [0], []
    for word in range(first, last):
        first_piece.append(len(pieces))
        numbers = story.pieces[word][: WINDOW - 2]
        pieces += numbers
        features += [story.features[word]] * len(numbers)
    pieces.append(END)
    features.append(0)
    return Window(
        first=first,
        last=last,
        owned=owned,
        pieces=np.array(pieces, dtype=np.int64),
        features=np.array(features, dtype=np.int64),
        first_piece=np.array(first_piece, dtype=np.int64),
    )


def words_at(story: Story, place: Span) -> tuple[int, int]:
    """The words that a stretch of the view touches, half-open; at least the one before it where it touches none."""
    first = bisect_right(story.spans, place[0], key=lambda span: span[1])
    last = bisect_left(story.spans, place[1], key=lambda span: span[0])
    return min(first, max(last - 1, 0)), max(last, 1)
