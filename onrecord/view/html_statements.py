"""Who said what, as a list on the page, by speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.record import Attribution, Entity, Event
from onrecord.view.dates import date_words
from onrecord.view.escape import shown, sure
from onrecord.view.spots import Spot, place_words, resolved
from onrecord.view.told import Told, by_speaker, flat


class Links:
    """Links from one entry of the lists to another; ``prefix`` is what all ids of the report begin with."""

    def __init__(self, told: Told, prefix: str, places: Sequence[Spot]) -> None:
        self.told, self.prefix = told, prefix
        self._listed = {identity: spot.place.id for spot in places for identity in spot.ids}

    def statement(self, one: Attribution, who: str | None = None) -> str:
        """A link to a statement: who, or the given words for it, and the line."""
        words = who or self.told.who(one) or "no source named"
        return f'<a href="#{self.prefix}-{one.id}">{shown(words)}, line {self.told.statement_line(one)}</a>'

    def disputes(self, statement: str | None) -> list[str]:
        """Notes of who disputes a statement."""
        against = self.told.against(statement)
        return [f'<li class="dispute">disputed by {self.statement(one)}</li>' for one in against]

    def when_and_where(self, one: Attribution | Event) -> Iterator[str]:
        """Notes of the time's words, for a statement with the date they mean, and of the place."""
        if time := self.told.times.get(one.time or ""):
            date = date_words(time) if isinstance(one, Attribution) else None
            words = shown(f"“{self.told.words(time.spans)}”" + (f", {date}" if date else ""))
            yield f'<li>when: <a href="#{self.prefix}-{time.id}">{words}</a></li>'
        if place := self.told.places.get(one.place or ""):
            words = shown(place_words(place) + ("" if resolved(place) else " (not resolved)"))
            yield f'<li>where: <a href="#{self.prefix}-{self._listed[place.id]}">{words}</a></li>'


def statements(links: Links) -> Iterator[str]:
    """The statements of a report by who makes them."""
    told = links.told
    if not told.report.attributions:
        yield "<p>No statements found.</p>\n"
        return
    for entity, group in by_speaker(told.report):
        yield f"<h2>{_heading(entity, group, told)}</h2>\n<ol>\n"
        for one in group:
            yield _statement(one, links)
        yield "</ol>\n"


def _statement(one: Attribution, links: Links) -> str:
    told, identity = links.told, f"{links.prefix}-{one.id}"
    notes = [f"<li>{shown(one.act)}</li>"] if one.act not in (None, "says") else []
    if one.via:
        notes.append(f"<li>via {shown(', '.join(told.name(carrier.entity) for carrier in one.via))}</li>")
    if one.medium:
        notes.append(f"<li>{shown(one.medium)}</li>")
    if one.within:
        notes.append(f"<li>as told by {links.statement(told.statements[one.within])}</li>")
    notes += links.when_and_where(one)
    notes += [f'<li class="dispute">against {links.statement(told.statements[about])}</li>' for about in one.about]
    if one.about_statement:
        notes.append(f'<li class="dispute">against the report itself: {shown(flat(one.about_statement.text))}</li>')
    notes += links.disputes(one.id)
    source = shown(flat(one.source.text)) if one.source else "(no source named)"
    cue = shown(flat(one.cue.text)) if one.cue else "(no cue)"
    return (
        f'<li id="{identity}" data-a="{identity}"><p class="head">'
        f'<a class="place" href="#{identity}-text">line {told.statement_line(one)}</a> '
        f'<span class="m source">{source}</span> <span class="m cue">{cue}</span></p>'
        f'<p class="words {one.kind}">{shown(flat(one.content.text))}</p>'
        f'<ul class="notes">{"".join(notes)}<li class="sure">{sure(one.confidence)}</li></ul></li>\n'
    )


def _heading(entity: Entity | None, group: Sequence[Attribution], told: Told) -> str:
    if entity is not None:
        roles = [role for role in entity.roles[:3] if role.lower() not in entity.name.lower()]
        small = f" <small>{shown(', '.join(roles))}</small>" if roles else ""
        return shown(flat(entity.name)) + small + ("" if entity.named else " <small>not named</small>")
    candidates = group[0].speaker_candidates
    if candidates:
        fitting = " or ".join(f"{shown(told.name(one.entity))} ({one.confidence:.0%})" for one in candidates)
        return f'<span class="open">Not clear who:</span> {fitting}'
    return f'<span class="open">{"Not clear who" if group[0].source else "No source named"}</span>'
