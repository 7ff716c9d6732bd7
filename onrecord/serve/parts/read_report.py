"""A report as its page and its cards show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup
from sqlalchemy import Connection, select

from onrecord.record import Attribution, Event, Evidence, Place, Time
from onrecord.serve.parts.evidence import Piece, pieces_of
from onrecord.store import schema
from onrecord.store.judgements import last_number
from onrecord.store.reviewing.judged import Judged, rejected
from onrecord.store.reviewing.judged import history as all_said
from onrecord.store.reviewing.reviewed import reviewed
from onrecord.store.reviewing.signing import SignOff, record_hash, sign_offs_of
from onrecord.store.showing import Kept, show
from onrecord.view.dates import date_words
from onrecord.view.event_words import STATUSES, kind_words, magnitude_words
from onrecord.view.html_text import article
from onrecord.view.marked import Marks
from onrecord.view.spots import Spot, candidate_words, place_words, point_words, resolved, spots
from onrecord.view.told import Told

PREFIX = "r"


@dataclass(frozen=True)
class ReadReport:
    """A report of the library, its record looked up by id, and whom the library knows of its entities.

    The record is the one that people left; what they rejected is in ``told`` but not in ``standing``, which the text
    shows.  handles: of the record's entities, by id; judgements: all that was said of its statements and events;
    rejected: the ids of those; known: the last judgement in the library; sign_offs: the last first; hash: of the
    record that would be signed off.
    """

    kept: Kept
    told: Told
    handles: Mapping[str, str]
    standing: Told
    judgements: tuple[Judged, ...] = ()
    rejected: frozenset[str] = frozenset()
    known: int = 0
    sign_offs: tuple[SignOff, ...] = ()
    hash: str = ""

    @property
    def title(self) -> str:
        """The headline, else where it came from."""
        headline = self.kept.record.headline
        return " ".join(headline.text.split()) if headline else self.kept.uri or f"Report {self.kept.number}"

    @property
    def address(self) -> str:
        """Of its page."""
        return f"/reports/{self.kept.number}"

    @cached_property
    def events(self) -> dict[str, Event]:
        """The events by id."""
        return {one.id: one for one in self.kept.record.events}

    @cached_property
    def statements(self) -> list[Attribution]:
        """The statements in the order of the text."""
        return sorted(self.kept.record.attributions, key=lambda one: one.content.spans[0])

    @cached_property
    def happened(self) -> list[Event]:
        """The events in the order of the text."""
        return sorted(self.kept.record.events, key=lambda one: one.trigger[0])

    @cached_property
    def spots(self) -> list[Spot]:
        """The places, each once."""
        return spots(self.kept.record)

    @cached_property
    def evidence(self) -> dict[str, Piece]:
        """What date, publisher, headline and authors rest on, where that is words of the text, by id."""
        return pieces_of(self.kept.record)

    @property
    def more_marks(self) -> Marks:
        """The marks of the evidence."""
        return [(span, one.id, "evidence") for one in self.evidence.values() for span in one.spans]

    def why(self, name: str, evidence: Sequence[Evidence]) -> list[tuple[str, list[str]]]:
        """What evidence says, each thing once, with the ids of its pieces that are words of the text.

        name: of the evidence, as the ids of ``self.evidence`` begin.
        """
        found: dict[str, list[str]] = {}
        for number, one in enumerate(evidence, 1):
            ids = found.setdefault(one.detail, [])
            if one.spans:
                ids.append(f"{name}-{number}")
        return list(found.items())

    def text(self, chosen: str = "", address: str = "") -> Markup:
        """The text with its marks; its words are escaped.

        chosen: the id whose words are lit up.  address: of the page that marks lead to, where it is not the report's.
        """
        address = address or self.address
        more = self.more_marks
        return Markup("".join(article(self.standing, PREFIX, address=address, offsets=True, chosen=chosen, more=more)))

    def is_judged(self, local: str) -> bool:
        """Whether somebody said something of it that holds."""
        return any(one.holds and one.placed and one.local == local for one in self.judgements)

    @property
    def lost(self) -> list[Judged]:
        """What was said of words that the record no longer has."""
        return [one for one in self.judgements if one.holds and not one.placed]

    def handle(self, entity: str | None) -> str | None:
        """The library's handle of an entity of the record; None where it was joined to nobody."""
        return self.handles.get(entity or "")

    def kind_of(self, event: Event) -> str:
        """What happened, in plain words."""
        return kind_words(event)

    def status_of(self, event: Event) -> str:
        """Whether it happened, was ordered, denied ..., in plain words."""
        return STATUSES[event.status]

    def figures_of(self, event: Event) -> list[str]:
        """The figures told of it."""
        return [magnitude_words(one) for one in event.magnitude]

    def date_of(self, time: Time) -> str | None:
        """The date that its words mean."""
        return date_words(time)

    def place_of(self, place: Place) -> str:
        """Name and country."""
        return place_words(place)

    def point_of(self, place: Place) -> str | None:
        """Degrees; None where it is not resolved."""
        return point_words(place.latitude or 0.0, place.longitude or 0.0) if resolved(place) else None

    def candidates_of(self, place: Place) -> str:
        """What a place that is not resolved may be."""
        return candidate_words(place)


def read_report(connection: Connection, number: int) -> ReadReport:
    """A report of the library.  Raises NotInLibrary."""
    kept = show(connection, number)
    joined = schema.report_entity.join(schema.entity, schema.report_entity.c.entity == schema.entity.c.id)
    query = select(schema.report_entity.c.local, schema.entity.c.handle).select_from(joined)
    rows = connection.execute(query.where(schema.report_entity.c.report == kept.number))
    handles = {row.local: row.handle for row in rows}
    said = all_said(connection, kept.key)
    standing = reviewed(kept.record, said)
    shown = reviewed(kept.record, said, with_rejected=True)
    return ReadReport(
        kept=replace(kept, record=shown), told=Told(shown), standing=Told(standing), handles=handles, judgements=said,
        rejected=rejected(said), known=last_number(connection), hash=record_hash(standing),
        sign_offs=sign_offs_of(connection, kept.key, kept.record),
    )  # fmt: skip
