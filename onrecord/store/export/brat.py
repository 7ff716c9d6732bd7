"""A report as stand-off annotations of brat (https://brat.nlplab.org/standoff.html).

Offsets are code points of the text, which lies beside as it is.  A span stops at each line end, as brat has it, and
goes on behind it as another piece: ``T3 Content 115 180;181 290``.  A statement is an event of the type
``Attribution`` (or ``Attribution-no-source``) on its cue, with ``Source``, ``Cue`` and ``Content``, as PolNeAR has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from onrecord.extract.events.triggers import TYPES
from onrecord.record import (
    Act,
    Attribution,
    AttributionKind,
    Entity,
    Event,
    EventStatus,
    Participant,
    Place,
    Report,
    Span,
    Spans,
    Time,
)
from onrecord.view.tables.cells import number

# Everything that some reader of lines ends a line at (str.splitlines), and the tab that parts brat's fields.
_BREAK = re.compile(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
ENTITIES = ("Person", "Organization", "Place", "Group", "Office", "Document")
WORDS = ("Source", "Cue", "Content", "Carrier", "Time", "Toponym", "Actor", "Recipient")
ATTRIBUTIONS = ("Attribution", "Attribution-no-source")


def standoff(report: Report) -> str:
    """The ``.ann`` file of a report."""
    return "".join(f"{line}\n" for line in _Writer(report).lines())


def configuration() -> str:
    """The ``annotation.conf`` of a folder: without it brat shows none of these types."""
    relations = [
        "Speaker\tArg1:<EVENT>, Arg2:<ENTITY>", "Via\tArg1:<EVENT>, Arg2:Carrier", "Within\tArg1:<EVENT>, Arg2:<EVENT>",
        "Disputes\tArg1:<EVENT>, Arg2:<EVENT>", "SaidAt\tArg1:<EVENT>, Arg2:<ENTITY>",
        "ReportedBy\tArg1:<EVENT>, Arg2:<EVENT>",
    ]  # fmt: skip
    said = "Source?:Source, Cue?:Cue, Content*:Content"
    done = "Actor*:Actor, Recipient*:Recipient, Time?:Time, Place?:Toponym"
    sections = (
        ("entities", [*ENTITIES, *WORDS]),
        ("relations", relations),
        ("events", [*(f"{one}\t{said}" for one in ATTRIBUTIONS), *(f"{one}\t{done}" for one in TYPES)]),
        (
            "attributes",
            [
                f"Kind\tArg:<EVENT>, Value:{'|'.join(get_args(AttributionKind))}",
                f"Act\tArg:<EVENT>, Value:{'|'.join(get_args(Act))}",
                f"Status\tArg:<EVENT>, Value:{'|'.join(get_args(EventStatus))}",
            ],
        ),
    )
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections)


def pieces(text: str, spans: Spans) -> tuple[Span, ...]:
    """The spans cut at line ends, without the blanks at the ends of pieces; empty where there are only blanks."""
    found = []
    for start, end in spans:
        place = start
        for stop in [*_BREAK.finditer(text, start, end), None]:
            until = stop.start() if stop else end
            words = text[place:until]
            if words.strip():
                found.append((place + len(words) - len(words.lstrip()), until - len(words) + len(words.rstrip())))
            place = stop.end() if stop else end
    return tuple(found)


class _Writer:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._count = dict.fromkeys("TERA#", 0)
        self._first: dict[str, str] = {}  # of an entity, a time, a place or an event its number in the file
        self._lines: list[str] = []

    def lines(self) -> Iterator[str]:
        report = self._report
        for entity in report.entities:
            self._entity(entity)
        for time in report.times:
            self._time(time)
        for place in report.places:
            self._place(place)
        for said in report.attributions:
            self._statement(said)
        for said in report.attributions:
            self._around(said)
        for event in report.events:
            self._event(event)
        return iter(self._lines)

    def _add(self, letter: str, line: str) -> str:
        """A line under the next number of its letter."""
        self._count[letter] += 1
        name = f"{letter}{self._count[letter]}"
        self._lines.append(f"{name}\t{line}")
        return name

    def _words(self, kind: str, spans: Spans) -> str | None:
        """A passage; None where it has nothing but blanks."""
        text = self._report.text
        found = pieces(text, spans)
        if not found:
            return None
        places = ";".join(f"{start} {end}" for start, end in found)
        return self._add("T", f"{kind} {places}\t{' '.join(text[start:end] for start, end in found)}")

    def _note(self, about: str | None, *words: str | float | None) -> None:
        """What else the record says, under its id there."""
        told = " ".join(number(one) if isinstance(one, int | float) else one for one in words if one is not None)
        if about:
            self._add("#", f"AnnotatorNotes {about}\t{' '.join(told.split())}")

    def _relate(self, kind: str, one: str | None, other: str | None) -> None:
        if one and other:
            self._add("R", f"{kind} Arg1:{one} Arg2:{other}")

    def _entity(self, one: Entity) -> None:
        kind = one.kind.capitalize()
        found = [name for mention in one.mentions if (name := self._words(kind, mention.spans))]
        if found:
            self._first[one.id] = found[0]
            self._note(found[0], one.id, one.name, one.country, one.sector, *one.roles)
        if len(found) > 1:
            self._lines.append("*\tEquiv " + " ".join(found))

    def _time(self, one: Time) -> None:
        if name := self._words("Time", one.spans):
            self._first[one.id] = name
            self._note(name, one.id, one.type, one.value, one.mod, one.quant, one.freq, one.start, one.end)

    def _place(self, one: Place) -> None:
        if name := self._words("Toponym", one.spans):
            self._first[one.id] = name
            self._note(name, one.id, one.name, one.country, one.latitude, one.longitude, one.gazetteer)

    def _statement(self, said: Attribution) -> None:
        roles = (("Source", said.source), ("Cue", said.cue), ("Content", said.content))
        arguments = [(role, name) for role, passage in roles if passage and (name := self._words(role, passage.spans))]
        kind = ATTRIBUTIONS[0] if said.source else ATTRIBUTIONS[1]
        # PolNeAR hangs an attribution on its cue; without one on what it has.
        trigger = self._words(kind, (said.cue or said.content).spans)
        if trigger is None:
            return
        event = self._happening(kind, trigger, arguments)
        self._first[said.id] = event
        self._add("A", f"Kind {event} {said.kind}")
        if said.act:
            self._add("A", f"Act {event} {said.act}")
        self._note(event, said.id, said.confidence, said.medium)

    def _around(self, said: Attribution) -> None:
        """What a statement hangs on; all statements are there by now."""
        event = self._first.get(said.id)
        self._relate("Speaker", event, self._first.get(said.speaker or ""))
        for carrier in said.via:
            self._relate("Via", event, self._words("Carrier", carrier.spans))
        self._relate("Within", event, self._first.get(said.within or ""))
        for about in said.about:
            self._relate("Disputes", event, self._first.get(about))
        for other in (said.time, said.place):
            self._relate("SaidAt", event, self._first.get(other or ""))

    def _event(self, one: Event) -> None:
        arguments = [*self._parties("Actor", one.actors), *self._parties("Recipient", one.recipients)]
        arguments += [
            (role, name)
            for role, other in (("Time", one.time), ("Place", one.place))
            if (name := self._first.get(other or ""))
        ]
        trigger = self._words(one.type, one.trigger)
        if trigger is None:
            return
        event = self._happening(one.type, trigger, arguments)
        self._first[one.id] = event
        self._add("A", f"Status {event} {one.status}")
        figures = (f"{number(it.value)} {it.unit or ''} {it.kind}" for it in one.magnitude)
        self._note(event, one.id, one.confidence, one.mode, *one.contexts, *figures)
        self._relate("ReportedBy", event, self._first.get(one.reported_by or ""))

    def _parties(self, role: str, some: Sequence[Participant]) -> list[tuple[str, str]]:
        return [(role, name) for one in some if (name := self._words(role, one.spans))]

    def _happening(self, kind: str, trigger: str, arguments: Iterable[tuple[str, str]]) -> str:
        """An event with its arguments; the second of a role is ``Actor2``, as brat has it."""
        seen: dict[str, int] = {}
        told = []
        for role, name in arguments:
            seen[role] = seen.get(role, 0) + 1
            told.append(f"{role}{seen[role] if seen[role] > 1 else ''}:{name}")
        return self._add("E", " ".join((f"{kind}:{trigger}", *told)))
