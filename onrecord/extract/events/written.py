"""Events as they stand in the record: mentions of one event together, with ids of entities, times and statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.extract.events.circumstances import Circumstances
from onrecord.extract.events.find import EventMention, Party, best_first, with_parties
from onrecord.extract.events.same import same_events
from onrecord.extract.wording import Wording, WordRange
from onrecord.record import Event, EventTold, Magnitude, Participant, Spans, Time


def events_of(
    wording: Wording,
    mentions: Sequence[EventMention],
    circumstances: Circumstances,
    known_times: Sequence[Time],
    entity_ids: Sequence[str],
    spans_of: Callable[[WordRange], Spans],
) -> tuple[Event, ...]:
    """The events in the order in which they are first told.

    known_times: those that the circumstances name; entity_ids: each entity's id by its number; spans_of: places in
    the text of words of the story.
    """
    times = [circumstances.time_at(mention.trigger) for mention in mentions]
    places = [circumstances.place_at(mention.trigger) for mention in mentions]
    days = {time.id: (time.start or "", time.end or "") for time in known_times}
    groups = same_events(wording, mentions, [days[time] if time else None for time in times])

    def parties(some: Sequence[Party]) -> tuple[Participant, ...]:
        return tuple(Participant(entity=entity_ids[one.entity], spans=spans_of(one.words)) for one in some)

    events: list[Event] = []
    for group in groups:
        members = [mentions[number] for number in group]
        main, typed = best_first(members), max(members, key=lambda one: one.typed)
        whole = with_parties(main, [one for one in members if one is not main])
        order = sorted(group, key=lambda number: mentions[number] is not main)
        events.append(
            Event(
                id=f"v{len(events) + 1}",
                type=typed.type,
                mode=typed.mode,
                contexts=whole.contexts,
                trigger=spans_of(whole.trigger),
                actors=parties(whole.actors),
                recipients=parties(whole.recipients),
                status=whole.status,
                magnitude=tuple(
                    Magnitude(
                        kind=told.kind,
                        value=float(told.figure.value),
                        unit=told.figure.unit,
                        spans=spans_of(told.figure.words),
                    )
                    for told in whole.magnitude
                ),
                time=next((times[number] for number in order if times[number]), None),
                place=next((places[number] for number in order if places[number]), None),
                reported_by=statement_id(whole.statement),
                mentions=tuple(
                    EventTold(spans=spans_of(one.trigger), status=one.status, reported_by=statement_id(one.statement))
                    for one in members
                ),
                confidence=max(one.confidence for one in members),
            )
        )
    return tuple(events)


def statement_id(number: int | None) -> str | None:
    """The id of a statement by its number."""
    return None if number is None else f"a{number + 1}"
