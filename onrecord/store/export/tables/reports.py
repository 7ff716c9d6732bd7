"""A row a report."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store.export.columns import REPORT, Row, column, report_values
from onrecord.store.export.stored import Stored

COLUMNS = (
    *REPORT,
    column("title", "text", "the headline"),
    column("authors", "texts", "who wrote it"),
    column("domain", "text", "the publisher's domain"),
    column("published_time", "text", "the time of day at which it was published, as stated"),
    column("published_confidence", "share", "how sure the day is"),
    column("language", "text", "ISO 639-1"),
    column("media_type", "text", "text/plain, text/html or application/pdf"),
    column("words", "whole", "words of the story"),
    column("complete", "flag", "no where something was skipped, cut or doubtful"),
    column("problems", "texts", "what: `kind: detail`"),
    column("statements", "whole", "how many statements it has"),
    column("events", "whole", "how many events"),
    column("entities", "whole", "how many persons, organizations, places, ..."),
    column("latest", "flag", "no later version of the same address is in the library"),
    column("retrieved", "text", "when it was fetched, ISO in UTC"),
    column("added", "text", "when it came into the library, ISO in UTC"),
    column("program", "text", "the version of onrecord that made the record"),
    column("model", "text", "the weights that made it"),
    column("signed_by", "texts", "who signed it off, where that holds"),
    column("signed_at", "texts", "when, ISO in UTC"),
    column("signed_hash", "texts", "the hash of the record that was signed, as people left it"),
)


def rows(stored: Stored) -> Iterator[Row]:
    """The one row of a report."""
    report, row = stored.report, stored.row
    yield (
        *report_values(stored),
        report.headline.text if report.headline else None,
        tuple(author.name for author in report.authors),
        row["domain"],
        report.published.time,
        report.published.confidence,
        report.language,
        report.origin.media_type,
        row["words"],
        report.complete,
        tuple(f"{one.kind}: {one.detail}" for one in report.problems),
        len(report.attributions),
        len(report.events),
        len(report.entities),
        row["latest"],
        report.origin.retrieved,
        row["added"],
        report.made_by.onrecord,
        report.made_by.model,
        tuple(one.by for one in stored.sign_offs),
        tuple(one.at for one in stored.sign_offs),
        tuple(one.hash for one in stored.sign_offs),
    )
