"""A claim as its page shows it: step by step, on a chart, with its figures and what people decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from onrecord.follow.claims.history import AGAINST
from onrecord.serve.drawings.chart import Chart, Mark, chart_of
from onrecord.serve.parts.asked import Page, address, page_of
from onrecord.store.following.claim.asking import Claim, ClaimRange, ClaimStep
from onrecord.store.following.pairs_judged import Held, PairDecision, decisions, statement_held, statements_held
from onrecord.store.hit_rows import hits_of
from onrecord.store.hits import Hit
from onrecord.view.dates import bounds_words

AT_ONCE, MOST_DECISIONS, MOST_HEADLINES = 40, 30, 40
STANCES = {"for": "for it", "against": "against it", "observing": "tells that it is made"}
# What stands in a mark, how it looks, what it says.
SIGNS: dict[str, tuple[str, str, str]] = {
    "made": ("1", "full", "made"),
    "repeated": ("=", "plain", "repeated"),
    "confirmed": ("✓", "for", "confirmed"),
    "changed": ("≠", "against", "changed"),
    "disputed": ("?", "against", "disputed"),
    "denied": ("✕", "against", "denied"),
    "withdrawn": ("↩", "against", "withdrawn"),
}


@dataclass(frozen=True)
class Figure:
    """A figure on its line; at: where, in percent."""

    value: float
    at: float
    statements: Sequence[Hit]


@dataclass(frozen=True)
class Range:
    """Figures that differ."""

    told: ClaimRange
    figures: Sequence[Figure]

    @property
    def what(self) -> str:
        """What is counted."""
        return f"{self.told.kind}{f' ({chr(32).join(self.told.of)})' if self.told.of else ''}"


@dataclass(frozen=True)
class Decided:
    """What a person decided of two statements: the other one than the one asked about, where it is still there."""

    decision: PairDecision
    words: str
    statement: Hit | None


@dataclass(frozen=True)
class Claimed:
    """What a page about a claim shows."""

    claim: Claim
    asked: Hit
    steps: Page[tuple[int, ClaimStep]]
    chart: Chart | None
    ranges: Sequence[Range]
    others: Sequence[Hit]
    decided: Sequence[Decided]

    @property
    def heading(self) -> str:
        """The claim in its oldest words; in those asked about where only one makes it."""
        return " ".join(self.claim.steps[0].statement.words.split())

    @property
    def against(self) -> list[ClaimStep]:
        """What speaks against it."""
        return [step for step in self.claim.steps if step.kind in AGAINST]

    @property
    def own(self) -> list[ClaimStep]:
        """What makes it."""
        return [step for step in self.claim.steps if step.kind not in AGAINST]


def claimed_of(connection: Connection, found: Sequence[Claim], words: str, page: int = 1) -> Claimed | None:
    """The first claim that was found, ready to be shown; None where none was."""
    if not found:
        return None
    one = found[0]
    steps = list(enumerate(one.steps, 1))
    return Claimed(
        claim=one,
        asked=asked_of(one),
        steps=page_of(steps, page, AT_ONCE),
        chart=chart_of(_marks(one, words)),
        ranges=[range_of(each) for each in one.ranges[:6]],
        others=[asked_of(other) for other in found[1:]],
        decided=list(_decided(connection, statement_held(connection, one.asked))),
    )


def asked_of(claim: Claim) -> Hit:
    """The statement from which the claim is told."""
    return next((step for step in claim.steps if step.statement.number == claim.asked), claim.steps[0]).statement


def name_of(hit: Hit) -> str:
    """Who says it."""
    return hit.speaker or hit.source or "nobody named"


def said_on(hit: Hit) -> str:
    """When it was said, in words, with a note where that is the day of the report."""
    words = bounds_words(hit.day, hit.last_day or hit.day) if hit.day else "no date"
    return words if hit.dated or not hit.day else f"report of {words}"


def name(hit: Hit) -> str:
    """What the statement is called in an address: "12:a3"."""
    return f"{hit.report}:{hit.id}"


def _marks(claim: Claim, words: str) -> Iterator[Mark]:
    for number, step in enumerate(claim.steps, 1):
        sign, kind, told = SIGNS[step.kind]
        page = (number - 1) // AT_ONCE + 1
        hit = step.statement
        yield Mark(
            row=name_of(hit),
            day=hit.day,
            sign=sign,
            kind=kind,
            words=f"{told}, {said_on(hit)}: {' '.join(hit.words.split())[:90]}",
            address=f"{address('/claim', words=words, page=page) if page > 1 else ''}#s{number}",
        )


def range_of(told: ClaimRange) -> Range:
    """The figures on a line from the least to the greatest."""
    by_value: dict[float, list[Hit]] = {}
    for one in told.given:
        by_value.setdefault(one.value, []).append(one.statement)
    span = told.high - told.low
    figures = [
        Figure(value, round(6 + 88 * ((value - told.low) / span if span else 0.5), 2), hits)
        for value, hits in sorted(by_value.items())
    ]
    return Range(told, figures)


def _decided(connection: Connection, held: Held) -> Iterator[Decided]:
    mine = [one for one in decisions(connection, "claim") if held in one.pair][:MOST_DECISIONS]
    for decision in mine:
        other = decision.pair[1] if decision.pair[0] == held else decision.pair[0]
        hits = list(hits_of(connection, "statements", statements_held(connection, [other])[:1], versions=True).values())
        yield Decided(decision, other[1], hits[0] if hits else None)
