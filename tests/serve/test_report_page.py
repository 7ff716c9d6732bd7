"""A report's page: its text, its marks, its cards."""

from __future__ import annotations

from fastapi.testclient import TestClient

from onrecord.serve.room import Room
from tests.serve.conftest import Visit


def test_the_first_page_lists_the_reports(client: TestClient, room: Room) -> None:
    listed = room.library.list_reports().reports
    page = client.get("/")
    assert page.status_code == 200
    assert all(f'href="/reports/{one.number}"' in page.text for one in listed)


def test_each_report_has_its_page_and_each_mark_its_card(client: TestClient, room: Room) -> None:
    for listed in room.library.list_reports().reports:
        record = room.library.report(listed.number)
        page = client.get(f"/reports/{listed.number}")
        assert page.status_code == 200 and len(page.content) < 300_000
        said, happened = (one.id for one in record.attributions), (one.id for one in record.events)
        for local in (*said, *happened, *(one.id for one in record.times), *(one.id for one in record.places)):
            card = client.get(f"/reports/{listed.number}/marks/{local}", headers={"HX-Request": "true"})
            assert card.status_code == 200, (listed, local)
            assert "<html" not in card.text


def test_a_report_that_is_not_there(client: TestClient) -> None:
    page = client.get("/reports/987654")
    assert page.status_code == 404 and "987654" in page.text
    assert client.get("/reports/1/marks/a999").status_code == 404


def test_choosing_a_statement_opens_its_card(visit: Visit) -> None:
    page = visit.go("/reports/2")
    page.locator("#margin li a.choose").first.press("Enter")
    page.wait_for_selector("#card .card")
    assert page.locator("#text .m.chosen").count() > 0
    assert "chosen=a" in page.url
    page.keyboard.press("Escape")
    assert page.locator("#card .card").count() == 0
    page.keyboard.press("j")
    page.wait_for_selector("#card .card")
