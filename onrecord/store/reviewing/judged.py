"""What people said of a report's statements and events: all of it, and what of it counts.

A row of ``judgement`` says one thing of one statement or event.  Of two that say of one thing, the later that holds
counts; both stay.  What a verdict may be:

====================================  =========================================================================
field                                 verdict
====================================  =========================================================================
none                                  ``"accept"`` or ``"reject"``; ``{"add": {...}}`` for a statement that was missed
``content``, ``source``, ``cue``      the exact words with what stands around them; null: there is no source, no cue
``speaker``                           ``{"name": ..., "entity": ...}``; null: nobody is named
``act``, ``status``                   one of the record's words; null: no act
``about``                             ``{"against": ..., "holds": ...}``: this statement disputes that one, or does not
====================================  =========================================================================

Other verdicts (``Library.judge`` takes any) are kept and told, and change nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any, Literal

from sqlalchemy import Connection, Row, select

from onrecord.store import schema
from onrecord.store.judgements import ADDED

SUBJECTS = ("statement", "event")
What = Literal[
    "accept", "reject", "add", "content", "source", "cue", "speaker", "act", "dispute", "no-dispute", "status", "other"
]  # fmt: skip
_FIELDS = ("content", "source", "cue", "speaker", "act", "status")


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """What a person said of a statement or an event.

    local: the id in the record that the report has now (where ``placed`` is false, in the last record that had the
    words); words: the exact words that it is about; machine: what the machine had there at that time; undone_by,
    undone_at: who took it back, and when.
    """

    number: int
    subject: str
    local: str
    field: str | None
    verdict: Any
    words: str
    machine: Any
    placed: bool
    by: str
    at: str
    undone_by: str | None = None
    undone_at: str | None = None
    anchor: Mapping[str, Any] = default(default_factory=dict, repr=False, compare=False)

    @property
    def holds(self) -> bool:
        """It was not taken back."""
        return self.undone_at is None

    @property
    def what(self) -> What:
        """What it says, in a word."""
        if self.field is None:
            if self.verdict == "accept":
                return "accept"
            if self.verdict == "reject":
                return "reject"
            told = self.verdict.get("add") if isinstance(self.verdict, dict) else None
            return "add" if isinstance(told, dict) and self.local.startswith(ADDED) else "other"
        if self.field == "about" and isinstance(self.verdict, dict) and isinstance(self.verdict.get("against"), dict):
            return "dispute" if self.verdict.get("holds", True) else "no-dispute"
        return self.field if self.field in _FIELDS else "other"  # type: ignore[return-value]

    @property
    def thing(self) -> tuple[str, ...]:
        """Of what it says something: of two with the same, the later one counts."""
        if self.what in ("dispute", "no-dispute"):
            return self.subject, self.local, "about", json.dumps(self.verdict["against"].get("exact"))
        whole = "added" if self.what == "add" else "whole"
        return self.subject, self.local, self.field or whole


def history(connection: Connection, key: str) -> tuple[Judged, ...]:
    """All that was said of the statements and events of the report with this key, oldest first, with what was taken
    back."""
    table = schema.judgement
    query = select(table).where(table.c.report_key == key, table.c.subject.in_(SUBJECTS)).order_by(table.c.id)
    return tuple(judged_of(row) for row in connection.execute(query))


def judged_of(row: Row[Any]) -> Judged:
    """A row of ``judgement``."""
    about = json.loads(row.about)
    return Judged(
        number=row.id,
        subject=row.subject,
        local=about["local"],
        field=about.get("field"),
        verdict=json.loads(row.verdict),
        words=" … ".join(about["exact"]),
        machine=about.get("machine"),
        placed=about.get("placed", True),
        by=row.by,
        at=row.at,
        undone_by=row.undone_by,
        undone_at=row.undone_at,
        anchor=about,
    )


def counting(judgements: Iterable[Judged]) -> list[Judged]:
    """Those that count: they hold, their words are in the record, and no later one says another thing; oldest first."""
    last = {one.thing: one for one in judgements if one.holds and one.placed and one.what != "other"}
    return sorted(last.values(), key=lambda one: one.number)


def rejected(judgements: Iterable[Judged]) -> frozenset[str]:
    """The ids of statements and events that are gone: whose rejection is the last that was said of them.

    Whoever corrects one later says that it stands.
    """
    state: dict[str, bool] = {}
    for one in counting(judgements):
        state[one.local] = one.what == "reject"
    return frozenset(local for local, gone in state.items() if gone)


def confirmed(judgements: Iterable[Judged]) -> frozenset[str]:
    """The ids of those that a person accepted, corrected or added, and that are not rejected."""
    counted = counting(judgements)
    return frozenset(one.local for one in counted) - rejected(counted)
