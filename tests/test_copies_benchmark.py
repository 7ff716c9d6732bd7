"""The benchmarks of copies and of growth, small: they run, and the set is as it says."""

from __future__ import annotations

from pathlib import Path

from benchmarks.copies import ask, in_three_orders, judge, library_of, report_of
from benchmarks.copy_set import BOILERPLATE, LEAST, CopySet, build, pieces_of, written
from benchmarks.growth import Source, measure
from tests.conftest import EXAMPLES


def some_of(made: CopySet, pairs: int) -> CopySet:
    """The first pairs of a set, and those that are none between their reports."""
    made = CopySet(reports=dict(made.reports), pairs=made.pairs[:pairs], others=made.others)
    names = {name for pair in made.pairs for name in pair} | {name for one in made.others[::40] for name in one[:2]}
    made.reports = {name: one for name, one in made.reports.items() if name in names}
    made.others = [one for one in made.others if one[0] in names and one[1] in names]
    return made


def test_the_set_knows_what_was_copied(data: Path) -> None:
    made, again = build(data, "train"), build(data, "train")
    assert (made.pairs, made.others) == (again.pairs, again.others)
    assert (len(made.pairs), len(made.others)) == (500, 5000)
    assert sum(kind != "unrelated" for _, _, kind in made.others) >= 1000
    for source, name in made.pairs[:60]:
        copy, text = made.reports[name], made.reports[source].text
        assert len(copy.copied[source]) >= LEAST
        for one in copy.copied[source]:
            words = text[one.there[0] : one.there[1]], copy.text[one.here[0] : one.here[1]]
            assert words[0] == words[1] or not one.same
        if "rewritten" in copy.how or copy.how == "rewrite":
            replaced = sum(not one.same for some in copy.copied.values() for one in some)
            assert replaced >= 0.2 * sum(map(len, copy.copied.values()))


def test_a_small_set_is_judged(data: Path, tmp_path: Path) -> None:
    made = some_of(build(data, "train"), 30)
    with library_of(tmp_path / "set", ((name, report_of(one)) for name, one in made.reports.items())) as library:
        figures = judge(made, ask(library)[0], 3)
    assert figures["recall"] >= 95
    assert figures["precision"] >= 90
    assert figures["aligned"] >= 95
    assert figures["aligned_precision"] >= 98


def test_three_orders_of_a_small_set(data: Path, tmp_path: Path) -> None:
    assert in_three_orders(some_of(build(data, "train"), 15), tmp_path, 20) == {"different_answers": 1}


def test_what_is_written_is_where_it_says() -> None:
    text = (EXAMPLES / "04-court-report.txt").read_text(encoding="utf-8")
    paragraphs = pieces_of("court", text)
    made = written("copy", "whole", None, paragraphs)  # type: ignore[arg-type]
    assert made.text.split() == text.split()
    assert all(made.text[slice(*one.here)] == text[slice(*one.there)] for one in made.copied["court"])
    assert all(40 <= len(one.split()) <= 90 or len(one.split()) >= 30 for one in BOILERPLATE)


def test_growth_of_a_small_library(tmp_path: Path) -> None:
    source = Source(None, 3)
    drawn = source.draw(40)
    assert len({source.text(row) for row in drawn.rows}) == 40
    figures = measure(tmp_path / "growth", None, 60, 120, 12)
    assert figures["processor_milliseconds"] > 0
