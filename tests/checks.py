"""What must hold of every record, whatever was read."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import Headline, Passage, Report, Spans


def passages(report: Report) -> Iterator[Headline | Passage]:
    if report.headline:
        yield report.headline
    for attribution in report.attributions:
        parts = (attribution.source, attribution.cue, attribution.content, attribution.about_statement)
        for passage in parts:
            if passage:
                yield passage


def all_spans(report: Report) -> Iterator[Spans]:
    for passage in passages(report):
        yield passage.spans
    for block in report.blocks:
        yield block.spans
    for sentence in report.sentences:
        yield sentence.spans
    for link in report.links:
        yield link.spans
    for author in report.authors:
        yield author.spans
    for evidence in report.published.evidence:
        yield evidence.spans
    for entity in report.entities:
        for mention in entity.mentions:
            yield mention.spans
    for time in report.times:
        yield time.spans
    for place in report.places:
        yield place.spans
    for attribution in report.attributions:
        for carrier in attribution.via:
            yield carrier.spans


def check(report: Report, text: str) -> None:
    """Assert that the record keeps its promises about ``text``, which the caller decoded itself."""
    assert report.text == text
    for passage in passages(report):
        # A headline may stand in a tag of the page alone.
        assert passage.spans or (passage is report.headline and report.source_map)
        if not passage.spans:
            continue
        assert " ".join(text[start:end] for start, end in passage.spans) == passage.text
    for spans in all_spans(report):
        last = 0
        for start, end in spans:
            assert last <= start < end <= len(text), spans
            assert not text[start].isspace() and not text[end - 1].isspace(), spans
            last = end
    owner = [-1] * len(text)
    for number, block in enumerate(report.blocks):
        for start, end in block.spans:
            assert set(owner[start:end]) <= {-1}, "blocks overlap"
            owner[start:end] = [number] * (end - start)
    for at, number in enumerate(owner):
        assert number >= 0 or text[at].isspace() or text[at] == "\ufeff", f"{text[at]!r} at {at} is in no block"
    for sentence in report.sentences:
        for start, end in sentence.spans:
            assert set(owner[start:end]) == {sentence.block}
    for link in report.links:
        if report.source_map is None:
            ((start, end),) = link.spans
            assert text[start:end] == link.url
        else:
            assert link.spans, "a link behind no words"
        assert link.same_as is None or report.links[link.same_as].same_as is None
    if report.source_map:
        last = 0
        for piece in report.source_map.pieces:
            start, end = piece.span
            assert last <= start < end <= len(text), "pieces overlap"
            assert not text[last:start].strip(), f"{text[last:start]!r} has no place in the source"
            last = end
    entities = {entity.id for entity in report.entities}
    assert len(entities) == len(report.entities)
    told = {attribution.id for attribution in report.attributions}
    for attribution in report.attributions:
        assert 0 <= attribution.confidence <= 1
        assert attribution.speaker is None or attribution.speaker in entities
        assert (attribution.speaker is None) == (attribution.speaker_confidence is None)
        assert not (attribution.speaker and attribution.speaker_candidates)
        assert all(candidate.entity in entities for candidate in attribution.speaker_candidates)
        assert all(carrier.entity in entities - {attribution.speaker} for carrier in attribution.via)
        assert attribution.within in told - {attribution.id} | {None}
        assert set(attribution.about) <= told - {attribution.id}
    assert len({time.id for time in report.times}) == len(report.times)
    outside = {"notice", "links", "related", "furniture", "byline", "dateline"}
    for time in report.times:
        assert 0 < time.confidence < 1 and time.value and time.spans
        assert (time.start or "") <= (time.end or "~")
        for start, end in time.spans:
            assert not outside & {report.blocks[owner[place]].kind for place in range(start, end) if owner[place] >= 0}
    assert len({place.id for place in report.places}) == len(report.places)
    assert [place.spans for place in report.places] == sorted(place.spans for place in report.places)
    for place in report.places:
        assert 0 <= place.confidence <= 1 and place.entity in entities | {None}
        assert (place.latitude is None) == (place.longitude is None) == (place.gazetteer is None)
        if place.latitude is not None and place.longitude is not None:
            assert -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180
        assert all(candidate.gazetteer != place.gazetteer for candidate in place.candidates)
        assert sum(candidate.confidence for candidate in place.candidates) <= 1.01
    for entity in report.entities:
        assert entity.mentions and entity.affiliation in entities - {entity.id} | {None}
    assert report.complete == (not report.problems)
    assert Report.from_dict(report.to_dict()) == report
