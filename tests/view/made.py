"""A report with events, times and places made by hand: an order, a plan, a threat, a denial and what happened."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reader import Reader
from onrecord.record import (
    Attribution,
    Carrier,
    Entity,
    EntityKind,
    Event,
    EventStatus,
    Magnitude,
    Mention,
    Participant,
    Passage,
    Place,
    PlaceCandidate,
    Report,
    Spans,
    Time,
    TimeType,
)

TEXT = """President orders patrol boats out of the Sund

TORVIK, 12 March 2019 (Northmail) — President Ilse Harken ordered Marland's patrol boats to leave the Sund on Monday morning, two weeks after a trawler was rammed off Skelling Point.

The Osk navy fired on the trawler Merle on 25 February, killing two fishermen and wounding a third, the harbour master, Tom Avery, said.

Osk's defence ministry denied on Tuesday that its navy had attacked anyone. "No shot was fired," the state news agency Oskinform quoted the ministry as saying.

Foreign ministers of both countries will meet in Velden in April to settle the border in the strait. If one boat more crosses the line, "we will sink it," Admiral Jan Brook told Radio Sund in Springfield.

The two countries have quarrelled over the Sund since 1987.
"""


def at(*words: str) -> Spans:
    """Where some words stand, each piece sought behind the one before."""
    spans, place = [], 0
    for piece in words:
        start = TEXT.index(piece, place)
        place = start + len(piece)
        spans.append((start, place))
    return tuple(spans)


def within(sentence: str, words: str) -> Spans:
    """Where some words stand in a stretch that begins with ``sentence``."""
    start = TEXT.index(words, TEXT.index(sentence))
    return ((start, start + len(words)),)


def passage(*words: str) -> Passage:
    return Passage.of(TEXT, at(*words))


def _entity(identity: str, name: str, kind: EntityKind, country: str | None = None, **more: object) -> Entity:
    made = Entity(
        id=identity, name=name, kind=kind, roles=(), affiliation=None, country=country, sector=None, named=True,
        mentions=(Mention(spans=at(name)),),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def _time(
    identity: str, spans: Spans, kind: TimeType, value: str, start: str | None, end: str | None, mod: str | None = None
) -> Time:
    return Time(
        id=identity, spans=spans, type=kind, value=value, mod=mod, quant=None, freq=None, start=start, end=end,
        confidence=0.9,
    )  # fmt: skip


def _place(identity: str, spans: Spans, name: str, country: str | None, point: tuple[float, float] | None) -> Place:
    return Place(
        id=identity, spans=spans, entity=None, name=name, country=country,
        latitude=point[0] if point else None, longitude=point[1] if point else None,
        gazetteer=f"made:{name.lower()}" if point else None, confidence=0.8 if point else 0.3, candidates=(),
    )  # fmt: skip


ENTITIES = (
    _entity("e1", "Ilse Harken", "person", "NO", sector="GOV", roles=("President",)),
    _entity("e2", "patrol boats", "group", "NO", sector="MIL", named=False, mentions=(Mention(spans=at("Marland's patrol boats")),)),
    _entity("e3", "Osk navy", "organization", "DK", sector="MIL"),
    _entity("e4", "fishermen", "group", None, named=False, mentions=(Mention(spans=at("two fishermen")),)),
    _entity("e5", "Tom Avery", "person", "NO", sector="BUS", roles=("harbour master",)),
    _entity("e6", "defence ministry", "organization", "DK", sector="GOV"),
    _entity("e7", "Oskinform", "organization", "DK", sector="MED"),
    _entity("e8", "Foreign ministers", "group", None, sector="GOV", named=False),
    _entity("e9", "Jan Brook", "person", "NO", sector="MIL", roles=("Admiral",)),
)  # fmt: skip
TIMES = (
    _time("t1", at("Monday morning"), "TIME", "2019-03-11TMO", "2019-03-11", "2019-03-11"),
    _time("t2", at("25 February"), "DATE", "2019-02-25", "2019-02-25", "2019-02-25"),
    _time("t3", at("Tuesday"), "DATE", "2019-03-12", "2019-03-12", "2019-03-12"),
    _time("t4", at("April"), "DATE", "2019-04", "2019-04-01", "2019-04-30"),
    _time("t5", at("two weeks"), "DURATION", "P2W", None, None),
    _time("t6", at("1987"), "DATE", "1987", "1987-01-01", "1987-12-31"),
)
PLACES = (
    _place("p1", at("Sund"), "Sund", "NO", (58.9, -3.25)),
    _place("p2", within("boats to leave", "Sund"), "Sund", "NO", (58.9, -3.25)),
    _place("p3", at("Skelling Point"), "Skelling Point", "NO", (58.912, -3.4)),
    _place("p4", at("Velden"), "Velden", "NL", (51.41, 6.16)),
    replace(
        _place("p5", at("Springfield"), "Springfield", None, None),
        candidates=(
            PlaceCandidate(name="Springfield, Illinois", country="US", latitude=39.8, longitude=-89.64, gazetteer="made:1", confidence=0.3),
            PlaceCandidate(name="Springfield, Massachusetts", country="US", latitude=42.1, longitude=-72.59, gazetteer="made:2", confidence=0.28),
        ),
    ),
    _place("p6", within("have quarrelled", "Sund"), "Sund", "NO", (58.9, -3.25)),
)  # fmt: skip
ATTRIBUTIONS = (
    Attribution(
        id="a1", kind="indirect", source=passage("President Ilse Harken"), cue=passage("ordered"),
        content=passage("Marland's patrol boats to leave the Sund"), speaker="e1", speaker_confidence=0.99,
        act="orders", time="t1", place="p2", confidence=0.95,
    ),
    Attribution(
        id="a2", kind="indirect", source=passage("the harbour master, Tom Avery"), cue=Passage.of(TEXT, within("Avery,", "said")),
        content=passage("The Osk navy fired on the trawler Merle on 25 February, killing two fishermen and wounding a third"),
        speaker="e5", speaker_confidence=0.97, act="says", confidence=0.96,
    ),
    Attribution(
        id="a3", kind="indirect", source=passage("Osk's defence ministry"), cue=passage("denied"),
        content=passage("that its navy had attacked anyone"), speaker="e6", speaker_confidence=0.9, act="denies",
        about=("a2",), time="t3", confidence=0.93,
    ),
    Attribution(
        id="a4", kind="direct", source=passage("the ministry"), cue=passage("quoted", "as saying"),
        content=passage('"No shot was fired,"'), speaker="e6", speaker_confidence=0.9,
        via=(Carrier(entity="e7", spans=at("the state news agency Oskinform")),), act="says", confidence=0.98,
    ),
    Attribution(
        id="a5", kind="mixed", source=passage("Admiral Jan Brook"), cue=passage("told"),
        content=passage("If one boat more crosses the line", '"we will sink it,"'), speaker="e9",
        speaker_confidence=0.97, act="threatens", place="p5", confidence=0.9,
    ),
)  # fmt: skip


def _event(identity: str, kind: str, mode: str | None, status: EventStatus, trigger: Spans) -> Event:
    return Event(
        id=identity, type=kind, mode=mode, contexts=("military",), trigger=trigger, actors=(), recipients=(),
        status=status, magnitude=(), time=None, place=None, reported_by=None, confidence=0.8,
    )  # fmt: skip


EVENTS = (
    replace(
        _event("v1", "RETREAT", "withdraw", "ordered", at("ordered", "to leave")),
        actors=(Participant(entity="e1", spans=at("President Ilse Harken")),),
        recipients=(Participant(entity="e2", spans=at("Marland's patrol boats")),),
        time="t1", place="p2",
    ),
    replace(
        _event("v2", "ASSAULT", "firearms", "happened", at("fired on")),
        actors=(Participant(entity="e3", spans=at("The Osk navy")),),
        recipients=(Participant(entity="e4", spans=at("two fishermen")),),
        magnitude=(
            Magnitude(kind="killed", value=2, unit="fishermen", spans=at("two fishermen")),
            Magnitude(kind="wounded", value=1, unit=None, spans=at("a third")),
        ),
        time="t2", place="p3", reported_by="a2",
    ),
    replace(
        _event("v3", "ASSAULT", None, "denied", at("attacked")),
        actors=(Participant(entity="e3", spans=within("denied", "its navy")),),
        reported_by="a3",
    ),
    replace(
        _event("v4", "CONSULT", "meet", "planned", at("will meet")),
        actors=(Participant(entity="e8", spans=at("Foreign ministers of both countries")),),
        time="t4", place="p4",
    ),
    replace(
        _event("v5", "THREATEN", "attack", "threatened", at("we will sink")),
        actors=(Participant(entity="e9", spans=within('"we', "we")),),
        place="p5", reported_by="a5", confidence=0.25,
    ),
)  # fmt: skip


def made(reader: Reader) -> Report:
    """The report, read, with the record above in the place of what was found."""
    report = reader.read(text=TEXT, url="https://northmail.example/2019/03/12/patrol-boats-leave-the-sund")
    return replace(
        report, entities=ENTITIES, times=TIMES, places=PLACES, attributions=ATTRIBUTIONS, events=EVENTS,
    )  # fmt: skip
