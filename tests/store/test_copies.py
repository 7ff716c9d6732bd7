"""Copies in a library: placed as reports come, in any order, taken out, upgraded, decided by a person."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, Row, Select, func, insert, select

from onrecord.acquire.document import Document
from onrecord.errors import NotInLibrary, UsageError
from onrecord.library import Library
from onrecord.reading.given import Given
from onrecord.settings import Settings
from onrecord.store import schema
from onrecord.store.following import copies as placed
from onrecord.store.following import copies_near, placing
from onrecord.store.following.copies import page_number
from onrecord.store.place import place_of
from tests.conftest import EXAMPLES
from tests.follow.made import DAM, FERRY, filler, rewritten
from tests.store.engines import of_revision, on_server
from tests.store.made import document, opened, put, put_again, read, run

FAMILY = EXAMPLES / "copies"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.onrecord"


def page(text: str, name: str, *, day: str = "2021-10-12", hour: int = 8) -> Document:
    """A page of an address, its words in no language, so that it is read without the model."""
    coded = str.maketrans("abcdefghijklmnopqrstuvwxyz", "qxvzkwjbgcfmdupnhtlsyraeio")
    data = text.translate(coded).encode()
    url = f"https://{name}.example/story"
    at = f"{day}T{hour:02}:00:00Z"
    return Document(data=data, uri=name, media_type="text/plain", retrieved=at, given=Given(url=url))


def own(text: str, name: str, **known: Any) -> Document:
    return page(f"{filler(page_number(name) % 1000, 60)}\n{text}", name, **known)


def family_keys(library: Library, number: int) -> tuple[set[str], int]:
    found = library.copies(number)
    return {str(one.report.address) for one in found.copies}, found.independent


def number_of(library: Library, name: str) -> int:
    (row,) = rows(library, select(schema.report.c.id).where(schema.report.c.uri == name, schema.report.c.latest))
    return int(row.id)


def rows(library: Library, query: Select[Any]) -> list[Row[Any]]:
    with library.reading() as connection:
        return list(connection.execute(query))


def contents(library: Library) -> tuple[list[Row[Any]], list[Row[Any]]]:
    """The marks, by pages and not by numbers of reports."""
    words = select(schema.copy_words.c.page, schema.copy_words.c.whole).order_by("page", "whole")
    return rows(library, select(schema.copy_mark).order_by("mark", "page")), rows(library, words)


def test_the_example(tmp_path: Path) -> None:
    with Library(tmp_path / "a.onrecord") as library:
        library.add([FAMILY], workers=1)
        by_name = {Path(str(library.show(n).uri)).stem: n for n in range(1, 7)}
        agency = by_name["meridian"]
        found = library.copies(agency)
        assert (found.reports, found.independent, found.original) == (5, 2, found.report.key)
        members = {one.report.report: one for one in found.copies}
        assert by_name["evening-star"] not in members
        assert not members[by_name["county-paper"]].report.copy
        assert members[by_name["short-news"]].relation == "part of it"
        assert members[by_name["velden-post"]].relation == "same"
        text = library.report(agency).text
        for number, one in members.items():
            there = library.report(number).text
            for passage in one.passages:
                assert "".join(text[a:b] for a, b in passage.spans) == passage.words
                assert "".join(there[a:b] for a, b in passage.spans_there) == passage.words_there
                assert one.confidence > 0.8
        star = library.copies(by_name["evening-star"])
        assert (star.reports, star.independent, star.copies) == (1, 1, ())


def test_any_order_gives_the_same(tmp_path: Path) -> None:
    documents = [page(filler(n, 60) + "\n" + rewritten(DAM, 0.1 * n, n), f"dam{n}") for n in range(4)]
    documents += [own("\n\n".join(FERRY.split("\n\n")[n:]), f"ferry{n}") for n in range(3)]
    documents += [own(filler(90 + n, 120), f"alone{n}") for n in range(4)]
    answers: list[dict[str, Any]] = []
    for turn in range(3):
        random.Random(turn).shuffle(documents)
        file = tmp_path / f"{turn}.onrecord"
        for start in range(0, len(documents), 1 + turn):
            put(file, documents[start : start + 1 + turn])
        with opened(file) as library:
            answers.append(
                {str(library.show(n).uri): family_keys(library, n) for n in range(1, len(documents) + 1)}
            )  # fmt: skip
            answers[-1]["marks"] = contents(library)
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["dam0"][0] == {f"https://dam{n}.example/story" for n in (1, 2, 3)}
    assert answers[0]["alone1"] == (set(), 1)


def test_taken_down_as_if_it_had_never_come(path: Path, tmp_path: Path) -> None:
    put(path, [own(DAM, "a"), own(DAM, "b"), own(FERRY, "c")])
    other = tmp_path / "other.onrecord"
    put(other, [own(DAM, "b"), own(FERRY, "c")])
    with opened(path) as library, opened(other) as without:
        assert family_keys(library, number_of(library, "b"))[0] == {"https://a.example/story"}
        library.remove(number_of(library, "a"), why="a wish")
        assert family_keys(library, number_of(library, "b")) == (set(), 1)
        assert contents(library) == contents(without)


def test_versions_of_a_page_are_one_page(path: Path) -> None:
    """The same address with other text every minute: no copies of itself, and one page to others."""
    minutes = [page(f"{filler(7, 60)}\n{DAM}\nIt is {n} past noon.\n", "live", hour=n % 24) for n in range(20)]
    put(path, [*minutes, own(DAM, "copy")])
    with opened(path) as library:
        live = number_of(library, "live")
        assert family_keys(library, live)[0] == {"https://copy.example/story"}
        assert family_keys(library, number_of(library, "copy"))[0] == {"https://live.example/story"}
        marks = rows(library, select(func.count()).select_from(schema.copy_mark).where(
            schema.copy_mark.c.page == page_number("https://live.example/story")
        ))  # fmt: skip
        assert marks[0][0] < 120
        # What an earlier version said is found too, and goes with it alone.
        put(path, [page(FERRY, "live", hour=23), own(FERRY, "other")])
        assert family_keys(library, number_of(library, "other"))[0] == {"https://live.example/story"}
        assert family_keys(library, number_of(library, "copy"))[0] == {"https://live.example/story"}


def test_a_record_made_anew_is_placed_anew(path: Path) -> None:
    put(path, [own(DAM, "a"), own(DAM, "b")])
    with opened(path) as library:
        before = contents(library)
        put_again(library, 1, read(own(DAM, "a"))[2])
        assert contents(library) == before
        put_again(library, 1, read(own(FERRY, "a"))[2])
        assert family_keys(library, 2) == (set(), 1)
        put_again(library, 1, read(own(DAM, "a"))[2])
        assert contents(library) == before


def test_an_older_library_is_placed_when_copies_are_asked_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(path, [own(DAM, f"a{n}") for n in range(5)])
    with opened(path) as library:
        before = contents(library)
    path = _as_the_first_version_left_it(path)
    monkeypatch.setattr(placing, "_LOT", 2)
    with opened(path) as library:
        waiting = library.unplaced()
        assert waiting % 5 == 0 and waiting > 0
        lots: list[int] = []

        def stop(count: int) -> None:
            lots.append(count)
            if len(lots) == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            library.follow(stop)
        assert library.unplaced() == waiting - 4
        assert len(family_keys(library, 1)[0]) == 4
        assert (library.unplaced(), library.follow()) == (0, 0)
        assert contents(library) == before
        assert library.check().faults == ()
    assert on_server() or path.with_name(f"{path.name}.0001.backup").exists()


def test_an_older_library_is_placed_when_something_is_added(path: Path) -> None:
    put(path, [own(DAM, "a"), own(DAM, "b")])
    path = _as_the_first_version_left_it(path)
    with opened(path) as library:
        library.add_documents([own(DAM, "c")], workers=1)
        assert library.unplaced() == 0
        assert len(family_keys(library, 1)[0]) == 2


def _as_the_first_version_left_it(path: Path) -> Path:
    """A library with the tables of the first revision alone, and what this one has in them."""
    first = path.with_name("first")
    of_revision(first, "0001")
    places = [place_of(one, Settings()) for one in (path, first)]
    engines = [one.engine() for one in places]
    with engines[0].connect() as taken, engines[1].begin() as put:
        there = MetaData()
        there.reflect(put, only=lambda name, _: name in schema.metadata.tables)
        for table in there.sorted_tables:
            some = [dict(row) for row in taken.execute(select(table)).mappings()]
            if some:
                put.execute(insert(table), some)
        places[1].settle(put)
    for engine in engines:
        engine.dispose()
    return first


def test_other_rules_place_all_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(path, [own(DAM, "a"), own(DAM, "b")])
    monkeypatch.setattr(placed, "RULES", placed.RULES + 1)
    with opened(path) as library:
        assert library.unplaced() == 2
        assert library.follow() >= 2
        assert library.unplaced() == 0


def test_a_person_sets_apart_and_takes_it_back(path: Path) -> None:
    put(path, [own(DAM, "a"), own(DAM, "b"), own(rewritten(DAM), "c")])
    with opened(path) as library:
        decision = library.not_copies(1, 2, by="Kim")
        assert library.not_copies(2, 1, by="Ada") == decision
        found = library.copies(1)
        assert "https://b.example/story" not in {
            one.report.address for one in found.copies if one.relation != "through the original"
        }
        # It outlives a record that is made anew.
        put_again(library, 1, read(own(DAM, "a"))[2])
        with pytest.raises(UsageError):
            library.not_copies(1, 1)
        library.undo(decision.number, by="Kim")
        assert len(family_keys(library, 1)[0]) == 2
        with pytest.raises(NotInLibrary):
            library.undo(decision.number)


def test_a_template_forms_no_family(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words on very many pages of all times are a page's furniture; on few days, an agency's report."""
    for module in (placed, copies_near):
        monkeypatch.setattr(module, "MOST", 10)
    placed._lookup.cache_clear()
    notice = filler(3, 90)
    put(path, [own(notice, f"n{n}") for n in range(14)])
    with opened(path) as library:
        found = library.copies(1)
        assert found.template and found.copies == () and found.independent == 1
        # A report that has the words besides its own is no copy for that.
        put(path, [page(f"{DAM}\n{notice}", "real"), own(DAM, "copy")])
        assert family_keys(library, number_of(library, "real"))[0] == {"https://copy.example/story"}
    placed._lookup.cache_clear()


def test_short_and_empty_reports(path: Path) -> None:
    put(path, [document("Brücke gesperrt.\n", uri="a"), document("Brücke gesperrt.\n\n", uri="b")])
    with opened(path) as library:
        found = library.copies(1)
        assert (found.short, found.copies, found.reports) == (True, (), 1)


def test_the_command(path: Path, tmp_path: Path) -> None:
    assert run("add", FAMILY, "--workers", "1", "--library", path).returncode == 0
    with opened(path) as library:
        numbers = {Path(str(library.show(n).uri)).stem: str(n) for n in range(1, 7)}
    done = run("copies", numbers["short-news"], "--library", path)
    assert done.returncode == 0 and not done.stderr
    assert "5 reports have words in common: 2 independent, 3 copies" in " ".join(done.stdout.split())
    assert "(likely the original)" in done.stdout
    assert max(len(row) for row in done.stdout.splitlines()) <= 80
    lines = run("copies", *numbers.values(), "--format", "jsonl", "--library", path).stdout.splitlines()
    assert [json.loads(line)["reports"] for line in lines].count(5) == 5
    told = run("copies", "--not", numbers["short-news"], numbers["meridian"], "--by", "Kim", "--library", path).stdout
    assert told.startswith("decision 1: ")
    assert "Kim" in run("copies", "--decisions", "--library", path).stdout
    assert "is taken back" in run("copies", "--undo", "1", "--library", path).stdout
    for wrong in (["--not", "1"], [], ["1", "--decisions"]):
        assert run("copies", *wrong, "--library", path).returncode == 2
    done = run("copies", "--undo", "1", "--library", path)
    assert (done.returncode, len(done.stderr.splitlines())) == (5, 1)
    assert run("copies", "nothing", "--library", path).returncode == 5
    assert "No other report" in run("copies", numbers["evening-star"], "--library", path).stdout
