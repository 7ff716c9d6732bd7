"""A report by its number, key, address or path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import NotInLibrary
from onrecord.library import Library
from tests.store.made import document, german, opened, put

PAGE = "https://ort.example/stadt/bruecke"
URIS = ("reports/a.txt", "/srv/news/b.txt", "old/c.txt", "new/c.txt", "pages.zip#in/d.txt", "lines.jsonl#2")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    path = tmp_path / "made.onrecord"
    some = [document(german(number), uri=uri) for number, uri in enumerate(URIS)]
    put(path, [*some, document(german(90), uri="https://ort.example/redirected", url=PAGE)])
    with opened(path) as made:
        yield made


def test_by_path(library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name, number in (
        ("reports/a.txt", 1), ("./reports/../reports/a.txt", 1), (str(tmp_path / "reports" / "a.txt"), 1), ("a.txt", 1),
        ("/srv/news/b.txt", 2), ("news/b.txt", 2), ("b.txt", 2), ("old/c.txt", 3), ("/home/x/new/c.txt", 4),
        ("pages.zip#in/d.txt", 5), ("lines.jsonl#2", 6), ("https://ort.example/redirected", 7), (PAGE, 7),
    ):  # fmt: skip
        assert library.show(name).number == number, name
    for name in ("c.txt", "x/c.txt", "other/a.txt", "lines.jsonl", "txt", "/", ".", "news", "%.txt", "_.txt"):
        with pytest.raises(NotInLibrary):
            library.show(name)
    with pytest.raises(NotInLibrary, match=r"old/c\.txt, new/c\.txt; give more of the path"):
        library.show("c.txt")


def test_a_file_that_changed_means_its_last_reading(library: Library) -> None:
    put(library.path, [document(german(50), uri="reports/a.txt")])
    assert library.show("reports/a.txt").number == 8
    assert library.show("a.txt").number == 8


def test_a_number_that_is_not_there_is_no_beginning_of_a_key(library: Library) -> None:
    keys = {library.show(number).key for number in range(1, 8)}
    for number in range(8, 100):
        with pytest.raises(NotInLibrary):
            library.show(number)
        with pytest.raises(NotInLibrary):
            library.show(str(number))
    for key in keys:
        assert library.show(key[:6]).key == key
        with pytest.raises(NotInLibrary):
            library.show(key[:5])
