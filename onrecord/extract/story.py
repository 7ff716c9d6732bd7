"""The story as the model reads it: words of the view, their pieces and features, cut into windows."""

from __future__ import annotations

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
WINDOW = 256  # pieces of a window, START and END among them


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
    """Words ``first`` to ``last`` (half-open) in pieces; ``first_piece[i]`` is where word first + i begins."""

    first: int
    last: int
    pieces: Ints
    features: Ints
    first_piece: Ints


def windows(story: Story) -> Iterator[Window]:
    """Whole paragraphs as long as they fit, else whole sentences, else words.

    Windows do not overlap: on PolNeAR dev an overlap of 64 pieces changed no figure by more than
    the noise and cost a quarter of the speed.
    """
    room = WINDOW - 2
    sizes = np.concatenate(([0], np.cumsum([len(numbers) for numbers in story.pieces]))).astype(np.int64)
    paragraph_ends = np.array([*story.paragraphs[1:], len(story.pieces)], dtype=np.int64)
    sentence_ends = np.array([*story.sentences[1:], len(story.pieces)], dtype=np.int64)
    start = 0
    while start < len(story.pieces):
        fits = int(np.searchsorted(sizes, sizes[start] + room, side="right")) - 1
        fits = max(fits, start + 1)
        whole = _last_at_most(paragraph_ends, fits)
        if whole - start <= (fits - start) // 2:
            whole = _last_at_most(sentence_ends, fits)
            if whole - start <= (fits - start) // 2:
                whole = fits
        yield _window(story, start, whole)
        start = whole


def _last_at_most(ends: Ints, limit: int) -> int:
    index = int(np.searchsorted(ends, limit, side="right")) - 1
    return int(ends[index]) if index >= 0 else 0


def _window(story: Story, first: int, last: int) -> Window:
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
        pieces=np.array(pieces, dtype=np.int64),
        features=np.array(features, dtype=np.int64),
        first_piece=np.array(first_piece, dtype=np.int64),
    )
