"""A row an attribution."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store.export.columns import REPORT, Row, column, day, report_values
from onrecord.store.export.stored import Stored
from onrecord.view.told import Told

COLUMNS = (
    *REPORT,
    column("attribution", "text", "the statement's id in the record"),
    column("line", "whole", "the line of the text that it begins on"),
    column("kind", "text", "direct, indirect or mixed: all, none or some of the content stands in quotation marks"),
    column("act", "text", "what kind of act: says, denies, disputes, ..."),
    column("speaker", "text", "who says it, by name; empty where open or nobody is named"),
    column("speaker_id", "text", "the speaker's id in the record"),
    column("speaker_handle", "text", "which entity of the library the speaker is; empty where not joined"),
    column("speaker_confidence", "share", "how sure the speaker is"),
    column("source", "text", "the words that name the source"),
    column("cue", "text", "the words that say that it was said"),
    column("content", "text", "the words of what was said"),
    column("via", "texts", "through whom it came, the one nearest to the speaker first"),
    column("via_ids", "texts", "their ids in the record"),
    column("via_handles", "texts", "which entities of the library they are"),
    column("medium", "text", "post, interview, press conference, ..."),
    column("within", "text", "the id of the statement that holds it"),
    column("about", "texts", "the ids of the statements that it denies or disputes"),
    column("about_words", "text", "the reporter's own words that it denies or disputes"),
    column("time", "text", "the id of the time at which it was said"),
    column("day", "day", "the first day of that time, else the day of the report"),
    column("last_day", "day", "the last day of that time, else the day of the report"),
    column("day_of", "text", "whose days those are: statement or report; empty where no day is known"),
    column("place", "text", "the id of the place where it was said"),
    column("place_name", "text", "that place's name"),
    column("country", "text", "that place's country, ISO 3166-1"),
    column("confidence", "share", "how likely source and content are right"),
    column("source_at", "spans", "where the source stands in the text"),
    column("cue_at", "spans", "where the cue stands"),
    column("content_at", "spans", "where the content stands"),
)


def rows(stored: Stored) -> Iterator[Row]:
    """The statements of a report in the order of its record."""
    report, handles = stored.report, stored.handles
    told = Told(report)
    names = {entity.id: entity.name for entity in report.entities}
    head = report_values(stored)
    for one in report.attributions:
        time, place = told.times.get(one.time or ""), told.places.get(one.place or "")
        own = time is not None and time.start is not None
        days = (time.start, time.end) if time and own else (report.published.date, report.published.date)
        yield (
            *head,
            one.id,
            told.statement_line(one),
            one.kind,
            one.act,
            names.get(one.speaker or ""),
            one.speaker,
            handles.get(one.speaker or ""),
            one.speaker_confidence,
            one.source.text if one.source else None,
            one.cue.text if one.cue else None,
            one.content.text,
            tuple(names.get(carrier.entity) for carrier in one.via),
            tuple(carrier.entity for carrier in one.via),
            tuple(handles.get(carrier.entity) for carrier in one.via),
            one.medium,
            one.within,
            one.about,
            one.about_statement.text if one.about_statement else None,
            one.time,
            day(days[0]),
            day(days[1]),
            ("statement" if own else "report") if days[0] else None,
            one.place,
            place.name if place else None,
            place.country if place else None,
            one.confidence,
            one.source.spans if one.source else None,
            one.cue.spans if one.cue else None,
            one.content.spans,
        )
