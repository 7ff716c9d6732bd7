"""What a person decided: kept beside the machine's answer, placed by its words in a new record, never dropped."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import NotInLibrary, UsageError
from onrecord.record import Attribution, Passage, Report, Spans
from onrecord.store.judgements import placed
from tests.store.engines import named_rows
from tests.store.made import ENGLISH, document, opened, put, put_again, read

WORDS = ENGLISH.format(number=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.onrecord"
    put(path, [document(WORDS, uri="/bridge.txt")])
    return path


def judgements(path: Path) -> list[dict[str, Any]]:
    found = named_rows(path, "SELECT * FROM judgement ORDER BY id")
    return [row | {"about": json.loads(row["about"])} for row in found]


def test_a_judgement_is_kept_by_its_words(path: Path) -> None:
    with opened(path) as library:
        before = library.report(1)
        said = before.attributions[0]
        number = library.judge(1, "statement", f"{said.id}.speaker", {"name": "Ada Brisk"}, by="Kim")
        library.judge(1, "report", "publisher", "Velden Herald", by="Kim")
        happened = before.events[0] if before.events else None
        if happened:
            library.judge(1, "event", happened.id, {"status": "planned"}, by="Kim")
        assert library.report(1) == before
        assert library.check().faults == ()
    one = judgements(path)[number - 1]
    assert one["about"]["exact"] == [WORDS[start:end] for start, end in said.content.spans]
    assert WORDS.find(one["about"]["before"] + one["about"]["exact"][0]) >= 0
    assert (one["about"]["local"], one["about"]["field"], one["about"]["placed"]) == (said.id, "speaker", True)
    assert (json.loads(one["verdict"]), one["by"], one["undone_by"]) == ({"name": "Ada Brisk"}, "Kim", None)


def test_taken_back_it_is_still_there(path: Path) -> None:
    with opened(path) as library:
        number = library.judge(1, "report", "headline", "x", by="Kim")
        library.undo(number, by="Lee")
        with pytest.raises(NotInLibrary, match="taken back"):
            library.undo(number, by="Lee")
        with pytest.raises(NotInLibrary):
            library.undo(99)
    assert [(one["by"], one["undone_by"], bool(one["undone_at"])) for one in judgements(path)] == [("Kim", "Lee", True)]


def test_wrong_judgements(path: Path) -> None:
    with opened(path) as library:
        for subject, about, verdict, by in (
            ("weather", "a1", 1, "Kim"), ("report", "title", {1, 2}, "Kim"), ("report", "title", 1, "  "),
        ):  # fmt: skip
            with pytest.raises(UsageError):
                library.judge(1, subject, about, verdict, by=by)
        with pytest.raises(NotInLibrary):
            library.judge(1, "statement", "a999", 1, by="Kim")
    assert judgements(path) == []


def saying(text: str, spans: Spans, identity: str = "a1") -> Attribution:
    return Attribution(
        id=identity, kind="direct", source=None, cue=None, content=Passage.of(text, spans), confidence=0.9
    )


def with_statements(text: str, *said: Spans) -> Report:
    _, _, report = read(document(WORDS, uri="/bridge.txt"))
    statements = tuple(saying(text, spans, f"a{number}") for number, spans in enumerate(said, 1))
    return replace(report, text=text, attributions=statements, events=(), entities=(), places=(), times=())


def about_of(text: str, spans: Spans) -> dict[str, Any]:
    start, end = spans[0][0], spans[-1][1]
    return {
        "local": "a7", "spans": [list(span) for span in spans], "exact": [text[a:b] for a, b in spans],
        "before": text[max(0, start - 32) : start], "behind": text[end : end + 32], "placed": True,
    }  # fmt: skip


OLD = "The port is closed, the mayor said. Ships wait. The port is closed, the master said. They wait on."
FIRST, SECOND = (0, 18), (48, 66)


@pytest.mark.parametrize(
    ("new", "spans", "expected"),
    [
        (OLD, ((FIRST,), (SECOND,)), (SECOND, "a2")),  # nothing has changed
        ("Menu\n\n" + OLD, (((6, 24),), ((54, 72),)), ((54, 72), "a2")),  # more before it
        (OLD.replace(" wait. ", "\nwait.\n\n"), ((FIRST,), ((49, 67),)), ((49, 67), "a2")),  # other blanks about
        (OLD, ((FIRST,), ((48, 60),)), (SECOND, "a2")),  # the new record has more than half of the words
        (OLD, ((FIRST,), ((48, 56),)), None),  # less than half
        (OLD, ((FIRST,),), None),  # the new record has no such statement
        (OLD.replace("closed, the master", "open, the master"), ((FIRST,),), None),  # the words are gone
        (OLD + "\n\n" + OLD, ((FIRST,), ((148, 166),)), None),  # before the new words it stood elsewhere
    ],
)
def test_words_are_found_again(new: str, spans: tuple[Spans, ...], expected: tuple[Any, str] | None) -> None:
    about = about_of(OLD, (SECOND,))
    found = placed(about, "statement", with_statements(new, *spans))
    assert found["placed"] == (expected is not None)
    if expected:
        assert (found["spans"], found["local"]) == ([list(expected[0])], expected[1])
        assert [new[start:end] for start, end in found["spans"]] == about["exact"]
    else:
        assert {**found, "placed": True} == about


def test_words_in_pieces_are_found_again() -> None:
    old = "“We will,” the mayor said, “not pay.” The port waits."
    spans: Spans = ((1, 9), (28, 36))
    assert [old[start:end] for start, end in spans] == ["We will,", "not pay."]
    new = "Top\n" + old
    moved: Spans = ((5, 13), (32, 40))
    found = placed(about_of(old, spans), "statement", with_statements(new, moved))
    assert (found["placed"], found["local"], found["spans"]) == (True, "a1", [[5, 13], [32, 40]])


def test_words_that_could_be_meant_twice_are_not_placed() -> None:
    text = "He said no. " * 30
    about = about_of(text, ((120, 131),))
    moved = "x" + text
    assert not placed(about, "statement", with_statements(moved, ((1, 12),)))["placed"]


def test_a_new_record_keeps_and_places_judgements(path: Path) -> None:
    with opened(path) as library:
        report = library.report(1)
        said = [one.id for one in report.attributions]
        kept, lost = (
            library.judge(1, "statement", said[0], 1, by="Kim"),
            library.judge(1, "statement", said[-1], 2, by="Kim"),
        )
        fewer = replace(report, attributions=tuple(replace(one, id=f"a{n}", within=None, about=()) for n, one in enumerate(report.attributions[:-1], 40)), events=())  # fmt: skip
        assert put_again(library, 1, fewer) == [lost]
        assert library.check().faults == ()
        first, last = judgements(path)
        assert (first["id"], first["about"]["local"], first["about"]["placed"]) == (kept, "a40", True)
        assert (last["about"]["local"], last["about"]["placed"], json.loads(last["verdict"])) == (said[-1], False, 2)
        # With the statement found again, so is its judgement.
        assert put_again(library, 1, report) == []
    assert [one["about"]["placed"] for one in judgements(path)] == [True, True]


def test_a_capture_retrieved_earlier_takes_the_judgements_over(tmp_path: Path) -> None:
    path = tmp_path / "two.onrecord"
    put(path, [document(WORDS, url="https://a.example/x", retrieved="2021-03-02T00:00:00Z")])
    with opened(path) as library:
        said = library.report(1).attributions[0].id
        library.judge(1, "statement", said, 1, by="Kim")
        with library.writing() as connection:
            key = connection.exec_driver_sql("SELECT key FROM report").scalar()
            connection.exec_driver_sql(
                "INSERT INTO judgement (id, subject, about, verdict, report_key, by, at) VALUES "
                f"(2, 'entity-split', '{{\"reports\": [\"{key}\"]}}', '1', NULL, 'Kim', 'x')"
            )
    assert put(path, [document(WORDS + "\n", url="https://a.example/x", retrieved="2021-03-01T00:00:00Z")]) == [
        "unchanged"
    ]
    with opened(path) as library, library.reading() as connection:
        new = connection.exec_driver_sql("SELECT key FROM report").scalar()
    assert new != key
    first, last = judgements(path)
    assert (first["report_key"], first["about"]["report"], first["about"]["placed"]) == (new, new, True)
    assert last["about"]["reports"] == [new]
