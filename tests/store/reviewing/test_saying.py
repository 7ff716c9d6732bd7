"""What is said of statements and events, and the record as people left it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import NotInLibrary, UsageError
from onrecord.library import Library
from onrecord.record import Attribution, Passage, Report
from onrecord.store.reviewing.judged import Judged
from onrecord.store.reviewing.reviewed import reviewed
from tests.store.engines import rows
from tests.store.made import put_again
from tests.store.reviewing.conftest import WORDS


def of(report: Report, local: str) -> Attribution:
    return next(one for one in report.attributions if one.id == local)


def spot(words: str) -> list[tuple[int, int]]:
    start = WORDS.index(words)
    return [(start, start + len(words))]


def whole(report: Report) -> None:
    """All ids are there that are named, and all passages are words of the text."""
    statements, entities = {one.id for one in report.attributions}, {one.id for one in report.entities}
    assert len(statements) == len(report.attributions)
    for one in report.attributions:
        for part in (one.source, one.cue, one.content):
            assert part is None or part == Passage.of(report.text, part.spans)
        assert one.within in (None, *statements) and set(one.about) <= statements
        assert one.speaker in (None, *entities)
    for event in report.events:
        assert event.reported_by in (None, *statements)


def test_what_is_said_is_kept_beside_the_machine_s_answer(library: Library, path: Path) -> None:
    before = library.report(1)
    library.review(1, "a2", "speaker", "Ada Brisk", by="Kim")
    library.review(1, "a1", "accept", by="Kim")
    assert library.report(1) == before and library.check().faults == ()
    first, second = rows(path, "SELECT subject, local, about, verdict, by FROM judgement ORDER BY id")
    about = json.loads(first[2])
    assert first[:2] == ("statement", "a2") and about["machine"]["speaker"] == "Tom Avery"
    assert about["machine"]["confidence"] == of(before, "a2").confidence
    assert json.loads(second[3]) == "accept" and second[4] == "Kim"
    now = library.reviewed(1)
    whole(now)
    brisk = next(one.id for one in before.entities if one.name == "Ada Brisk")
    assert (of(now, "a2").speaker, of(now, "a2").speaker_confidence) == (brisk, 1.0)
    assert of(now, "a1").confidence == 1.0


def test_words_speaker_act_and_dispute(library: Library) -> None:
    library.review(1, "a2", "content", spot("Nobody asked us"), by="Kim")
    library.review(1, "a2", "source", spot("Tom Avery"), by="Kim")
    library.review(1, "a2", "cue", None, by="Kim")
    library.review(1, "a2", "speaker", {"name": "Port Board", "kind": "organization"}, by="Kim")
    library.review(1, "a2", "act", "denies", by="Kim")
    library.review(1, "a2", "dispute", "a1", by="Kim")
    library.review(1, "a4", "no-dispute", "a3", by="Kim")
    now = library.reviewed(1)
    whole(now)
    said = of(now, "a2")
    assert (said.content.text, said.source and said.source.text, said.cue) == ("Nobody asked us", "Tom Avery", None)
    assert (said.kind, said.act, said.about, of(now, "a4").about) == ("direct", "denies", ("a1",), ())
    made = next(one for one in now.entities if one.id == said.speaker)
    assert (made.name, made.kind, made.id) == ("Port Board", "organization", "x4")
    assert Report.from_dict(now.to_dict()) == now


def test_a_rejection_and_what_comes_after(library: Library) -> None:
    resting, other = (
        next(one.id for one in library.report(1).events if (one.reported_by == "a2") == rests)
        for rests in (True, False)
    )
    library.review(1, "a2", "reject", by="Kim")
    library.review(1, other, "reject", by="Kim")
    now = library.reviewed(1)
    whole(now)
    assert "a2" not in [one.id for one in now.attributions] and other not in [one.id for one in now.events]
    # What was within it is within what was around it, its events are on the reporter's word.
    assert of(now, "a3").within is None
    assert next(one for one in now.events if one.id == resting).reported_by is None
    library.review(1, "a2", "act", "asks", by="Lee")  # who corrects it says that it stands
    assert of(library.reviewed(1), "a2").act == "asks"
    library.undo(3, by="Lee")
    assert "a2" not in [one.id for one in library.reviewed(1).attributions]
    library.undo(1, by="Kim")
    assert of(library.reviewed(1), "a2") == of(library.report(1), "a2")
    assert [(one.what, one.undone_by) for one in library.history(1, "a2")] == [("reject", "Kim"), ("act", "Lee")]


def test_of_two_the_later_that_holds_counts(library: Library) -> None:
    first = library.review(1, "a2", "act", "asks", by="Kim", known=0)
    second = library.review(1, "a2", "act", "denies", by="Lee", known=0)
    assert first.between == () and [(one.by, one.verdict) for one in second.between] == [("Kim", "asks")]
    assert of(library.reviewed(1), "a2").act == "denies"
    library.undo(second.number)
    assert of(library.reviewed(1), "a2").act == "asks"


def test_a_missed_statement(library: Library) -> None:
    said = library.add_statement(
        1, spot("vote on 12 March"), source=spot("The council"), cue=spot("will"), speaker="Town Council", act="promises",
        by="Kim",
    )  # fmt: skip
    now = library.reviewed(1)
    whole(now)
    added = of(now, said.local)
    assert (said.local, added.content.text, added.act, added.kind) == ("n1", "vote on 12 March", "promises", "indirect")
    library.review(1, "n1", "content", spot("vote on 12 March, number 1"), by="Lee")
    library.review(1, "a1", "dispute", "n1", by="Lee")
    now = library.reviewed(1)
    assert of(now, "n1").content.text == "vote on 12 March, number 1" and of(now, "a1").about == ("n1",)
    with pytest.raises(UsageError, match="there already"):
        library.add_statement(1, spot("vote on 12 March, number 1"), source=spot("The council"), by="Kim")
    library.undo(1)  # what was said of it, or against it, waits for it
    assert [one.id for one in library.reviewed(1).attributions] == ["a1", "a2", "a3", "a4"]
    assert of(library.reviewed(1), "a1").about == ()


def test_a_new_record_keeps_what_was_said(library: Library) -> None:
    report = library.report(1)
    library.review(1, "a2", "content", spot("Nobody asked us"), by="Kim")
    library.review(1, "a1", "dispute", "a4", by="Kim")
    library.review(1, "a3", "reject", by="Kim")
    library.add_statement(1, spot("vote on 12 March"), source=spot("The council"), by="Kim")
    renamed = {one.id: f"a{number}" for number, one in enumerate(report.attributions, 40)}
    others = [replace(one, id=renamed[one.id], within=None, about=()) for one in report.attributions if one.id != "a3"]
    found = replace(others[0], id="a90", content=Passage.of(WORDS, tuple(spot("vote on 12 March"))),
                    source=Passage.of(WORDS, tuple(spot("The council"))))  # fmt: skip
    lost = put_again(library, 1, replace(report, attributions=(*others, found), events=()))
    assert lost == [3]
    now = library.reviewed(1)
    whole(now)
    assert of(now, renamed["a2"]).content.text == "Nobody asked us"
    assert of(now, renamed["a1"]).about == (renamed["a4"],)
    # What the machine finds now is what a person had added.
    assert "a90" not in [one.id for one in now.attributions] and of(now, "n4").content.text == "vote on 12 March"
    assert [one.placed for one in library.history(1)] == [True, True, False, True]
    assert renamed["a2"] not in [one.id for one in library.review_queue(report=1).items]


@pytest.mark.parametrize(
    ("local", "what", "value"),
    [
        ("a1", "status", "happened"), ("v1", "act", "says"), ("a1", "act", "sings"), ("a1", "content", None),
        ("a1", "content", [(0, 0)]), ("a1", "content", [(0, 10**9)]), ("a1", "content", [("x", 2)]), ("a1", "dispute", "a1"),
        ("a1", "dispute", "a9"), ("a4", "dispute", "a3"), ("a1", "no-dispute", "a2"), ("a1", "speaker", " "),
        ("v1", "status", "hoped"), ("a1", "speaker", {"name": "X", "kind": "cat"}), ("a1", "praise", None),
    ],
)  # fmt: skip
def test_what_cannot_be_said(library: Library, local: str, what: Any, value: Any) -> None:
    with pytest.raises(UsageError):
        library.review(1, local, what, value, by="Kim")
    with pytest.raises(NotInLibrary):
        library.review(1, "a77", "accept", by="Kim")
    with pytest.raises(UsageError):
        library.review(1, "a1", "accept", by=" ")
    assert library.history(1) == ()


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 400) | st.text(max_size=4) | st.sampled_from(["accept", "reject", "denies"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["add", "against", "spans", "exact", "before", "behind", "name", "local", "holds", "entity"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@given(verdict=_PLAIN, field=st.sampled_from([None, "content", "source", "speaker", "act", "about", "status", "via"]))
@settings(max_examples=300, deadline=None)
def test_any_verdict_leaves_a_whole_record(verdict: Any, field: str | None) -> None:
    from tests.store.made import document, read

    report = read(document(WORDS, uri="/bridge.txt"))[2]
    said = report.attributions[0]
    anchor = {
        "spans": [list(span) for span in said.content.spans],
        "exact": [said.content.text],
        "before": "",
        "behind": "",
    }
    one = Judged(
        number=5, subject="statement", local=said.id, field=field, verdict=verdict, words="", machine=None, placed=True,
        by="Kim", at="", anchor=anchor,
    )  # fmt: skip
    whole(reviewed(report, [one]))
