"""What a card has for those who review: what was said of the statement or event, in words, and where to go next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args
from urllib.parse import quote, urlencode

from onrecord.record import Act, Attribution, EntityKind, EventStatus, Spans
from onrecord.serve.parts.read_report import ReadReport
from onrecord.store.reviewing.judged import Judged
from onrecord.view.event_words import STATUSES
from onrecord.view.library.judged import judged_words, machine_words
from onrecord.view.told import flat

ACTS: tuple[str, ...] = get_args(Act)
KINDS: tuple[str, ...] = get_args(EntityKind)
EVENT_STATUSES: tuple[tuple[str, str], ...] = tuple((one, STATUSES[one]) for one in get_args(EventStatus))
PARTS = ("content", "source", "cue")


@dataclass(frozen=True, kw_only=True)
class CardReview:
    """Of one statement or event.

    chosen: its id; queue: the query of the queue that one came from; between: what others said since the page was
    drawn; note: what came of what was just done; by: who asks.
    """

    one: ReadReport
    chosen: str
    queue: str = ""
    between: Sequence[Judged] = ()
    note: str = ""
    by: str = ""
    decision: int | None = None

    acts = ACTS
    statuses = EVENT_STATUSES

    @property
    def statement(self) -> Attribution | None:
        """The statement; None for an event."""
        return self.one.told.statements.get(self.chosen)

    @property
    def history(self) -> list[Judged]:
        """What was said of it, the last first."""
        return [one for one in reversed(self.one.judgements) if one.placed and one.local == self.chosen]

    @property
    def undoable(self) -> int | None:
        """The last of what the one who asks said of it and did not take back."""
        return next((one.number for one in self.history if one.holds and one.by == self.by), None)

    @property
    def state(self) -> str:
        """How it stands, on one line."""
        holding = [one for one in self.history if one.holds]
        if not holding:
            return "Nobody has judged this yet."
        last = holding[0]
        if self.chosen in self.one.rejected:
            return f"Rejected by {last.by}."
        names = ", ".join(dict.fromkeys(one.by for one in reversed(holding) if one.what == "accept"))
        if last.what == "accept":
            return f"Accepted by {names}."
        return f"{'Added' if last.what == 'add' else 'Corrected'} by {last.by}."

    @property
    def next(self) -> str:
        """The address of the next one in the queue."""
        query = self.queue or urlencode({"report": self.one.kept.number})
        return f"/review/next?{query}&after={self.one.kept.number}:{quote(self.chosen)}"

    def told(self, one: Judged) -> str:
        """What a judgement says, in words."""
        return judged_words(one)

    def before(self, one: Judged) -> str:
        """What the machine had where a judgement says something else; empty where there is nothing to tell."""
        return machine_words(one)

    def words(self, part: str) -> str:
        """The words of a part, its pieces parted by an ellipsis."""
        return " … ".join(flat(self.one.told.report.text[start:end]) for start, end in self.spans(part))

    def places(self, part: str) -> str:
        """The places of a part, as a form has them: ``5-9;12-20``."""
        return ";".join(f"{start}-{end}" for start, end in self.spans(part))

    def spans(self, part: str) -> Spans:
        """The spans of content, source or cue; none where there is none."""
        passage = getattr(self.statement, part, None)
        return passage.spans if passage else ()

    @property
    def others(self) -> list[Attribution]:
        """The statements that this one may dispute."""
        mine = self.statement
        about = mine.about if mine else ()
        return [one for one in self.one.statements if one.id != self.chosen and one.id not in about]
