"""What ``Library.claim`` gives back: a claim, step by step, and the figures that were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.follow.claims.answers import same_matter
from onrecord.follow.claims.figures import ranges
from onrecord.follow.claims.grouping import TEMPLATE_REPORTS, group
from onrecord.follow.claims.history import AGAINST, Kind, Step, history
from onrecord.follow.claims.told import Told
from onrecord.store import schema
from onrecord.store.filters import Filters, Unknown, sought_for
from onrecord.store.following.claim.headlines import ClaimHeadline, headlines_on
from onrecord.store.following.claim.near import MOST_COMPARED, answering, near, reports_with, told_by
from onrecord.store.following.pairs_judged import said_of, statement_held, statements_held
from onrecord.store.hit_rows import answers_of, hits_of
from onrecord.store.hits import Hit
from onrecord.store.lookup import statement_number
from onrecord.store.query import parse_query
from onrecord.store.search import ranked

# Statements with the words asked for that claims are looked for of.
_ASKED = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimStep:
    """One thing that happened to a claim.

    ``kind``: made, repeated, confirmed, changed, disputed, denied or withdrawn; ``statement``: by which statement;
    ``stance``: what it is to the claim: for it, or against it; ``first``: its speaker had not spoken to this claim
    before; ``from_record``: the report itself tells what it is about.
    """

    kind: Kind
    stance: Literal["for", "against"]
    statement: Hit
    first: bool
    from_record: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimFigure:
    """A figure that a statement gives."""

    value: float
    statement: Hit


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimRange:
    """Figures that differ: ``of``, what is counted, as stems; ``given``: each figure, the oldest first."""

    kind: str
    of: tuple[str, ...]
    low: float
    high: float
    given: tuple[ClaimFigure, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A claim as it is found from one statement.

    ``asked``: the number of that statement; ``steps``: the oldest first, those of no known day last; ``ranges``: where
    this claim and others on the same matter give different figures; ``headlines``: what those of the reports are to
    it, as far as they speak of it; ``reports``: how many there are that make it; ``template``: so many reports have
    these very words ("we take your privacy seriously") that they are no claim, and its statement stands alone.
    """

    asked: int
    steps: tuple[ClaimStep, ...]
    headlines: tuple[ClaimHeadline, ...]
    ranges: tuple[ClaimRange, ...]
    reports: int
    template: bool = False


def claim(connection: Connection, words: str, *, limit: int = 3) -> tuple[Claim, ...]:
    """The claims that are meant.

    words: as ``find`` takes them; or a statement, by its number in the library ("812") or by report and id ("10:a3").
    limit: claims at most.  Raises NotInLibrary where a statement is none, UsageError where nothing is asked.
    """
    words = " ".join(words.split())
    if limit < 1:
        raise UsageError(f"a limit of {limit} finds nothing; give 1 or more")
    if (number := statement_number(connection, words)) is not None:
        return (_claim(connection, number),)
    sought = sought_for(connection, parse_query(words), Filters())
    if isinstance(sought, Unknown) or sought.empty:
        raise UsageError("nothing to look for; give words, or a statement")
    best, _ = ranked(connection, "statements", sought, _ASKED)
    latest = hits_of(connection, "statements", [number for number, _ in best], versions=False)
    seen, found = set[int](), list[Claim]()
    for number, _ in best:
        if number in latest and number not in seen and len(found) < limit:
            one = _claim(connection, number)
            seen.update(step.statement.number for step in one.steps)
            found.append(one)
    return tuple(found)


def _claim(connection: Connection, number: int) -> Claim:
    content = connection.scalar(select(schema.statement.c.content).where(schema.statement.c.id == number)) or ""
    likest = near(connection, content)
    if len(likest) >= MOST_COMPARED and (many := reports_with(connection, content)) >= TEMPLATE_REPORTS:
        return _alone(connection, number, many)
    numbers = list(dict.fromkeys([number, *likest]))
    same, apart = said_of(connection, "claim", statement_held(connection, number))
    joined, parted = statements_held(connection, same), set(statements_held(connection, apart))
    numbers = list(dict.fromkeys([*numbers, *joined]))
    numbers = list(dict.fromkeys([*numbers, *answering(connection, numbers)]))
    told, about = told_by(connection, numbers)
    if number not in told:  # of an earlier version of a page
        return _alone(connection, number)
    of_key = {one.key: at for at, one in told.items()}
    by_key = {one.key: one for one in told.values()}
    groups = [[by_key[key] for key in keys] for keys in group(told.values()).groups]
    own_group = next(some for some in groups if any(of_key[one.key] == number for one in some))
    # A person's word goes before the words of the statements.
    own_group = [one for one in own_group if of_key[one.key] not in parted]
    own_group += [told[one] for one in joined if one in told and told[one] not in own_group]
    mine = {one.key for one in own_group}
    steps_of = history(own_group, [one for one in told.values() if one.key not in mine], about)
    hits = _hits(connection, [of_key[step.key] for step in steps_of])
    steps = tuple(_step(step, hits[of_key[step.key]]) for step in steps_of if of_key[step.key] in hits)
    return Claim(
        asked=number,
        steps=steps,
        headlines=headlines_on(content, [step.statement for step in steps], turned=told[number].turned),
        ranges=_ranges(connection, groups, own_group, of_key),
        reports=len({one.report for one in own_group}),
    )


def _alone(connection: Connection, number: int, many: int = 0) -> Claim:
    """A statement by itself; many: how many reports have its words, where those are a template."""
    steps = tuple(
        ClaimStep(kind="made", stance="for", statement=hit, first=True, from_record=False)
        for hit in _hits(connection, [number]).values()
    )
    return Claim(asked=number, steps=steps, headlines=(), ranges=(), reports=many or len(steps), template=bool(many))


def _step(step: Step, hit: Hit) -> ClaimStep:
    return ClaimStep(
        kind=step.kind, stance="against" if step.kind in AGAINST else "for", statement=hit, first=step.first,
        from_record=step.from_record,
    )  # fmt: skip


def _ranges(
    connection: Connection, groups: Sequence[Sequence[Told]], own: Sequence[Told], of_key: dict[str, int]
) -> tuple[ClaimRange, ...]:
    """Where figures differ that the claim gives, too."""
    mine, found = {one.key for one in own}, []
    for one in ranges(groups, same_matter):
        if mine.isdisjoint(given.key for given in one.given):
            continue
        hits = _hits(connection, [of_key[given.key] for given in one.given])
        given = tuple(ClaimFigure(value=each.value, statement=hits[of_key[each.key]]) for each in one.given)
        found.append(ClaimRange(kind=one.kind, of=one.of, low=one.low, high=one.high, given=given))
    return tuple(found)


def _hits(connection: Connection, numbers: Sequence[int]) -> dict[int, Hit]:
    """Statements with their carriers and what they deny."""
    hits = list(hits_of(connection, "statements", numbers, versions=True).values())
    return {hit.number: replace(hit, **more) for hit, more in zip(hits, answers_of(connection, hits), strict=True)}
