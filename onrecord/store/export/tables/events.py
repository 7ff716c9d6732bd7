"""A row an event, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.record import Event, Participant
from onrecord.store.export.columns import REPORT, Column, Row, column, day, report_values
from onrecord.store.export.stored import Stored
from onrecord.view.spots import resolved
from onrecord.view.tables.cells import number, words
from onrecord.view.told import Told


def _party_columns(who: str, did: str) -> tuple[Column, ...]:
    return (
        column(f"{who}s", "texts", f"{did}: names"),
        column(f"{who}_ids", "texts", "their ids in the record"),
        column(f"{who}_handles", "texts", "which entities of the library they are"),
        column(f"{who}_countries", "texts", "their countries, ISO 3166-1"),
        column(f"{who}_sectors", "texts", "their sectors, by PLOVER's codes"),
        column(f"{who}_words", "texts", "the words that name them here"),
        column(f"{who}s_at", "passages", "where those words stand"),
    )


COLUMNS = (
    *REPORT,
    column("event", "text", "the event's id in the record"),
    column("line", "whole", "the line of the text that its words begin on"),
    column("type", "text", "PLOVER's code of what happened"),
    column("mode", "text", "PLOVER's code of how"),
    column("contexts", "texts", "PLOVER's codes of what it was about"),
    column("status", "text", "happened, ongoing, ordered, planned, threatened, called-for, denied, hypothetical"),
    column("trigger", "text", "the words that tell of it"),
    column("trigger_at", "spans", "where they stand"),
    *_party_columns("actor", "who did it"),
    *_party_columns("recipient", "whom it was done to"),
    column("magnitude", "texts", "figures told of it: `2 fishermen killed`"),
    column("magnitude_kinds", "texts", "what each figure counts"),
    column("magnitude_values", "numbers", "the figures themselves"),
    column("magnitude_units", "texts", "their units"),
    column("magnitude_words", "texts", "the words of each figure"),
    column("magnitude_at", "passages", "where those words stand"),
    column("time", "text", "the id of the time at which it happened"),
    column("time_words", "text", "the words of that time"),
    column("time_at", "spans", "where they stand"),
    column("start", "text", "its first day, or moment with its zone, as in the record"),
    column("end", "text", "its last day or moment"),
    column("first_day", "day", "its first day"),
    column("last_day", "day", "its last day"),
    column("place", "text", "the id of the place where it happened"),
    column("place_name", "text", "that place's name"),
    column("place_words", "text", "the words of that place"),
    column("place_at", "spans", "where they stand"),
    column("country", "text", "its country, ISO 3166-1"),
    column("latitude", "number", "degrees, north positive; empty where the place is not resolved"),
    column("longitude", "number", "degrees, east positive"),
    column("reported_by", "text", "the id of the statement that it rests on; empty: the reporter's own word"),
    column("reported_by_name", "text", "who makes that statement"),
    column("reported_via", "texts", "through whom that statement came"),
    column("disputed_by", "texts", "the ids of the statements that dispute that statement"),
    column("confidence", "share", "a rank between 0 and 1"),
)


def rows(stored: Stored) -> Iterator[Row]:
    """The events of a report in the order of its record."""
    report = stored.report
    told = Told(report)
    head = report_values(stored)
    for one in report.events:
        yield (
            *head,
            one.id,
            told.line(one.trigger),
            one.type,
            one.mode,
            one.contexts,
            one.status,
            words(report, one.trigger),
            one.trigger,
            *_party(one.actors, told, stored),
            *_party(one.recipients, told, stored),
            tuple(" ".join(filter(None, (number(it.value), it.unit, it.kind))) for it in one.magnitude),
            tuple(it.kind for it in one.magnitude),
            tuple(it.value for it in one.magnitude),
            tuple(it.unit for it in one.magnitude),
            tuple(words(report, it.spans) for it in one.magnitude),
            tuple(it.spans for it in one.magnitude),
            *_time(one, told),
            *_place(one, told),
            *_word(one, told),
            one.confidence,
        )


def _party(some: Sequence[Participant], told: Told, stored: Stored) -> Row:
    entities = [told.entities.get(one.entity) for one in some]
    return (
        tuple(entity.name if entity else None for entity in entities),
        tuple(one.entity for one in some),
        tuple(stored.handles.get(one.entity) for one in some),
        tuple(entity.country if entity else None for entity in entities),
        tuple(entity.sector if entity else None for entity in entities),
        tuple(words(told.report, one.spans) for one in some),
        tuple(one.spans for one in some),
    )


def _time(event: Event, told: Told) -> Row:
    time = told.times.get(event.time or "")
    if not time:
        return (event.time, *[None] * 6)
    at = (words(told.report, time.spans), time.spans)
    return (time.id, *at, time.start, time.end, day(time.start), day(time.end))


def _place(event: Event, told: Told) -> Row:
    place = told.places.get(event.place or "")
    if not place:
        return (event.place, *[None] * 6)
    point = (place.latitude, place.longitude) if resolved(place) else (None, None)
    return (place.id, place.name, words(told.report, place.spans), place.spans, place.country, *point)


def _word(event: Event, told: Told) -> Row:
    """On whose word: empty for the reporter's own."""
    one = told.reporting(event)
    if not one:
        return (event.reported_by, None, (), ())
    carriers = tuple(told.name(carrier.entity) for carrier in one.via)
    return (one.id, told.who(one), carriers, tuple(other.id for other in told.against(one.id)))
