"""The view for a terminal, of what happened and where: a dated list of events and a list of places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from onrecord.record import Attribution, Event
from onrecord.view.dates import date_words
from onrecord.view.event_words import STATUSES, kind_words, magnitude_words
from onrecord.view.spots import candidate_words, place_words, point_words, resolved, spots
from onrecord.view.terminal import UNSURE, Screen, shown
from onrecord.view.timeline import timeline_of
from onrecord.view.told import Told


def events_text(told: Told, screen: Screen) -> Iterator[str]:
    """The events by date, those without one last; nothing where there are none."""
    events = {event.id: event for event in told.report.events}
    if not events:
        return
    yield ""
    yield from screen.heading(f"What happened: {len(events)} event{'s' if len(events) > 1 else ''}")
    moments = [one for one in timeline_of(told.report, undated=True) if one.kind == "event"]
    for when, of_the_day in groupby(moments, key=lambda one: one.when):
        yield ""
        yield from screen.heading(shown(when) if when else "No date told")
        for number, moment in enumerate(of_the_day):
            if number:
                yield ""
            yield from _event(events[moment.id], told, screen)


def _event(event: Event, told: Told, screen: Screen) -> Iterator[str]:
    doubt = "  (unsure)" if event.confidence < UNSURE else ""
    yield from screen.numbered(told.line(event.trigger), shown(told.event_words(event)) + doubt)
    notes = [kind_words(event)]
    if event.status != "happened":
        notes.append(STATUSES[event.status].upper())
    notes += [magnitude_words(one) for one in event.magnitude]
    yield from screen.note(f"[{shown('; '.join(notes))}]")
    for note in when_and_where(event, told):
        yield from screen.note(note)
    reporting = told.reporting(event)
    if reporting:
        line = told.statement_line(reporting)
        yield from screen.note(f"on the word of {shown(told.word_of(reporting))}, line {line}")
        for one in told.against(reporting.id):
            yield from screen.note(f"DISPUTED by {other(one, told)}")


def other(one: Attribution, told: Told) -> str:
    """Another statement: who and on which line."""
    return f"{shown(told.who(one) or 'no source')}, line {told.statement_line(one)}"


def when_and_where(one: Attribution | Event, told: Told) -> Iterator[str]:
    """A note of the time's words with, for a statement, what date they mean, and of the place; or nothing."""
    notes = []
    if time := told.times.get(one.time or ""):
        when = date_words(time) if isinstance(one, Attribution) else None
        notes.append(f"when: “{told.words(time.spans)}”" + (f", {when}" if when else ""))
    if place := told.places.get(one.place or ""):
        notes.append(f"where: {place_words(place)}" + ("" if resolved(place) else " (not resolved)"))
    if notes:
        yield shown("; ".join(notes))


def places_text(told: Told, screen: Screen) -> Iterator[str]:
    """The places in the order of the text, each once; nothing where there are none."""
    found = spots(told.report)
    if not found:
        return
    yield ""
    yield from screen.heading(f"Where: {len(found)} place{'s' if len(found) > 1 else ''}")
    yield ""
    for spot in found:
        place = spot.place
        if place.latitude is not None and place.longitude is not None:
            where = point_words(place.latitude, place.longitude)
        else:
            where = "not resolved"
        times = f"named {spot.mentions} times" if spot.mentions > 1 else "named once"
        yield from screen.numbered(told.line(spot.first), f"{shown(place_words(place))} | {where} | {times}")
        candidates = "" if resolved(place) else candidate_words(place)
        if candidates:
            yield from screen.note(f"may be {shown(candidates)}")
