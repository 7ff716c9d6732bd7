"""What a person decided about a report: kept beside the machine's answer, held by its words.

A judgement names the exact words that it is about with what stands before and behind them, as a W3C TextQuoteSelector
does, and the record's id for them.  A new record is searched for these words; where they are not found, or not just
once, the judgement stays as it was, marked as not placed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from onrecord.asked import text_of
from onrecord.errors import NotInLibrary, UsageError
from onrecord.record import Attribution, Event, Report, Spans
from onrecord.store import schema

SUBJECTS = ("statement", "event", "report")
_RECORDS: dict[str, Any] = {"statement": Attribution, "event": Event, "report": Report}
ADDED = "n"  # begins the id of a statement that a person added; its judgement's number follows
CONTEXT = 32  # code points before and behind that are kept: as much as Hypothesis takes for its selectors


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What a person says of a report holds instead of what its record has.

    subject: "statement", "event" or "report"; about: the id in the record and the field ("a7.speaker"), of a report
    the field alone; words: the exact words that it is about; placed: the record has these words at one place.
    """

    number: int
    subject: str
    about: str
    verdict: Any
    words: str | None
    placed: bool
    by: str
    at: str


def judgements_of(connection: Connection, key: str) -> Iterator[Judgement]:
    """The judgements that hold about the report with this key, oldest first."""
    table = schema.judgement
    query = select(table).where(table.c.report_key == key, table.c.subject.in_(SUBJECTS), table.c.undone_at.is_(None))
    for row in connection.execute(query.order_by(table.c.id)):
        about = json.loads(row.about)
        yield Judgement(
            number=row.id,
            subject=row.subject,
            about=".".join(part for part in (about.get("local"), about["field"]) if part),
            verdict=json.loads(row.verdict),
            words=" … ".join(about["exact"]) if "exact" in about else None,
            placed=about.get("placed", True),
            by=row.by,
            at=row.at,
        )


def put_judgement(
    connection: Connection, key: str, report: Report, subject: str, about: str, verdict: Any, *, by: str, at: str
) -> int:
    """Keep what a person says holds instead; returns the judgement's number.

    subject: one of ``SUBJECTS``; about: the id in the record and, behind a dot, the field ("a7.speaker"; of a report
    the field alone); verdict: what holds, plain data.  Raises UsageError, NotInLibrary.
    """
    if subject not in SUBJECTS:
        raise UsageError(f"no judgement about a {subject!r}; there are {', '.join(SUBJECTS)}")
    _check_field(subject, about)
    if not by.strip():
        raise UsageError("a judgement needs a name; say by whom it is")
    values: dict[str, Any] = {"report": key}
    if subject == "report":
        values["field"] = about
    else:
        local, _, field = about.partition(".")
        spans = dict(places_of(report, subject)).get(local)
        if spans is None:
            raise NotInLibrary(f"no {subject} {local!r} in this report; onrecord show lists them")
        values |= {"local": local, "field": field or None, **anchored(report.text, spans), "placed": True}
    return insert_judgement(connection, key, subject, values, verdict, by=by, at=at)


def next_number(connection: Connection) -> int:
    """The number of the next judgement; of one that writes, since none comes between then.

    It is not left to the database: a server counts on where a transaction was taken back, and does not count those
    that were given a number.
    """
    return (connection.scalar(select(func.max(schema.judgement.c.id))) or 0) + 1


def insert_judgement(
    connection: Connection, key: str, subject: str, about: dict[str, Any], verdict: Any, *, by: str, at: str,
    number: int | None = None,
) -> int:  # fmt: skip
    """Write a judgement about a report down; returns its number.

    about: what it is about, with the exact words where it is about words.  number: the one to take, a free one.
    Raises UsageError for a verdict that is no plain data.
    """
    try:
        said = json.dumps(verdict, ensure_ascii=False)
    except (TypeError, ValueError):
        raise UsageError("a verdict is plain data: text, numbers, lists and dicts") from None
    number = next_number(connection) if number is None else number
    row = {
        "id": number,
        "subject": subject,
        "about": json.dumps(about, ensure_ascii=False),
        "verdict": said,
        "report_key": key,
        "local": about.get("local"),
        "by": by,
        "at": at,
    }
    connection.execute(insert(schema.judgement), row)
    return number


def _check_field(subject: str, about: str) -> None:
    """Raises UsageError where the record has no such field."""
    text_of("what a judgement is about", about)
    local, _, field = about.partition(".") if subject != "report" else ("", "", about)
    known = [one.name for one in fields(_RECORDS[subject])]
    if (field or not local) and field.partition(".")[0] not in known:
        raise UsageError(f"no field {field!r} of a {subject}; there are {', '.join(known)}")


def put_decision(connection: Connection, subject: str, about: Any, verdict: Any, *, by: str, at: str) -> int:
    """Keep what a person says across reports; returns the judgement's number.

    about, verdict: plain data, by which the subject's own module knows what is meant and what holds.
    """
    table = schema.judgement
    number = next_number(connection)
    values = {
        "id": number,
        "subject": subject,
        "about": json.dumps(about, ensure_ascii=False),
        "verdict": json.dumps(verdict),
        "by": by,
        "at": at,
    }
    connection.execute(insert(table), values)
    return number


def undo_judgement(connection: Connection, number: int, *, by: str, at: str) -> None:
    """Take a judgement back; it stays there as one that was taken back.  Raises NotInLibrary."""
    table = schema.judgement
    done = connection.execute(
        update(table).where(table.c.id == number, table.c.undone_at.is_(None)), {"undone_by": by, "undone_at": at}
    )
    if not done.rowcount:
        raise NotInLibrary(f"no judgement {number} that holds; there is none, or it was taken back before")


def carry_judgements(connection: Connection, old_key: str, key: str, report: Report) -> list[int]:
    """Place the judgements about a report anew, in its new record; returns the numbers of those without a place.

    Where the report has another key now, judgements about several reports get to know it too.
    """
    table = schema.judgement
    if old_key != key:
        rows = connection.execute(
            select(table.c.id, table.c.about).where(table.c.about.contains(old_key, autoescape=True))
        )
        for row in rows.all():
            connection.execute(update(table).where(table.c.id == row.id), {"about": row.about.replace(old_key, key)})
        connection.execute(update(table).where(table.c.report_key == old_key), {"report_key": key})
    lost = []
    rows = connection.execute(
        select(table.c.id, table.c.subject, table.c.about)
        .where(table.c.report_key == key, table.c.subject.in_(("statement", "event")))
        .order_by(table.c.id)
    )
    for row in rows.all():
        about = placed(json.loads(row.about), row.subject, report)
        if not about["placed"]:
            lost.append(row.id)
        local = about["local"] if about["placed"] else None  # else it could be another's now
        values = {"about": json.dumps(about, ensure_ascii=False), "local": local}
        connection.execute(update(table).where(table.c.id == row.id), values)
    return lost


def placed(about: dict[str, Any], subject: str, report: Report) -> dict[str, Any]:
    """``about`` with the spans and the id that its words have in this record; ``placed`` says whether they have.

    A statement that a person added keeps its id: no record has it.
    """
    spans = found_again(about, report.text)
    own = about["local"] if str(about["local"]).startswith(ADDED) else None
    local = own or (alike(report, subject, spans) if spans else None)
    if spans is None or local is None:
        return about | {"placed": False}
    return about | {"local": local, "spans": [list(span) for span in spans], "placed": True}


def anchored(text: str, spans: Spans) -> dict[str, Any]:
    """The words at these spans with what stands before and behind, by which they are found again."""
    start, end = spans[0][0], spans[-1][1]
    return {
        "spans": [list(span) for span in spans],
        "exact": [text[first:last] for first, last in spans],
        "before": text[max(0, start - CONTEXT) : start],
        "behind": text[end : end + CONTEXT],
    }


def found_again(about: dict[str, Any], text: str) -> Spans | None:
    """Where the exact words stand with what was about them; None where nowhere, or where it could be several places."""
    old: Spans = tuple((start, end) for start, end in about["spans"])
    if anchored(text, old) == {name: about[name] for name in ("spans", "exact", "before", "behind")}:
        return old
    places = list(_places_of(about["exact"], about["before"], about["behind"], text))
    return places[0] if len(places) == 1 else None


def _places_of(pieces: list[str], before: str, behind: str, text: str) -> Iterator[Spans]:
    """Every place at which the pieces stand one behind the other, with these words before and behind.

    The words about are compared without regard to blanks, which another reader of the page sets otherwise.
    """
    at = text.find(pieces[0])
    while at >= 0:
        spans: list[tuple[int, int]] = []
        start = at
        for piece in pieces:
            start = text.find(piece, spans[-1][1] if spans else at)
            if start < 0:
                return
            spans.append((start, start + len(piece)))
        first, last = spans[0][0], spans[-1][1]
        lead, tail = _close(text[max(0, first - 4 * CONTEXT) : first]), _close(text[last : last + 4 * CONTEXT])
        if lead.endswith(_close(before)) and tail.startswith(_close(behind)):
            yield tuple(spans)
        at = text.find(pieces[0], at + 1)


def _close(words: str) -> str:
    return "".join(words.split())


def places_of(report: Report, subject: str) -> list[tuple[str, Spans]]:
    """The ids of a record's statements or events, with the spans of their contents or triggers."""
    if subject == "statement":
        return [(said.id, said.content.spans) for said in report.attributions]
    return [(happened.id, happened.trigger) for happened in report.events]


def alike(report: Report, subject: str, spans: Spans) -> str | None:
    """The id of what has most of its words in common with these, and more than half of both."""
    wanted = {place for start, end in spans for place in range(start, end)}
    best: tuple[float, str] | None = None
    for local, own in places_of(report, subject):
        if own[-1][1] <= spans[0][0] or own[0][0] >= spans[-1][1]:
            continue
        places = {place for start, end in own for place in range(start, end)}
        share = len(wanted & places) / len(wanted | places)
        if share > 0.5 and (best is None or share > best[0]):
            best = share, local
    return best[1] if best else None
