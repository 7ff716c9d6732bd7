"""One row an attribution, for a spreadsheet or a data frame (RFC 4180, UTF-8).

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line
end for a formula.  Such a cell gets an apostrophe before it, and so does one
that begins with an apostrophe already: take one apostrophe away where there is
one, and every text is as it was.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from onrecord.record import Passage, Report, Spans
from onrecord.view.lines import line_finder

COLUMNS = (
    "report", "uri", "publisher", "published", "attribution", "line", "kind", "act", "speaker", "speaker_id",
    "speaker_confidence", "source", "cue", "content", "via", "medium", "within", "about", "confidence",
    "source_at", "cue_at", "content_at",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def header() -> str:
    """The first line, with its line end."""
    return _line(COLUMNS)


def rows(report: Report) -> Iterator[str]:
    """A line for each attribution of a report.

    Offsets are half-open places in the record's text, in code points: ``5-9;12-20``.
    """
    names = {entity.id: entity.name for entity in report.entities}
    line_of = line_finder(report.text)
    publisher = report.publisher
    for one in report.attributions:
        places = [part.spans[0][0] for part in (one.source, one.cue, one.content) if part]
        cells = (
            report.id,
            report.origin.uri or "",
            (publisher.name or publisher.domain or "") if publisher else "",
            report.published.date or "",
            one.id,
            str(line_of(min(places))),
            one.kind,
            one.act or "",
            names.get(one.speaker or "", ""),
            one.speaker or "",
            "" if one.speaker_confidence is None else f"{one.speaker_confidence:g}",
            _text(one.source),
            _text(one.cue),
            _text(one.content),
            "; ".join(names[carrier.entity] for carrier in one.via),
            one.medium or "",
            one.within or "",
            "; ".join(one.about) or _text(one.about_statement),
            f"{one.confidence:g}",
            _at(one.source),
            _at(one.cue),
            _at(one.content),
        )
        yield _line(tuple(_guarded(cell) for cell in cells))


def _text(passage: Passage | None) -> str:
    return passage.text if passage else ""


def _at(passage: Passage | None) -> str:
    spans: Spans = passage.spans if passage else ()
    return ";".join(f"{start}-{end}" for start, end in spans)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _line(cells: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
