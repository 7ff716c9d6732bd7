"""The exact step: each report beside those that it is to be compared with, by the functions that the library uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from onrecord.follow.copies.align import Passage
from onrecord.follow.copies.candidates import Version, nearest_versions, printed_together
from onrecord.follow.copies.family import Linked, family_by, links_of
from onrecord.follow.copies.judge import Shared
from onrecord.follow.copies.shingles import Marks, marked
from onrecord.follow.copies.story import Story
from onrecord.record import Spans
from onrecord.scale.across.head import Head
from onrecord.scale.across.job import Job
from onrecord.scale.across.marks import common_marks
from onrecord.scale.across.near import NEAR, REPORT, WANTED, Near, Wanted
from onrecord.scale.across.packed import Row, bucket_of, by_kind, pack, packed

if TYPE_CHECKING:
    import pyarrow as pa

FETCHED, JUDGED, ASKED = 10, 11, 12
_STORIES = 1500  # whose words are held at once: 40 MB or so


class Found(msgspec.Struct, frozen=True, array_like=True):
    """A passage that two reports have in common: words here and there, half-open, and their places in the texts."""

    first: int
    last: int
    there_first: int
    there_last: int
    same: int
    spans: Spans
    spans_there: Spans


class Link(msgspec.Struct, frozen=True, array_like=True):
    """What a report has in common with another, as it sees it."""

    other: Head
    same: int
    told: int
    share: float
    share_there: float
    passages: tuple[Found, ...]

    def shared(self) -> Shared:
        """As it was judged, but for which words are the same within a passage."""
        nothing = np.zeros(1, dtype=np.int64)
        return Shared(
            passages=tuple(
                Passage(one.first, one.last, one.there_first, one.there_last, same, same)
                for one in self.passages
                for same in [np.broadcast_to(nothing, (one.same,))]
            ),
            same=self.same, told=self.told, share=self.share, share_there=self.share_there,
        )  # fmt: skip


class Judged(msgspec.Struct, frozen=True, array_like=True):
    """A report and its links; ``more``, ``template``: as in ``Copies``; ``original``: key of the likely original."""

    head: Head
    links: tuple[Link, ...]
    more: bool
    template: bool
    original: str

    def linked(self) -> list[Linked]:
        """As ``links_of`` gave them."""
        return [(link.other.story(), link.shared()) for link in self.links]


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """A report whose links are asked for by reports of a bucket."""

    key: str
    home: int


class _Report(NamedTuple):
    head: Head
    marks: Marks
    body: bytes


_WHOLE = msgspec.msgpack.Decoder(tuple[Head, bytes, bytes])
_NEAR = msgspec.msgpack.Decoder(Near)
_WANTED = msgspec.msgpack.Decoder(Wanted)


class Fetching:
    """Sends pages to where they are wanted: once to each bucket, with all their versions."""

    def __call__(self, table: pa.Table) -> pa.Table:
        """Reports with marks and body, and WANTED, in; packed rows of kind FETCHED out."""
        return packed(self._rows(table))

    def _rows(self, table: pa.Table) -> Iterator[Row]:
        kinds = by_kind(table)
        by_page: dict[int, list[bytes]] = defaultdict(list)
        for data in kinds[REPORT] if kinds[WANTED] else ():
            by_page[_WHOLE.decode(data)[0].page].append(data)
        for one in map(_WANTED.decode, kinds[WANTED]):
            for data in by_page[one.page]:
                yield one.home, FETCHED, data


class Judging:
    """Judges each report of a bucket beside those that it is compared with."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Reports with marks and body, NEAR and FETCHED in; packed rows of kinds JUDGED and ASKED out."""
        kinds = by_kind(table)
        common = common_marks(self._job.place("common"))
        near = {one.key: one for one in map(_NEAR.decode, kinds[NEAR])}
        others = [_report(data) for data in kinds[FETCHED]]
        by_page: dict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(others):
            by_page[one.head.page].append(number)

        @lru_cache(maxsize=_STORIES)
        def story(number: int) -> Story:
            return others[number].head.story(others[number].body)

        rows: list[Row] = []
        asked: set[tuple[str, int, int]] = set()
        for data in kinds[REPORT]:
            report = _report(data)
            known = near.get(report.head.key, Near(report.head.key, (), False, False))
            versions = [_version(others[at], at) for page in known.pages for at in by_page[page]]
            numbers = nearest_versions(
                report.marks, versions, key=report.head.key, address=report.head.address
            )  # fmt: skip
            numbers.sort(key=lambda number: others[number].head.key)
            days = (report.head.day, *(others[number].head.day for number in numbers))
            template = known.wide and not printed_together(days)
            own = report.head.story(report.body)
            often = report.marks[np.isin(report.marks, common)]
            linked = links_of(
                own, [] if template else [story(number) for number in numbers],
                common=marked(own.words, often) if len(often) and not known.wide else None,
            )  # fmt: skip
            heads = {others[number].head.key: others[number].head for number in numbers}
            links = [_link(own, other, heads[other.key], shared) for other, shared in linked]
            original = _original(own, linked)
            judged = Judged(report.head, tuple(links), known.more, template, original)
            home = bucket_of(report.head.page, self._job.buckets)
            rows.append((home, JUDGED, pack(judged)))
            if original != report.head.key:
                asked.add((original, heads[original].page, home))
        rows += [
            (bucket_of(page, self._job.buckets), ASKED, pack(Asked(key, home))) for key, page, home in sorted(asked)
        ]
        return packed(rows)


def _original(own: Story, found: Sequence[Linked]) -> str:
    """The likely original among a report and those linked with it, as ``family_by`` takes it first of all."""
    looked: list[str] = []

    def linked(one: Story) -> Sequence[Linked]:
        looked.append(one.key)
        return found if len(looked) == 1 else ()

    family_by(own, linked)
    return looked[-1]


def _link(own: Story, other: Story, head: Head, shared: Shared) -> Link:
    passages = tuple(
        Found(
            one.first, one.last, one.there_first, one.there_last, one.same, own.words.spans(one.first, one.last),
            other.words.spans(one.there_first, one.there_last),
        )
        for one in shared.passages
    )  # fmt: skip
    return Link(head, shared.same, shared.told, shared.share, shared.share_there, passages)


def _report(data: bytes) -> _Report:
    head, marks, body = _WHOLE.decode(data)
    return _Report(head, np.frombuffer(marks, dtype=np.int64), body)


def _version(one: _Report, number: int) -> Version:
    return Version(one.head.page, one.head.address, one.head.key, one.head.latest, one.marks, number)
