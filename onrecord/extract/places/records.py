"""Places as the record shows them, with their words in the text and the entity that they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.extract.encoder import Floats
from onrecord.extract.known import Known
from onrecord.extract.mentions import PLACE
from onrecord.extract.places.find import Found, find_places
from onrecord.extract.places.gazetteer import COUNTRY, REGION, Gazetteer, gazetteer
from onrecord.extract.places.keys import key_of
from onrecord.extract.story import story_of
from onrecord.extract.wording import Wording, WordRange
from onrecord.reading.kinds import DATELINE
from onrecord.reading.page import Page
from onrecord.record import Place, PlaceCandidate, Spans

_LONGEST_DATELINE = 200  # characters; none in print is longer


@dataclass(frozen=True, kw_only=True, slots=True)
class Dateline:
    """The words of a dateline's place, and where in the page's text they begin."""

    wording: Wording
    start: int


def datelines_of(page: Page) -> list[Dateline]:
    """The place of each dateline."""
    found = []
    for block in page.blocks:
        if block.kind != "dateline":
            continue
        start, end = block.spans[0]
        end = min(end, start + _LONGEST_DATELINE)
        match = DATELINE.match(page.text[start:end] + " ")
        if match:
            group = "place" if match.group("place") else "place2"
            words = match.group(group).rstrip()
            whole = [(0, len(words))]
            story = story_of(words, whole, whole, _LONGEST_DATELINE)
            found.append(Dateline(wording=Wording.of(words, story), start=start + match.start(group)))
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacesTold:
    """The places of a report and the datelines in which some of them stand."""

    found: Sequence[Found]
    datelines: Sequence[Dateline]


def places_told(page: Page, known: Known, scores: Floats | None) -> PlacesTold:
    """The places of a page; scores: log-probabilities ``[words, 9]`` of the story's name tags, where there are any."""
    datelines = datelines_of(page)
    found = find_places(known.wording, known.names, scores, [one.wording for one in datelines])
    return PlacesTold(found=found, datelines=datelines)


def place_records(
    known: Known, told: PlacesTold, ids: Sequence[str], spans_of: Callable[[WordRange], Spans]
) -> list[tuple[Found, Place]]:
    """The records in the order of the text, each with what it was made of.

    ids: of the entities, by number; spans_of: the places in the text of a range of the story's words.
    """
    if not told.found:
        return []
    entities = _entities(known)
    placed = []
    for one in told.found:
        if one.dateline < 0:
            spans = spans_of((one.spot.first, one.spot.last))
        else:
            dateline = told.datelines[one.dateline]
            words = dateline.wording.story.spans
            spans = ((dateline.start + words[one.spot.first][0], dateline.start + words[one.spot.last - 1][1]),)
        placed.append((spans, one))
    placed.sort(key=lambda pair: pair[0])
    records = []
    for number, (spans, one) in enumerate(placed, start=1):
        entity = entities.get(one.spot.key) if not one.spot.adjective else None
        record = _record(f"p{number}", spans, one, ids[entity] if entity is not None else None)
        records.append((one, record))
    return records


def _record(identity: str, spans: Spans, one: Found, entity: str | None) -> Place:
    places, row = gazetteer(), one.row
    return Place(
        id=identity,
        spans=spans,
        entity=entity,
        name=_name(one, places),
        country=places.code(row) if row is not None else None,
        latitude=_degrees(places.latitude[row]) if row is not None else None,
        longitude=_degrees(places.longitude[row]) if row is not None else None,
        gazetteer=places.id(row) if row is not None else None,
        confidence=one.confidence,
        candidates=tuple(
            PlaceCandidate(
                name=places.name(other),
                country=places.code(other),
                latitude=_degrees(places.latitude[other]),
                longitude=_degrees(places.longitude[other]),
                gazetteer=places.id(other),
                confidence=share,
            )
            for other, share in one.candidates
        ),
    )


def _entities(known: Known) -> dict[str, int]:
    """The entities that are places, by the key of each of their names."""
    found: dict[str, int] = {}
    for number, name in enumerate(known.names):
        entity = known.entity_of_name(number)
        if name.form == PLACE and entity is not None:
            found.setdefault(key_of(" ".join(known.wording.printed[name.first : name.last])), entity)
    return found


def _name(one: Found, places: Gazetteer) -> str:
    """The name as printed; of "Russian" and "N.D." the gazetteer's."""
    if one.row is None or not (one.spot.adjective or places.kind[one.row] in (COUNTRY, REGION)):
        return one.spot.text
    return places.name(one.row)


def _degrees(value: float) -> float:
    return round(float(value), 3)
