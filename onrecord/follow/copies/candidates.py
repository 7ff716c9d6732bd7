"""Which pages may have words in common with a report: those that have marks of it that few others have.

Pages in, pages out; where the marks lie is the caller's.  The library asks it with what its tables hold, a job over a
whole corpus with what it has grouped, so that both choose alike.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from math import lgamma, log
from typing import NamedTuple

import numpy as np

from onrecord.follow.copies.shingles import Marks

MOST = 500  # pages with a mark that are looked at; what more have is common, and tells nothing
# What marks in common tell is how unlikely a page has them by chance: the sum of log(pages / pages with the mark).
# The heaviest _ALWAYS pages are compared, and all that chance would not give, at most _COMPARED.
_ALWAYS, _COMPARED = 12, 300
_RARE = 3  # one mark in common is enough where no more pages have it
_WIDE = 0.5  # of a report's marks that are common: it is run very widely, or a template
_WIDE_WEIGHT = 0.1  # of a common mark, where all of a report's neighbours are found by such
_WIRE_DAYS = 10  # what an agency sends is printed within so many days


class Candidates(NamedTuple):
    """``pages``: those to be compared, the likeliest first; ``more``: there are more than these."""

    pages: list[int]
    more: bool


class Version(NamedTuple):
    """A report among the versions of its page.  ``number``: what the caller knows it by."""

    page: int
    address: str | None
    key: str
    latest: bool
    marks: Marks
    number: int


def page_number(name: str) -> int:
    """The number of a page.  name: its address; of a report without one the key.

    47 bits, so that it takes six bytes in SQLite.  Two pages that get the same number are taken for versions of one
    where marks are put, and told apart by their addresses where copies are asked for.
    """
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:6], "big") >> 1


def is_wide(common: int, marks: int) -> bool:
    """Whether a report of so many marks, of which so many are common, is run very widely, or a template."""
    return common >= _WIDE * marks


def candidates(
    holders: Sequence[Sequence[int] | Marks], *, marks: int, own: int, reports: int, wide: bool, most: int = MOST
) -> Candidates:
    """The pages that are to be compared with a report.

    holders: the pages with each of its marks, in the order of the marks, of each once and at most one more than
    ``most``; marks that no other page has may be left out.  marks: how many marks it has; own: its page; reports: how
    many there are; wide: what ``is_wide`` says.
    """
    some = [pages for pages in holders if len(pages) and (wide or len(pages) <= most)]
    if not some:
        return Candidates([], wide)
    sizes = np.array([len(pages) for pages in some])
    each = [log(1 + reports / size) if size <= most else _WIDE_WEIGHT for size in sizes.tolist()]
    pages, place = np.unique(np.concatenate([np.asarray(one, dtype=np.int64) for one in some]), return_inverse=True)
    # One is added to the other in the order of the marks, so that the sum is the same to the last bit.
    weights = np.bincount(place, np.repeat(each, sizes))
    counts = np.bincount(place, np.repeat(1 + (sizes <= _RARE), sizes)).astype(np.int64)
    keep = (counts > 1) & (pages != own)
    heavy = np.flatnonzero(keep)[np.lexsort((pages[keep], -weights[keep]))]
    chosen = [
        int(pages[at])
        for number, at in enumerate(heavy[:_COMPARED].tolist())
        if number < _ALWAYS or wide or weights[at] > log(reports) + _ways(marks, int(counts[at]))
    ]
    return Candidates(chosen, wide or len(heavy) > len(chosen))


def nearest_versions(marks: Marks, versions: Iterable[Version], *, key: str, address: str | None) -> list[int]:
    """Of each page the version that has most of the marks, the latest of several; none of the report's own page.

    key, address: of the report.  Returns the numbers of the versions.
    """
    by_page: dict[int, list[Version]] = defaultdict(list)
    for one in versions:
        if one.key != key and (address is None or one.address != address):
            by_page[one.page].append(one)
    found: list[int] = []
    for some in by_page.values():
        if len(some) == 1:  # it was found by its marks; counting them would tell nothing more
            found.append(some[0].number)
            continue
        best: dict[str, tuple[int, bool, str, int]] = {}
        for one in some:
            count = int(np.isin(one.marks, marks, assume_unique=True).sum())
            version, name = (count, one.latest, one.key, one.number), one.address or one.key
            best[name] = max(best.get(name, version), version)
        found += [number for count, _, _, number in best.values() if count]
    return found


def printed_together(days: Iterable[str | None]) -> bool:
    """Whether nine in ten of those with a date came out within the days in which an agency's report is printed."""
    known = sorted(date.fromisoformat(day).toordinal() for day in days if day)
    if len(known) < 2:
        return False
    size = -int(-0.9 * len(known) // 1)
    return any(known[start + size - 1] - known[start] <= _WIRE_DAYS for start in range(len(known) - size + 1))


def _ways(marks: int, some: int) -> float:
    """The logarithm of the number of ways in which so many of the marks can be chosen."""
    some = min(some, marks)
    return lgamma(marks + 1) - lgamma(some + 1) - lgamma(marks - some + 1)
