"""Quotations, claims, copies, stories and the timeline: what their pages tell, and a person's word on them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import delete

from onrecord.serve import who
from onrecord.serve.room import Room
from onrecord.serve.who import Person, Role
from onrecord.store import schema

WORDS = "We will not move a single post before the bullets have been counted"


def form_fields(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the first form that is sent there."""
    form = re.search(rf'<form method="post" action="{re.escape(action)}">(.*?)</form>', page, re.DOTALL)
    assert form, action
    return {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form[1])}


def test_a_quotation_with_its_wordings(client: TestClient) -> None:
    page = client.get("/quote", params={"words": WORDS})
    assert page.status_code == 200
    assert '<del><span class="hidden">left out: </span>not</del>' in page.text
    assert "Change of sense" in page.text and "a word of denial" in page.text
    assert "Reports disagree" in page.text and "Ivo Terzan" in page.text
    assert page.text.index("The fullest wording") < page.text.index("Wording 2")
    assert page.text.count('class="sign against"') > 2  # in the chart, the legend and the list


def test_words_that_were_misquoted_are_laid_beside(client: TestClient) -> None:
    page = client.get("/quote", params={"words": "We will move every post before the bullets have been counted"})
    assert "The words you gave" in page.text


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/quote", 200, "to whom they are given"),
        ("/quote?words=nobody+ever+said+zyzzyva+quux", 200, "No quotation in the library has these words."),
        ("/quote?words=999:a1", 404, "no report"),
        ("/quote?words=0123456789abcdef", 404, "no one wording is called"),
        ("/quote?words=x&page=0", 400, "page"),
        ("/claim", 200, "Who made it"),
        ("/claim?words=zyzzyva", 200, "No statement in the library has these words."),
        ("/claim?words=1:a999", 404, "no statement"),
        ("/claim?words=-", 400, "nothing to look for"),
        ("/reports/999/copies", 404, "no report"),
        ("/stories/999", 404, "no report"),
        ("/story", 200, "give words of a report"),
        ("/story?words=zyzzyva", 200, "No report in the library has these words."),
        ("/timeline?first=31+May", 400, "is no day"),
        ("/timeline?first=2020&last=2019", 400, "ends before it begins"),
        ("/timeline?map=here", 400, "is no piece of the map"),
        ("/timeline?event=waltz", 400, "no event type"),
        ("/timeline?speaker=Zyzzyva", 200, "No speaker is named"),
        ("/timeline?words=zyzzyva", 200, "Nothing found"),
        ("/timeline?in=reports", 400, "in"),
    ],
)
def test_what_is_not_there_is_told(client: TestClient, path: str, status: int, says: str) -> None:
    page = client.get(path)
    assert page.status_code == status and says in unescape(page.text)
    assert "Traceback" not in page.text


def test_words_are_escaped_wherever_they_are_shown(client: TestClient) -> None:
    for path in ("/quote", "/claim", "/story", "/timeline"):
        page = client.get(path, params={"words": '"><script>alert(1)</script>'})
        assert "<script>alert" not in page.text
    page = client.get("/timeline", params={"speaker": '"><img src=x onerror=alert(1)>'})
    assert "<img" not in page.text


def test_wordings_are_parted_and_joined_again(client: TestClient, room: Room) -> None:
    before = client.get("/quote", params={"words": WORDS})
    fields = form_fields(before.text, "/quote/part")
    sent = client.post("/quote/part", data=fields)
    assert sent.status_code == 303 and sent.headers["location"].startswith("/quote?words=We+will")
    after = client.get(sent.headers["location"])
    assert "What people decided" in after.text and "ada" in after.text
    number = form_fields(after.text, "/quote/undo")
    assert client.post("/quote/undo", data=number).status_code == 303
    again = client.get("/quote", params={"words": WORDS})
    assert "What people decided" not in again.text
    assert again.text.count('id="w') == before.text.count('id="w')
    assert client.post("/quote/undo", data=number).status_code == 404


def test_utterances_are_joined(client: TestClient) -> None:
    page = client.get("/quote", params={"words": "nobody"})
    fields = form_fields(page.text, "/quote/join")
    sent = client.post("/quote/join", data=fields)
    assert sent.status_code == 303
    assert "are one utterance" in client.get(sent.headers["location"]).text


def test_a_claim_step_by_step(client: TestClient) -> None:
    page = client.get("/claim", params={"words": "guards had fired first"})
    assert page.status_code == 200
    steps = re.findall(r'<span class="word \w+">(\w+)</span>', page.text)
    assert steps[0] == "made" and {"denied", "confirmed", "repeated"} <= set(steps)
    assert "Against it: Radko Salin (denied)" in page.text


def test_other_claims_with_the_words(client: TestClient) -> None:
    page = client.get("/claim", params={"words": "drivers"})
    assert "Look for them" in page.text
    page = client.get("/claim", params={"words": "drivers", "others": "true"})
    assert "It is the claim above" in page.text
    assert "Look for them" not in client.get("/claim?words=1:a1").text


def test_figures_of_a_claim_are_a_range(client: TestClient) -> None:
    page = client.get("/claim", params={"words": "40 shots had been fired"})
    assert "Figures that differ" in page.text and "12 to 40" in page.text


def test_a_claim_is_parted_and_the_word_taken_back(client: TestClient) -> None:
    words = {"words": "guards had fired first"}
    fields = form_fields(client.get("/claim", params=words).text, "/claim/part")
    sent = client.post("/claim/part", data=fields)
    assert sent.status_code == 303
    after = client.get(sent.headers["location"])
    assert "What people decided" in after.text
    assert client.post("/claim/undo", data=form_fields(after.text, "/claim/undo")).status_code == 303
    assert "What people decided" not in client.get("/claim", params=words).text
    joined = client.post("/claim/join", data=fields)
    assert "is this claim" in client.get(joined.headers["location"]).text


def test_copies_side_by_side(client: TestClient, room: Room) -> None:
    number = next(
        one.number
        for one in room.library.list_reports().reports
        if one.publisher == "Meridian" and "Tolm" in (one.title or "")
    )
    page = client.get(f"/reports/{number}/copies")
    assert page.status_code == 200
    assert "likely the original" not in page.text and "this report" in page.text
    assert re.search(r"Independent</dt><dd><b>2</b>", page.text) and re.search(r"Copies</dt><dd><b>3</b>", page.text)
    assert '<del><span class="hidden">not there: </span>began</del>' in page.text
    assert '<ins><span class="hidden">not here: </span>started</ins>' in page.text
    fields = form_fields(page.text, f"/reports/{number}/copies/apart")
    assert client.post(f"/reports/{number}/copies/apart", data=fields).status_code == 303
    after = client.get(f"/reports/{number}/copies")
    assert "it is no copy of" in after.text
    taken = client.post(
        f"/reports/{number}/copies/undo", data=form_fields(after.text, f"/reports/{number}/copies/undo")
    )
    assert taken.status_code == 303
    assert client.get(f"/reports/{number}/copies").text == page.text


def test_a_report_without_copies(client: TestClient) -> None:
    assert "No other report of the library has words of it." in client.get("/reports/1/copies").text


def test_a_story_with_versions_by_source(client: TestClient, room: Room) -> None:
    number = next(one.number for one in room.library.list_reports().reports if "Geneva" in (one.title or ""))
    page = client.get(f"/stories/{number}")
    assert page.status_code == 200
    assert "planned in report" in page.text and "They differ on whether it happened" in page.text
    action = f"/stories/{number}/part"
    fields = form_fields(page.text, action)
    assert client.post(action, data=fields).status_code == 303
    after = client.get(f"/stories/{number}")
    assert "tells another story" in after.text and f'href="/stories/{fields["other"]}">told from it' not in after.text
    undo = form_fields(after.text, f"/stories/{number}/undo")
    assert client.post(f"/stories/{number}/undo", data=undo).status_code == 303
    joined = client.post(f"/stories/{number}/join", data={"other": "1"})
    assert joined.status_code == 303 and "tells this story, too" in client.get(joined.headers["location"]).text
    assert client.post(f"/stories/{number}/join", data={"other": str(number)}).status_code == 400


def test_stories_by_words(client: TestClient) -> None:
    page = client.get("/story", params={"words": "border shooting"})
    assert 'href="/stories/' in page.text


def test_a_timeline_leads_from_years_to_days(client: TestClient) -> None:
    page = client.get("/timeline")
    assert "first=2019&amp;last=2019" in page.text
    year = client.get("/timeline?first=2019&last=2019")
    assert "first=2019-09&amp;last=2019-09" in year.text and ">2010s</a>" in year.text
    month = client.get("/timeline?first=2019-09&last=2019-09")
    assert "first=2019-09-09&amp;last=2019-09-09" in month.text
    day = client.get("/timeline?first=2019-09-09&last=2019-09-09")
    assert ">September 2019</a>" in day.text and 'rel="next"' in day.text
    assert "3 reports tell it" in day.text and "on the word of Sunniva Aker" in day.text


def test_a_timeline_is_narrowed(client: TestClient) -> None:
    page = client.get("/timeline", params={"speaker": "Ana Brodek", "first": "2019", "in": "statements"})
    assert "Brodek" in page.text and 'class="moment event"' not in page.text
    assert 'name="speaker" value="Ana Brodek"' in page.text
    page = client.get("/timeline?place=Geneva")
    assert page.text.count('class="moment event"') > 3 and "Istanbul" not in page.text


def test_pages_of_a_timeline_have_every_moment_once(client: TestClient, room: Room) -> None:
    whole = room.library.timeline("", limit=5000).moments
    seen: list[str] = []
    address: str | None = "/timeline"
    while address:
        page = client.get(address).text
        found = re.findall(r'<li><a href="/reports/(\d+)\?chosen=(\w+)"', page)
        seen += [f"{report}:{local}" for report, local in found]
        later = re.search(r'<p class="pages"><a href="([^"]+)" rel="prev">', page)
        address = unescape(later[1]) if later else None
    assert len(seen) == len(set(seen)) and set(seen) == {f"{hit.report}:{hit.id}" for hit in whole}


def test_readers_may_not_decide(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(who, "person_of", lambda request: Person(name="rea", role=Role.READER))
    for path, fields in (
        ("/quote/part", {"one": "aaaa", "other": "bbbb"}), ("/quote/join", {"one": "aaaa", "other": "bbbb"}),
        ("/quote/undo", {"number": "1"}), ("/claim/part", {"one": "1:a1", "other": "2:a1"}),
        ("/claim/join", {"one": "1:a1", "other": "2:a1"}), ("/claim/undo", {"number": "1"}),
        ("/reports/1/copies/apart", {"other": "2"}), ("/reports/1/copies/undo", {"decision": "1"}),
        ("/stories/1/part", {"other": "2"}), ("/stories/1/join", {"other": "2"}), ("/stories/1/undo", {"decision": "1"}),
    ):  # fmt: skip
        assert client.post(path, data=fields).status_code == 403, path
    assert client.get("/quote", params={"words": WORDS}).status_code == 200


def test_copies_of_a_report_that_is_not_placed(client: TestClient, room: Room) -> None:
    with room.library.writing() as connection:
        connection.execute(delete(schema.copy_mark))
    page = client.get("/reports/15/copies")
    assert page.status_code == 200 and "No other report of the library has words of it." in page.text
