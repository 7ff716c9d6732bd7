"""Finding statements, events and reports by their words and by what is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from onrecord.asked import limit_of, text_of
from onrecord.errors import UsageError
from onrecord.record import Spans
from onrecord.store.chunks import chunks
from onrecord.store.filters import Filters, Unknown, filters_given, sought_for
from onrecord.store.hit_rows import answers_of, hits_of, parties_of
from onrecord.store.hit_texts import Stories, passage, strictly
from onrecord.store.hits import Hit
from onrecord.store.query import Query, Term, parse_query
from onrecord.store.search import KINDS, Kind, Sought, by_day, hits, ranked

# At most so many candidates are read to see whether a phrase stands in them as it was typed: unpacking a story takes
# most of a millisecond.
MOST_READ = {"statements": 400, "events": 400, "reports": 40}


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What was found: statements, then events, then reports, each best first, or newest first without words.

    more: the kinds of which there are more than ``limit``.  newest: the kinds of which so many match that only the
    newest were ranked, or, of a phrase, only the best were read.  unknown: a name that a filter gave and that nobody
    and nothing bears; null else.
    """

    hits: tuple[Hit, ...] = ()
    more: tuple[Kind, ...] = ()
    newest: tuple[Kind, ...] = ()
    unknown: Unknown | None = None


def find(
    connection: Connection,
    words: str = "",
    filters: Filters | None = None,
    *,
    kinds: Sequence[Kind] = KINDS,
    limit: int = 10,
    skip: int = 0,
    versions: bool = False,
    everything: bool = False,
) -> Found:
    """What matches words (``query.parse_query`` says how they are taken) and filters.

    kinds: where to look; those that cannot have what the filters ask for are left out.  limit: of each kind at most;
    skip: leave out so many of each at the beginning.  versions: also in reports of which there is a later version.
    everything: where nothing is asked for, or nothing but days, all that is there matches.

    Raises ``UsageError`` where nothing is asked for, or a filter has no sense.
    """
    filters = filters_given(filters)
    kinds = kinds_given(kinds)
    limit_of(limit)
    query = parse_query(text_of("words to look for", words))
    sought = sought_for(connection, query, filters)
    if isinstance(sought, Unknown):
        return Found(unknown=sought)
    if sought.empty and not everything:
        raise UsageError("nothing to look for; give words, or --speaker, --about, --place, --publisher ...")
    found: list[Hit] = []
    scores: list[float | None] = []
    more, newest = [], []
    stories = Stories(connection)
    for kind in KINDS:
        if kind not in kinds or kind not in filters.kinds():
            continue
        search = _Search(connection, kind, sought, versions, stories)
        some = search.first(skip + limit + 1)[skip:]
        if len(some) > limit:
            more.append(kind)
        if search.cut:
            newest.append(kind)
        found += some[:limit]
        scores += [search.scores.get(hit.number) for hit in some[:limit]]
    return Found(
        hits=tuple(finished(connection, found, scores, query, stories)), more=tuple(more), newest=tuple(newest)
    )


def find_all(
    connection: Connection,
    words: str = "",
    filters: Filters | None = None,
    *,
    kind: Kind,
    most: int,
    versions: bool = False,
) -> Iterator[Hit]:
    """All of one kind that matches, the newest first; ``most``: so many candidates are read at most.

    Nothing at all where a name in the filters is borne by nobody.  Raises ``UsageError`` as ``find`` does, but that
    nothing need be asked for.
    """
    filters = filters_given(filters)
    limit_of(most)
    query = parse_query(text_of("words to look for", words))
    sought = sought_for(connection, query, filters)
    if isinstance(sought, Unknown) or kind not in filters.kinds():
        return
    sought = replace(sought, shortened=query.begins)
    stories = Stories(connection)
    for numbers in chunks(by_day(connection, kind, sought, most)):
        there = hits_of(connection, kind, numbers, versions=versions)
        some = [
            hit
            for number in numbers
            if (hit := there.get(number)) and (kind != "events" or sought.fits(hit.type, hit.mode))
        ]
        some = strictly(connection, kind, some, query, stories) if query.strict else some
        yield from finished(connection, some, [None] * len(some), query, stories)
        if kind == "reports":
            stories = Stories(connection)


def kinds_given(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """The kinds, each of which has to be one.  Raises UsageError."""
    if isinstance(kinds, str):
        raise UsageError(f"kinds are a list of {', '.join(KINDS)}, not one text")
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise UsageError(f"no kind {unknown[0]!r} to look for; there are {', '.join(KINDS)}")
    return tuple(kinds)


class _Search:
    """The search for one kind; ``cut``: not all that matches was looked at; ``scores``: bm25 by number."""

    def __init__(self, connection: Connection, kind: Kind, sought: Sought, versions: bool, stories: Stories) -> None:
        self._connection, self._kind, self._sought = connection, kind, sought
        self._versions, self._stories = versions, stories
        self.cut = False
        self.scores: dict[int, float] = {}
        self._read: set[int] = set()

    def first(self, count: int) -> list[Hit]:
        """The first hits."""
        found = self._some(self._sought, count)
        if self._sought.query.begins and len(found) < count:
            found += self._some(replace(self._sought, shortened=True), count - len(found))
        return found[:count]

    def _some(self, sought: Sought, count: int) -> list[Hit]:
        found: list[Hit] = []
        read, strict = 0, sought.query.strict
        for candidates in self._candidates(sought, count):
            numbers = [number for number in candidates if number not in self._read]
            self._read.update(numbers)
            there = hits_of(self._connection, self._kind, numbers, versions=self._versions)
            some = [there[number] for number in numbers if number in there]
            some = [hit for hit in some if sought.fits(hit.type, hit.mode)] if sought.modes else some
            found += strictly(self._connection, self._kind, some, sought.query, self._stories) if strict else some
            read += len(numbers)
            if len(found) >= count:
                break
            if strict and read >= MOST_READ[self._kind]:
                self.cut = True
                break
        return found

    def _candidates(self, sought: Sought, count: int) -> Iterator[list[int]]:
        """Numbers in the order in which they are to be given out, some at a time."""
        size, skip = min(max(count, 12), 400), 0
        while True:
            if sought.query.every:
                best, more = ranked(self._connection, self._kind, sought, size, skip=skip)
                self.cut = self.cut or more
                self.scores |= dict(best)
                some = [number for number, _ in best]
            else:
                some = by_day(self._connection, self._kind, sought, size, skip=skip)
            if some:
                yield some
            if len(some) < size:
                return
            # Each call counts all that match anew: whoever needs more than one is likely to need many.
            skip += size
            size = min(400, MOST_READ[self._kind]) if sought.query.strict else 400


def marks_in(
    connection: Connection, terms: Sequence[Term], words: Sequence[str], found: Sequence[Hit]
) -> list[dict[str, Spans]]:
    """For each hit the places of what was looked for: in its words, in the speaker's name and in the source's words."""
    if not terms:
        return [{} for _ in found]
    texts = [*words, *(hit.speaker or "" for hit in found), *(hit.source or "" for hit in found)]
    places, count = hits(texts, terms), len(found)
    return [
        {"hits": places[number], "speaker_hits": places[count + number], "source_hits": places[2 * count + number]}
        for number in range(count)
    ]


def finished(
    connection: Connection, found: Sequence[Hit], scores: Sequence[float | None], query: Query, stories: Stories
) -> Iterator[Hit]:
    """The hits with their words, the places of what was looked for, carriers and disputes.

    scores: of each, null where it was not ranked.
    """
    terms = [term for one in query.every for term in one]
    told = stories.of([hit.number for hit in found if hit.kind == "report"])
    words = [
        hit.words if hit.kind != "report" else passage(told[hit.number], hit.title, terms) if hit.number in told else ""
        for hit in found
    ]
    marked = marks_in(connection, terms, words, found)
    answers, parties = answers_of(connection, found), parties_of(connection, found)
    for hit, score, text, spans, more, who in zip(found, scores, words, marked, answers, parties, strict=True):
        changed: dict[str, Any] = {"score": score, "words": text, **spans, **more, **who}
        yield replace(hit, **changed)
