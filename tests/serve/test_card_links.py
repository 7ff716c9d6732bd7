"""What a card leads to: the same words in other reports, the original, the words that a date is known by."""

from __future__ import annotations

from contextlib import suppress

from fastapi.testclient import TestClient
from lxml import html

from onrecord.errors import NotInLibrary
from onrecord.serve.room import Room
from tests.serve.conftest import Visit


def shared(room: Room) -> tuple[int, str]:
    """A statement whose words another report has: its report and its id."""
    for listed in room.library.list_reports(limit=99).reports:
        for said in room.library.report(listed.number).attributions:
            # What says too little is in no utterance.
            with suppress(NotInLibrary):
                (found,) = room.library.quote(f"{listed.number}:{said.id}").utterances
                if found.reports > 1:
                    return listed.number, said.id
    raise AssertionError("no utterance is in two reports")


def test_a_card_tells_where_else_the_words_are(client: TestClient, room: Room) -> None:
    number, local = shared(room)
    utterance = room.library.quote(f"{number}:{local}").utterances[0]
    told = client.get(f"/reports/{number}/marks/{local}/elsewhere")
    assert told.status_code == 200 and "<html" not in told.text
    words = " ".join(html.fromstring(told.text).text_content().split())
    others = utterance.reports - 1
    assert f"These words are in {others} other report" in words
    assert utterance.first and (utterance.first.publisher or "") in words
    assert client.get(f"/reports/{number}/marks/a999/elsewhere").status_code == 404


def test_it_comes_with_the_card(visit: Visit) -> None:
    number, local = shared(visit.served.room)
    page = visit.go(f"/reports/{number}?chosen={local}")
    page.locator("#card .elsewhere").wait_for()
    page.locator("#card .place a").click()
    page.wait_for_url(f"**/reports/{number}/original?chosen={local}")


def test_evidence_leads_to_its_words(client: TestClient, room: Room) -> None:
    checked = 0
    for listed in room.library.list_reports(limit=99).reports:
        record = room.library.report(listed.number)
        page = html.fromstring(client.get(f"/reports/{listed.number}").text)
        links = {one.get("data-choose"): one.get("href") for one in page.iter("a") if one.get("data-choose")}
        for name, evidence in (
            ("published", record.published.evidence),
            ("publisher", record.publisher.evidence if record.publisher else ()),
        ):
            for place, one in enumerate(evidence, 1):
                identity = f"{name}-{place}"
                assert (identity in links) == bool(one.spans), (listed.number, identity)
                if one.spans:
                    checked += 1
                    assert page.get_element_by_id(links[identity].partition("#")[2]) is not None
                    lit = html.fromstring(client.get(links[identity]).text)
                    marked = "".join(part.text_content() for part in lit.find_class("chosen"))
                    wanted = "".join(record.text[start:end] for start, end in one.spans)
                    assert "".join(wanted.split()) in "".join(marked.split()), (listed.number, identity)
    assert checked > 10
