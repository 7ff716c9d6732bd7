"""A row an event, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.record import Event, Participant, Report
from onrecord.view.spots import resolved
from onrecord.view.tables.cells import REPORT, Row, all_at, at, joined, number, report_cells, words
from onrecord.view.told import Told

COLUMNS = (
    *REPORT, "event", "line", "type", "mode", "contexts", "status", "trigger", "trigger_at",
    "actors", "actor_ids", "actor_countries", "actor_sectors", "actor_words", "actors_at",
    "recipients", "recipient_ids", "recipient_countries", "recipient_sectors", "recipient_words", "recipients_at",
    "magnitude", "magnitude_words", "magnitude_at",
    "time", "time_words", "time_at", "start", "end",
    "place", "place_name", "place_words", "place_at", "country", "latitude", "longitude",
    "reported_by", "reported_by_name", "reported_via", "disputed_by", "confidence",
)  # fmt: skip


def records(report: Report) -> Iterator[Row]:
    """The events in the order of the record."""
    told = Told(report)
    for event in report.events:
        yield (
            *report_cells(report),
            event.id,
            told.line(event.trigger),
            event.type,
            event.mode,
            joined(event.contexts),
            event.status,
            words(report, event.trigger),
            at(event.trigger),
            *_party(event.actors, told),
            *_party(event.recipients, told),
            joined(" ".join(filter(None, (number(one.value), one.unit, one.kind))) for one in event.magnitude),
            joined(words(report, one.spans) for one in event.magnitude),
            all_at(one.spans for one in event.magnitude),
            *_time(event, told),
            *_place(event, told),
            *_word(event, told),
            event.confidence,
        )


def _party(some: Sequence[Participant], told: Told) -> Row:
    entities = [told.entities.get(one.entity) for one in some]
    return (
        joined(entity.name if entity else None for entity in entities),
        joined(one.entity for one in some),
        joined(entity.country if entity else None for entity in entities),
        joined(entity.sector if entity else None for entity in entities),
        joined(words(told.report, one.spans) for one in some),
        all_at(one.spans for one in some),
    )


def _time(event: Event, told: Told) -> Row:
    time = told.times.get(event.time or "")
    if not time:
        return (event.time, None, None, None, None)
    return (time.id, words(told.report, time.spans), at(time.spans), time.start, time.end)


def _place(event: Event, told: Told) -> Row:
    place = told.places.get(event.place or "")
    if not place:
        return (event.place, *[None] * 6)
    point = (place.latitude, place.longitude) if resolved(place) else (None, None)
    return (place.id, place.name, words(told.report, place.spans), at(place.spans), place.country, *point)


def _word(event: Event, told: Told) -> Row:
    """On whose word: empty for the reporter's own."""
    one = told.reporting(event)
    if not one:
        return (event.reported_by, None, None, None)
    carriers = joined(told.name(carrier.entity) for carrier in one.via)
    return (one.id, told.who(one), carriers, joined(other.id for other in told.against(one.id)))
