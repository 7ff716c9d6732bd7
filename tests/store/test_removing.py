"""Taken down, a report stays away."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import NotInLibrary, UsageError
from tests.store.made import document, german, opened, put, run

PAGE = "https://ort.example/stadt/bruecke"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.onrecord"


def left(path: Path) -> list[tuple[object, ...]]:
    with opened(path) as library:
        assert library.check().faults == ()
        with library.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql("SELECT title, latest FROM report ORDER BY id")]


def test_it_is_not_added_again(path: Path) -> None:
    one = document(german(1), url=PAGE, uri="one")
    put(path, [one, document(german(2), url=PAGE, uri="two")])
    with opened(path) as library:
        (key,) = library.remove(1, why="the court said so", by="Kim").keys
        assert left(path) == [("Meldung 2", 1)]
        nonce = document(german(1) + "\n\n \n", url=PAGE, uri="nonce")
        elsewhere = document(german(1) + "\n", url="https://copy.example/1", uri="copy")
        done = library.add_documents([one, nonce, elsewhere, document(german(3), url=PAGE, uri="three")], workers=1)
        assert (done.added, done.versions, done.refused) == (0, 1, 3)
        assert done.reasons[0].kind == "taken-down"
        assert "Kim took it down" in done.reasons[0].detail and "the court said so" in done.reasons[0].detail
        with pytest.raises(NotInLibrary):
            library.report(key)
        assert {one.uri for one in library.problems() if one.kind == "taken-down"} == {"one", "nonce", "copy"}
    assert [title for title, _ in left(path)] == ["Meldung 2", "Meldung 3"]


def test_every_version_of_a_page(path: Path) -> None:
    put(path, [document(german(1), url=PAGE), document(german(2), url=PAGE), document(german(3), url=f"{PAGE}/other")])
    with opened(path) as library:
        assert len(library.remove(PAGE, why="asked to", by="Kim", every_version=True).keys) == 2
        assert library.add_documents([document(german(9), url=f"{PAGE}#new")], workers=1).refused == 1
    assert left(path) == [("Meldung 3", 1)]


def test_the_bytes_go_too(path: Path) -> None:
    put(path, [document(german(1)), document(german(2))])
    with opened(path) as library:
        library.remove(2, why="no")
        with library.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM capture").scalar() == 1
            for table in ("record", "sighting", "problem"):
                assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 1


def test_the_command(path: Path) -> None:
    put(path, [document(german(1))])
    with opened(path) as library:
        key = library.report(1).id
    for wrong in ([], ["--why", ""], ["--why", " "], ["--list"], ["--undo", "--why", "x"], ["--why", "x", "--by", " "]):
        assert run("remove", "1", *wrong, "--library", path).returncode == 2, wrong
    assert run("remove", "--why", "x", "--library", path).returncode == 2
    assert run("remove", "--list", "--library", path).stdout == "nothing was taken down\n"
    done = run("remove", key[:12], "--why", "asked to", "--by", "Kim", "--library", path)
    assert (done.returncode, done.stdout) == (0, f"removed {key}\n")
    assert done.stderr == f"onrecord: to take it back: onrecord remove --undo {key[:12]}\n"
    again = run("remove", "1", "--why", "asked to", "--library", path)
    assert again.returncode == 5
    assert again.stderr.startswith("onrecord: no report '1' in the library; give its number, key, address or path")
    listed = run("remove", "--list", "--library", path).stdout
    assert listed.startswith(f"1 {key[:12]} 20") and "Meldung 1, made: Kim: asked to\n" in listed
    back = run("remove", "--undo", key[:12], "--by", "Vera", "--library", path)
    assert (back.returncode, back.stdout, back.stderr) == (0, f"can be added again: {key} made\n", "")
    assert "taken back by Vera on " in run("remove", "--list", "--library", path).stdout
    assert run("remove", "--undo", key[:12], "--library", path).returncode == 5
    put(path, [document(german(1))])
    assert [title for title, _ in left(path)] == ["Meldung 1"]


def test_a_removal_is_taken_back_and_kept(path: Path) -> None:
    one = document(german(1), url=PAGE, uri="one")
    put(path, [one])
    with opened(path) as library:
        key = library.show(PAGE).key
        for name in (1, PAGE, "one", key[:8]):
            library.remove(key, why="by mistake", by="Kim")
            assert library.add_documents([one], workers=1).refused == 1
            (undone,) = library.undo_remove(name, by="Vera")
            assert (undone.key, undone.by, undone.undone_by) == (key, "Kim", "Vera")
            assert library.add_documents([one], workers=1).added == 1
        assert [(one.by, one.undone_by, one.why) for one in library.removed()] == [("Kim", "Vera", "by mistake")] * 4
        with pytest.raises(NotInLibrary, match="remove --list"):
            library.undo_remove(key)
        with pytest.raises(UsageError):
            library.remove(key, by=" ")


def test_versions_that_went_together_come_back_together(path: Path) -> None:
    pages = [document(german(number), url=PAGE, uri=f"{number}") for number in (1, 2)]
    put(path, pages)
    with opened(path) as library:
        library.remove(PAGE, why="asked to", by="Kim", every_version=True)
        assert len(library.undo_remove(PAGE)) == 2
        assert library.add_documents(pages, workers=1).refused == 0


def test_what_is_uncovered_and_what_still_bars_is_told(path: Path) -> None:
    first = document(german(1), url=PAGE, uri="first", retrieved="2021-01-01T00:00:00Z")
    second = document(german(2), url=PAGE, uri="second", retrieved="2021-02-01T00:00:00Z")
    put(path, [first, second, document(german(2), url="https://copy.example/2", uri="copy")])
    with opened(path) as library:
        earlier = library.show("first").key
        assert library.show(PAGE).uri == "second"
    done = run("remove", PAGE, "--why", "asked to", "--library", path)
    assert f"an earlier version stays, {earlier[:12]} is the latest now; all go with --every-version" in done.stderr
    assert run("remove", "copy", "--why", "asked to", "--library", path).returncode == 0
    assert "it is still kept out" in run("remove", "--undo", "copy", "--library", path).stderr
    assert run("remove", "--undo", PAGE, "--library", path).stderr == ""
    with opened(path) as library:
        assert library.add_documents([second], workers=1).versions == 1
