"""Lines of JSON under a mapping."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.acquire.document import Refused
from onrecord.acquire.moments import any_moment, iso_moment, mail_moment
from onrecord.acquire.sources import documents_of
from onrecord.errors import Damaged, Empty, NotText, TooLarge
from onrecord.settings import Settings
from tests.acquire.made import found


def write(folder: Path, *lines: object) -> Path:
    path = folder / "feed.jsonl"
    made = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path.write_bytes(b'{"text": "The first line is sound."}\n' + b"\n".join(made))
    return path


def test_all_that_a_line_tells(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {
            "text": "The ferry at Brannoch “will run”, said Ida Voss.", "url": "https://news.example/ferry",
            "date": "2024-02-29T23:15:00-05:00", "title": "Ferry to run", "authors": ["Pia Lund", " "],
            "publisher": "The Brannoch Mail",
        },
    )  # fmt: skip
    documents, refused = found(path)
    assert not refused
    document = documents[1]
    assert document.uri == f"{path}#2"
    assert document.data.decode() == "The ferry at Brannoch “will run”, said Ida Voss."
    given = document.given
    # The day of the writer's clock, not that of Greenwich.
    assert (given.published, given.time) == (date(2024, 2, 29), "23:15")
    assert (given.url, given.title, given.authors) == ("https://news.example/ferry", "Ferry to run", ("Pia Lund",))
    assert given.publisher == "The Brannoch Mail"
    assert given.where == "fields 'date', 'authors', 'url', 'title', 'publisher' of the line"


def test_a_mapping(tmp_path: Path) -> None:
    line = {"meta": {"published_at": "2020-05-06"}, "body": "Words.", "by": "A. Name", "a.b": "https://x.example/"}
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps(line))
    documents, refused = found(path, text="body", date="meta.published_at", author="by", url="a.b")
    assert not refused
    given = documents[0].given
    assert (given.published, given.time, given.authors) == (date(2020, 5, 6), None, ("A. Name",))
    assert given.url == "https://x.example/"
    assert "'meta.published_at'" in given.where
    documents, refused = found(path, text="body", date="meta.published_at")
    assert documents[0].given.where == "field 'meta.published_at' of the line"


def test_html(tmp_path: Path) -> None:
    documents, refused = found(
        write(tmp_path, {"html": "<p>No, said the reeve.</p>"}, {"html": "<!DOCTYPE html><p>Yes.", "text": "Yes."})
    )
    assert not refused
    assert [one.media_type for one in documents[1:]] == ["text/html", "text/plain"]
    assert documents[1].data.endswith(b"<p>No, said the reeve.</p>")
    assert documents[1].given.charset == "utf-8"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b'{"text": "cut', Damaged),
        (b"null", Damaged),
        (b"[1, 2]", Damaged),
        (b'"text"', Damaged),
        (b"plain words", Damaged),
        (b'{"text": "\xff\xfe"}', Damaged),
        (b'{"text": "half \\ud83d"}', Damaged),
        (b"[" * 100_000, Damaged),
        (b'{"a":' * 100_000, Damaged),
        (b"{}", Empty),
        (b'{"text": ""}', Empty),
        (b'{"text": "  \\n"}', Empty),
        (b'{"text": null, "html": null}', Empty),
        (b'{"text": 3}', Damaged),
        (b'{"text": ["a"]}', Damaged),
        (b'{"text": "a", "date": "yesterday"}', Damaged),
        (b'{"text": "a", "date": "2023-02-30"}', Damaged),
        (b'{"text": "a", "date": "2023-02-03T25:00"}', Damaged),
        (b'{"text": "a", "date": 20230203}', Damaged),
        (b'{"text": "a", "url": {}}', Damaged),
        (b'{"text": "a", "authors": [1]}', Damaged),
        (b'{"text": "a", "title": false}', Damaged),
        (b'{"text": "%PDF-1.4 and so on"}', NotText),
        (b'{"text": "<rss version=\'2.0\'>"}', NotText),
        (b'{"text": "' + b"x" * 4000 + b'"}', TooLarge),
    ],
    ids=range(25),
)
def test_bad_lines(tmp_path: Path, line: bytes, error: type[Exception]) -> None:
    path = write(tmp_path, b"", line, {"text": "The last line is sound."})
    settings = Settings(max_bytes=3000) if error is TooLarge else Settings()
    documents, refused = found(path, settings)
    assert [one.uri for one in documents] == [f"{path}#1", f"{path}#4"]
    assert [(one.uri, type(one.error)) for one in refused] == [(f"{path}#3", error)]


def test_dates_that_are_none_at_all(tmp_path: Path) -> None:
    documents, refused = found(write(tmp_path, {"text": "a b", "date": None}, {"text": "a b", "date": ""}))
    assert not refused
    assert [one.given.published for one in documents] == [None] * 3


def test_moments() -> None:
    assert iso_moment("2024-03-01T00:30:00Z") == (date(2024, 3, 1), "00:30")
    assert iso_moment(" 2024-03-01 ") == (date(2024, 3, 1), None)
    assert iso_moment("2024-03-01 07:05") == (date(2024, 3, 1), "07:05")
    assert mail_moment("Fri, 01 Mar 2024 00:30:00 +0900") == (date(2024, 3, 1), "00:30")
    for text in (
        "",
        "soon",
        "Fri, 99 Mar 2024 00:30:00 +0900",
        "1 2 3",
        "x" * 10_000,
        "Fri, 01 Mar 2024 00:30:00 +9999999999",
    ):
        with pytest.raises(ValueError):
            mail_moment(text)
        assert any_moment(text) is None


def test_a_line_without_a_text_says_which_field_may_be_it(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(
        '{"headline": "Bridge", "body": "The mayor of Velden said no to all of it.", "n": 1}\n'
        '{"text": " ", "n": 1}\n{}\n{"n": 1}\n'
    )
    told = [str(one.error) for one in documents_of(str(path), Settings()) if isinstance(one, Refused)]
    missing = "it has no field 'text' or 'html'"
    assert told == [
        f"line 1: {missing}, only 'headline', 'body', 'n'; say which holds the text: --map text=body",
        "line 2: its field 'text' is empty, only 'text', 'n'; say which holds the text: --map text=NAME",
        f"line 3: {missing}, nor any other; write the text into it",
        f"line 4: {missing}, only 'n'; say which holds the text: --map text=NAME",
    ]
