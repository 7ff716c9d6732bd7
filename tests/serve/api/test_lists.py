"""Lists are leafed through to their end: nothing is lost, nothing told twice, whatever is added meanwhile."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient

from onrecord.serve.room import Room
from onrecord.store.export.chosen import Chosen
from onrecord.store.filters import Filters
from onrecord.store.surveying import survey
from tests.serve.api.leafed import got, leafed

NARROWED: tuple[dict[str, Any], ...] = (
    {},
    {"speaker": "gethin-rowse"},
    {"first": "2020", "last": "2022-06"},
    {"kind": "direct"},
    {"act": "denies"},
    {"disputed": True},
    {"event": "talks"},
    {"publisher": "chronicle"},
    {"place": "GB"},
    {"about": "council", "first": "2021-01-01"},
)


def plain(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


def query(**given: Any) -> str:
    from urllib.parse import urlencode

    return urlencode(given)


@pytest.mark.parametrize("kind", ["statements", "events"])
@pytest.mark.parametrize("narrowed", NARROWED, ids=lambda one: "-".join(one) or "all")
def test_hits_are_leafed_through(client: TestClient, room: Room, kind: str, narrowed: dict[str, Any]) -> None:
    whole = leafed(client, f"/api/v1/{kind}?{query(limit=200, **narrowed)}")
    some = leafed(client, f"/api/v1/{kind}?{query(limit=3, **narrowed)}")
    assert some == whole
    assert len({one["number"] for one in whole}) == len(whole)
    days = [one["day"] or "" for one in whole]
    assert days == sorted(days, reverse=True)
    back = leafed(client, f"/api/v1/{kind}?{query(limit=4, order='oldest', **narrowed)}")
    assert [one["number"] for one in back] == [one["number"] for one in reversed(whole)]
    if narrowed and set(narrowed) != {"first", "last"}:
        found = room.library.find(filters=Filters(**narrowed), kinds=[kind], limit=400).hits  # type: ignore[list-item]
        assert whole == plain([asdict(one) for one in found])
    elif not narrowed:
        assert len(whole) == got(client, "/api/v1/library")[kind]


@pytest.mark.parametrize("kind", ["statements", "events", "reports"])
@pytest.mark.parametrize("words", ["said", "council OR bus", '"the council"', "counc*", "said -bus"])
def test_ranked_hits_are_those_of_find(client: TestClient, room: Room, kind: str, words: str) -> None:
    found = room.library.find(words, kinds=[kind], limit=900).hits  # type: ignore[list-item]
    assert found
    ranked = leafed(client, f"/api/v1/search?{query(words=words, limit=2)}&in={kind}", part=kind)
    assert ranked == plain([asdict(one) for one in found])
    by_day = leafed(client, f"/api/v1/search?{query(words=words, limit=2, order='newest')}&in={kind}", part=kind)
    assert {one["number"] for one in by_day} == {one["number"] for one in ranked}
    assert len(by_day) == len(ranked)


def test_a_search_of_everything_leads_to_the_rest_of_each_kind(client: TestClient) -> None:
    told = got(client, "/api/v1/search?words=said&limit=2")
    for kind in ("statements", "events", "reports"):
        alone = leafed(client, f"/api/v1/search?words=said&limit=2&in={kind}", part=kind)
        rest = leafed(client, told[kind]["next"], part=kind) if told[kind]["next"] else []
        assert told[kind]["items"] + rest == alone
    assert told["unknown"] is None and told["hints"] == []


def test_reports_are_leafed_through(client: TestClient, room: Room) -> None:
    whole = plain([asdict(one) for one in room.library.list_reports(limit=1000).reports])
    assert leafed(client, "/api/v1/reports?limit=2") == whole
    assert got(client, "/api/v1/reports?limit=2")["whole"] == len(whole)
    some = leafed(client, "/api/v1/reports?limit=1&first=2020&last=2021-12-31")
    assert some == [one for one in whole if (one["published"] or "")[:4] in ("2020", "2021")]
    assert leafed(client, "/api/v1/reports?limit=1&publisher=wexcombe") == [
        one for one in whole if "Wexcombe" in (one["publisher"] or "")
    ]
    key = whole[0]["key"]
    named = got(client, f"/api/v1/reports?report={key}&report={whole[1]['number']}")["items"]
    assert named == whole[:2]
    assert len(room.library.list_reports(Chosen(language="de")).reports) == len(
        leafed(client, "/api/v1/reports?language=de")
    )


def test_a_list_holds_while_the_library_grows(client: TestClient, room: Room, tmp_path: Path) -> None:
    before = [one["number"] for one in leafed(client, "/api/v1/reports?limit=200")]
    statements = [one["number"] for one in leafed(client, "/api/v1/statements?limit=200")]
    first = got(client, "/api/v1/reports?limit=4")
    said = got(client, "/api/v1/statements?limit=10")
    for day in ("2031-01-01", "1999-12-31"):
        page = tmp_path / f"{day}.txt"
        page.write_text(f"Ferry stays\n\nPublished {day}\n\nThe mayor said that the ferry would stay.\n", "utf-8")
        room.library.add([str(page)], workers=1)
    rest = [one["number"] for one in leafed(client, first["next"])]
    told = [one["number"] for one in first["items"]] + rest
    assert [one for one in told if one in before] == before
    assert len(set(told)) == len(told)
    after = [one["number"] for one in said["items"]] + [one["number"] for one in leafed(client, said["next"])]
    assert [one for one in after if one in statements] == statements
    assert len(set(after)) == len(after)


@pytest.mark.parametrize("narrowed", NARROWED, ids=lambda one: "-".join(one) or "all")
def test_the_timeline_is_leafed_through(client: TestClient, room: Room, narrowed: dict[str, Any]) -> None:
    whole = leafed(client, f"/api/v1/timeline?{query(limit=200, **narrowed)}")
    assert leafed(client, f"/api/v1/timeline?{query(limit=3, **narrowed)}") == whole
    found = room.library.timeline(filters=Filters(**narrowed), limit=10_000).moments
    # On one day the command goes by report, too.
    assert {(one["kind"], one["number"]) for one in whole} == {(one.kind, one.number) for one in found}
    assert len(whole) == len(found)
    days = [one["day"] for one in whole]
    assert days == sorted(days)
    back = leafed(client, f"/api/v1/timeline?{query(limit=5, order='newest', **narrowed)}")
    assert {(one["kind"], one["number"]) for one in back} == {(one["kind"], one["number"]) for one in whole}
    assert [one["day"] for one in back] == days[::-1]


def test_one_kind_of_the_timeline(client: TestClient) -> None:
    both = leafed(client, "/api/v1/timeline?limit=200&words=said")
    for kind in ("events", "statements"):
        alone = leafed(client, f"/api/v1/timeline?limit=7&words=said&in={kind}")
        assert alone == [one for one in both if f"{one['kind']}s" == kind]


def test_people_are_leafed_through(client: TestClient, room: Room) -> None:
    whole = leafed(client, "/api/v1/people?limit=200")
    assert leafed(client, "/api/v1/people?limit=7") == whole
    handles = [one["handle"] for one in whole]
    assert handles == sorted(set(handles)) and len(handles) == got(client, "/api/v1/library")["people"]
    persons = leafed(client, "/api/v1/people?limit=6&kind=person")
    assert persons == [one for one in whole if one["kind"] == "person"]
    words = sorted({word for one in whole for word in one["name"].split() if word.isalpha()})
    name = next(word for word in words if len(room.library.entity(word)) > 1)
    known = plain([asdict(one) for one in room.library.entity(name)])
    assert leafed(client, f"/api/v1/people?name={name}&limit=1") == known
    assert got(client, f"/api/v1/people/{name}")["candidates"] == known
    assert got(client, "/api/v1/people?name=nobodyknowsthem") == {"items": [], "next": None}


def test_what_somebody_said_is_leafed_through(client: TestClient, room: Room) -> None:
    speaking = sorted({hit.handle for hit in room.library.timeline(limit=1000).moments if hit.handle})
    assert len(speaking) > 5
    for handle in speaking:
        who = room.library.who(handle)
        told = got(client, f"/api/v1/people/{handle}?limit=200")
        assert [one["number"] for one in told["statements"]] == [hit.number for hit in who.statements]
        assert told["person"] == plain(who.person) and told["roles"] == plain(who.roles)
        assert leafed(client, f"/api/v1/people/{handle}?limit=1", "statements") == told["statements"]
        named = leafed(client, f"/api/v1/people/{handle}/reports?limit=1")
        assert named and got(client, f"/api/v1/people/{handle}/reports")["items"] == named


def test_problems_are_leafed_through(client: TestClient, room: Room, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
        (tmp_path / f"{number}.md").write_text(
            f"{number}. Der Bürgermeister hat gesagt, die Brücke bleibe zu.", "utf-8"
        )
    room.library.add([str(one) for one in sorted(tmp_path.iterdir()) if one.suffix in (".txt", ".md")], workers=1)
    whole = plain([asdict(one) for one in room.library.problems()])
    assert len(whole) >= 10
    for limit in (1, 3, 5, 200):
        assert leafed(client, f"/api/v1/problems?limit={limit}") == whole
    assert got(client, "/api/v1/library")["problems"] == len(whole)


@pytest.mark.parametrize(
    "address",
    [
        "reports?after=x", "reports?after=2019-01-01", "statements?after=best.3", "statements?words=said&after=3",
        "events?after=9999999999999999999", "timeline?after=1", "timeline?after=1~x", "problems?after=refused",
        "problems?after=doubtful~x~1", "people/gethin-rowse?after=-1", "search?after=3", "search?in=reports&after=x",
    ],
)  # fmt: skip
def test_a_place_that_is_none(client: TestClient, address: str) -> None:
    told = got(client, f"/api/v1/{address}", 400)
    assert told["kind"] == "usage" and "after" in told["error"]


def test_a_search_is_surveyed_where_that_is_asked_for(client: TestClient, room: Room) -> None:
    assert got(client, "/api/v1/search?words=council")["survey"] is None
    with room.library.reading() as connection:
        for kind in ("statements", "events", "reports"):
            told = got(client, f"/api/v1/search?words=council&facets=true&in={kind}")["survey"]
            assert told == plain(survey(connection, "council", kind=kind))
        assert got(client, "/api/v1/search?facets=true")["survey"]["counts"] == plain(survey(connection)).pop("counts")


def test_a_filter_that_names_nobody(client: TestClient) -> None:
    for address in ("statements?speaker=Gethin Rowze", "search?speaker=Gethin Rowze", "timeline?speaker=Gethin Rowze"):
        told = got(client, f"/api/v1/{address}")
        assert told["unknown"]["field"] == "speaker" and "Gethin Rowse" in told["unknown"]["near"]
    assert got(client, "/api/v1/search?speaker=gethin-rowse&act=thanks")["hints"]
