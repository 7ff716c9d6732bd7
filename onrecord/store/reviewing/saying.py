"""Saying something of a statement or an event: written down with who, when, and what the machine had there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Connection, select

from onrecord.errors import NotInLibrary, UsageError
from onrecord.record import Act, Attribution, EntityKind, Event, EventStatus, Passage, Report, Spans
from onrecord.store import schema
from onrecord.store.identity import now
from onrecord.store.judgements import ADDED, anchored, insert_judgement, next_number, undo_judgement
from onrecord.store.lookup import key_of, record_of, report_number
from onrecord.store.reviewing.cutting import cut
from onrecord.store.reviewing.judged import Judged, history
from onrecord.store.reviewing.reviewed import reviewed
from onrecord.store.reviewing.signing import settle

Saying = Literal["accept", "reject", "content", "source", "cue", "speaker", "act", "dispute", "no-dispute", "status"]
OF_STATEMENTS: tuple[Saying, ...] = (
    "accept", "reject", "content", "source", "cue", "speaker", "act", "dispute", "no-dispute",
)  # fmt: skip
OF_EVENTS: tuple[Saying, ...] = ("accept", "reject", "status")
LONGEST_NAME = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What was written down.

    number: of the judgement; local: of the statement or event; between: what others said of the same statement or
    event since the one who speaks looked at it, oldest first.  All of it is kept; what was said last counts.
    """

    number: int
    local: str
    between: tuple[Judged, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Open:
    """A report as one who judges sees it: its record, what was said of it, and the record as people left it, with what
    they rejected."""

    number: int
    key: str
    record: Report
    judgements: tuple[Judged, ...]
    left: Report


def opened(connection: Connection, report: str | int) -> Open:
    """A report to be judged.  Raises NotInLibrary."""
    number = report_number(connection, report)
    record, key = record_of(connection, number), key_of(connection, number)
    judgements = history(connection, key)
    left = reviewed(record, judgements, with_rejected=True)
    return Open(number=number, key=key, record=record, judgements=judgements, left=left)


def last_number(connection: Connection) -> int:
    """The number of the last judgement in the library; 0 where there is none."""
    return next_number(connection) - 1


def say(
    connection: Connection, report: str | int, local: str, what: Saying, value: Any = None, *, by: str,
    known: int | None = None,
) -> Said:  # fmt: skip
    """Say something of a statement or an event.

    local: its id in the record as people left it; value: of "content", "source" and "cue" places of the text, of
    "speaker" an entity's id, a name, or name and kind (``{"name": "Port Board", "kind": "organization"}``), of "act"
    and "status" the record's word, of "dispute" and "no-dispute" the other statement's id; None says that there is no
    source, cue, speaker or act.  known: the last judgement that ``by`` has seen.  Raises NotInLibrary, UsageError.
    """
    _named(by)
    one = opened(connection, report)
    statement = next((said for said in one.left.attributions if said.id == local), None)
    event = next((happened for happened in one.left.events if happened.id == local), None)
    if statement is None and event is None:
        raise NotInLibrary(f"no statement or event {local!r} in report {one.number}; onrecord show lists them")
    allowed = OF_STATEMENTS if statement else OF_EVENTS
    if what not in allowed:
        kind = "statement" if statement else "event"
        raise UsageError(f"nothing called {what!r} is said of a {kind}; there are {', '.join(allowed)}")
    it: Any = statement or event
    field = "about" if what in ("dispute", "no-dispute") else None if what in ("accept", "reject") else what
    subject = "statement" if statement else "event"
    known_ones: list[Any] = [*one.record.attributions, *one.record.events]
    machine = next((mine for mine in known_ones if mine.id == local), None)
    # Held by the words that the machine found, which a new record is most likely to find again.
    spans = _words_of(machine or it)
    about = {
        "report": one.key, "local": local, "field": field, **anchored(one.record.text, spans), "placed": True,
        "machine": answer(one.record, machine),
    }  # fmt: skip
    verdict = _VERDICTS[what](one.left, it, value) if what in _VERDICTS else what
    return _written(connection, one, subject, local, about, verdict, by, known)


def add_statement(
    connection: Connection, report: str | int, content: Sequence[Sequence[int]], *,
    source: Sequence[Sequence[int]] | None = None, cue: Sequence[Sequence[int]] | None = None,
    speaker: str | Mapping[str, str] | None = None, act: str | None = None, by: str, known: int | None = None,
) -> Said:  # fmt: skip
    """Add a statement that was missed, by the places of its words in the text.

    speaker: an entity's id or a name.  Raises NotInLibrary, UsageError: also where it is there already.
    """
    _named(by)
    one = opened(connection, report)
    text = one.record.text
    spans = cut(one.record, content)
    parts = {
        name: anchored(text, cut(one.record, places)) if places else None
        for name, places in (("source", source), ("cue", cue))
    }
    for there in one.left.attributions:
        if there.content.spans == spans and _same(there.source, parts["source"]):
            raise UsageError(f"that statement is there already: {there.id}; correct that one")
    told = parts | {"speaker": _speaker(one.left, None, speaker), "act": _act(one.left, None, act)}
    number = next_number(connection)
    about = {
        "report": one.key, "local": f"{ADDED}{number}", "field": None, **anchored(text, spans), "placed": True,
        "machine": None,
    }  # fmt: skip
    return _written(connection, one, "statement", f"{ADDED}{number}", about, {"add": told}, by, known, number)


def take_back(connection: Connection, judgement: int, *, by: str) -> Judged:
    """Take back what was said of a statement or an event; that it was said is kept.  Raises NotInLibrary."""
    _named(by)
    table = schema.judgement
    key = connection.scalar(select(table.c.report_key).where(table.c.id == judgement))
    found = next((one for one in history(connection, key) if one.number == judgement), None) if key else None
    if found is None or key is None:
        raise NotInLibrary(f"no judgement {judgement} of a statement or an event")
    if not found.holds:
        raise NotInLibrary(f"judgement {judgement} was taken back before, by {found.undone_by}")
    at = now()
    undo_judgement(connection, judgement, by=by, at=at)
    settle(connection, key, by=by, at=at)
    return found


def answer(record: Report, one: Attribution | Event | None) -> dict[str, Any] | None:
    """What the machine had of a statement or an event, as a person sees it; None of a statement that it had not."""
    if one is None:
        return None
    names = {entity.id: entity.name for entity in record.entities}
    contents = {said.id: said.content.text for said in record.attributions}
    made = {"onrecord": record.made_by.onrecord, "model": record.made_by.model, "confidence": one.confidence}
    if isinstance(one, Event):
        trigger = " … ".join(record.text[start:end] for start, end in one.trigger)
        return made | {"trigger": trigger, "type": one.type, "status": one.status}
    parts = {"source": one.source, "cue": one.cue, "content": one.content}
    return {
        **made,
        **{name: part.text if part else None for name, part in parts.items()},
        "spans": {name: [list(span) for span in part.spans] for name, part in parts.items() if part},
        "speaker": names.get(one.speaker or ""),
        "act": one.act,
        "about": [contents[about] for about in one.about if about in contents],
    }


def _written(
    connection: Connection, one: Open, subject: str, local: str, about: dict[str, Any], verdict: Any, by: str,
    known: int | None, number: int | None = None,
) -> Said:  # fmt: skip
    between = since(one.judgements, local, known, by)
    at = now()
    number = insert_judgement(connection, one.key, subject, about, verdict, by=by, at=at, number=number)
    settle(connection, one.key, by=by, at=at)
    return Said(number=number, local=local, between=between)


def since(judgements: Sequence[Judged], local: str, known: int | None, by: str) -> tuple[Judged, ...]:
    """What others said of a statement or event after the judgement with this number; nothing where it is None."""
    if known is None:
        return ()
    return tuple(one for one in judgements if one.placed and one.local == local and one.number > known and one.by != by)


def _named(by: str) -> None:
    if not by.strip():
        raise UsageError("a judgement needs a name; say by whom it is")


def _words_of(one: Attribution | Event) -> Spans:
    return one.trigger if isinstance(one, Event) else one.content.spans


def _same(source: Passage | None, anchor: dict[str, Any] | None) -> bool:
    if source is None or anchor is None:
        return source is None and anchor is None
    return bool([list(span) for span in source.spans] == anchor["spans"])


def _passage(left: Report, one: Any, value: Any) -> dict[str, Any] | None:
    return anchored(left.text, cut(left, value)) if value else None


def _content(left: Report, one: Any, value: Any) -> dict[str, Any]:
    if not value:
        raise UsageError("a statement has content; reject it where it has none")
    return anchored(left.text, cut(left, value))


def _speaker(left: Report, one: Any, value: Any) -> dict[str, Any] | None:
    if value is None:
        return None
    told = value if isinstance(value, Mapping) else {"name": value}
    name, kind = " ".join(str(told.get("name") or "").split()), told.get("kind") or "person"
    if not name or len(name) > LONGEST_NAME:
        raise UsageError(f"a speaker's name has 1 to {LONGEST_NAME} characters")
    if kind not in get_args(EntityKind):
        raise UsageError(f"no kind {kind!r} of a speaker; there are {', '.join(get_args(EntityKind))}")
    entity = next((entity for entity in left.entities if entity.id == name), None)
    if entity is None:
        entity = next((entity for entity in left.entities if entity.name == name), None)
    if entity is not None:
        return {"name": entity.name, "entity": entity.id, "kind": entity.kind}
    return {"name": name, "entity": None, "kind": kind}


def _act(left: Report, one: Any, value: Any) -> str | None:
    if value is not None and value not in get_args(Act):
        raise UsageError(f"no act {value!r}; there are {', '.join(get_args(Act))}")
    return str(value) if value is not None else None


def _status(left: Report, one: Any, value: Any) -> str:
    if value not in get_args(EventStatus):
        raise UsageError(f"no status {value!r}; there are {', '.join(get_args(EventStatus))}")
    return str(value)


def _against(holds: bool) -> Callable[[Report, Any, Any], dict[str, Any]]:
    def verdict(left: Report, one: Any, value: Any) -> dict[str, Any]:
        other = next((said for said in left.attributions if said.id == value), None)
        if other is None:
            raise UsageError(f"no statement {value!r} in this report to be disputed")
        if other.id == one.id:
            raise UsageError("a statement does not dispute itself; name another")
        if holds == (other.id in one.about):
            raise UsageError(f"{one.id} is {'marked' if holds else 'not marked'} as disputing {other.id} already")
        return {"against": {"local": other.id, **anchored(left.text, other.content.spans)}, "holds": holds}

    return verdict


_VERDICTS: dict[str, Callable[[Report, Any, Any], Any]] = {
    "content": _content,
    "source": _passage,
    "cue": _passage,
    "speaker": _speaker,
    "act": _act,
    "status": _status,
    "dispute": _against(True),
    "no-dispute": _against(False),
}
