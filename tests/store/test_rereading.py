"""Records brought up to date from the bytes that were kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.acquire.document import Document
from onrecord.library import Library
from onrecord.reading.given import Given
from onrecord.settings import Settings
from onrecord.store.outcome import Outcome
from tests.store.made import ENGLISH, document, german, opened, put, run, tiny


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.onrecord"


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with opened(path) as library, library.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def outdate(path: Path, condition: str = "1 = 1") -> None:
    """Make the records look as an older model's."""
    from sqlalchemy import text

    from onrecord.store.put import packed, unpacked

    with opened(path) as library, library.writing() as connection:
        for number, data in connection.exec_driver_sql(
            f"SELECT report, data FROM record JOIN report ON report.id = report WHERE {condition}"
        ).all():
            from dataclasses import replace

            old = unpacked(data)
            old = replace(old, made_by=replace(old.made_by, model="en-0"))
            connection.execute(
                text("UPDATE record SET data = :data WHERE report = :n"), {"data": packed(old), "n": number}
            )
            connection.execute(text("UPDATE report SET model = 'en-0' WHERE id = :n"), {"n": number})


def test_what_an_older_model_made_is_made_anew(path: Path) -> None:
    told = Given(url="https://ort.example/1", published=date(2020, 5, 4), title="Die Brücke", authors=("Ina Holm",))
    given = Document(
        data=german(1).encode(), uri="feed", media_type="text/plain", retrieved="2020-05-05T00:00:00Z", given=told
    )
    put(
        path,
        [given, document(german(2), url="https://ort.example/1"), document(ENGLISH.format(number=2), uri="en.txt")],
    )
    with opened(path) as library:
        fresh = library.check()
        before = rows(
            path, "SELECT id, key, address, words_hash, latest, uri, added, retrieved FROM report ORDER BY id"
        )
        outdate(path, "report.id <> 2")
        assert library.check().hash != fresh.hash
        outcomes: list[Outcome] = []
        done = library.reread(workers=1, progress=outcomes.append)
        assert (done.reread, done.refused, done.not_placed) == (2, 0, ())
        assert [one.became for one in outcomes] == ["unchanged", "unchanged"]
        assert library.check() == fresh
        assert library.reread(workers=1).reread == 0
        assert library.reread(["https://ort.example/1", 2], workers=1).reread == 2
        assert library.reread(every=True, workers=2).reread == 3
        assert library.check() == fresh
    assert (
        rows(path, "SELECT id, key, address, words_hash, latest, uri, added, retrieved FROM report ORDER BY id")
        == before
    )


def test_without_the_bytes_the_old_record_stays_until_they_come_again(path: Path) -> None:
    one = document(german(1), uri="/one.txt")
    with Library(path, Settings(keep_captures=False)) as library:
        library.add_documents([one], workers=1)
        fresh = library.check()
        outdate(path)
        done = library.reread(workers=1)
        assert (done.reread, done.refused) == (0, 1)
        assert done.reasons[0].detail == "its bytes were not kept; add it again from where it came"
        assert library.check().faults == ()
        assert library.add_documents([one], workers=1).unchanged == 1
        assert library.check() == fresh


def test_stopped_it_goes_on_where_it_was(path: Path) -> None:
    put(path, [document(tiny(number), uri=f"/{number}") for number in range(120)])
    outdate(path)

    def stop(outcome: Outcome) -> None:
        raise KeyboardInterrupt

    with opened(path) as library:
        with pytest.raises(KeyboardInterrupt):
            library.reread(workers=1, progress=stop)
        left = rows(path, "SELECT count(*) FROM report WHERE model = 'en-0'")[0][0]
        assert 0 < left < 120
        assert library.reread(workers=1).reread == left
        assert library.check().faults == ()


def test_the_command(path: Path) -> None:
    put(path, [document(tiny(1)), document(tiny(2))])
    outdate(path, "report.id = 1")
    assert run("reread", "--library", path).stdout == "1 read again, 0 kept as they were\n"
    assert run("reread", "--all", "--workers", "1", "--library", path).stdout == "2 read again, 0 kept as they were\n"
    assert run("reread", "2", "--library", path).stdout == "1 read again, 0 kept as they were\n"
    assert run("reread", "2", "--all", "--library", path).returncode == 2
    assert run("reread", "77", "--library", path).returncode == 5
