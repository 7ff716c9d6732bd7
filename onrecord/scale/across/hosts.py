"""Each wording's host, and the utterance at the end of its line of hosts.

A line is followed by all wordings at once, each round twice as far as the round before (pointer jumping, Wyllie 1979),
so that nothing has to fit into one machine: a line of sixteen hosts takes five rounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from onrecord.scale.across.job import Job
from onrecord.scale.across.linking import LINK, WordingLink
from onrecord.scale.across.packed import Row, by_kind, pack, packed
from onrecord.scale.across.wordings import WORDING, Wording, homes_of, wordings_in

if TYPE_CHECKING:
    import pyarrow as pa

HOSTED, STANDS, ASKS, END, MOVED = 40, 41, 42, 43, 44
_LINK = msgspec.msgpack.Decoder(WordingLink)


class Hosted(msgspec.Struct, frozen=True, array_like=True):
    """A wording and the link with its host; none where it goes by no other."""

    wording: Wording
    link: WordingLink | None


class End(msgspec.Struct, frozen=True, array_like=True):
    """Where a wording's line of hosts leads, as far as it was followed."""

    key: str
    end: str


_HOSTED = msgspec.msgpack.Decoder(Hosted)
_END = msgspec.msgpack.Decoder(End)


def hosted_in(rows: Iterable[bytes]) -> list[Hosted]:
    """Packed wordings with their hosts."""
    return [_HOSTED.decode(data) for data in rows]


def ends_in(rows: Iterable[bytes]) -> dict[str, str]:
    """Where wordings' lines lead."""
    return {one.key: one.end for one in map(_END.decode, rows)}


class Hosting:
    """Chooses each wording's host: the longest that has not many more words, else the longest of which it is a piece.

    Of equally long ones the one whose key is first (``store/following/quotations/hosts.py`` has the same order).
    """

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """WORDING and LINK in, packed rows of kind HOSTED out."""
        kinds = by_kind(table)
        best: dict[str, WordingLink] = {}
        for link in map(_LINK.decode, kinds[LINK]):
            best[link.two] = min(best.get(link.two, link), link, key=_order)
        some = [Hosted(one, best.get(one.key)) for one in wordings_in(kinds[WORDING])]
        homes = homes_of([one.wording.key for one in some], self._job).tolist()
        return packed((home, HOSTED, pack(one)) for home, one in zip(homes, some, strict=True))


class Lines:
    """Spreads where lines lead to: at home, and to where that end is, to ask how it goes on."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Packed rows of kind HOSTED, or END and MOVED, in; STANDS and ASKS out."""
        kinds = by_kind(table)
        ends = [End(one.wording.key, one.link.one if one.link else one.wording.key) for one in hosted_in(kinds[HOSTED])]
        ends += [_END.decode(data) for data in (*kinds[END], *kinds[MOVED])]
        homes = homes_of([one.key for one in ends], self._job).tolist()
        rows: list[Row] = [(home, STANDS, pack(one)) for home, one in zip(homes, ends, strict=True)]
        asking = [one for one in ends if one.end != one.key]
        homes = homes_of([one.end for one in asking], self._job).tolist()
        return packed([*rows, *((home, ASKS, pack(one)) for home, one in zip(homes, asking, strict=True))])


class Following:
    """Follows lines as far again as they were followed."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """STANDS and ASKS in; packed rows of kinds END and MOVED (which led further) out."""
        return packed(self._rows(table))

    def _rows(self, table: pa.Table) -> Iterator[Row]:
        kinds = by_kind(table)
        ends = ends_in(kinds[STANDS])
        found = [(END, End(key, end)) for key, end in ends.items() if key == end]
        for one in map(_END.decode, kinds[ASKS]):
            further = ends[one.end]
            found.append((END if further == one.end else MOVED, End(one.key, further)))
        homes = homes_of([one.key for _, one in found], self._job).tolist()
        for home, (kind, one) in zip(homes, found, strict=True):
            yield home, kind, pack(one)


def _order(link: WordingLink) -> tuple[bool, int, str]:
    return link.kind == "part", -link.words, link.one
