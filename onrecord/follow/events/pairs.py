"""How alike two places are that tell of events of one story: their words, their sentences, their vectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np

from onrecord.follow.common_words import FIRST_WORD, RAREST, rank_of
from onrecord.follow.early import LAYERS
from onrecord.follow.events.places import Told
from onrecord.follow.linkage import Doubles

FEATURES = (
    "stems shared", "any stem", "first stem", "last stem", "same words", "same beginning", "lengths apart", "lengths",
    "one report", "one sentence", "apart", "headlines", "sentences", "before", "behind", "crosswise", "names",
    "numbers", "other numbers", "near", "alike", "told often", "first and often", "rare", "first and rare",
    *(f"{layer} {kind}" for layer in LAYERS for kind in ("cosine", "centred")),
)  # fmt: skip

_UNKNOWN = RAREST - FIRST_WORD + 1  # the rank that the trees learnt with


def pair_features(told: Sequence[Told], near: Doubles, alike: Doubles) -> Doubles:
    """The values of ``FEATURES`` for each two places of one story, ``[n, n, features]``.

    near, alike: how near their documents are (``stories.group.Stories``), ``[documents, documents]``.
    """
    documents = np.array([one.place.document for one in told])
    often = _often(told)
    columns = [*_of_words(told), *_of_order(told, documents), *_of_sentences(told, often)]
    columns += [near[np.ix_(documents, documents)], alike[np.ix_(documents, documents)]]
    first = columns[FEATURES.index("first stem")]
    heads = Counter(one.stems[0] for one in told)
    share = np.log([heads[one.stems[0]] / len(set(documents.tolist())) for one in told])
    frequent = (share[:, None] + share[None]) / 2
    rank = np.log([_rank(one.words, one.stems[0]) for one in told])
    rare = np.maximum(rank[:, None], rank[None])
    columns += [frequent, frequent * first, rare, rare * first]
    vectors = np.stack([one.vectors for one in told]).astype(np.float64)
    for layer in range(len(LAYERS)):
        rows = vectors[:, layer]
        columns += [_cosines(rows), _cosines(rows - rows.mean(axis=0))]
    result: Doubles = np.stack(columns, axis=-1)
    return result


def _of_words(told: Sequence[Told]) -> list[Doubles]:
    """By the words that tell of the event; places with the same words are reckoned once."""
    kinds = {one.words: one for one in told}
    number = {words: at for at, words in enumerate(kinds)}
    some = list(kinds.values())
    at = np.array([number[one.words] for one in told])

    def table(value: Callable[[Told, Told], float]) -> Doubles:
        small = np.array([[value(one, other) for other in some] for one in some], dtype=float)
        found: Doubles = small[np.ix_(at, at)]
        return found

    def shared(one: Told, other: Told) -> float:
        own, others = set(one.stems), set(other.stems)
        return len(own & others) / len(own | others)

    return [
        table(shared),
        table(lambda one, other: not set(one.stems).isdisjoint(other.stems)),
        table(lambda one, other: one.stems[0] == other.stems[0]),
        table(lambda one, other: one.stems[-1] == other.stems[-1]),
        table(lambda one, other: one.words == other.words),
        table(lambda one, other: max(_beginning(a, b) for a in one.stems for b in other.stems)),
        table(lambda one, other: abs(len(one.stems) - len(other.stems))),
        table(lambda one, other: len(one.stems) + len(other.stems)),
    ]


def _of_order(told: Sequence[Told], documents: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[Doubles]:
    """By where the places stand."""
    sentences = np.array([one.place.sentence for one in told])
    words = np.array([one.place.words[0] for one in told])
    report = (documents[:, None] == documents[None]).astype(float)
    sentence = report * (sentences[:, None] == sentences[None])
    opening = (sentences == 0).astype(float)
    apart = np.minimum(np.abs(words[:, None] - words[None]) / 10, 2)
    return [report, sentence, sentence * apart, opening[:, None] * opening[None]]


def _often(told: Sequence[Told]) -> dict[str, float]:
    """What a stem counts, by how many of the documents have it in a sentence that tells of an event."""
    having: dict[int, set[str]] = {}
    for one in told:
        having.setdefault(one.place.document, set()).update(one.around)
    counts = Counter(each for stems in having.values() for each in stems)
    return {each: float(np.log((1 + len(having)) / (0.5 + count)) + 0.3) for each, count in counts.items()}


def _of_sentences(told: Sequence[Told], worth: dict[str, float]) -> list[Doubles]:
    """By the sentences around the places."""
    columns = {each: at for at, each in enumerate(sorted(worth))}

    def rows(sets: Iterable[Iterable[str]]) -> Doubles:
        found = np.zeros((len(told), len(columns)))
        for row, stems in enumerate(sets):
            for each in stems:
                found[row, columns[each]] = worth[each]
        return found

    before, behind = rows(one.before for one in told), rows(one.behind for one in told)
    numbers = [one.numbers for one in told]
    agree = [[len(a & b) / np.sqrt(len(a) * len(b)) if a and b else 0.0 for b in numbers] for a in numbers]
    clash = [[bool(a) and bool(b) and not a & b for b in numbers] for a in numbers]
    return [
        _cosines(rows(one.around.difference(one.stems) for one in told)),
        _cosines(before),
        _cosines(behind),
        np.maximum(_cosines(before, behind), _cosines(behind, before)),
        _cosines(rows(one.names for one in told)),
        np.array(agree, dtype=float),
        np.array(clash, dtype=float),
    ]


def _cosines(rows: Doubles, others: Doubles | None = None) -> Doubles:
    own = _unit(rows)
    result: Doubles = own @ (own if others is None else _unit(others)).T
    return result


def _unit(rows: Doubles) -> Doubles:
    result: Doubles = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return result


@lru_cache(maxsize=1 << 16)
def _beginning(one: str, other: str) -> float:
    """How much of the longer of two stems is what both begin with."""
    alike = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return alike / max(len(one), len(other))


def _rank(words: Sequence[str], head: str) -> int:
    """The place among all English words of the word that the first stem is of."""
    return rank_of(next((word for word in words if word.startswith(head[:3])), head), unknown=_UNKNOWN)
