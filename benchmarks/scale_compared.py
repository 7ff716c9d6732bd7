"""What a library answers, and what the tables of a job say, in one form."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from sqlalchemy import select

from onrecord.library import Library
from onrecord.store import schema
from onrecord.store.following.quotations.showing import utterance_of

Answers = dict[str, Any]


def copies_of(library: Library) -> Answers:
    """Each report's family as ``copies`` gives it."""
    found: Answers = {}
    with library.reading() as connection:
        numbers = list(connection.scalars(select(schema.report.c.id)))
    for number in numbers:
        one = library.copies(number)
        found[one.report.key] = {
            "original": one.original, "original_confidence": one.original_confidence, "credited": one.credited,
            "reports": one.reports, "independent": one.independent, "copy": one.report.copy,
            "reasons": [asdict(reason) for reason in one.report.reasons],
            "more": one.more, "template": one.template, "short": one.short,
            "copies": {
                other.report.key: {
                    "relation": other.relation, "share": other.share, "share_there": other.share_there,
                    "same": other.same, "told": other.told, "confidence": other.confidence, "copy": other.report.copy,
                    "original": other.report.original, "reasons": [asdict(reason) for reason in other.report.reasons],
                    "passages": [(passage.spans, passage.spans_there, passage.same) for passage in other.passages],
                }
                for other in one.copies
            },
        }  # fmt: skip
    return found


def copies_in(out: Path) -> Answers:
    """The same out of the tables."""
    others: dict[str, Answers] = defaultdict(dict)
    for row in rows(out, "copies"):
        report, other = row.pop("report"), row.pop("other")
        row["passages"] = [(_spans(one["spans"]), _spans(one["spans_there"]), one["same"]) for one in row["passages"]]
        assert other not in others[report]
        others[report][other] = row
    found: Answers = {}
    for row in rows(out, "families"):
        key = row.pop("report")
        assert key not in found
        found[key] = {**row, "copies": others[key]}
        del found[key]["published"], found[key]["address"]
    return found


def utterances_of(library: Library) -> Answers:
    """Each utterance, its wordings and their links, by keys."""
    found: Answers = {}
    wording, link = schema.wording.c, schema.wording_link.c
    with library.reading() as connection:
        keys = {row.id: row.key for row in connection.execute(select(wording.id, wording.key))}
        named = {
            row.id: (row.key, row.local)
            for row in connection.execute(
                select(schema.statement.c.id, schema.report.c.key, schema.statement.c.local).join_from(
                    schema.statement, schema.report
                )
            )
        }
        hosts = dict(connection.execute(select(wording.key, wording.host)).all())
        for end in connection.scalars(select(wording.utterance).distinct()).all():
            one = utterance_of(connection, end)
            assert one is not None
            full = {key[:12]: key for key in keys.values()}
            found[keys[end]] = {
                "fullest": full[one.wordings[0].key], "words": one.wordings[0].words,
                "first": (one.first.report_key, one.first.id) if one.first else None,
                "attributed": [
                    (to.speaker, to.voice, to.reports, sorted(named[number] for number in to.statements))
                    for to in one.attributed
                ],
                "disagreement": one.disagreement, "reports": one.reports, "statements": one.statements,
                "doubts": sorted(
                    (carrier.report_key, carrier.id, carrier.doubt)
                    for each in one.wordings for carrier in each.reports if carrier.doubt
                ),
                "wordings": {
                    full[each.key]: (
                        each.words, keys.get(hosts[full[each.key]]), each.kind, each.share, each.telling,
                        each.confidence, [asdict(change) for change in each.changes],
                    )
                    for each in one.wordings
                },
            }  # fmt: skip
        columns = (link.one, link.two, link.kind, link.share, link.telling, link.confidence)
        found["links"] = sorted(
            (keys[row.one], keys[row.two], row.kind, row.share, row.telling, row.confidence)
            for row in connection.execute(select(*columns))
        )
        having = schema.statement_wording.c
        found["quotations"] = sorted(
            (*named[row.statement], keys[row.wording])
            for row in connection.execute(select(having.statement, having.wording))
        )
    return found


def utterances_in(out: Path) -> Answers:
    """The same out of the tables."""
    wordings: dict[str, Answers] = defaultdict(dict)
    for row in rows(out, "wordings"):
        wordings[row["utterance"]][row["wording"]] = (
            row["words"], row["host"], row["kind"], row["share"], row["telling"], row["confidence"], row["changes"],
        )  # fmt: skip
    found: Answers = {}
    for row in rows(out, "utterances"):
        assert row["wordings"] == len(wordings[row["utterance"]])
        found[row["utterance"]] = {
            "fullest": row["fullest"], "words": row["words"],
            "first": _statement(row["first"]) if row["first"] else None,
            "attributed": [
                (to["speaker"], to["voice"], to["reports"], sorted(_statement(one) for one in to["statements"]))
                for to in row["attributed"]
            ],
            "disagreement": row["disagreement"], "reports": row["reports"], "statements": row["statements"],
            "doubts": sorted((*_statement(one), one["why"]) for one in row["doubts"]),
            "wordings": wordings[row["utterance"]],
        }  # fmt: skip
    found["links"] = sorted(
        (row["one"], row["two"], row["kind"], row["share"], row["telling"], row["confidence"])
        for row in rows(out, "wording_links")
    )
    found["quotations"] = sorted((row["report"], row["statement"], row["wording"]) for row in rows(out, "quotations"))
    return found


def rows(out: Path, table: str) -> list[Answers]:
    """The rows of a table."""
    found: list[Answers] = pq.read_table(out / table).to_pylist()
    return found


def _spans(spans: list[dict[str, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((one["start"], one["end"]) for one in spans)


def _statement(one: dict[str, str]) -> tuple[str, str]:
    return one["report"], one["statement"]
