"""What happened, where and when, as lists on the page: events by date, places, times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.record import Event
from onrecord.view.dates import date_words
from onrecord.view.escape import shown, sure
from onrecord.view.event_words import STATUSES, kind_words, magnitude_words
from onrecord.view.html_statements import Links
from onrecord.view.spots import Spot, candidate_words, place_words, point_words
from onrecord.view.timeline import timeline_of
from onrecord.view.told import ARROW


def events(links: Links) -> Iterator[str]:
    """The events by date, those without one last."""
    found = {event.id: event for event in links.told.report.events}
    moments = [one for one in timeline_of(links.told.report, undated=True) if one.kind == "event"]
    for when, of_the_day in groupby(moments, key=lambda one: one.when):
        yield f"<h3>{shown(when) if when else 'No date told'}</h3>\n<ol>\n"
        for moment in of_the_day:
            yield _event(found[moment.id], links)
        yield "</ol>\n"


def _event(event: Event, links: Links) -> str:
    told, identity = links.told, f"{links.prefix}-{event.id}"
    trigger = f'<span class="m what">{shown(told.words(event.trigger))}</span>'
    actors, recipients = shown(told.parties(event.actors)), shown(told.parties(event.recipients))
    parts = (f"<b>{actors}</b>" if actors else "", trigger, recipients)
    notes = [f"<li>{shown(kind_words(event))}</li>"]
    if event.status != "happened":
        notes.append(f'<li class="status">{STATUSES[event.status]}</li>')
    notes += [f"<li>{shown(magnitude_words(one))}</li>" for one in event.magnitude]
    notes += links.when_and_where(event)
    reporting = told.reporting(event)
    if reporting:
        notes.append(f"<li>on the word of {links.statement(reporting, told.word_of(reporting))}</li>")
        notes += links.disputes(reporting.id)
    return (
        f'<li id="{identity}" data-a="{identity}"><p class="head">'
        f'<a class="place" href="#{identity}-text">line {told.line(event.trigger)}</a> '
        f"{ARROW.join(part for part in parts if part)}</p>"
        f'<ul class="notes">{"".join(notes)}<li class="sure">{sure(event.confidence)}</li></ul></li>\n'
    )


def places(links: Links, spots: Sequence[Spot]) -> Iterator[str]:
    """The places in the order of the text, each once under the id of its first mention."""
    yield "<ol>\n"
    for spot in spots:
        place = spot.place
        named = f"named {spot.mentions} times" if spot.mentions > 1 else "named once"
        notes = [f"<li>{named}</li>"]
        if place.latitude is not None and place.longitude is not None:
            notes.insert(0, f"<li>{point_words(place.latitude, place.longitude)}</li>")
        else:
            candidates = candidate_words(place)
            notes.insert(0, '<li class="status">not resolved</li>')
            if candidates:
                notes.append(f"<li>may be {shown(candidates)}</li>")
        yield _entry(links, spot.ids, shown(place_words(place)), "where", links.told.line(place.spans), notes)
    yield "</ol>\n"


def times(links: Links) -> Iterator[str]:
    """The times in the order of the text, with the dates they mean."""
    yield "<ol>\n"
    for one in links.told.report.times:
        date = date_words(one)
        notes = [f"<li>{shown(date)}</li>" if date else f"<li>no date told ({shown(one.value)})</li>"]
        words = shown(links.told.words(one.spans))
        yield _entry(links, (one.id,), words, "when", links.told.line(one.spans), notes)
    yield "</ol>\n"


def _entry(links: Links, ids: Sequence[str], words: str, look: str, line: int, notes: Sequence[str]) -> str:
    owners = " ".join(f"{links.prefix}-{identity}" for identity in ids)
    identity = f"{links.prefix}-{ids[0]}"
    return (
        f'<li id="{identity}" data-a="{owners}"><p class="head">'
        f'<a class="place" href="#{identity}-text">line {line}</a> '
        f'<span class="m {look}">{words}</span></p><ul class="notes">{"".join(notes)}</ul></li>\n'
    )
