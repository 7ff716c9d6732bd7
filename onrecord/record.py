"""The record of a report: what ``onrecord.read`` returns.  Start reading here.

Everything is immutable.  A span is a half-open ``(start, end)`` in Unicode code
points of ``Report.text``, which is never rewritten.  A passage may have several
spans, where skipped text (a page's footer, the verb in a split quotation) cuts
it; its ``text`` is those pieces joined by one space.  ``Report.to_dict`` gives
the JSON form, schema ``onrecord/1``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from onrecord.view.timeline import Moment

SCHEMA = "onrecord/1"

Span = tuple[int, int]
Spans = tuple[Span, ...]

BlockKind = Literal[
    "headline", "subheading", "byline", "dateline", "paragraph", "list", "caption",
    "post", "related", "links", "note", "notice", "furniture",
]  # fmt: skip
LinkRelation = Literal["related", "origin", "self", "other"]
AttributionKind = Literal["direct", "indirect", "mixed"]
EntityKind = Literal["person", "organization", "place", "group", "office", "document"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Act = Literal[
    "says", "denies", "disputes", "confirms", "orders", "promises", "threatens", "thanks",
    "asks", "accuses", "believes",
]  # fmt: skip
EventStatus = Literal["happened", "ongoing", "ordered", "planned", "threatened", "called-for", "denied", "hypothetical"]


def passage_text(text: str, spans: Iterable[Span]) -> str:
    """The words of a passage: its pieces joined by one space."""
    return " ".join(text[start:end] for start, end in spans)


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Words of the report, by place and as read."""

    spans: Spans
    text: str

    @classmethod
    def of(cls, text: str, spans: Spans) -> Passage:
        """The passage that these spans of the text make."""
        return cls(spans=spans, text=passage_text(text, spans))


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Something skipped, cut or doubtful, and why."""

    kind: str
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MadeBy:
    """Which program and which weights made the record."""

    onrecord: str
    model: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where the text came from; nothing is fetched to find out."""

    uri: str | None
    media_type: str
    retrieved: str | None
    reader: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A stretch of the page with one role.

    In a `list` block each span is whole items; all other text of the page lies
    in exactly one block, blanks between blocks in none.
    """

    kind: BlockKind
    spans: Spans


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence; ``block`` is an index into ``Report.blocks``."""

    block: int
    spans: Spans


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcePiece:
    """Where a piece of the text stands in the source.

    ``span`` is one stretch of ``Report.text``.  HTML: ``path`` leads to the element (an XPath with positions,
    ``/html/body/div[2]/p[1]``) and ``offset`` counts the code points of the element's text content before the piece;
    that many on are the piece itself.  PDF: ``page`` counts from 1, ``box`` is left, bottom, right, top in points from
    the page's lower left corner.
    """

    span: Span
    path: str | None = None
    offset: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceMap:
    """Ties the text to its source: pieces in the order of the text, none over another.

    What lies in no piece is a blank set between two of them.  PDF: ``page_sizes`` has width and height of each page
    as it is shown, in points; noughts for one that could not be read.
    """

    kind: Literal["html", "pdf"]
    pieces: tuple[SourcePiece, ...]
    page_sizes: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What a judgement about the report as a whole rests on.

    ``spans`` is empty where the evidence is not in the text (an address given by
    the caller, a tag of the page).
    """

    kind: str
    spans: Spans
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """The report's headline; ``spans`` is empty where only a tag of the page has it."""

    spans: Spans
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """Who wrote the report; ``spans`` is empty where only a tag of the page names them."""

    name: str
    spans: Spans
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Publisher:
    """Who published the report; name or domain may be unknown, not both."""

    name: str | None
    domain: str | None
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RejectedDate:
    """A date that was considered for the report, and why it was not taken."""

    date: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """When the report was published: ISO date and, where stated, time.  ``date`` is null where nothing tells."""

    date: str | None
    time: str | None
    confidence: float
    evidence: tuple[Evidence, ...]
    rejected: tuple[RejectedDate, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An address in the text.  ``same_as``: index in ``Report.links`` of an earlier address of the same page."""

    url: str
    spans: Spans
    relation: LinkRelation
    same_as: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """One place where an entity is named or meant."""

    spans: Spans


@dataclass(frozen=True, kw_only=True, slots=True)
class Entity:
    """A person, organization, place, group or office of the report."""

    id: str
    name: str
    kind: EntityKind
    roles: tuple[str, ...]
    affiliation: str | None
    country: str | None
    sector: str | None
    named: bool
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Time:
    """A time expression as TIMEX3, with its calendar bounds."""

    id: str
    spans: Spans
    type: TimeType
    value: str
    mod: str | None
    quant: str | None
    freq: str | None
    start: str | None
    end: str | None
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceCandidate:
    """One place that a name might mean."""

    name: str
    country: str | None
    latitude: float
    longitude: float
    gazetteer: str
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A named place, in degrees where it could be resolved."""

    id: str
    spans: Spans
    entity: str | None
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    gazetteer: str | None
    confidence: float
    candidates: tuple[PlaceCandidate, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeakerCandidate:
    """An entity that may be the speaker."""

    entity: str
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Carrier:
    """Through whom a statement came: an agency, a broadcaster, a document."""

    entity: str
    spans: Spans


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribution:
    """Who said what: a source, the cue that says so, and the content.

    ``speaker``: who says it, an entity; null where open, with the candidates, or
    where nobody is named.  ``via``: who hands it on, the one nearest to the speaker
    first.  ``within``: the attribution whose content holds this one.  ``about``: the
    attributions that this one denies or disputes; ``about_statement`` the words of
    the reporter's own that it does.  ``confidence``: how likely source and content
    are right; of those with 0.9 nine in ten are.
    """

    id: str
    kind: AttributionKind
    source: Passage | None
    cue: Passage | None
    content: Passage
    speaker: str | None = None
    speaker_confidence: float | None = None
    speaker_candidates: tuple[SpeakerCandidate, ...] = ()
    within: str | None = None
    via: tuple[Carrier, ...] = ()
    medium: str | None = None
    act: Act | None = None
    about: tuple[str, ...] = ()
    about_statement: Passage | None = None
    time: str | None = None
    place: str | None = None
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Participant:
    """An actor or a recipient of an event."""

    entity: str
    spans: Spans


@dataclass(frozen=True, kw_only=True, slots=True)
class Magnitude:
    """A figure told of an event."""

    kind: str
    value: float
    unit: str | None
    spans: Spans


@dataclass(frozen=True, kw_only=True, slots=True)
class EventTold:
    """One place where an event is told: the trigger there, how, and on whose word."""

    spans: Spans
    status: EventStatus
    reported_by: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Who did what to whom.

    ``type``, ``mode``, ``contexts``: PLOVER's.  ``trigger``: the words that tell of it where it is told best;
    ``mentions``: all places where it is told.  ``reported_by``: the attribution whose content holds it; null means the
    reporter's own word.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    trigger: Spans
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    status: EventStatus
    magnitude: tuple[Magnitude, ...]
    time: str | None
    place: str | None
    reported_by: str | None
    mentions: tuple[EventTold, ...] = ()
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """One report and its record."""

    schema: str = SCHEMA
    id: str
    made_by: MadeBy
    origin: Origin
    complete: bool
    problems: tuple[Problem, ...]
    text: str = field(repr=False)
    source_map: SourceMap | None = field(default=None, repr=False)
    language: str | None
    language_evidence: tuple[Evidence, ...] = ()
    blocks: tuple[Block, ...] = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    headline: Headline | None
    authors: tuple[Author, ...]
    publisher: Publisher | None
    published: Published
    links: tuple[Link, ...]
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    attributions: tuple[Attribution, ...] = field(default=(), repr=False)
    events: tuple[Event, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts, lists, strings and numbers, as ``--format jsonl`` prints it."""
        from onrecord.encode import to_dict

        return to_dict(self)

    def to_json(self) -> str:
        """The record as one line of JSON."""
        from onrecord.encode import to_json

        return to_json(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Report:
        """The inverse of ``to_dict``.  Raises ``ValueError`` where the data is no record of this schema."""
        from onrecord.encode import from_dict

        return from_dict(data)

    def timeline(self, *, undated: bool = False) -> tuple[Moment, ...]:
        """The events and statements that have a date, in order of its start.

        undated: those without a date too, behind all others, in the order of the text.
        """
        from onrecord.view.timeline import timeline_of

        return timeline_of(self, undated=undated)

    def _repr_html_(self) -> str:
        from onrecord.view.notebook import report_html

        return report_html(self)
