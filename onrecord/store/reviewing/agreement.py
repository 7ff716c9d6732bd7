"""How far reviewers agree, of the statements and events that two or more of them judged.

What a person says of one is what they said last and did not take back: that it stands (they accepted, corrected or
added it) or that it does not (they rejected it).  Whoever corrects a statement says that there is one.  Passages,
speaker and act are compared where both say that it stands: of each person what held when they last spoke, with their
own corrections.

Cohen's kappa (Educational and Psychological Measurement 20, 1960) is of two people, Krippendorff's alpha for nominal
data (Content Analysis, 2004, chapter 11) of all.  Both are null where nothing could be told apart from chance: where
everybody said the same of everything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, select

from onrecord.store import schema
from onrecord.store.reviewing.judged import SUBJECTS, Judged, judged_of

PASSAGES = ("content", "source", "cue")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spans:
    """How far two agree on the words of a passage.

    compared: statements of which both say that they stand; same: the share of these with the same words; overlap: the
    mean of the words that both have over those that either has, by their places.
    """

    field: str
    compared: int
    same: float
    overlap: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two reviewers.

    both: what both judged; agreed: of how many they say the same; kappa: Cohen's; both_stand, neither, only_one,
    only_other: the table that it is made of; spans: of content, source and cue; speaker, act: the share alike of those
    that stand for both, null where there are none.
    """

    one: str
    other: str
    both: int
    agreed: int
    kappa: float | None
    both_stand: int
    neither: int
    only_one: int
    only_other: int
    spans: tuple[Spans, ...]
    speaker: float | None
    act: float | None

    @property
    def share(self) -> float:
        """The share of what both judged of which they say the same."""
        return self.agreed / self.both


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """How far all reviewers agree.  items: judged by two or more; alpha: Krippendorff's over these; judged: how many
    each of the reviewers judged."""

    items: int
    alpha: float | None
    pairs: tuple[Pair, ...]
    judged: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _View:
    """What a person says of one item: whether it stands, and with which values."""

    stands: bool
    values: dict[str, Any]


def agreement(connection: Connection) -> Agreement:
    """How far the reviewers of a library agree."""
    table = schema.judgement
    query = select(table).where(table.c.subject.in_(SUBJECTS), table.c.undone_at.is_(None)).order_by(table.c.id)
    items: dict[tuple[str, str, str], list[Judged]] = defaultdict(list)
    for row in connection.execute(query):
        one = judged_of(row)
        if one.placed and one.what != "other":
            items[row.report_key, one.subject, one.local].append(one)
    return of_views([_views(said) for said in items.values()])


def of_views(items: Sequence[dict[str, _View]]) -> Agreement:
    """The figures of what people say of each item."""
    counts = Counter(person for views in items for person in views)
    shared = [views for views in items if len(views) > 1]
    pairs = defaultdict(list)
    for views in shared:
        for one, other in combinations(sorted(views), 2):
            pairs[one, other].append((views[one], views[other]))
    return Agreement(
        items=len(shared),
        alpha=alpha([[view.stands for view in views.values()] for views in shared]),
        pairs=tuple(_pair(*names, both) for names, both in sorted(pairs.items())),
        judged=tuple(sorted(counts.items())),
    )


def kappa(both: Sequence[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa of pairs of labels; None where chance alone would have all agree."""
    if not both:
        return None
    observed = sum(one == other for one, other in both) / len(both)
    first, second = (sum(pair[side] for pair in both) / len(both) for side in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def alpha(units: Iterable[Sequence[bool]]) -> float | None:
    """Krippendorff's alpha of labels, a list for each item that two or more judged; None where there is one label."""
    coincidences: dict[tuple[bool, bool], float] = defaultdict(float)
    for unit in units:
        for here, one in enumerate(unit):
            for there, other in enumerate(unit):
                if here != there:
                    coincidences[one, other] += 1 / (len(unit) - 1)
    totals: dict[bool, float] = defaultdict(float)
    for (one, _), weight in coincidences.items():
        totals[one] += weight
    whole = sum(totals.values())
    expected = whole * whole - sum(total * total for total in totals.values())
    if not expected:
        return None
    apart = sum(weight for (one, other), weight in coincidences.items() if one != other)
    return 1 - (whole - 1) * apart / expected


def _views(said: Sequence[Judged]) -> dict[str, _View]:
    """Of each person what they say of one item, whose judgements come oldest first."""
    found = {}
    for person in dict.fromkeys(one.by for one in said):
        last = max(one.number for one in said if one.by == person)
        values: dict[str, Any] = _machines(said[0])
        # What others had said before is what the person had before their eyes; their own word goes over it.
        for one in [*(one for one in said if one.number <= last), *(one for one in said if one.by == person)]:
            values |= _values(one)
        stands = next(one for one in reversed(said) if one.by == person).what != "reject"
        found[person] = _View(stands, values)
    return found


def _machines(one: Judged) -> dict[str, Any]:
    """What the machine had of a statement when it was first judged; nothing of one that a person added."""
    told = one.machine if isinstance(one.machine, dict) else {}
    spans = told.get("spans") or {}
    places = {part: _places({"spans": spans[part]}) if spans.get(part) else None for part in PASSAGES}
    return (places | {"speaker": told.get("speaker"), "act": told.get("act")}) if spans else {}


def _values(one: Judged) -> dict[str, Any]:
    """What a judgement says of the fields of a statement."""
    if one.what == "add":
        told = one.verdict["add"]
        parts = {part: _places(told.get(part)) for part in ("source", "cue")}
        return {"content": _places(one.anchor), **parts, "speaker": _name(told.get("speaker")), "act": told.get("act")}
    if one.what in PASSAGES:
        return {one.what: _places(one.verdict)}
    if one.what == "speaker":
        return {"speaker": _name(one.verdict)}
    return {"act": one.verdict} if one.what == "act" else {}


def _places(anchor: Any) -> frozenset[int] | None:
    if not isinstance(anchor, dict):
        return None
    try:
        return frozenset(place for start, end in anchor["spans"] for place in range(start, end))
    except (KeyError, TypeError, ValueError):
        return None


def _name(told: Any) -> Any:
    return told.get("name") if isinstance(told, dict) else None


def _pair(one: str, other: str, both: Sequence[tuple[_View, _View]]) -> Pair:
    labels = [(mine.stands, its.stands) for mine, its in both]
    table = Counter(labels)
    standing = [(mine.values, its.values) for mine, its in both if mine.stands and its.stands]
    return Pair(
        one=one,
        other=other,
        both=len(both),
        agreed=table[True, True] + table[False, False],
        kappa=kappa(labels),
        both_stand=table[True, True],
        neither=table[False, False],
        only_one=table[True, False],
        only_other=table[False, True],
        spans=tuple(_spans(field, standing) for field in PASSAGES if standing),
        speaker=_alike("speaker", standing),
        act=_alike("act", standing),
    )


def _spans(field: str, standing: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> Spans:
    same, overlap = 0, 0.0
    for mine, its in standing:
        one, other = mine.get(field), its.get(field)
        same += one == other
        overlap += _overlap(one, other)
    return Spans(field=field, compared=len(standing), same=same / len(standing), overlap=overlap / len(standing))


def _overlap(one: Any, other: Any) -> float:
    if one == other:
        return 1.0
    if not isinstance(one, frozenset) or not isinstance(other, frozenset):
        return 0.0
    return len(one & other) / len(one | other)


def _alike(field: str, standing: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> float | None:
    if not standing:
        return None
    same = [bool(mine.get(field) == its.get(field)) for mine, its in standing]
    return sum(same) / len(same)
