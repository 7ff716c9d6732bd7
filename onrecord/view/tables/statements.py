"""A row an attribution."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import Report
from onrecord.view.tables.cells import REPORT, Row, at, report_cells, text
from onrecord.view.told import Told

COLUMNS = (
    *REPORT, "attribution", "line", "kind", "act", "speaker", "speaker_id", "speaker_confidence", "source", "cue",
    "content", "via", "medium", "within", "about", "confidence", "source_at", "cue_at", "content_at",
)  # fmt: skip


def records(report: Report) -> Iterator[Row]:
    """The statements in the order of the record."""
    told = Told(report)
    names = {entity.id: entity.name for entity in report.entities}
    for one in report.attributions:
        yield (
            *report_cells(report),
            one.id,
            told.statement_line(one),
            one.kind,
            one.act,
            names.get(one.speaker or ""),
            one.speaker,
            one.speaker_confidence,
            text(one.source),
            text(one.cue),
            text(one.content),
            "; ".join(names[carrier.entity] for carrier in one.via),
            one.medium,
            one.within,
            "; ".join(one.about) or text(one.about_statement),
            one.confidence,
            at(one.source.spans) if one.source else None,
            at(one.cue.spans) if one.cue else None,
            at(one.content.spans),
        )
