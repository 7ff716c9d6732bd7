"""A record as people left it: what they rejected is gone, what they corrected is as they say, what was missed is there.

Its passages are words of the text as in any record.  What a person confirmed has a confidence of 1.  A statement that
a person added has an id of its own (``n12``), a speaker whom the record does not know another (``x12``); 12 is the
number of the judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from onrecord.record import (
    Act,
    Attribution,
    Entity,
    EntityKind,
    Event,
    EventStatus,
    Mention,
    Passage,
    Report,
    Spans,
)
from onrecord.store.judgements import ADDED, alike, found_again
from onrecord.store.reviewing.cutting import kind_at
from onrecord.store.reviewing.judged import Judged, confirmed, counting, rejected

NEW_ENTITY = "x"


def reviewed(record: Report, judgements: Iterable[Judged], *, with_rejected: bool = False) -> Report:
    """The record with all judgements that count; the record itself where there are none.

    with_rejected: what was rejected stays, so that a page can show it as such.
    """
    judgements = list(judgements)
    counted = counting(judgements)
    if not counted:
        return record
    said = _Said(record, counted)
    gone = frozenset[str]() if with_rejected else rejected(judgements)
    sure = confirmed(judgements)
    statements = [_sure(said.statement(one), sure) for one in (*record.attributions, *said.added)]
    events = [replace(event, confidence=1.0) if event.id in sure else event for event in map(said.event, record.events)]
    names = _Renamed(statements, gone | said.replaced.keys(), said.replaced)
    return replace(
        record,
        entities=(*record.entities, *said.entities),
        attributions=tuple(names.statement(one) for one in statements if one.id not in names.gone),
        events=tuple(names.event(one) for one in events if one.id not in gone),
    )


def anchored_spans(anchor: Any, text: str) -> Spans | None:
    """Where the words of a verdict stand in a text; None where they are not found, or are no words."""
    try:
        found = found_again(anchor, text)
    except (TypeError, KeyError, ValueError, IndexError, AttributeError):
        return None
    inside = found and all(0 <= start < end <= len(text) for start, end in found)
    return found if inside else None


class _Said:
    """What counts, by what it is about."""

    def __init__(self, record: Report, counted: Sequence[Judged]) -> None:
        self._record = record
        self._of: dict[str, list[Judged]] = {}
        for one in counted:
            self._of.setdefault(one.local, []).append(one)
        self._names = {entity.name: entity.id for entity in reversed(record.entities)}
        self._known = {entity.id: entity for entity in record.entities}
        self.entities: list[Entity] = []
        self.added: list[Attribution] = []
        # Statements that the machine found later, which a person had added before, with that one's id.
        self.replaced: dict[str, str] = {}
        for one in counted:
            if one.what == "add" and (made := self._added(one)):
                self.added.append(made)

    def _added(self, one: Judged) -> Attribution | None:
        told = one.verdict["add"]
        spans = anchored_spans(one.anchor, self._record.text)
        if spans is None:
            return None
        source = self._passage(told.get("source"))
        mine = alike(self._record, "statement", spans)
        if mine is not None and _one_source(self._record, mine, source):
            self.replaced[mine] = one.local
        return Attribution(
            id=one.local,
            kind=kind_at(self._record, spans),
            source=source,
            cue=self._passage(told.get("cue")),
            content=Passage.of(self._record.text, spans),
            speaker=self._speaker(told.get("speaker"), one.number),
            speaker_confidence=1.0 if told.get("speaker") else None,
            act=_one_of(told.get("act"), get_args(Act)),
            confidence=1.0,
        )

    def _passage(self, anchor: Any) -> Passage | None:
        spans = anchored_spans(anchor, self._record.text)
        return Passage.of(self._record.text, spans) if spans else None

    def _speaker(self, told: Any, number: int) -> str | None:
        """The entity that is meant: the record's own of that id and name, else of that name, else a new one."""
        if not isinstance(told, Mapping) or not isinstance(name := told.get("name"), str) or not name.strip():
            return None
        same = self._known.get(str(told.get("entity")))
        if same is not None and same.name == name:
            return same.id
        if name not in self._names:
            kind: EntityKind = _one_of(told.get("kind"), get_args(EntityKind)) or "person"
            made = Entity(
                id=f"{NEW_ENTITY}{number}", name=name, kind=kind, roles=(), affiliation=None, country=None, sector=None,
                named=True, mentions=self._mentions(name),
            )  # fmt: skip
            self.entities.append(made)
            self._names[name] = made.id
        return self._names[name]

    def _mentions(self, name: str) -> tuple[Mention, ...]:
        """Where the text has the name; none where it has not."""
        found: list[Mention] = []
        text, at = self._record.text, self._record.text.find(name)
        while at >= 0 and len(found) < 1000:
            around = text[at - 1 : at] + text[at + len(name) : at + len(name) + 1]
            if not any(one.isalnum() for one in around):
                found.append(Mention(spans=((at, at + len(name)),)))
            at = text.find(name, at + len(name))
        return tuple(found)

    def statement(self, one: Attribution) -> Attribution:
        """The statement with what people say of it."""
        for judged in self._of.get(one.id, ()):
            if change := _CHANGES.get(judged.what):
                one = change(self, one, judged)
        return one

    def event(self, one: Event) -> Event:
        """The event with what people say of it."""
        for judged in self._of.get(one.id, ()):
            if judged.what == "status" and (status := _one_of(judged.verdict, get_args(EventStatus))):
                one = replace(one, status=status)
        return one

    def content(self, one: Attribution, judged: Judged) -> Attribution:
        """With other content."""
        if (passage := self._passage(judged.verdict)) is None:
            return one
        return replace(one, content=passage, kind=kind_at(self._record, passage.spans))

    def part(self, one: Attribution, judged: Judged) -> Attribution:
        """With another source or cue, or without one."""
        passage = self._passage(judged.verdict)
        if passage is None and judged.verdict is not None:
            return one
        return replace(one, source=passage) if judged.what == "source" else replace(one, cue=passage)

    def speaker(self, one: Attribution, judged: Judged) -> Attribution:
        """Of another speaker, or of nobody who is named."""
        entity = self._speaker(judged.verdict, judged.number)
        if entity is None and judged.verdict is not None:
            return one
        sure = None if entity is None else 1.0
        return replace(one, speaker=entity, speaker_confidence=sure, speaker_candidates=())

    def act(self, one: Attribution, judged: Judged) -> Attribution:
        """Another act."""
        act = _one_of(judged.verdict, get_args(Act))
        return one if act is None and judged.verdict is not None else replace(one, act=act)

    def dispute(self, one: Attribution, judged: Judged) -> Attribution:
        """Against another statement, or no longer."""
        other = self.target(judged.verdict["against"])
        if other is None or other == one.id:
            return one
        rest = tuple(about for about in one.about if about != other)
        return replace(one, about=rest if judged.what == "no-dispute" else (*rest, other))

    def target(self, anchor: Any) -> str | None:
        """The statement that is meant by words, as its content has them; None where it is not there."""
        local = str(anchor.get("local"))
        if local.startswith(ADDED):
            return local if any(one.id == local for one in self.added) else None
        spans = anchored_spans(anchor, self._record.text)
        if spans is None:
            return None
        same = next((one for one in self._record.attributions if one.id == local), None)
        if same is not None and same.content.spans == spans:
            return local
        return alike(self._record, "statement", spans)


_CHANGES: dict[str, Callable[[_Said, Attribution, Judged], Attribution]] = {
    "content": _Said.content,
    "source": _Said.part,
    "cue": _Said.part,
    "speaker": _Said.speaker,
    "act": _Said.act,
    "dispute": _Said.dispute,
    "no-dispute": _Said.dispute,
}


class _Renamed:
    """What is left, with what it hangs on: the id of a statement that is gone gives way to its holder's, or to none."""

    def __init__(self, statements: Sequence[Attribution], gone: frozenset[str], replaced: Mapping[str, str]) -> None:
        self.gone = gone
        self._replaced = replaced
        self._within = {one.id: one.within for one in statements}

    def _left(self, local: str | None) -> str | None:
        """The statement itself, or what stands for it, or the nearest that holds it."""
        seen = set[str]()
        while local is not None and local not in seen:
            seen.add(local)
            if local not in self.gone:
                return local
            local = self._replaced.get(local) or self._within.get(local)
        return None

    def statement(self, one: Attribution) -> Attribution:
        """The statement, hanging on what is left."""
        standing = [self._replaced.get(about, about) for about in one.about]
        about = tuple(dict.fromkeys(other for other in standing if other not in self.gone and other != one.id))
        within = self._left(one.within)
        if within == one.id:
            within = None
        return one if (within, about) == (one.within, one.about) else replace(one, within=within, about=about)

    def event(self, one: Event) -> Event:
        """The event, on the word of what is left."""
        mentions = tuple(
            told if told.reported_by not in self.gone else replace(told, reported_by=self._left(told.reported_by))
            for told in one.mentions
        )
        return replace(one, reported_by=self._left(one.reported_by), mentions=mentions)


def _one_source(record: Report, local: str, source: Passage | None) -> bool:
    """Whether a statement of the record has this source, or neither has one."""
    its = next(one.source for one in record.attributions if one.id == local)
    if its is None or source is None:
        return its is source
    return any(start < last and end > first for start, end in its.spans for first, last in source.spans)


def _sure(one: Attribution, sure: frozenset[str]) -> Attribution:
    if one.id not in sure:
        return one
    return replace(one, confidence=1.0, speaker_confidence=1.0 if one.speaker else one.speaker_confidence)


def _one_of(value: Any, known: tuple[Any, ...]) -> Any:
    return value if isinstance(value, str) and value in known else None
