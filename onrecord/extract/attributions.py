"""Attributions and entities of a page: who said what, on whose word, as passages of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from onrecord.extract.clusters import cluster_names
from onrecord.extract.confidence import calibrated, features
from onrecord.extract.coreference import by_role, resolve, role_clusters
from onrecord.extract.disclaimed import disclaimed, with_disclaimed
from onrecord.extract.drafts import (
    Draft,
    from_model,
    from_signatures,
    with_headlines_apart,
    with_paragraphs_joined,
    with_persons_quoted,
)
from onrecord.extract.encoder import Encoder
from onrecord.extract.entities import Entities
from onrecord.extract.events.circumstances import Circumstances, Placed
from onrecord.extract.events.find import EventMention, find_mentions
from onrecord.extract.events.whose import Whose
from onrecord.extract.events.written import events_of, statement_id
from onrecord.extract.known import LEAST_SHARE, Known
from onrecord.extract.linking import Linker
from onrecord.extract.mentions import NAMED, PERSON, Mention, plain_mentions
from onrecord.extract.names import find_names
from onrecord.extract.nesting import find_nested
from onrecord.extract.places.records import PlacesTold, place_records, places_told
from onrecord.extract.quoted_as import quoted_as
from onrecord.extract.quotes import OUTSIDE
from onrecord.extract.roles import bearers_of, find_roles
from onrecord.extract.runs import CUE, NEVER, NONE, Sight, find_runs, see
from onrecord.extract.said_when import SaidWhen
from onrecord.extract.signatures import Signed, signatures, words_of
from onrecord.extract.statements import Statement, statements
from onrecord.extract.story import Story, words_at
from onrecord.extract.times.page import times_of
from onrecord.extract.trailing import with_trailing
from onrecord.extract.wording import Wording, WordRange
from onrecord.reading.page import Page
from onrecord.record import (
    Attribution,
    AttributionKind,
    Carrier,
    Entity,
    Event,
    Passage,
    Place,
    Spans,
    SpeakerCandidate,
    Time,
)

_LAST_MARK = 1036  # pieces up to here are special ones and ASCII marks

# Below it a statement is more often wrong than right.  PolNeAR dev, alpha / c / cs / csq: 0.1 gives
# 78.1 / 78.8 / 71.1 / 67.2, 0.135 77.1 / 78.9 / 71.2 / 67.3, 0.16 77.1 / 78.9 / 71.3 / 67.4.
LEAST_CONFIDENCE = 0.1

# So often "I" outside quotations makes a text one that its author speaks in.
LEAST_FIRST_PERSONS = 3


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """What a page tells: its entities in the order of mention, its attributions and places in the order of the text.

    ``inputs``: for each attribution what its confidence was reckoned from
    (``confidence.FEATURES``), None where a rule made it.
    """

    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    inputs: tuple[list[float] | None, ...] = ()

    def facts(self) -> dict[str, Any]:
        """What goes on the record, by the fields of ``Report``."""
        return {
            "entities": self.entities,
            "times": self.times,
            "places": self.places,
            "attributions": self.attributions,
            "events": self.events,
        }


def extract(page: Page, story: Story, encoder: Encoder) -> Extracted:
    """Entities and attributions of the story."""
    if not story.spans:
        return Extracted()
    wording = Wording.of(page.view.text, story)
    posts = {number for number, block in enumerate(page.view_blocks) if page.blocks[block].kind == "post"}
    sight = see(story, encoder)
    cue_chance = np.exp(sight.tags[:, 2 * CUE - 1]) + np.exp(sight.tags[:, 2 * CUE])
    headlines = _headlines(page, story)
    top = _drafts(wording, story, sight, encoder, signatures(page.view.text, story, posts), headlines)
    top = with_paragraphs_joined(with_headlines_apart(top, headlines, story), story)
    top = with_persons_quoted(top, list(quoted_as(page.view.text, story)), story)
    top = with_disclaimed(wording, top, list(disclaimed(wording)))
    top = sorted((draft for draft in top if draft.confidence >= LEAST_CONFIDENCE), key=lambda draft: draft.start)
    nested = find_nested(wording, top, cue_chance, lambda some: _drafts(wording, some, see(some, encoder), encoder, ()))
    drafts, parents = _in_order(
        *with_trailing(
            wording, [*top, *(one.draft for one in nested)], [None] * len(top) + [one.within for one in nested]
        )
    )
    known = know(wording, sight, encoder, [part for draft in drafts for part in draft.source])
    author = _author(page, known)
    told = statements(known, drafts, parents, author, headlines)
    whose = Whose(wording, told)
    events = find_mentions(known, sight.events, whose, headlines)
    return _written(page, story, known, told, whose, events, places_told(page, known, sight.names))


def _headlines(page: Page, story: Story) -> list[WordRange]:
    """The words of each headline."""
    starts = [start for start, _ in page.view_bounds]
    found = []
    for first, last in pairwise([*story.paragraphs, len(story.spans)]):
        if first < last:
            block = page.view_blocks[bisect_right(starts, story.spans[first][0]) - 1]
            if page.blocks[block].kind in ("headline", "subheading"):
                found.append((first, last))
    return found


def _drafts(
    wording: Wording,
    story: Story,
    sight: Sight,
    encoder: Encoder,
    signed: Sequence[Signed],
    headlines: Sequence[WordRange] = (),
) -> list[Draft]:
    """What the model and the signatures give."""
    tags = sight.tags
    # What a signature settles is none of the model's business.
    settled = words_of(signed)
    if settled:
        tags[settled] = NEVER
        tags[settled, NONE] = 0
    runs = find_runs(story, tags)
    linker = Linker(story, sight.windows, runs, encoder.link_tables, headlines)
    return [*from_model(runs, linker), *from_signatures(signed)]


def _in_order(drafts: Sequence[Draft], parents: Sequence[int | None]) -> tuple[list[Draft], list[int | None]]:
    """By where they begin, one that holds others before them; parents renumbered."""
    depth = [0] * len(drafts)
    for number, parent in enumerate(parents):
        depth[number] = 0 if parent is None else depth[parent] + 1
    tops = list(range(len(drafts)))
    for number, parent in enumerate(parents):
        if parent is not None:
            tops[number] = tops[parent]
    order = sorted(range(len(drafts)), key=lambda n: (drafts[tops[n]].start, tops[n], depth[n], drafts[n].start, n))
    place = {number: index for index, number in enumerate(order)}
    renumbered = [parents[number] for number in order]
    return [drafts[number] for number in order], [None if p is None else place[p] for p in renumbered]


def know(wording: Wording, sight: Sight, encoder: Encoder, sources: Sequence[WordRange] = ()) -> Known:
    """Names, who they name, and whom the pronouns and roles mean; sources: those of the attributions."""
    names = find_names(wording, sight.names, sources)
    clusters = cluster_names(wording, names)
    mentions = plain_mentions(wording.printed, [Mention(name.first, name.last, name.form) for name in names])
    number_of = {name.first: clusters.of[i] for i, name in enumerate(names)}
    roles = role_clusters(wording, mentions, len(clusters.all))
    cluster_of = [
        number_of[mention.first] if mention.form in NAMED else role
        for mention, role in zip(mentions, roles, strict=True)
    ]
    sexes = [cluster.sex for cluster in clusters.all]
    meant = resolve(wording, sight, mentions, cluster_of, sexes, encoder.link_tables["antecedent"])
    borne = find_roles(wording, names)
    bearers = bearers_of(wording, clusters, borne)
    meant = by_role(wording, mentions, meant, bearers, len(clusters.all), LEAST_SHARE, cluster_of)
    entities = Entities(wording, names, clusters, borne)
    for index, one in meant.items():
        if one.candidates and one.candidates[0][1] >= LEAST_SHARE and one.candidates[0][0] in entities.of_cluster:
            mention = mentions[index]
            entities.add_mention(entities.of_cluster[one.candidates[0][0]], (mention.first, mention.last))
    first_at = {role: mention for mention, role in zip(reversed(mentions), reversed(roles), strict=True) if role >= 0}
    return Known(
        wording=wording,
        names=names,
        clusters=clusters,
        mentions=mentions,
        meant=meant,
        entities=entities,
        roles=first_at,
    )


def _author(page: Page, known: Known) -> int | None:
    """The entity of the only author, where the story names him too: in the byline, or in a last line about him.

    An opinion page ends with "Ada Lund is a baker in Brisk."; who writes "I" above it is she.
    """
    if len(page.authors) == 1:
        name = page.authors[0].name.lower()
        return next((n for n, draft in enumerate(known.entities.drafts) if draft.name.lower() == name), None)
    wording = known.wording
    first, last = wording.paragraph(len(wording.printed) - 1)
    said = sum(word == "i" and not wording.quoted(place) for place, word in enumerate(wording.lower[:first]))
    about = next((i for i, name in enumerate(known.names) if name.first == first and name.form == PERSON), None)
    if page.authors or said < LEAST_FIRST_PERSONS or about is None:
        return None
    behind = known.names[about].last
    return known.entity_of_name(about) if behind < last and wording.lower[behind] in ("is", "was", ",") else None


def _written(
    page: Page,
    story: Story,
    known: Known,
    told: Sequence[Statement],
    whose: Whose,
    mentions: Sequence[EventMention],
    where: PlacesTold,
) -> Extracted:
    def passage(parts: Sequence[WordRange]) -> Passage | None:
        return _passage(page, story, parts) if parts else None

    def spans_of(words: WordRange) -> Spans:
        return _spans(page, story, [words])

    entities, ids = known.entities.finished(spans_of)
    places = place_records(known, where, ids, spans_of)
    times = times_of(page, story.spans[-1][1])
    circumstances = Circumstances(
        known.wording,
        [Placed(words=words_at(story, place), id=time.id) for place, time in times if time.start],
        [
            Placed(words=(found.spot.first, found.spot.last), id=place.id)
            for found, place in places
            if found.dateline < 0 and not found.spot.adjective
        ],
        whose.level,
    )
    said_when = SaidWhen(
        known.wording, told, [(words_at(story, place), time) for place, time in times], page.published.date
    )
    attributions = []
    inputs = [_inputs(story, one.draft) for one in told]
    for number, one in enumerate(told, start=1):
        draft, speaker, given = one.draft, one.speaker, inputs[number - 1]
        attributions.append(
            Attribution(
                id=f"a{number}",
                kind=kind_of(story, draft.content),
                source=passage(_trimmed(page, story, draft.source)),
                cue=passage(_trimmed(page, story, draft.cue)),
                content=_passage(page, story, draft.content),
                speaker=ids[speaker.entity] if speaker.entity is not None else None,
                speaker_confidence=speaker.confidence,
                speaker_candidates=tuple(
                    SpeakerCandidate(entity=ids[entity], confidence=share) for entity, share in speaker.candidates
                ),
                within=statement_id(one.within),
                via=tuple(Carrier(entity=ids[entity], spans=_spans(page, story, [words])) for entity, words in one.via),
                medium=one.medium,
                act=one.act,
                about=tuple(f"a{other + 1}" for other in one.about.statements),
                about_statement=passage([one.about.sentence]) if one.about.sentence else None,
                time=said_when.of(number - 1),
                place=circumstances.place_at(draft.cue[0]) if draft.cue else None,
                confidence=round(calibrated(given) if given else draft.confidence, 3),
            )
        )
    events = events_of(known.wording, mentions, circumstances, [time for _, time in times], ids, spans_of)
    return Extracted(
        entities=entities,
        attributions=tuple(attributions),
        events=events,
        times=tuple(time for _, time in times),
        places=tuple(place for _, place in places),
        inputs=tuple(inputs),
    )


def _inputs(story: Story, draft: Draft) -> list[float] | None:
    if not draft.certainty:
        return None
    return features(
        draft.certainty,
        kind_of(story, draft.content),
        sourced=bool(draft.source),
        cue_words=sum(last - first for first, last in draft.cue),
        words=sum(last - first for first, last in draft.content),
        pieces=len(draft.content),
    )


def kind_of(story: Story, content: Sequence[WordRange]) -> AttributionKind:
    """Direct where all words stand in quotation marks, indirect where none do, else mixed."""
    words = [word for first, last in content for word in range(first, last)]
    if all(story.states[word] == OUTSIDE for word in words):
        return "indirect"
    # A full stop outside the marks does not make a quotation mixed.
    unquoted = any(story.states[word] == OUTSIDE and story.pieces[word][0] > _LAST_MARK for word in words)
    return "mixed" if unquoted else "direct"


def _trimmed(page: Page, story: Story, ranges: Sequence[WordRange]) -> list[WordRange]:
    """Without a comma at the end: "Ada Lund, the mayor," is two marks around a name and its apposition."""
    trimmed = []
    for first, last in ranges:
        while last - first > 1 and page.view.text[story.spans[last - 1][0]] in ",;:":
            last -= 1
        trimmed.append((first, last))
    return trimmed


def _passage(page: Page, story: Story, ranges: Sequence[WordRange]) -> Passage:
    return Passage.of(page.text, _spans(page, story, ranges))


def _spans(page: Page, story: Story, ranges: Sequence[WordRange]) -> Spans:
    """The spans of the text behind words of the story."""
    return page.spans_of((story.spans[first][0], story.spans[last - 1][1]) for first, last in ranges)
