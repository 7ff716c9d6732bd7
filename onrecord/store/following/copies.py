"""The marks by which copies are found, in the library: put, taken out, asked for.

All versions of one address are one page: their marks are those of the page, each once.  So a page that changes every
minute weighs no more than others, and a copy of a version that is no longer the latest is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import CompoundSelect, Connection, bindparam, delete, select, union_all

from onrecord.follow.copies.candidates import MOST as MOST
from onrecord.follow.copies.candidates import page_number as page_number
from onrecord.follow.copies.shingles import Marks, marks_of
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.bulk import put_rows
from onrecord.store.chunks import chunks
from onrecord.store.following.stories import words_in
from onrecord.store.partly import NONE

RULES = 1

_AT_ONCE = 20  # marks that are looked up in one query


def place(connection: Connection, numbers: Sequence[int], at_hand: Mapping[int, Report] = NONE) -> None:
    """Put the marks of some reports."""
    report = schema.report.c
    pages = {
        row.id: page_number(row.address or row.key)
        for row in connection.execute(select(report.id, report.key, report.address).where(report.id.in_(numbers)))
    }
    old = _placed(connection, pages.values())
    rows, new = [], list[tuple[int, int]]()
    there = dict[int, set[int]]()
    for number, words in sorted(words_in(connection, list(pages), at_hand).items()):
        page, marks = pages[number], marks_of(words)
        rows.append(
            {"report": number, "page": page, "words": len(words), "whole": words.whole, "marks": packed_marks(marks)}
        )
        if page not in there:
            there[page] = set()
        known = there[page]
        if page in old:
            known.update(_there(connection, page, marks))
        fresh = [mark for mark in marks.tolist() if mark not in known]
        known.update(fresh)
        new += [(mark, page) for mark in fresh]
    put_rows(connection, schema.copy_words, rows)
    # In the order of the table, so that neighbours are written together.
    put_rows(connection, schema.copy_mark, [{"mark": mark, "page": page} for mark, page in sorted(new)])


def take(connection: Connection, numbers: Sequence[int]) -> None:
    """Take the marks of some reports out, but those that another version of the page has too."""
    table = schema.copy_words.c
    rows = connection.execute(select(table.report, table.page, table.marks).where(table.report.in_(numbers))).all()
    if not rows:
        return
    connection.execute(delete(schema.copy_words).where(table.report.in_([row.report for row in rows])))
    left = _marks_of_pages(connection, [row.page for row in rows])
    gone = set[tuple[int, int]]()
    for row in rows:
        marks = unpacked_marks(row.marks)
        if row.page in left:
            marks = marks[~np.isin(marks, left[row.page])]
        gone.update((mark, row.page) for mark in marks.tolist())
    if gone:
        mark = schema.copy_mark.c
        command = delete(schema.copy_mark).where(mark.mark == bindparam("gone"), mark.page == bindparam("of"))
        connection.execute(command, [{"gone": one, "of": page} for one, page in sorted(gone)])


def clear(connection: Connection) -> None:
    """Take all marks out."""
    connection.execute(delete(schema.copy_mark))
    connection.execute(delete(schema.copy_words))


def pages_with(connection: Connection, marks: Marks) -> dict[int, list[int]]:
    """For each mark the pages that have it, in rising order; one more than MOST where more have it."""
    found: dict[int, list[int]] = {mark: [] for mark in marks.tolist()}
    query = _lookup()
    for start in range(0, len(marks), _AT_ONCE):
        some = marks[start : start + _AT_ONCE].tolist()
        some += [-1] * (_AT_ONCE - len(some))
        for row in connection.execute(query, {f"mark_{number}": mark for number, mark in enumerate(some)}):
            found[row[0]].append(row[1])
    return found


def packed_marks(marks: Marks) -> bytes:
    """Marks as they lie in the library."""
    return marks.astype("<i8").tobytes()


def unpacked_marks(data: bytes) -> Marks:
    """The marks in what ``packed_marks`` gave."""
    return np.frombuffer(data, dtype="<i8").astype(np.int64)


@cache
def _lookup() -> CompoundSelect[Any]:
    """The pages of some marks, for each at most one more than MOST."""
    table = schema.copy_mark.c
    parts = []
    for number in range(_AT_ONCE):
        part = select(table.mark, table.page).where(table.mark == bindparam(f"mark_{number}"))
        parts.append(select(part.order_by(table.page).limit(MOST + 1).subquery(f"part_{number}")))
    return union_all(*parts)


def _placed(connection: Connection, pages: Iterable[int]) -> set[int]:
    """Which of some pages have reports that are placed."""
    table, found = schema.copy_words.c, set[int]()
    for some in chunks(set(pages)):
        found.update(connection.scalars(select(table.page).where(table.page.in_(some)).distinct()))
    return found


def _there(connection: Connection, page: int, marks: Marks) -> list[int]:
    """Which of some marks a page has."""
    table, found = schema.copy_mark.c, list[int]()
    for some in chunks(marks.tolist()):
        found += connection.scalars(select(table.mark).where(table.mark.in_(some), table.page == page))
    return found


def _marks_of_pages(connection: Connection, pages: Iterable[int]) -> dict[int, Marks]:
    """The marks that the reports of some pages have."""
    table, found = schema.copy_words.c, defaultdict[int, list[Marks]](list)
    for some in chunks(set(pages)):
        for row in connection.execute(select(table.page, table.marks).where(table.page.in_(some))):
            found[row.page].append(unpacked_marks(row.marks))
    return {page: np.unique(np.concatenate(marks)) for page, marks in found.items()}
