"""What the headlines of the reports with a claim are to it: for it, against it, or reporting that it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.follow.stance.judge import KINDS, Kind, stance_of
from onrecord.follow.stance.reading import wording_of
from onrecord.store.hits import Hit

if TYPE_CHECKING:
    from onrecord.follow.early import Early

# So many telling words of a claim a headline has that speaks of it: of 400 pairs of Emergent's train part 89 % have
# them, of headlines set beside another claim 2 %.
_SHARED = 2
_OPPOSITE: dict[Kind, Kind] = {"for": "against", "against": "for", "observing": "observing"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimHeadline:
    """The headline of a report that has the claim, or something against it.

    ``stance``: the likeliest of for, against and observing (it reports that somebody claims so, and leaves it open);
    ``confidence``: its share.  Macro-F1 77.7 on Emergent, cross-validated by claim (``make bench-stance``).
    """

    report: int
    title: str
    publisher: str | None
    published: str | None
    stance: Kind
    confidence: float


def headlines_on(claim: str, hits: Iterable[Hit], *, turned: bool = False) -> tuple[ClaimHeadline, ...]:
    """The headlines that speak of a claim, in the order of the statements.

    claim: its words; hits: statements, of which each one's report is looked at; turned: the claim is that the words
    are not so.
    """
    reports = {hit.report: hit for hit in hits if hit.title}
    if not reports:
        return ()
    early = _early()
    telling = _telling(claim, early)
    found = []
    for hit in reports.values():
        title = " ".join((hit.title or "").split())
        if len(telling & _telling(title, early)) < _SHARED:
            continue
        told = stance_of(title, claim, early)
        share = told.shares[KINDS.index(told.kind)]
        found.append(
            ClaimHeadline(
                report=hit.report, title=title, publisher=hit.publisher, published=hit.published,
                stance=_OPPOSITE[told.kind] if turned else told.kind, confidence=round(share, 2),
            )
        )  # fmt: skip
    return tuple(found)


def _telling(text: str, early: Early) -> set[str]:
    wording = wording_of(text, early)
    return {wording.stems[at] for at in wording.telling}


@lru_cache(maxsize=1)
def _early() -> Early:
    from onrecord.follow.early import Early

    return Early()
