"""Utterances: their wordings against the fullest one, who was first, to whom they are attributed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.follow.quotations.diff import differences
from onrecord.follow.quotations.utterance import (
    MOST_SAID,
    Carried,
    attributed,
    clocks,
    disagreeing,
    first_seen,
    fullest,
)
from onrecord.scale.across.head import Head
from onrecord.scale.across.hosts import END, HOSTED, MOVED, Hosted, ends_in, hosted_in
from onrecord.scale.across.job import Job
from onrecord.scale.across.packed import Row, by_kind, pack, packed
from onrecord.scale.across.pages import heads_in, said_of
from onrecord.scale.across.said import Said
from onrecord.scale.across.wordings import homes_of

if TYPE_CHECKING:
    import pyarrow as pa

SAID, MEMBER, CARRIED, UTTERANCE, TOLD = 50, 51, 52, 53, 54
_AT_ONCE = 500  # wordings whose statements are looked at together, as ``store/chunks.py`` has it
Columns = dict[str, Any]


class Carrying(msgspec.Struct, frozen=True, array_like=True):
    """A statement and what counts of its report."""

    said: Said
    report: str
    publisher: str | None
    day: str | None
    time: str | None
    sure: float
    retrieved: str | None


_CARRYING = msgspec.msgpack.Decoder(Carrying)
_MEMBER = msgspec.msgpack.Decoder(tuple[str, Hosted])
_CARRIED = msgspec.msgpack.Decoder(tuple[str, Carrying])


class Saying:
    """Spreads statements by their wordings; of a wording only so many, the first ones, as are ever looked at."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rows of pages in, packed rows of kind SAID out."""
        by_wording: dict[str, list[Carrying]] = defaultdict(list)
        for head, data in zip(heads_in(table), table.column("said").to_pylist(), strict=True):
            for said in said_of(data):
                by_wording[said.wording].append(_carrying(head, said))
        homes = homes_of(list(by_wording), self._job).tolist()
        return packed(
            (home, SAID, pack(one))
            for home, some in zip(homes, by_wording.values(), strict=True)
            for one in _first(some)
        )


class Joining:
    """Sends wordings and their statements to where their utterance is."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """SAID, HOSTED, and END or MOVED, in; packed rows of kinds MEMBER and CARRIED out."""
        return packed(self._rows(table))

    def _rows(self, table: pa.Table) -> Iterator[Row]:
        kinds = by_kind(table)
        ends = ends_in((*kinds[END], *kinds[MOVED]))
        homes = dict(zip(ends, homes_of(list(ends.values()), self._job).tolist(), strict=True))
        for one in hosted_in(kinds[HOSTED]):
            yield homes[one.wording.key], MEMBER, pack((ends[one.wording.key], one))
        by_wording: dict[str, list[Carrying]] = defaultdict(list)
        for said in map(_CARRYING.decode, kinds[SAID]):
            by_wording[said.said.wording].append(said)
        for key, some in by_wording.items():
            for said in _first(some):
                yield homes[key], CARRIED, pack((ends[key], said))


class Telling:
    """Tells of each utterance what the library tells."""

    def __call__(self, table: pa.Table) -> pa.Table:
        """MEMBER and CARRIED in; packed rows of kinds UTTERANCE and TOLD (a wording) out, each a row of its table."""
        kinds = by_kind(table)
        members: dict[str, list[Hosted]] = defaultdict(list)
        for end, one in map(_MEMBER.decode, kinds[MEMBER]):
            members[end].append(one)
        said: dict[str, dict[str, list[Carrying]]] = defaultdict(lambda: defaultdict(list))
        for end, carrying in map(_CARRIED.decode, kinds[CARRIED]):
            said[end][carrying.said.wording].append(carrying)
        rows: list[Row] = []
        for end in sorted(members):
            utterance, wordings = _told(end, members[end], said[end])
            rows.append((0, UTTERANCE, pack(utterance)))
            rows += [(0, TOLD, pack(one)) for one in wordings]
        return packed(rows)


def _told(end: str, some: list[Hosted], said: dict[str, list[Carrying]]) -> tuple[Columns, list[Columns]]:
    some.sort(key=lambda one: (-one.wording.words, one.wording.key))
    looked = _looked_at([one.wording.key for one in some[:MOST_SAID]], said)
    # By report and place, so that of two statements the numbers say which is first.
    numbers = dict(enumerate(sorted(looked, key=lambda one: (one.report, one.said.place))))
    carried = sorted((_carried(number, one) for number, one in numbers.items()), key=_when)
    texts: dict[str, str] = {}
    for each in carried:
        texts.setdefault(each.wording, " ".join(numbers[each.statement].said.text.split()))
    best, first, to, doubts = fullest(carried, texts), first_seen(carried), attributed(carried), clocks(carried)

    def named(number: int) -> Columns:
        return {"report": numbers[number].report, "statement": numbers[number].said.id}

    utterance = {
        "utterance": end,
        "fullest": best,
        "words": texts[best],
        "first": named(first.statement) if first else None,
        "first_published": first.published if first else None,
        "first_publisher": first.publisher if first else None,
        "attributed": [
            {"speaker": one.speaker, "voice": one.voice, "reports": one.reports,
             "statements": [named(number) for number in one.statements]}
            for one in to
        ],
        "disagreement": disagreeing(carried, to),
        "doubts": [{**named(number), "why": why} for number, why in sorted(doubts.items())],
        "wordings": len(some),
        "reports": len({one.report for one in carried}),
        "statements": sum(one.wording.statements for one in some[:MOST_SAID]),
    }  # fmt: skip
    return utterance, [_wording_row(end, one, best, texts) for one in some]


def _wording_row(end: str, one: Hosted, best: str, texts: dict[str, str]) -> Columns:
    key, link = one.wording.key, one.link
    known = key in texts and key != best
    return {
        "wording": key,
        "utterance": end,
        "words": texts.get(key, one.wording.text),
        "length": one.wording.words,
        "voice": one.wording.voice,
        "statements": one.wording.statements,
        "host": link.one if link else None,
        "kind": link.kind if link else None,
        "share": link.share if link else None,
        "telling": link.telling if link else None,
        "confidence": link.confidence if link else None,
        "changes": [
            {"kind": change.kind, "fullest": change.fullest, "words": change.words}
            for change in (differences(texts[best], texts[key]).changes if known else ())
        ],
    }


def _looked_at(keys: Sequence[str], said: dict[str, list[Carrying]]) -> list[Carrying]:
    """The statements that are looked at, of wordings in their order."""
    found: list[Carrying] = []
    rest = iter(keys)
    while some := list(islice(rest, _AT_ONCE)):
        found += _first([one for key in some for one in said.get(key, ())])[: MOST_SAID - len(found)]
    return found


def _first(some: Sequence[Carrying]) -> list[Carrying]:
    return sorted(some, key=lambda one: (one.day or "~", one.report, one.said.place))[:MOST_SAID]


def _when(one: Carried) -> tuple[str, str, str, int]:
    return one.published or "~", one.time or "~", one.report, one.statement


def _carrying(head: Head, said: Said) -> Carrying:
    return Carrying(said, head.key, head.publisher or head.domain, head.day, head.time, head.sure, head.retrieved)


def _carried(number: int, one: Carrying) -> Carried:
    said = one.said
    return Carried(
        statement=number, wording=said.wording, words=said.words, report=one.report, publisher=one.publisher,
        via=said.via, published=one.day, time=one.time, sure=one.sure, retrieved=one.retrieved, said=said.day,
        speaker=said.speaker, voice=said.voice, speaker_sure=said.sure,
    )  # fmt: skip
