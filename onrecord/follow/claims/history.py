"""The history of a claim: made, repeated, confirmed, changed, disputed, denied, withdrawn, by whom and when.

Steps within a claim come from its statements in the order of their days.  Steps against it come from statements of
other claims on the same matter that cannot both be so: a denial where the statement says no to it, a withdrawal where
its own speaker does, a change where it gives another figure or date, else a dispute.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.follow.claims.answers import answers_likelihood
from onrecord.follow.claims.quantity import agreement
from onrecord.follow.claims.told import Told, same_speaker

Kind = Literal["made", "repeated", "confirmed", "changed", "disputed", "denied", "withdrawn"]
# What cannot be so together with the claim.
AGAINST: tuple[Kind, ...] = ("changed", "disputed", "denied", "withdrawn")
# A statement answers another from this probability on.
LEAST_ANSWER = 0.4
_LATEST = 10**9


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that happened to a claim.

    key: the statement's; report, speaker, day: its; first: whether its speaker had not spoken to this claim before;
    from_record: whether the report itself ties the statement to one of the claim.
    """

    kind: Kind
    key: str
    report: str
    speaker: str
    day: int | None
    first: bool
    from_record: bool = False


def history(
    claim: Sequence[Told], others: Sequence[Told] = (), told_about: Collection[tuple[str, str]] = ()
) -> list[Step]:
    """The steps of a claim, the oldest first.

    claim: its statements; others: statements of other claims that may answer it (``near.worth_comparing`` finds
    them); told_about: pairs of keys (who denies or disputes, what) that the records themselves have.
    """
    steps = _within(claim)
    mine = {one.key for one in claim}
    for other in others:
        if other.key in mine:
            continue
        tied = any((other.key, key) in told_about for key in mine)
        kind: Kind | None = "disputed" if tied else None
        kind = answer(claim, other) or kind
        if tied and kind in (None, "changed", "disputed"):
            kind = "denied" if other.act == "denies" else "disputed"
        if kind is not None:
            steps.append(_step(kind, other, from_record=tied))
    steps.sort(key=lambda step: (step.day if step.day is not None else _LATEST, step.key))
    return _with_first(steps)


def answer(claim: Sequence[Told], other: Told) -> Kind | None:
    """How a statement of another claim answers a claim; None where it does not, or was told before it."""
    begun = min((one.day for one in claim if one.day is not None), default=None)
    if begun is not None and other.day is not None and other.day < begun:
        return None
    if not any(answers_likelihood(one, other) >= LEAST_ANSWER for one in claim):
        return None
    return kind_of_answer(claim, other)


def kind_of_answer(claim: Sequence[Told], other: Told) -> Kind:
    """The kind of a statement that cannot be so together with a claim.

    Another figure or date is a change, unless somebody holds to the first one afterwards: then it is disputed.
    """
    apart = any(agreement(one.figures, other.figures)[1] or _dates_apart(one, other) for one in claim)
    if apart and not other.turned:
        held = other.day is not None and any(
            one.day is not None and one.day >= other.day and not same_speaker(one, other) for one in claim
        )
        return "disputed" if held else "changed"
    if any(same_speaker(one, other) and _not_behind(one, other) for one in claim):
        return "withdrawn"
    says_no = other.act == "denies" or other.turned or other.matter.denied
    return "denied" if says_no and not all(one.matter.denied or one.turned for one in claim) else "disputed"


def _not_behind(one: Told, other: Told) -> bool:
    """Whether a statement may have been made before another: nobody takes back what they say only later."""
    return one.day is None or other.day is None or one.day <= other.day


def _dates_apart(one: Told, other: Told) -> bool:
    if not one.dates or not other.dates:
        return False
    return not any(a <= d and c <= b for a, b in one.dates for c, d in other.dates)


def _within(claim: Sequence[Told]) -> list[Step]:
    steps = []
    for place, one in enumerate(sorted(claim, key=_when)):
        kind: Kind = "repeated"
        if place == 0:
            kind = "made"
        elif one.act == "confirms":
            kind = "confirmed"
        steps.append(_step(kind, one))
    return steps


def _step(kind: Kind, told: Told, *, from_record: bool = False) -> Step:
    return Step(
        kind=kind,
        key=told.key,
        report=told.report,
        speaker=told.speaker,
        day=told.day,
        first=False,
        from_record=from_record,
    )


def _with_first(steps: Sequence[Step]) -> list[Step]:
    seen: set[str] = set()
    found = []
    for step in steps:
        found.append(replace(step, first=bool(step.speaker) and step.speaker not in seen))
        seen.add(step.speaker)
    return found


def _when(one: Told) -> tuple[int, str]:
    return (one.day if one.day is not None else _LATEST, one.key)
