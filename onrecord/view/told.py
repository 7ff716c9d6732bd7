"""A report's record looked up by id, with the words that every view says of it: who, where, on whose word."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record import Attribution, Carrier, Entity, Event, Participant, Report, Spans, passage_text
from onrecord.view.lines import line_finder

ARROW = " → "
NOBODY_NAMED = "a source not named"


def flat(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())


class Told:
    """The record of one report; words come flat, and not yet safe for a terminal or a page."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.entities = {one.id: one for one in report.entities}
        self.statements = {one.id: one for one in report.attributions}
        self.times = {one.id: one for one in report.times}
        self.places = {one.id: one for one in report.places}
        self.line_of = line_finder(report.text)
        self._against: dict[str, list[Attribution]] = {}
        for one in report.attributions:
            for about in one.about:
                self._against.setdefault(about, []).append(one)

    def words(self, spans: Spans) -> str:
        """The words at some spans, with an ellipsis where other words stand between."""
        return " … ".join(flat(self.report.text[start:end]) for start, end in spans)

    def line(self, spans: Spans) -> int:
        """The line that a passage begins on."""
        return self.line_of(spans[0][0]) if spans else 1

    def statement_line(self, one: Attribution) -> int:
        """The line that a statement begins on, be it with source, cue or content."""
        return self.line_of(min(part.spans[0][0] for part in (one.source, one.cue, one.content) if part))

    def name(self, entity: str | None) -> str:
        """An entity's name; empty where there is none."""
        known = self.entities.get(entity or "")
        return flat(known.name) if known else ""

    def party(self, one: Participant | Carrier) -> str:
        """A participant by name, or by the words of the text where nobody is named."""
        entity = self.entities.get(one.entity)
        if entity and (entity.named or not one.spans):
            return flat(entity.name)
        return self.words(one.spans)

    def parties(self, some: Iterable[Participant | Carrier]) -> str:
        """Participants, each once."""
        return ", ".join(dict.fromkeys(words for one in some if (words := self.party(one))))

    def who(self, one: Attribution) -> str | None:
        """Who makes a statement: the speaker's name, else the source's words; None where no source is told."""
        return self.name(one.speaker) or (flat(one.source.text) if one.source else None)

    def event_words(self, event: Event) -> str:
        """Actors, trigger and recipients, all of them words of the text."""
        parts = (self.parties(event.actors), self.words(event.trigger), self.parties(event.recipients))
        return ARROW.join(part for part in parts if part)

    def statement_words(self, one: Attribution) -> str:
        """Who, cue and content, all of them words of the text."""
        lead = " ".join(part for part in (self.who(one), flat(one.cue.text) if one.cue else None) if part)
        content = flat(passage_text(self.report.text, one.content.spans))
        return f"{lead}: {content}" if lead else content

    def word_of(self, one: Attribution) -> str:
        """Whose word a statement is, and through whom it comes: "Ada Lund, via Talvet, as told by the mayor"."""
        who = self.who(one) or NOBODY_NAMED
        via = self.parties(one.via)
        return ", ".join([f"{who}, via {via}" if via else who, *self._holders(one)])

    def carried_by(self, one: Attribution) -> str | None:
        """On whose word a statement was made at all: its carriers, who holds it; None for the reporter's own word."""
        via = self.parties(one.via)
        return ", ".join([*([via] if via else []), *self._holders(one)]) or None

    def _holders(self, one: Attribution) -> list[str]:
        return [f"as told by {self.who(outer) or NOBODY_NAMED}" for outer in self.holders(one)]

    def holders(self, one: Attribution) -> list[Attribution]:
        """The statements that hold a statement, the nearest first."""
        found: list[Attribution] = []
        seen = {one.id}
        outer = self.statements.get(one.within or "")
        while outer and outer.id not in seen:
            found.append(outer)
            seen.add(outer.id)
            outer = self.statements.get(outer.within or "")
        return found

    def reporting(self, event: Event) -> Attribution | None:
        """The statement that an event rests on; None for the reporter's own word."""
        return self.statements.get(event.reported_by or "")

    def against(self, statement: str | None) -> list[Attribution]:
        """The statements that deny or dispute a statement."""
        return self._against.get(statement or "", [])


def by_speaker(report: Report) -> list[tuple[Entity | None, list[Attribution]]]:
    """The attributions by who speaks, in the order of first speaking; each that is left open for itself."""
    entities = {entity.id: entity for entity in report.entities}
    groups: dict[str, tuple[Entity | None, list[Attribution]]] = {}
    for one in report.attributions:
        candidates = ",".join(candidate.entity for candidate in one.speaker_candidates)
        key = one.speaker or f"open {candidates or (one.source.text.lower() if one.source else '')}"
        groups.setdefault(key, (entities.get(one.speaker or ""), []))[1].append(one)
    return list(groups.values())
