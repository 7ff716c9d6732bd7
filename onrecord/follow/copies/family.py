"""One report and those that have words of it: links, the likely original, how many reports are independent.

A family is a report, those that have words in common with it, and those that have words in common with the likely
original (the one for which most speaks, where it stays open), so that two excerpts of one report are of one family
though they share no word.  Links of links are not followed further: a report joined of two sources is in the families
of both, and these stay two.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.follow.copies.align import Passage, passages
from onrecord.follow.copies.furniture import furniture_of
from onrecord.follow.copies.judge import Shared, counted
from onrecord.follow.copies.origin import Origin, before, moment, origin_of
from onrecord.follow.copies.publishers import origin_credits
from onrecord.follow.copies.shingles import telling_runs
from onrecord.follow.copies.story import Story, publishes
from onrecord.follow.copies.words import Flags, Numbers, Places

_MADE_OF = 0.5  # of a report's words that stand in reports before it: it is a copy

_RUNS = 4  # runs of words in common that are worth a look

Near = Callable[[Story], Sequence[Story]]
Pair = tuple[str, str]
Linked = tuple[Story, Shared]


@dataclass(frozen=True, kw_only=True)
class Family:
    """``stories``: all, the report asked about first, then in the order in which they likely came out.

    ``links``: what two reports have in common, by their keys, as the first sees it; all of the report asked about are
    there, and those of the original.  ``copies``: keys of reports of which at least half stands in reports before
    them.
    """

    stories: tuple[Story, ...]
    links: dict[Pair, Shared] = field(repr=False)
    origin: Origin
    copies: frozenset[str]

    @property
    def independent(self) -> int:
        """How many reports are their own, for the most part."""
        return len(self.stories) - len(self.copies)

    def shared(self, one: str, other: str) -> Shared | None:
        """What two reports have in common, as the first sees it; None where that was not looked at or is nothing."""
        if (one, other) in self.links:
            return self.links[one, other]
        back = self.links.get((other, one))
        return turned(back) if back is not None else None


def turned(shared: Shared) -> Shared:
    """As the other report sees it."""
    return Shared(
        passages=tuple(sorted((passage.turned() for passage in shared.passages), key=lambda one: one.first)),
        same=shared.same,
        told=shared.told,
        share=shared.share_there,
        share_there=shared.share,
    )


def links_of(
    story: Story, near: Sequence[Story], apart: Collection[frozenset[str]] = (), common: Flags | None = None
) -> list[Linked]:
    """Those of some reports that are copies of one, or it of them, with what they have in common.

    apart: pairs of keys that a person says are none; common: words of the report that very many have.
    """
    found: list[tuple[Story, list[Passage]]] = []
    runs, often = np.unique(telling_runs(story.words), return_counts=True)
    for other in near:
        if other.key == story.key or _in_common(runs, often, telling_runs(other.words)) < _RUNS:
            continue
        if there := passages(story.words, other.words):
            found.append((other, there))
    furniture = furniture_of(story, found)
    if common is not None:
        furniture |= common
    linked = []
    for other, there in found:
        if frozenset((story.key, other.key)) in apart:
            continue
        shared = counted(story, other, _without(there, furniture), furniture=furniture)
        if shared.is_copy:
            linked.append((other, shared))
    return linked


def _in_common(runs: Numbers, often: Places, theirs: Numbers) -> int:
    """How many runs of a report another has.  runs: the report's, in rising order; often: how often each is there."""
    if not len(runs):
        return 0
    # The same as np.isin over all of them, in a fifth of the time, as the report's are in order once for all others.
    place = np.minimum(np.searchsorted(runs, theirs), len(runs) - 1)
    there = np.zeros(len(runs), dtype=bool)
    there[place[runs[place] == theirs]] = True
    return int(often[there].sum())


def family_of(
    story: Story,
    near: Near,
    apart: Collection[frozenset[str]] = (),
    *,
    known: Callable[[Story], Story] = lambda story: story,
    common: Callable[[Story], Flags | None] = lambda story: None,
) -> Family:
    """The family of a report.

    near: gives the reports that may have words in common with one; known: gives a report with its credits, where
    ``near`` leaves them out; common: gives the words of a report that very many have.
    """
    return family_by(story, lambda one: links_of(one, near(one), apart, common(one)), known=known)


def family_by(
    story: Story, linked: Callable[[Story], Sequence[Linked]], *, known: Callable[[Story], Story] = lambda story: story
) -> Family:
    """The same by links that may be known already.

    linked: gives what ``links_of`` gives of a report; it is asked of this one, then of the likely original.  Of a
    report ``linked`` gave, nothing but its key, dates, credits and the number of its words is asked here.
    """
    members = {story.key: known(story)}
    links: dict[Pair, Shared] = {}
    looked: set[str] = set()

    def look(one: Story) -> None:
        looked.add(one.key)
        for other, shared in linked(one):
            if other.key not in members:
                members[other.key] = known(other)
            if (other.key, one.key) not in links:
                links[one.key, other.key] = shared

    look(story)
    # What is only tied to another member is in no way the original of this report.
    tied = list(members)
    origin = origin_of(_ordered(members), links)
    if origin.first not in looked:
        look(members[origin.first])
        origin = origin_of(_ordered(members), links, tied)
    stories = _in_order(members, links, origin)
    copies = _copies(stories, links, origin)
    first = members[story.key]
    return Family(
        stories=(first, *(one for one in stories if one.key != story.key)), links=links, origin=origin, copies=copies
    )


def _without(common: Sequence[Passage], furniture: Flags) -> list[Passage]:
    """The passages that are not page furniture for the most part."""
    return [one for one in common if 2 * int(furniture[one.first : one.last].sum()) <= one.last - one.first]


def _ordered(members: dict[str, Story]) -> list[Story]:
    return [members[key] for key in sorted(members)]


def _in_order(members: dict[str, Story], links: dict[Pair, Shared], origin: Origin) -> list[Story]:
    """The original first, then as they came out; of those whose time is not known the longer ones first."""
    points = {key: sum(reason.points for reason in some) for key, some in origin.reasons.items()}
    return sorted(
        members.values(),
        key=lambda one: (
            one.key != origin.key, -points[one.key], moment(one) or "~", -len(one.words), one.key,
        ),
    )  # fmt: skip


def _copies(stories: list[Story], links: dict[Pair, Shared], origin: Origin) -> frozenset[str]:
    """Those of which most stands in reports before them; of each two it is told apart which was before the other."""
    place = {story.key: number for number, story in enumerate(stories)}
    known = {story.key: story for story in stories}
    taken = {story.key: np.zeros(len(story.words), dtype=bool) for story in stories}
    for (one, other), shared in links.items():
        one_later = _is_later(known[one], known[other], origin)
        if one_later is None:
            one_later = place[one] > place[other]
        for passage in shared.passages:
            if one_later:
                taken[one][passage.first : passage.last] = True
            else:
                taken[other][passage.there_first : passage.there_last] = True
    copies = {story.key for story in stories if len(story.words) and taken[story.key].mean() >= _MADE_OF}
    # Evidence may go round in a circle; somebody wrote it.
    return frozenset(copies - {origin.first} if len(copies) == len(stories) else copies)


def _is_later(one: Story, other: Story, origin: Origin) -> bool | None:
    """Whether one of two came after the other, by credit or clock; None where neither tells."""
    for later, earlier, answer in ((one, other, True), (other, one, False)):
        if any(publishes(earlier, credit.name) for credit in origin_credits(later)):
            return answer
    if any(reason.kind == "clock" for key in (one.key, other.key) for reason in origin.reasons.get(key, ())):
        return None
    order = before(one, other)
    return None if order is None else not order
