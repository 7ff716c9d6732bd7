"""Taken down, a report stays away."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import NotInLibrary
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
        (key,) = library.remove(1, why="the court said so", by="Kim")
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
        assert len(library.remove(PAGE, why="asked to", by="Kim", every_version=True)) == 2
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
    assert run("remove", "1", "--library", path).returncode == 2
    done = run("remove", key[:12], "--why", "asked to", "--by", "Kim", "--library", path)
    assert (done.returncode, done.stdout) == (0, f"removed {key}\n")
    again = run("remove", "1", "--why", "asked to", "--library", path)
    assert again.returncode == 4
    assert again.stderr == "onrecord: no report '1' in the library; name its number, its key or its address\n"
