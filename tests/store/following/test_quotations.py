"""Quotations in a library that grows and shrinks: the same utterances whatever the order, and bounded work."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from onrecord.follow.quotations.keys import MOST_KEYS
from onrecord.follow.quotations.likeness import likeness
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.entering import enter_waiting
from onrecord.store.following import quotations
from onrecord.store.following.placing import place_waiting
from onrecord.store.following.quotations.asking import quote
from onrecord.store.following.quotations.showing import Utterance
from onrecord.store.put import next_ids, replace_report, take_out
from tests.store.telling import Being, Says, engine_at, key_of, library, put, told

SALIN, AVERY, BRISK = Being("Radko Salin"), Being("Tom Avery"), Being("Ada Brisk")
NOUNS = "harbour crane ferry bridge quay freighter worker owner council school roof river winter market tower".split()
VERBS = "inspect repair close open sell paint guard lift sink rescue promise refuse".split()
SHARING = "onrecord.store.following.quotations.links.MOST_SHARING"
FULL = "We will not reopen the harbour before the twelve cranes have been inspected and every worker has been paid"


def said(words: str, who: Being | None = SALIN, **more: object) -> Report:
    """A report that quotes somebody."""
    return told(f"Of {len(words)} letters", [Says(who, f"“{words}”", kind="direct")], **more)  # type: ignore[arg-type]


def sentence(rng: random.Random) -> str:
    return " ".join(
        f"the {rng.choice(NOUNS)} will {rng.choice(VERBS)} the {rng.choice(NOUNS)} of {rng.choice(NOUNS)}"
        for _ in range(3)
    )


def many(count: int, seed: int = 3) -> list[Report]:
    """Reports of which some quote the same, shortened, joined or with other words."""
    rng = random.Random(seed)
    base = [sentence(rng) for _ in range(count // 5)]
    made = []
    for number in range(count):
        words = rng.choice(base).split()
        roll = rng.random()
        if roll < 0.25:
            start = rng.randrange(len(words) // 2)
            words = words[start : start + rng.randint(7, 12)]
        elif roll < 0.5:
            words[rng.randrange(len(words))] = rng.choice(NOUNS)
        elif roll < 0.6:
            words += rng.choice(base).split()
        who = rng.choice([SALIN, SALIN, SALIN, AVERY, None])
        made.append(
            told(
                f"Number {number}",
                [Says(who, f"“{' '.join(words)}”", kind="direct")],
                day=f"2021-03-{1 + number % 28:02}",
            )
        )
    return made


def utterances(connection: Connection) -> set[frozenset[str]]:
    """The keys of the wordings of each utterance."""
    table = schema.wording
    ends = {row.id: row.key for row in connection.execute(select(table.c.id, table.c.key))}
    found: dict[str, set[str]] = {}
    for row in connection.execute(select(table.c.key, table.c.utterance)):
        found.setdefault(ends[row.utterance], set()).add(row.key)
    return {frozenset(some) for some in found.values()}


def state(connection: Connection) -> list[object]:
    """All that is known of quotations, without the numbers that depend on the order."""
    table, link = schema.wording, schema.wording_link
    names = {row.id: row.key for row in connection.execute(select(table))}
    wordings = sorted(
        (row.key, row.statements, row.speaker, names.get(row.host), names[row.utterance])
        for row in connection.execute(select(table))
    )
    linked = sorted((names[row.one], names[row.two], row.kind, row.share) for row in connection.execute(select(link)))
    posted = sorted((row.key, names[row.wording]) for row in connection.execute(select(schema.wording_key)))
    common = sorted(tuple(row) for row in connection.execute(select(schema.wording_key_common)))
    return [wordings, linked, posted, common]


@contextmanager
def added(path: Path, reports: Sequence[Report], lot: int) -> Iterator[Connection]:
    """A library to which reports are added some at a time."""
    with library(path, []) as connection:
        for start in range(0, len(reports), lot):
            put(connection, reports[start : start + lot])
        yield connection


def shown(connection: Connection, words: str) -> Utterance:
    found = quote(connection, words)
    assert found.utterances
    return found.utterances[0]


def test_the_order_of_adding_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SHARING, 12)
    reports = many(500)
    with added(tmp_path / "first.onrecord", reports, 40) as connection:
        first = state(connection)
        groups = utterances(connection)
        assert connection.scalar(select(func.count()).select_from(schema.wording_key_common)), "some keys are common"
    assert max(map(len, groups)) > 3
    for seed, lot in ((1, 9), (2, 97)):
        shuffled = random.Random(seed).sample(reports, len(reports))
        with added(tmp_path / f"{seed}.onrecord", shuffled, lot) as connection:
            assert state(connection) == first


def test_taking_out_is_as_if_it_had_never_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # With few that may share a key, keys become common and are so no more.
    monkeypatch.setattr(SHARING, 5)
    reports = many(160)
    rng = random.Random(5)
    gone = set(rng.sample(range(160), 90))
    with added(
        tmp_path / "left.onrecord", [one for number, one in enumerate(reports) if number not in gone], 30
    ) as connection:
        left = state(connection)
        assert left[3], "some keys are common"
    with added(tmp_path / "all.onrecord", reports, 30) as connection:
        whole = state(connection)
        assert whole != left
        for number in sorted(gone):
            found = connection.scalar(select(schema.report.c.id).where(schema.report.c.key == key_of(reports[number])))
            assert found is not None
            take_out(connection, found)
        assert state(connection) == left
        put(connection, [reports[number] for number in gone])
        assert state(connection) == whole
        quotations.clear(connection)
        assert not any(state(connection))


def test_a_new_record_takes_the_place_of_the_old(tmp_path: Path) -> None:
    other = "Nobody wants the ferry to sink again on that cold grey river before the winter market"
    reports = [said(FULL), said(FULL, AVERY, day="2021-03-05"), said(other, day="2021-03-06")]
    with library(tmp_path / "made.onrecord", reports[:2]) as connection:
        assert len(utterances(connection)) == 1
        ids = next_ids(connection)
        replace_report(connection, reports[2], ids, 2, key=key_of(reports[1]), address=None, uri=None)
        enter_waiting(connection, ids)
        assert len(utterances(connection)) == 2
        assert [one.speaker for one in shown(connection, FULL).attributed] == ["Radko Salin"]
    with library(tmp_path / "again.onrecord", [reports[0], reports[2]]) as connection:
        again = state(connection)
    with library(tmp_path / "other.onrecord", reports[:2]) as connection:
        ids = next_ids(connection)
        replace_report(connection, reports[2], ids, 2, key=key_of(reports[2]), address=None, uri=None)
        enter_waiting(connection, ids)
        assert state(connection) == again


def test_what_says_too_little_joins_nothing(tmp_path: Path) -> None:
    little = ["", "No", "never", "Shame", "No comment", "We will", "…", "!!!"]
    with library(
        tmp_path / "made.onrecord", [said(words, who) for words in little for who in (SALIN, AVERY)]
    ) as connection:
        assert connection.scalar(select(func.count()).select_from(schema.wording)) == 0
    indirect = told("One", [Says(SALIN, FULL), Says(SALIN, f"that it is “{FULL}”", kind="mixed")])
    with library(tmp_path / "other.onrecord", [indirect]) as connection:
        assert connection.scalar(select(func.count()).select_from(schema.wording)) == 1


def test_a_formula_is_no_work_for_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words by one speaker are one wording; by ever others, or with a number that changes, they are compared
    with a bounded number of others, and nothing that is added later is compared with them."""
    compared = 0

    def counted(*given: object, **more: object) -> object:
        nonlocal compared
        compared += 1
        return likeness(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("onrecord.store.following.quotations.links.likeness", counted)
    formula = "Our thoughts are with the families of the victims of this terrible accident tonight"
    with library(tmp_path / "made.onrecord", []) as connection:
        put(connection, [told(f"One {n}", [Says(SALIN, f"“{formula}”", kind="direct")] * 10) for n in range(40)])
        assert compared == 0
        assert shown(connection, formula).statements == 400
        speakers = [Being(f"Ada {name}{number}") for number in range(100) for name in ("Brisk", "Lund", "Harken")]
        put(
            connection, [told(f"Two {n}", [Says(who, f"“{formula}”", kind="direct")]) for n, who in enumerate(speakers)]
        )
        put(
            connection,
            [told(f"Three {n}", [Says(SALIN, f"“{formula} in {n} towns”", kind="direct")]) for n in range(300)],
        )
        assert compared <= 64 * 64 * 2
        before = compared
        put(connection, [said(f"{formula} and in the old harbour", BRISK)])
        assert compared - before <= 64
        before = compared
        put(connection, [said(FULL), said(FULL, AVERY)])
        assert compared - before == 1
        assert len(shown(connection, FULL).wordings) == 2


def test_a_quotation_without_end_is_bounded(tmp_path: Path) -> None:
    speech = " ".join(f"ferry{number} crossed river{number}" for number in range(4000))
    with library(tmp_path / "made.onrecord", [said(speech), said(speech, AVERY)]) as connection:
        assert (connection.scalar(select(func.count()).select_from(schema.wording_key)) or 0) <= 2 * MOST_KEYS
        assert len(shown(connection, "ferry1 crossed river1 ferry2 crossed river2 ferry3").wordings) == 2


def test_a_person_parts_joins_and_takes_back(tmp_path: Path) -> None:
    from onrecord.errors import NotInLibrary, UsageError
    from onrecord.store.following.quotations.judged import decisions, join, part, undo

    short = FULL.split(" and ")[0]
    apart = "Nobody on the council wants the ferry to sink again on that cold river"
    reports = [
        said(FULL),
        said(short, day="2021-03-05"),
        said(short, AVERY, day="2021-03-06"),
        said(apart, day="2021-03-07"),
    ]
    with library(tmp_path / "made.onrecord", reports) as connection:
        natural = state(connection)
        keys_ = {one.words: one.key for one in shown(connection, FULL).wordings}
        assert len(keys_) == 2
        assert len(shown(connection, FULL).wordings) == 3
        other = shown(connection, apart).wordings[0].key
        long, piece = (
            shown(connection, "1:a1").wordings[0].key,
            next(one.key for one in shown(connection, FULL).wordings if one.reports[0].report == 2),
        )
        made = part(connection, long, piece, by="kim")
        assert piece not in {one.key for one in shown(connection, "1:a1").wordings}
        assert shown(connection, "2:a1").key != shown(connection, "1:a1").key
        # Taken out and added again, as a new record does, the decision holds.
        take_out(connection, 2)
        put(connection, [reports[1]])
        assert {one.key for one in shown(connection, "1:a1").wordings}.isdisjoint({piece})
        with pytest.raises(UsageError, match="two utterances already"):
            part(connection, long, piece, by="kim")
        join(connection, other, long, by="ada")
        assert other in {one.key for one in shown(connection, "1:a1").wordings}
        joined = next(one for one in shown(connection, "1:a1").wordings if one.key == other)
        assert (joined.kind, joined.confidence) == ("person", 1.0)
        assert [(one.subject, one.by) for one in decisions(connection)] == [
            ("wording-join", "ada"),
            ("wording-part", "kim"),
        ]
        undo(connection, "kim")
        undo(connection, "kim", made.number)
        assert decisions(connection) == []
        assert state(connection) == natural
        with pytest.raises(NotInLibrary):
            undo(connection, "kim")
        with pytest.raises(NotInLibrary):
            part(connection, long, "000000000000", by="kim")
        with pytest.raises(UsageError, match="one wording"):
            join(connection, long, long[:8], by="kim")


def test_decisions_hold_in_any_order_of_adding(tmp_path: Path) -> None:
    from onrecord.store.following.quotations.judged import join, part

    reports = many(120, seed=8)
    with added(tmp_path / "made.onrecord", reports, 30) as connection:
        groups = sorted(utterances(connection), key=lambda some: (-len(some), sorted(some)))
        one, two = sorted(groups[0])[:2]
        part(connection, one, two, by="kim")
        join(connection, min(groups[1]), min(groups[2]), by="kim")
        decided = state(connection)
        assert utterances(connection) != set(groups)
        rows = connection.execute(select(schema.judgement)).mappings().all()
        for number in range(1, 121, 2):
            take_out(connection, number)
        put(connection, reports[::2])
        assert state(connection) == decided
    with library(tmp_path / "other.onrecord", []) as connection:
        connection.execute(schema.judgement.insert(), [dict(row) for row in rows])
        put(connection, reports[::-1])
        assert state(connection) == decided


def test_reports_that_were_there_before_are_placed_later(tmp_path: Path) -> None:
    reports = many(30)
    path = tmp_path / "made.onrecord"
    engine = engine_at(path)
    with engine.begin() as connection:
        put(connection, reports)
        whole = state(connection)
        quotations.clear(connection)
        connection.execute(schema.follower.delete())
    assert place_waiting(engine)
    with engine.connect() as connection:
        assert state(connection) == whole
    assert place_waiting(engine) == 0
    engine.dispose()


def test_a_wording_that_nothing_finds_it_by_is_kept(tmp_path: Path) -> None:
    with library(tmp_path / "library.onrecord", [said("the minister as saying", None)]) as connection:
        assert connection.scalar(select(func.count()).select_from(schema.wording)) == 1
        assert connection.scalar(select(func.count()).select_from(schema.wording_key)) == 0
