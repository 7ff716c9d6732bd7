"""Which mentions tell of one event: headline, lead and later ones."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.events.find import EventMention
from onrecord.extract.events.inflection import base_of
from onrecord.extract.stems import stem
from onrecord.extract.wording import Wording

Days = tuple[str, str]

# Statuses that one event may have in different sentences: an order is told as a plan later on.
_NOT_YET = frozenset(("ordered", "planned", "threatened", "called-for", "hypothetical"))
_DONE = frozenset(("happened", "ongoing"))
_MOST = 12  # events of one kind that a new mention is compared with
_FAR = 400  # words: a deed told again further down under another word is another deed


def same_events(wording: Wording, mentions: Sequence[EventMention], times: Sequence[Days | None]) -> list[list[int]]:
    """The numbers of the mentions, grouped by event, in the order of first mention.

    times: for each mention its first and last day or moment, None where nothing tells when; two without a day in
    common are two events.
    """
    groups: list[list[int]] = []
    # By type and by the trigger's stem: "withdrew" may be read as two types in two sentences.
    alike: dict[str, list[int]] = {}
    for number, mention in enumerate(mentions):
        keys = (mention.type, _stem(wording, mention))
        near = sorted({group for key in keys for group in alike.get(key, [])[-_MOST:]}, reverse=True)
        place = next((group for group in near if _is_one(wording, mentions, times, groups[group], number)), None)
        if place is None:
            for key in keys:
                alike.setdefault(key, []).append(len(groups))
            groups.append([number])
        else:
            groups[place].append(number)
    return groups


def _stem(wording: Wording, mention: EventMention) -> str:
    return stem(base_of(wording.lower[mention.trigger[0]]))


def _is_one(
    wording: Wording,
    mentions: Sequence[EventMention],
    times: Sequence[Days | None],
    group: Sequence[int],
    number: int,
) -> bool:
    new = mentions[number]
    stems = {_stem(wording, mentions[i]) for i in group}
    own = _stem(wording, new)
    alike = own in stems or (new.mode is not None and any(mentions[i].mode == new.mode for i in group))
    if not alike:
        return False
    actors = {party.entity for i in group for party in mentions[i].actors}
    recipients = {party.entity for i in group for party in mentions[i].recipients}
    new_actors = {party.entity for party in new.actors}
    new_recipients = {party.entity for party in new.recipients}
    if (actors and new_actors and not actors & new_actors) or (
        recipients and new_recipients and not recipients & new_recipients
    ):
        return False
    shared = bool(actors & new_actors) + bool(recipients & new_recipients)
    if shared < 2 and all(mentions[i].type != new.type for i in group):
        return False
    if not shared and not (own in stems and new.trigger[0] - mentions[group[-1]].trigger[0] < _FAR // 4):
        return False
    if new.trigger[0] - mentions[group[-1]].trigger[0] > _FAR and shared < 2:
        return False
    if not any(_fits(mentions[i].status, new.status) for i in group):
        return False
    known = [days for i in group if (days := times[i])]
    own_days = times[number]
    if own_days and known and not any(_in_common(days, own_days) for days in known):
        return False
    return not _figures_differ([mentions[i] for i in group], new)


def _in_common(one: Days, other: Days) -> bool:
    """Whether two stretches of the calendar share a day: "Monday" and "Monday morning" do."""
    return one[0][:10] <= other[1][:10] and other[0][:10] <= one[1][:10]


def _fits(one: str, other: str) -> bool:
    return one == other or {one, other} <= _NOT_YET or {one, other} <= _DONE


def _figures_differ(group: Sequence[EventMention], new: EventMention) -> bool:
    known = {told.kind: told.figure.value for mention in group for told in mention.magnitude}
    return any(known.get(told.kind, told.figure.value) != told.figure.value for told in new.magnitude)
