"""What a document becomes: a report, a version, one more sight of what is there; in any order."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.document import Document
from onrecord.errors import NotInLibrary
from onrecord.reading.links import one_form
from onrecord.store.identity import identified
from tests.store.made import document, german, mixed, opened, put

PAGE = "https://ort.example/stadt/bruecke"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.onrecord"


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with opened(path) as library, library.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def check(path: Path) -> str:
    with opened(path) as library:
        checked = library.check()
    assert checked.faults == ()
    return checked.hash


def test_the_same_bytes_are_one_report_where_no_address_is_known(path: Path) -> None:
    assert put(path, [document(german(1), uri="a"), document(german(1), uri="b")]) == ["added", "unchanged"]
    assert rows(path, "SELECT uri FROM sighting ORDER BY uri") == [("a",), ("b",)]
    check(path)


def test_two_sites_with_the_same_bytes_are_two_reports(path: Path) -> None:
    both = [document(german(1), url="https://a.example/x"), document(german(1), url="https://b.example/x")]
    assert put(path, both) == ["added", "added"]
    assert len({identified(one)[1].key for one in both}) == 2
    assert rows(path, "SELECT count(*) FROM capture") == [(1,)]
    with opened(path) as library:
        library.remove("https://a.example/x", why="asked to")
    assert rows(path, "SELECT count(*) FROM capture") == [(1,)]
    check(path)


def test_other_words_at_one_address_are_a_version(path: Path) -> None:
    first = document(german(1), url=PAGE, retrieved="2021-02-01T10:00:00Z")
    second = document(german(2), url=f"{PAGE}?utm_source=feed#top", retrieved="2021-02-03T10:00:00Z")
    between = document(german(3), url=PAGE.replace("ort.example", "ORT.example:443"), retrieved="2021-02-02T10:00:00Z")
    assert put(path, [first, second, between]) == ["added", "version", "version"]
    assert rows(path, "SELECT title, latest FROM report ORDER BY id") == [
        ("Meldung 1", 0),
        ("Meldung 2", 1),
        ("Meldung 3", 0),
    ]
    assert {row[0] for row in rows(path, "SELECT address FROM report")} == {PAGE}
    with opened(path) as library:
        assert library.report(PAGE).headline.text == "Meldung 2"  # type: ignore[union-attr]
        assert library.report(2).origin.uri == PAGE
        library.remove(2, why="false")
        assert library.report(PAGE).headline.text == "Meldung 3"  # type: ignore[union-attr]
    check(path)


def test_a_page_that_goes_back_to_its_first_words_has_these_as_the_latest(path: Path) -> None:
    moments = ["2021-02-01T10:00:00Z", "2021-02-02T10:00:00Z", "2021-02-03T10:00:00Z"]
    words = [german(1), german(2), german(1).replace("\n\n", "\r\n\r\n")]
    put(path, [document(text, url=PAGE, retrieved=when) for text, when in zip(words, moments, strict=True)])
    assert rows(path, "SELECT title, latest, retrieved FROM report ORDER BY id") == [
        ("Meldung 1", 1, moments[0]), ("Meldung 2", 0, moments[1]),
    ]  # fmt: skip


def test_the_same_words_in_other_bytes_are_one_more_sight(path: Path) -> None:
    one = document(german(1), url=PAGE, uri="one", retrieved="2021-02-02T10:00:00Z")
    nonce = document(german(1) + "\n \n", url=PAGE, uri="nonce", retrieved="2021-02-01T10:00:00Z")
    assert put(path, [one, nonce]) == ["added", "unchanged"]
    # The one retrieved first is kept, and found under either key.
    assert rows(path, "SELECT key, uri FROM report") == [(identified(nonce)[1].key, "nonce")]
    with opened(path) as library:
        assert library.report(identified(one)[1].key) == library.report(identified(nonce)[1].key)
    assert rows(path, "SELECT hash FROM capture") == [(identified(nonce)[1].document,)]
    assert put(path, [one, nonce]) == ["unchanged", "unchanged"]
    assert rows(path, "SELECT count(*) FROM sighting") == [(2,)]
    check(path)


def test_met_earlier_than_known_till_now(path: Path) -> None:
    later = document(german(1), url=PAGE, retrieved="2021-02-02T10:00:00Z")
    sooner = document(german(1), url=PAGE, retrieved="2021-02-01T10:00:00Z")
    put(path, [later, sooner, later])
    assert rows(path, "SELECT retrieved FROM report") == [("2021-02-01T10:00:00Z",)]
    with opened(path) as library:
        assert library.report(1).origin.retrieved == "2021-02-01T10:00:00Z"
    assert rows(path, "SELECT count(*) FROM sighting") == [(2,)]


def test_adding_again_changes_nothing(path: Path) -> None:
    documents = mixed(80)
    first = put(path, documents)
    before = (
        check(path),
        [rows(path, f"SELECT * FROM {table}") for table in ("report", "record", "sighting", "capture")],
    )
    assert {"added", "version", "unchanged"} == set(first)
    assert set(put(path, documents[::-1])) == {"unchanged"}
    after = check(path), [rows(path, f"SELECT * FROM {table}") for table in ("report", "record", "sighting", "capture")]
    assert before == after


@pytest.mark.parametrize("seed", range(4))
def test_any_order_gives_the_same_library(tmp_path: Path, seed: int) -> None:
    documents = mixed(60, seed)
    seen = set()
    for turn in range(3):
        path = tmp_path / f"{turn}.onrecord"
        random.Random(turn).shuffle(documents)
        put(path, documents)
        kept = tuple(rows(path, "SELECT key, address, words_hash, latest, retrieved FROM report ORDER BY key"))
        met = tuple(rows(path, "SELECT report.key, sighting.key, sighting.uri, sighting.retrieved FROM sighting JOIN report ON report.id = report ORDER BY 1, 2, 3, 4"))  # fmt: skip
        seen.add((check(path), kept, met))
    assert len(seen) == 1


def test_an_address_that_only_the_page_gives(path: Path) -> None:
    # A saved page says where it stood; that it is a front page, which many pages say, tells nothing.
    from dataclasses import replace

    from onrecord.store.identity import own_address
    from tests.store.made import read

    saved, _, report = read(document(german(1), uri="saved.html"))
    for said, address in ((PAGE, PAGE), ("https://ort.example/", None), ("saved.html", None), (None, None)):
        told = replace(report, origin=replace(report.origin, uri=said))
        assert own_address(told, saved) == address


def test_a_report_by_what_it_is_called(path: Path) -> None:
    one, two = document(german(1), url=PAGE), document(german(2), url="https://ort.example/schule")
    put(path, [one, two])
    key = identified(two)[1].key
    with opened(path) as library:
        wanted = library.report(2)
        names: list[str | int] = [
            key,
            key[:10],
            "2",
            2,
            "https://ort.example/schule#x",
            "https://ort.example/sch",
            wanted.id,
        ]
        assert all(library.report(name) == wanted for name in names)
        for name in (
            "https://ort.example/",
            "",
            "zzz",
            "77",
            "https://other.example/",
            "%",
            "https://ort.example/s_hule",
        ):
            with pytest.raises(NotInLibrary):
                library.report(name)


@given(st.text(max_size=60))
def test_one_form_of_an_address_is_its_own_form(words: str) -> None:
    for url in (words, f"http://{words}", f"HTTPS://Ort.example/{words}", f"https://ort.example:8080/a?{words}"):
        form = one_form(url)
        assert form is None or one_form(form) == form
        assert form is None or form.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("HTTP://WWW.Ort.Example:80/A?b=1&utm_medium=x&c=2#d", "http://www.ort.example/A?b=1&c=2"),
        ("https://name:word@ort.example", "https://ort.example/"),
        ("https://ort.example:8443/ü b", "https://ort.example:8443/%C3%BC%20b"),
        ("https://[2001:DB8::1]:443/x", "https://[2001:db8::1]/x"),
        ("ftp://ort.example/", None),
        ("/home/me/page.html", None),
        ("https://ort.example:99999/", None),
        ("https://", None),
    ],
)
def test_addresses(url: str, form: str | None) -> None:
    assert one_form(url) == form


def test_names_that_are_no_characters(path: Path) -> None:
    odd = Document(data=german(1).encode(), uri="/tmp/caf\udce9.txt", media_type="text/plain")
    assert put(path, [odd]) == ["added"]
    assert rows(path, "SELECT uri FROM report") == [("/tmp/caf\\udce9.txt",)]
    check(path)
