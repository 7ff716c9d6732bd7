"""Records, annotations and the rest of a report are those that the commands print."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from fastapi.testclient import TestClient

from onrecord.serve.room import Room
from onrecord.store.export import collection
from onrecord.store.export.chosen import Chosen
from tests.serve.api.leafed import got
from tests.serve.api.test_lists import plain


def test_a_record_is_that_of_the_library_by_any_of_its_names(client: TestClient, room: Room) -> None:
    for listed in room.library.list_reports().reports:
        record = room.library.report(listed.number).to_json()
        for name in (str(listed.number), listed.key, listed.key[:10]):
            assert client.get(f"/api/v1/reports/{name}").text == record
        kept = got(client, f"/api/v1/reports/{listed.number}/kept")
        assert (kept["key"], kept["latest"], kept["versions"]) == (listed.key, True, [listed.number])
        entities = {one["id"] for one in json.loads(record)["entities"]}
        assert kept["handles"] and set(kept["handles"]) <= entities


def test_a_statement_by_all_its_names(client: TestClient, room: Room) -> None:
    listed = room.library.list_reports().reports[0]
    for said in room.library.report(listed.number).attributions:
        told = got(client, f"/api/v1/statements/{listed.number}:{said.id}")
        assert told["id"] == f"{listed.key}:{said.id}" and told["record"] == plain(said)
        for name in (told["id"], f"{listed.key[:8]}:{said.id}", str(told["hit"]["number"])):
            assert got(client, f"/api/v1/statements/{name}") == told
    for event in room.library.report(listed.number).events:
        told = got(client, f"/api/v1/events/{listed.key}:{event.id}")
        assert told["record"] == plain(event)
        assert got(client, f"/api/v1/events/{listed.number}:{event.id}") == told


def test_a_hit_is_the_same_alone_and_in_a_list(client: TestClient) -> None:
    for kind in ("statements", "events"):
        for hit in got(client, f"/api/v1/{kind}?limit=200")["items"]:
            assert got(client, f"/api/v1/{kind}/{hit['number']}")["hit"] == hit


def test_annotations_are_those_of_the_export(client: TestClient, room: Room) -> None:
    for listed in room.library.list_reports().reports:
        response = client.get(f"/api/v1/reports/{listed.number}/annotations")
        assert response.headers["content-type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
        with room.library.reading() as connection:
            assert response.text == "".join(collection.collection(connection, Chosen(reports=(listed.key,))))
        told = response.json()
        assert told["total"] == len(told["first"]["items"])


def test_what_is_across_reports_is_what_the_library_says(client: TestClient, room: Room) -> None:
    library = room.library
    for listed in library.list_reports().reports:
        number = listed.number
        assert got(client, f"/api/v1/reports/{number}/copies") == plain(asdict(library.copies(number)))
        assert got(client, f"/api/v1/stories/{number}") == plain(asdict(library.story(number)[0]))
    assert got(client, "/api/v1/quote?words=said")["asked"] == "said"
    assert got(client, "/api/v1/claim?words=bus&limit=2")["items"] == plain(
        [asdict(one) for one in library.claim("bus", limit=2)]
    )
    assert got(client, "/api/v1/story?words=bus&limit=2")["items"] == plain(
        [asdict(one) for one in library.story("bus", limit=2)]
    )
    claimed = library.claim("2:a1")
    assert got(client, "/api/v1/claim?words=2:a1")["items"] == plain([asdict(one) for one in claimed])


def test_judgements_and_joins(client: TestClient, room: Room) -> None:
    library = room.library
    number = library.judge(2, "statement", "a1.speaker", None, by="ada")
    told = got(client, "/api/v1/reports/2/judgements")["items"]
    assert [(one["number"], one["about"], one["by"]) for one in told] == [(number, "a1.speaker", "ada")]
    assert got(client, "/api/v1/reports/2/kept")["judgements"] == 1
    handles = [one["handle"] for one in got(client, "/api/v1/people?kind=person&limit=2")["items"]]
    decision = library.merge(handles, by="ada")
    assert got(client, "/api/v1/joins")["items"] == plain([asdict(decision)])
    assert got(client, f"/api/v1/people/{handles[0]}")["person"]["handle"] == handles[0]


def test_the_hash_is_that_of_the_check(client: TestClient, room: Room) -> None:
    told = got(client, "/api/v1/library?hash=true")
    checked = room.library.check()
    assert (told["hash"], told["faults"], told["reports"]) == (checked.hash, [], checked.reports)
    assert got(client, "/api/v1/library")["hash"] is None


@pytest.mark.parametrize(
    "address",
    [
        "reports/98765", "reports/ffffffffff", "reports/98765/kept", "reports/0/annotations", "reports/x/copies",
        "reports/nothing/judgements", "statements/2:a999", "statements/98765:a1", "statements/x", "statements/99999999",
        "events/2:v999", "events/2:a1", "people/nobody-at-all", "people/nobody-at-all/reports", "stories/98765",
        "quote?words=98765:a1", "claim?words=2:a999", "nothing", "reports/2/nothing", "quote?words=2:a1",
    ],
)  # fmt: skip
def test_what_is_not_there(client: TestClient, address: str) -> None:
    told = got(client, f"/api/v1/{address}", 404)
    assert set(told) == {"error", "kind"} and told["kind"] == "not-there"
    assert told["error"] and "\n" not in told["error"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("statements?speeker=x", 422), ("statements?limit=0", 422), ("statements?limit=201", 422),
        ("statements?limit=x", 422), ("statements?first=2019-13", 422), ("statements?first=2019-02-31", 400),
        ("statements?first=2020&last=2019", 400), ("reports?first=2020&last=2019", 400), ("statements?kind=loud", 422),
        ("statements?act=sings", 422), ("events?event=picnic", 400), ("search?in=everything", 422),
        ("statements?words=-bus", 400), ("statements?words=%21%21", 400), ("timeline?in=reports", 422),
        ("reports?report=98765", 404), ("quote", 422), ("quote?words=", 422), ("claim?words=%20", 400),
        ("story?words=%21", 400), ("library?hash=perhaps", 422), ("quote?words=x&limit=21", 422),
        ("people?kind=ghost", 422), ("statements?words=" + "a+" * 60, 400), ("reports/2?words=x", 200),
    ],
)  # fmt: skip
def test_a_question_that_has_no_sense(client: TestClient, address: str, status: int) -> None:
    told = got(client, f"/api/v1/{address}", status)
    if status != 200:
        assert set(told) == {"error", "kind"} and told["error"] and "\n" not in told["error"]


def test_what_is_left_empty_asks_for_nothing(client: TestClient) -> None:
    empty = "&".join(
        f"{name}=" for name in ("words", "speaker", "about", "first", "last", "kind", "event", "act", "in")
    )
    assert [one["number"] for one in got(client, f"/api/v1/search?{empty}")["statements"]["items"]] == [
        one["number"] for one in got(client, "/api/v1/search")["statements"]["items"]
    ]


def test_only_what_is_there_can_be_done(client: TestClient) -> None:
    for method in ("post", "put", "delete", "patch"):
        response = getattr(client, method)("/api/v1/reports")
        assert response.status_code == 405 and response.json()["kind"] == "method"
    assert client.get("/api/v1/read").status_code == 405
