"""Finding statements, events and reports by their words and by what is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.record import Spans
from onrecord.store import schema
from onrecord.store.filters import Filters, sought_for
from onrecord.store.hit_rows import hits_of, with_answers
from onrecord.store.hits import Hit
from onrecord.store.partly import story_in
from onrecord.store.query import Query, Term, holds, parse_query
from onrecord.store.search import KINDS, RANKED, Kind, Sought, by_day, hits, ranked

# A story's passage around the words that were found, in letters.
PASSAGE = 240
# At most so many candidates are read to see whether a phrase stands in them as it was typed.
MOST_READ = {"statements": 2000, "events": 2000, "reports": 300}


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What was found: statements, then events, then reports, each best first, or newest first without words.

    more: the kinds of which there are more than ``limit``.  newest: the kinds of which so many match that only the
    newest were ranked.  unknown: a name that a filter gave and that nobody and nothing bears; null else.
    """

    hits: tuple[Hit, ...] = ()
    more: tuple[Kind, ...] = ()
    newest: tuple[Kind, ...] = ()
    unknown: str | None = None


def find(
    connection: Connection,
    words: str = "",
    filters: Filters | None = None,
    *,
    kinds: Sequence[Kind] = KINDS,
    limit: int = 10,
    versions: bool = False,
) -> Found:
    """What matches words (``query.parse_query`` says how they are taken) and filters.

    kinds: where to look; those that cannot have what the filters ask for are left out.  limit: of each kind at most.
    versions: also in reports of which there is a later version.

    Raises ``UsageError`` where nothing is asked for, or a filter has no sense.
    """
    filters = filters or Filters()
    if limit < 1:
        raise UsageError(f"a limit of {limit} finds nothing; give 1 or more")
    query = parse_query(words)
    sought = sought_for(connection, query, filters)
    if isinstance(sought, str):
        return Found(unknown=sought)
    if sought.empty:
        raise UsageError("nothing to look for; give words, or --speaker, --about, --place, --publisher ...")
    found: list[Hit] = []
    more, newest = [], []
    for kind in KINDS:
        if kind not in kinds or kind not in filters.kinds():
            continue
        some, cut = _of_kind(connection, kind, sought, limit + 1, versions)
        if len(some) > limit:
            more.append(kind)
        if cut:
            newest.append(kind)
        found += _with_words(connection, kind, some[:limit], query)
    answered = []
    for start in range(0, len(found), 400):
        answered += with_answers(connection, found[start : start + 400])
    return Found(hits=tuple(answered), more=tuple(more), newest=tuple(newest))


def _of_kind(
    connection: Connection, kind: Kind, sought: Sought, limit: int, versions: bool
) -> tuple[list[Hit], bool]:
    """The first ``limit`` hits of a kind, and whether only the newest candidates were ranked."""
    found: list[Hit] = []
    read = 0
    scores: dict[int, float] = {}
    cut = False
    if sought.query.every:
        best = ranked(connection, kind, sought)
        cut = len(best) > RANKED
        scores = dict(best)
    for numbers in _candidates(connection, kind, sought, list(scores), limit):
        there = hits_of(connection, kind, numbers, versions=versions)
        some = [there[number] for number in numbers if number in there]
        if sought.query.strict:
            some = strictly(connection, kind, some, sought.query)
        found += [replace(hit, score=scores.get(hit.number)) for hit in some]
        read += len(numbers)
        if len(found) >= limit or (sought.query.strict and read >= MOST_READ[kind]):
            break
    return found[:limit], cut


def _candidates(
    connection: Connection, kind: Kind, sought: Sought, best: Sequence[int], limit: int
) -> Iterator[list[int]]:
    """Numbers in the order in which they are to be given out, some at a time."""
    size = min(max(limit, 20), 400)
    if sought.query.every:
        for start in range(0, len(best), size):
            yield list(best[start : start + size])
        return
    skip = 0
    while some := by_day(connection, kind, sought, size, skip=skip):
        yield some
        skip += size


def strictly(connection: Connection, kind: Kind, some: Sequence[Hit], query: Query) -> list[Hit]:
    """Those hits that have phrases and beginnings of words as they stand."""

    def plain(texts: Sequence[str], terms: Sequence[Term]) -> bool:
        return any(hits(connection, texts, terms))

    texts = _texts(connection, kind, some)
    return [hit for hit in some if holds(query, texts[hit.number], lambda terms: plain(texts[hit.number], terms))]


def _texts(connection: Connection, kind: Kind, some: Sequence[Hit]) -> dict[int, list[str]]:
    """For each hit all texts in which its words may stand: as the index has them, and the names that it goes by."""
    numbers = [hit.number for hit in some]
    found: dict[int, list[str]] = {}
    for hit in some:
        parts = (hit.words, hit.source, hit.speaker, hit.roles, hit.publisher if kind == "reports" else None)
        found[hit.number] = [part for part in parts if part]
    names, person, party = schema.entity_name, schema.report_entity, schema.event_party
    if kind == "reports":
        for row in connection.execute(select(schema.record).where(schema.record.c.report.in_(numbers))):
            story = story_in(row.data)
            found[row.report] += [story.told, *(author.name for author in story.authors)]
        return found
    spoken = schema.statement if kind == "statements" else schema.event
    speaking = select(spoken.c.id.label("number"), names.c.name).where(spoken.c.id.in_(numbers))
    if kind == "events":
        speaking = speaking.join(schema.statement, schema.statement.c.id == spoken.c.reported_by)
        taking = (
            select(party.c.event.label("number"), person.c.name, person.c.roles, names.c.name.label("other"))
            .join(person, person.c.id == party.c.party)
            .join(names, names.c.entity == person.c.entity, isouter=True)
            .where(party.c.event.in_(numbers))
        )
        for row in connection.execute(taking):
            found[row.number] += [row.name, row.roles, *([row.other] if row.other else [])]
    speaking = speaking.join(person, person.c.id == schema.statement.c.speaker)
    for row in connection.execute(speaking.join(names, names.c.entity == person.c.entity)):
        found[row.number].append(row.name)
    return found


def _with_words(connection: Connection, kind: Kind, some: Sequence[Hit], query: Query) -> list[Hit]:
    """The hits with the places of what was looked for; a report with the passage that has most of them."""
    terms = [term for one in query.every for term in one]
    if kind != "reports":
        if not terms:
            return list(some)
        places = hits(connection, [hit.words for hit in some], terms)
        return [replace(hit, hits=spans) for hit, spans in zip(some, places, strict=True)]
    record = schema.record
    numbers = [hit.number for hit in some]
    told = {
        row.report: story_in(row.data).told
        for start in range(0, len(numbers), 400)
        for row in connection.execute(select(record).where(record.c.report.in_(numbers[start : start + 400])))
    }
    stories = [told.get(number, "") for number in numbers]
    passages = []
    for hit, story, spans in zip(some, stories, hits(connection, stories, terms), strict=True):
        # The first line is the headline, which a hit has already.
        body = story.find("\n") + 1 if hit.title and story.startswith(" ".join(hit.title.split())) else 0
        start, end = _passage(story, body, spans)
        inside = tuple((first - start, last - start) for first, last in spans if start <= first and last <= end)
        passages.append(replace(hit, words=story[start:end], hits=inside))
    return passages


def _passage(story: str, body: int, spans: Spans) -> tuple[int, int]:
    """Where the passage of a story begins and ends that has most of the spans, cut between words."""
    inside = [span for span in spans if span[0] >= body]
    best, most = body, 0
    for place, (first, _) in enumerate(inside):
        count = sum(1 for one in inside[place : place + 20] if one[1] <= first + PASSAGE * 3 // 4)
        if count > most:
            best, most = max(body, first - PASSAGE // 4), count
    start, end = best, min(len(story), best + PASSAGE)
    if start > body and (blank := max(story.find(" ", start), story.find("\n", start))) >= 0 and blank < start + 40:
        start = blank + 1
    if end < len(story) and (blank := story.rfind(" ", start, end)) > start:
        end = blank
    return start, end
