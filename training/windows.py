"""Windows of an article, as the encoder reads them, with their labels.

A window holds whole paragraphs where they fit; the first one of an epoch is cut
at a random length so that window edges fall elsewhere each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.extract.pairs import Ints, ends_before, nearest, pair_features, starts_of_paragraphs
from onrecord.extract.quotes import CLOSES, OPENS
from onrecord.extract.words import END, START
from training.corpus import Example, Span

QUOTE_MARK = 1001  # the piece ": every mark that opens or closes a quotation reads so
SENTENCE_ENDS = (1012, 999, 1029)  # the pieces . ! ?
EACH_SIDE = 6


@dataclass(frozen=True, kw_only=True)
class Links:
    """Chooser-candidate pairs of one kind in a window, with the right answer of each chooser.

    ``answer[i]`` is a candidate, -1 for none, -100 where it lies outside the
    window.
    """

    chooser: Ints
    candidate: Ints
    features: Ints
    answer: list[int]


@dataclass(frozen=True, kw_only=True)
class Window:
    """Pieces with START and END, three features a piece, and labels on first pieces.

    ``tags`` is -100 on pieces that carry no label.  The runs are in pieces:
    (first piece of the first word, first piece of the last word).  ``names`` are
    the name tags, like ``tags``.  The window holds words ``start`` to ``stop``
    of its example; ``first_piece[i]`` is where word start + i begins.
    """

    pieces: list[int]
    features: list[tuple[int, int, int]]
    tags: list[int]
    sources: list[Span]
    cues: list[Span]
    contents: list[Span]
    content_to_cue: Links
    cue_to_source: Links
    names: list[int]
    example: Example
    start: int
    stop: int
    first_piece: list[int]


def is_end(pieces: tuple[int, ...]) -> bool:
    """Whether a word of these pieces ends a sentence."""
    return bool(pieces) and pieces[0] in SENTENCE_ENDS


def cut(example: Example, size: int, rng: random.Random | None) -> Iterator[Window]:
    """Windows of at most ``size`` pieces, two of them START and END, in order, without overlap."""
    room = size - 2
    lengths = [len(pieces) for pieces in example.pieces]
    paragraph_ends = set(example.paragraphs[1:]) | {len(lengths)}
    budget = room if rng is None else rng.randint(room // 4, room)
    start = 0
    while start < len(lengths):
        stop = last_whole = start
        used = 0
        while stop < len(lengths) and used + lengths[stop] <= budget:
            used += lengths[stop]
            stop += 1
            if stop in paragraph_ends:
                last_whole = stop
        # A paragraph that would leave more than half the window empty is cut.
        if last_whole - start > (stop - start) // 2:
            stop = last_whole
        stop = max(stop, start + 1)
        yield _window(example, start, stop)
        start = stop
        budget = room


def _window(example: Example, start: int, stop: int) -> Window:
    pieces, features, tags, names, first_piece = [START], [(0, 0, 0)], [-100], [-100], []
    paragraph_firsts = set(example.paragraphs)
    for word in range(start, stop):
        first_piece.append(len(pieces))
        state, case = example.states[word], example.cases[word]
        numbers = (QUOTE_MARK,) if state in (OPENS, CLOSES) else example.pieces[word]
        pieces += numbers
        features += [(case, state, int(word in paragraph_firsts))] * len(numbers)
        rest = [-100] * (len(numbers) - 1)
        if numbers:  # a word that a pronoun has swallowed has no piece
            tags += [example.tags[word] if example.tags else -100, *rest]
            names += [example.names[word] if example.names else -100, *rest]
    pieces.append(END)
    features.append((0, 0, 0))
    tags.append(-100)
    names.append(-100)

    def inside(runs: list[Span]) -> tuple[list[Span], dict[int, int]]:
        """The runs that lie whole in the window, in text order, and their new numbers by their old."""
        kept = sorted(
            (i for i, (first, last) in enumerate(runs) if first >= start and last <= stop), key=lambda i: runs[i]
        )
        return [(runs[i][0] - start, runs[i][1] - start) for i in kept], {old: new for new, old in enumerate(kept)}

    sources, source_number = inside(example.sources)
    cues, cue_number = inside(example.cues)
    contents, content_number = inside(example.contents)
    content_cue = [cue_number.get(example.content_cue[i], -100) for i in content_number]
    cue_source = [
        -1 if example.cue_source[j] < 0 else source_number.get(example.cue_source[j], -100) for j in cue_number
    ]
    paragraphs = np.array([p - start for p in example.paragraphs if start <= p < stop], dtype=np.int64)
    paragraph_at = starts_of_paragraphs(stop - start, paragraphs)
    ends_at = ends_before(np.array([is_end(example.pieces[w]) for w in range(start, stop)], dtype=bool))

    def links(choosers: list[Span], candidates: list[Span], answer: list[int]) -> Links:
        left = np.array(choosers, dtype=np.int64).reshape(-1, 2)
        right = np.array(candidates, dtype=np.int64).reshape(-1, 2)
        chooser, candidate, rank = nearest(left, right, EACH_SIDE)
        pairs = set(zip(chooser.tolist(), candidate.tolist(), strict=True))
        return Links(
            chooser=chooser,
            candidate=candidate,
            features=pair_features(left[chooser], right[candidate], rank, paragraph_at, ends_at),
            answer=[a if a == -1 or (i, a) in pairs else -100 for i, a in enumerate(answer)],
        )

    def in_pieces(runs: list[Span]) -> list[Span]:
        return [(first_piece[first], first_piece[last - 1]) for first, last in runs]

    return Window(
        pieces=pieces,
        features=features,
        tags=tags,
        sources=in_pieces(sources),
        cues=in_pieces(cues),
        contents=in_pieces(contents),
        content_to_cue=links(contents, cues, content_cue),
        cue_to_source=links(cues, sources, cue_source),
        names=names,
        example=example,
        start=start,
        stop=stop,
        first_piece=first_piece,
    )
