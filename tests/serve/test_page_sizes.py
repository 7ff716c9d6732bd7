"""The pages across reports stay small, however much there is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from onrecord.follow.quotations.diff import Change, Piece
from onrecord.library import Library
from onrecord.store.following.claim.asking import ClaimStep
from onrecord.store.following.copies_found import CommonPassage
from onrecord.store.following.story.versions import Differing

LARGEST = 300_000
LONG = "Nobody wants another night like that one, and nobody will have one. " * 60


def size(client: TestClient, path: str) -> int:
    page = client.get(path)
    assert page.status_code == 200
    return len(page.content)


def test_a_hundred_long_wordings_in_two_thousand_reports(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    quoted = client.app.state.room.library.quote("We will not move a single post")  # type: ignore[attr-defined]
    one = quoted.utterances[0]
    wording = one.wordings[2]
    pieces = tuple(Piece(what="changed", words="another word here", fullest="one word there") for _ in range(150))
    changes = (Change(kind="negation", fullest="not", words=""),) * 12
    many = tuple(
        replace(wording, key=f"{n:012x}", words=LONG, pieces=pieces, changes=changes, reports=wording.reports * 20)
        for n in range(100)
    )
    found = replace(quoted, utterances=(replace(one, wordings=many, reports=2000),) * 3)
    monkeypatch.setattr(Library, "quote", lambda *_, **__: found)
    assert 100_000 < size(client, "/quote?words=x") < LARGEST
    assert size(client, "/quote?words=x&page=5") < LARGEST
    assert size(client, f"/quote?words=x&wording={7:012x}") < LARGEST


def test_a_claim_of_many_steps(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    found = client.app.state.room.library.claim("guards had fired first")  # type: ignore[attr-defined]
    step: ClaimStep = found[0].steps[1]
    long = replace(step, statement=replace(step.statement, words=LONG))
    ranges = client.app.state.room.library.claim("40 shots")[0].ranges  # type: ignore[attr-defined]
    wide = tuple(replace(one, given=one.given * 100) for one in ranges) * 10
    many = replace(found[0], steps=(*found[0].steps, *(long,) * 600), ranges=wide)
    monkeypatch.setattr(Library, "claim", lambda *_, **__: (many, many, many))
    assert 40_000 < size(client, "/claim?words=x") < LARGEST
    assert size(client, "/claim?words=x&page=15") < LARGEST


def test_a_family_of_three_hundred_copies(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    found = client.app.state.room.library.copies(15)  # type: ignore[attr-defined]
    passage = CommonPassage(spans=((0, 9),), spans_there=((0, 9),), words=LONG, words_there=LONG[5:], same=300)
    copies = tuple(replace(one, passages=(passage,) * 30) for one in found.copies) * 75
    monkeypatch.setattr(Library, "copies", lambda *_, **__: replace(found, copies=copies, reports=301))
    assert 50_000 < size(client, "/reports/15/copies") < LARGEST
    assert "1 of 38" in client.get("/reports/15/copies").text


def test_a_story_of_many_events(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.store.following.story import asking

    story = client.app.state.room.library.story(19)[0]  # type: ignore[attr-defined]
    event = next(one for one in story.events if one.differ)
    long = replace(event.versions[0], summary=LONG, word="the long name of an office of a ministry of a state")
    differ = (Differing(matter="day", kind="", values=((LONG[:60], tuple(range(30))),) * 30),) * 4
    events = (replace(event, versions=(long,) * 40, differ=differ),) * 300
    alone = (replace(event, versions=(long,), reports=1, differ=()),) * 300
    many = replace(story, reports=story.reports * 60, events=events + alone)
    monkeypatch.setattr(asking, "story_of", lambda *_: many)
    assert 100_000 < size(client, "/stories/19") < LARGEST


def test_timelines(client: TestClient) -> None:
    for path in ("/timeline", "/timeline?first=2017", "/timeline?words=said+OR+the&first=2010"):
        assert size(client, path) < LARGEST / 2
