"""Which report of a family is likely the original: by credit, by date, by what contains what.

Each kind of evidence gives points.  The report with the most is the original where something tells, of each other that
has words of it, that it came before; where nothing does, it stays open.  A date that a credit contradicts (a copy dated
before what it credits) is flagged and not used, as is a date behind the moment at which the page was fetched.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.follow.copies.judge import Shared
from onrecord.follow.copies.publishers import Publishers
from onrecord.follow.copies.story import Story, is_agency, plain_name, publishes

# Points.  A credit outweighs dates and containment together; a date outweighs containment.
_CREDITED, _CREDITS, _EARLIEST, _CONTAINED, _CONTAINS = 4.0, -4.0, 2.0, -1.5, 1.0
_WHOLE = 0.85  # of a report's words that stand in another: it is contained in it
_LONGER = 1.15  # so many times as long is longer

EvidenceKind = Literal["credited", "credits", "earliest", "contains", "contained", "clock", "carrier"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """A piece of evidence for or against a report being the original.  ``points``: above nought is for it."""

    kind: EvidenceKind
    detail: str
    points: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """What is known of the original of a family.

    ``key``: of the report, None where it stays open; ``first``: the one for which most speaks, be it open or not;
    ``confidence``: of ``key``; ``reasons``: by report key; ``credited``: whom the reports credit though no report of
    theirs is here.
    """

    key: str | None
    first: str
    confidence: float
    reasons: Mapping[str, tuple[Reason, ...]]
    credited: str | None = None


def origin_of(
    stories: Sequence[Story], links: Mapping[tuple[str, str], Shared], among: Collection[str] | None = None
) -> Origin:
    """The likely original among reports that have words in common.

    links: by the keys of two reports what they have in common, as the first of them sees it; among: keys of those that
    may be it, where not all may.
    """
    reasons: dict[str, list[Reason]] = {story.key: [] for story in stories}
    publishers = Publishers(stories)
    _by_credit(stories, publishers, reasons)
    wrong = _wrong_clocks(stories, links, publishers, reasons)
    _by_date([story for story in stories if story.key not in wrong], reasons)
    _by_containment(stories, links, wrong, reasons)
    points = {key: sum(reason.points for reason in some) for key, some in reasons.items()}
    ranked = sorted(
        (story for story in stories if among is None or story.key in among),
        key=lambda story: (-points[story.key], _rank(story), -len(story.words), story.key),
    )
    credited = _credited_elsewhere(stories, publishers)
    key, confidence = None, 0.0
    if len(stories) > 1 and points[ranked[0].key] > 0:
        others = [story for story in stories if story is not ranked[0]]
        confidence = min(_ahead(ranked[0], other, links, publishers, reasons, wrong) for other in others)
        key = ranked[0].key if confidence else None
    if credited and (key is None or any(reason.kind == "credits" for reason in reasons[key])):
        key, confidence = None, 0.0  # the original is a report of theirs that is not here
    return Origin(
        key=key,
        first=key or ranked[0].key,
        confidence=confidence,
        reasons={one: tuple(some) for one, some in reasons.items()},
        credited=credited,
    )


def _ahead(
    one: Story,
    other: Story,
    links: Mapping[tuple[str, str], Shared],
    publishers: Publishers,
    reasons: Mapping[str, Sequence[Reason]],
    wrong: Collection[str],
) -> float:
    """How sure it is that one came before another with words of it; 0 where nothing tells, 1 where it has none.

    The bounds are judgements: a credit errs least, containment tells only which is the fuller.
    """
    if any(publishes(one, credit.name) for credit in publishers.credits(other)):
        return 0.95
    shared = links.get((one.key, other.key))
    share_there = shared.share_there if shared else None
    if shared is None and (back := links.get((other.key, one.key))):
        share_there = back.share
    if share_there is None:
        return 1.0
    if one.key not in wrong and other.key not in wrong:
        order = before(one, other)
        if order is not None:
            return 0.85 if order else 0.0
    kinds = {reason.kind for reason in reasons[other.key]}
    contained = share_there >= _WHOLE and len(one.words) >= _LONGER * len(other.words)
    return 0.7 if contained or "credits" in kinds else 0.0


def moment(story: Story) -> str | None:
    """Day and, where known, time of publication, as text that sorts."""
    if not story.day:
        return None
    return f"{story.day}T{story.time}" if story.time else story.day


def _rank(story: Story) -> str:
    """When it came out, for sorting: where the time is not known, behind those of the day."""
    return f"{story.day or '~'}T{story.time or '~'}"


def before(one: Story, other: Story) -> bool | None:
    """Whether one came out before the other; None where that is not known or both came out at once."""
    if not one.day or not other.day:
        return None
    if one.day != other.day:
        return one.day < other.day
    if one.time and other.time and one.time[:5] != other.time[:5] and _zone(one.time) == _zone(other.time):
        return one.time < other.time
    return None


def _zone(time: str) -> str:
    """What of a time is its zone; times are compared as text where it is the same."""
    return time[5:].lstrip(":0123456789.")


def _by_credit(stories: Sequence[Story], publishers: Publishers, reasons: dict[str, list[Reason]]) -> None:
    for story in stories:
        for credit in publishers.credits(story):
            theirs = [other for other in publishers.of(credit.name) if other is not story]
            if not theirs and credit.kind == "rights" and not is_agency(credit.name):
                continue  # most often its own publisher, whose name is not known otherwise
            reasons[story.key].append(
                Reason(kind="credits", detail=f"credits {credit.name} ({credit.kind})", points=_CREDITS)
            )
            for other in theirs:
                if not any(reason.kind == "credited" for reason in reasons[other.key]):
                    reasons[other.key].append(
                        Reason(kind="credited", detail=f"credited as {credit.name}", points=_CREDITED)
                    )
            break
        else:
            for credit in story.credits:
                if credit.kind == "carrier" and any(other is not story for other in publishers.of(credit.name)):
                    reasons[story.key].append(
                        Reason(kind="carrier", detail=f"names {credit.name} as the one who reports it", points=-1.0)
                    )
                    break


def _wrong_clocks(
    stories: Sequence[Story],
    links: Mapping[tuple[str, str], Shared],
    publishers: Publishers,
    reasons: dict[str, list[Reason]],
) -> set[str]:
    """Reports whose date cannot be right."""
    wrong: set[str] = set()
    for story in stories:
        if story.day and story.retrieved and story.day > story.retrieved[:10]:
            wrong.add(story.key)
            reasons[story.key].append(
                Reason(kind="clock", detail=f"dated {story.day}, but was fetched on {story.retrieved[:10]}")
            )
    for story in stories:
        for credit in publishers.credits(story):
            for other in publishers.of(credit.name):
                if other is story or story.key in wrong or other.key in wrong:
                    continue
                if before(story, other) and ((story.key, other.key) in links or (other.key, story.key) in links):
                    wrong.add(story.key)
                    detail = f"dated {moment(story)}, before the report of {credit.name} that it credits"
                    reasons[story.key].append(Reason(kind="clock", detail=detail))
    return wrong


def _by_date(stories: Sequence[Story], reasons: dict[str, list[Reason]]) -> None:
    dated = [story for story in stories if story.day]
    if len(dated) < 2:
        return
    first = _first(dated)
    if len(first) == len(dated):
        return
    for story in first:
        detail = f"published {moment(story)}, " + ("before all others" if len(first) == 1 else "no other before it")
        reasons[story.key].append(Reason(kind="earliest", detail=detail, points=_EARLIEST))


def _first(dated: Sequence[Story]) -> list[Story]:
    """Of reports with a day those that none came out before, as ``before`` tells it of two."""
    earliest = min(str(story.day) for story in dated)
    some = [story for story in dated if story.day == earliest]
    # What any report came out before, the earliest one whose time can be compared with it came out before, too.
    times: dict[str, str] = {}
    for story in some:
        if story.time:
            times[_zone(story.time)] = min(times.get(_zone(story.time), story.time), story.time)
    return [story for story in some if not story.time or times[_zone(story.time)][:5] == story.time[:5]]


def _by_containment(
    stories: Sequence[Story],
    links: Mapping[tuple[str, str], Shared],
    wrong: Collection[str],
    reasons: dict[str, list[Reason]],
) -> None:
    known = {story.key: story for story in stories}
    for (one, other), shared in sorted(links.items()):
        if one not in known or other not in known:
            continue
        for inner, outer, share, back in (
            (one, other, shared.share, shared.share_there),
            (other, one, shared.share_there, shared.share),
        ):
            if inner not in wrong and outer not in wrong and before(known[inner], known[outer]):
                continue  # what came later and has more was made of it
            longer = len(known[outer].words) >= _LONGER * len(known[inner].words)
            if share >= _WHOLE and back < _WHOLE and longer:
                for key, kind, points in ((inner, "contained", _CONTAINED), (outer, "contains", _CONTAINS)):
                    if not any(reason.kind == kind for reason in reasons[key]):
                        detail = (
                            "all but all of it stands in a longer report"
                            if kind == "contained"
                            else "has all of a shorter one"
                        )
                        reasons[key].append(Reason(kind=kind, detail=detail, points=points))  # type: ignore[arg-type]


def _credited_elsewhere(stories: Sequence[Story], publishers: Publishers) -> str | None:
    """Whom most reports credit of whom none is here; of as many the first by name."""
    count: dict[str, tuple[int, str]] = {}
    for story in stories:
        for credit in publishers.credits(story):
            if credit.kind == "rights" and not is_agency(credit.name):
                continue
            if publishers.of(credit.name):
                continue
            plain = plain_name(credit.name)
            so_far, name = count.get(plain, (0, credit.name))
            count[plain] = so_far + 1, min(name, credit.name)
            break
    if not count:
        return None
    return min(count.values(), key=lambda one: (-one[0], one[1]))[1]
