"""Families: each report's links, with those of its likely original.

A family reaches no further than that (``follow/copies/family.py``), so no chain of links has to be followed from
machine to machine: of each report the links of one other are fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.follow.copies.family import Family, Linked, family_by
from onrecord.follow.copies.judge import relation_of
from onrecord.follow.copies.origin import Reason
from onrecord.follow.copies.shingles import LEAST
from onrecord.follow.copies.story import Story
from onrecord.scale.across.judging import ASKED, JUDGED, Asked, Judged, Link
from onrecord.scale.across.packed import Row, by_kind, pack, packed

if TYPE_CHECKING:
    import pyarrow as pa

LOOKED_UP, FAMILY, COPY = 20, 21, 22
_JUDGED = msgspec.msgpack.Decoder(Judged)
_ASKED = msgspec.msgpack.Decoder(Asked)
Columns = dict[str, Any]


class LookingUp:
    """Sends the links of reports to where they are asked for: once to each bucket."""

    def __call__(self, table: pa.Table) -> pa.Table:
        """JUDGED and ASKED in, packed rows of kind LOOKED_UP out."""
        return packed(self._rows(table))

    def _rows(self, table: pa.Table) -> Iterator[Row]:
        kinds = by_kind(table)
        asked = [_ASKED.decode(data) for data in kinds[ASKED]]
        keys = {one.key for one in asked}
        judged = {key: data for data in kinds[JUDGED] if (key := _JUDGED.decode(data).head.key) in keys} if keys else {}
        for one in asked:
            yield one.home, LOOKED_UP, judged[one.key]


class Families:
    """Makes each report's family."""

    def __call__(self, table: pa.Table) -> pa.Table:
        """JUDGED and LOOKED_UP in; packed rows of kinds FAMILY and COPY out, each a row of its table."""
        kinds = by_kind(table)
        others = {one.head.key: one for one in map(_JUDGED.decode, kinds[LOOKED_UP])}
        rows: list[Row] = []
        for one in map(_JUDGED.decode, kinds[JUDGED]):
            looked = [one] if one.original == one.head.key else [one, others[one.original]]
            family = _family(looked)
            rows.append((0, FAMILY, pack(_family_row(one, family, more=any(each.more for each in looked)))))
            links = {link.other.key: link for link in one.links}
            rows += [
                (0, COPY, pack(_copy_row(one, other, links.get(other.key), family))) for other in family.stories[1:]
            ]
        return packed(rows)


def _family(looked: Sequence[Judged]) -> Family:
    known = {one.head.key: one for one in looked}

    def linked(story: Story) -> list[Linked]:
        return known[story.key].linked()

    return family_by(looked[0].head.story(), linked)


def _family_row(one: Judged, family: Family, *, more: bool) -> Columns:
    return {
        "report": one.head.key,
        "published": one.head.day,
        "address": one.head.address,
        "original": family.origin.key,
        "original_confidence": family.origin.confidence,
        "credited": family.origin.credited,
        "reports": len(family.stories),
        "independent": family.independent,
        "copy": one.head.key in family.copies,
        "reasons": _reasons(family.origin.reasons.get(one.head.key, ())),
        "more": more,
        "template": one.template,
        "short": one.head.words < LEAST,
    }


def _copy_row(one: Judged, other: Story, link: Link | None, family: Family) -> Columns:
    shared = link.shared() if link else family.shared(family.origin.key or "", other.key)
    return {
        "report": one.head.key,
        "other": other.key,
        "relation": relation_of(link.shared()) if link else "through the original",
        "share": round(link.share, 4) if link else 0.0,
        "share_there": round(link.share_there, 4) if link else 0.0,
        "same": link.same if link else 0,
        "told": link.told if link else 0,
        "confidence": shared.confidence if shared else 0.0,
        "passages": [
            {"spans": _spans(found.spans), "spans_there": _spans(found.spans_there), "same": found.same}
            for found in (link.passages if link else ())
        ],
        "copy": other.key in family.copies,
        "original": other.key == family.origin.key,
        "reasons": _reasons(family.origin.reasons.get(other.key, ())),
    }


def _reasons(some: Sequence[Reason]) -> list[Columns]:
    return [{"kind": one.kind, "detail": one.detail, "points": one.points} for one in some]


def _spans(spans: Sequence[tuple[int, int]]) -> list[Columns]:
    return [{"start": start, "end": end} for start, end in spans]
