"""Links between wordings: found by keys that two have in common, judged as the library judges them.

A key that more than ``most_sharing`` wordings have joins none, so no group grows beyond that: of each lot of rows the
first ``most_sharing`` + 1 wordings with a key are passed on, which are enough to know that it is common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from onrecord.follow.quotations.keys import keys_of
from onrecord.follow.quotations.likeness import likeness, longer_first
from onrecord.follow.quotations.words import Word, words_of
from onrecord.scale.across.job import Job
from onrecord.scale.across.packed import Row, buckets_of, by_kind, pack, packed
from onrecord.scale.across.wordings import WORDING, Wording, homes_of, wordings_in

if TYPE_CHECKING:
    import pyarrow as pa

PAIR, OTHER, LINK = 31, 32, 33
Pair = tuple[str, str]
_PAIR = msgspec.msgpack.Decoder(tuple[str, str])


class WordingLink(msgspec.Struct, frozen=True, array_like=True):
    """Two wordings of one utterance, the longer one first, with the evidence.  ``words``: how many the first has."""

    one: str
    two: str
    kind: str
    share: float
    telling: int
    confidence: float
    words: int


def between() -> pa.Schema:
    """Keys and wordings on their way."""
    import pyarrow as pa

    return pa.schema([("bucket", pa.int64()), ("key", pa.int64()), ("wording", pa.string())])


class Keying:
    """Spreads the keys of wordings."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Packed rows of kind WORDING in, keys and wordings out."""
        import pyarrow as pa

        having: dict[int, list[str]] = defaultdict(list)
        for one in wordings_in(by_kind(table)[WORDING]):
            for key in keys_of(words_of(one.text), one.voice):
                having[key].append(one.key)
        keys, wordings = list[int](), list[str]()
        for key, some in having.items():
            first = sorted(some)[: self._job.most_sharing + 1]
            keys += [key] * len(first)
            wordings += first
        numbers = np.array(keys, dtype=np.int64)
        columns = {"bucket": buckets_of(numbers, self._job.buckets), "key": numbers, "wording": wordings}
        return pa.table(columns, schema=between())


class Pairing:
    """Makes pairs of the wordings that share a key which is not common."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Keys and wordings in; packed rows of kind PAIR out, to the bucket of the second, each pair once."""
        having: dict[int, set[str]] = defaultdict(set)
        columns = (table.column(name).to_pylist() for name in ("key", "wording"))
        for key, wording in zip(*columns, strict=True):
            having[key].add(wording)
        pairs: set[Pair] = set()
        for some in having.values():
            if len(some) <= self._job.most_sharing:
                pairs.update(combinations(sorted(some), 2))
        return packed(_to_second(sorted(pairs), self._job))


class Seeking:
    """Sends the second of each pair to where the first is: once to each bucket."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """WORDING and PAIR in; packed rows of kinds PAIR and OTHER out, to the bucket of the first."""
        return packed(self._rows(table))

    def _rows(self, table: pa.Table) -> Iterator[Row]:
        kinds = by_kind(table)
        pairs = sorted(set(map(_PAIR.decode, kinds[PAIR])))
        homes = homes_of([one for one, _ in pairs], self._job).tolist()
        known = {one.key: one for one in wordings_in(kinds[WORDING])} if pairs else {}
        for pair, home in zip(pairs, homes, strict=True):
            yield home, PAIR, pack(pair)
        for home, key in sorted({(home, two) for (_, two), home in zip(pairs, homes, strict=True)}):
            yield home, OTHER, pack(known[key])


class Linking:
    """Judges pairs: the exact step."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """WORDING, PAIR and OTHER in; packed rows of kind LINK out, to the bucket of the shorter one."""
        kinds = by_kind(table)
        known = {one.key: one for one in wordings_in((*kinds[WORDING], *kinds[OTHER]))}
        words: dict[str, tuple[Word, ...]] = {}
        found = []
        for one, two in sorted(set(map(_PAIR.decode, kinds[PAIR]))):
            for key in (one, two):
                if key not in words:
                    words[key] = words_of(known[key].text)
            if (link := _link(known[one], known[two], words)) is not None:
                found.append(link)
        homes = homes_of([link.two for link in found], self._job).tolist()
        return packed((home, LINK, pack(link)) for home, link in zip(homes, found, strict=True))


def _link(one: Wording, two: Wording, words: dict[str, tuple[Word, ...]]) -> WordingLink | None:
    first, second = words[one.key], words[two.key]
    alike = likeness(first, second, same_speaker=bool(one.voice) and one.voice == two.voice)
    if alike is None:
        return None
    longer, shorter = (one, two) if longer_first(first, second, one.key, two.key) else (two, one)
    return WordingLink(
        longer.key, shorter.key, alike.kind, round(alike.share, 4), alike.telling, alike.confidence, longer.words
    )


def _to_second(pairs: list[Pair], job: Job) -> Iterable[Row]:
    homes = homes_of([two for _, two in pairs], job).tolist()
    return [(home, PAIR, pack(pair)) for home, pair in zip(homes, pairs, strict=True)]
