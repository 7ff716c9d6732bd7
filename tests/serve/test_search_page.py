"""The search page without a browser: results, facets, addresses, tables, and words of strangers."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from fastapi.testclient import TestClient

from onrecord.serve.parts.lines import snippet
from onrecord.serve.parts.searched import Asked
from onrecord.serve.room import Room
from tests.serve.conftest import ADDRESS

HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' OR 1=1 --", "{{ 7 * 7 }}", "${7*7}", "%00", "\0",
    "a" * 900, "NEAR(a b)", "words:barrier", "* AND *", '"', '""', "-", "\u202ebarrier", "😀", "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "javascript:alert(1)", "barrier\r\nSet-Cookie: a=b", "(" * 200, "^barrier", "barrier*" * 20,
]  # fmt: skip


def links(page: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'href="(/[^"]*)"', page)]


def test_statements_with_their_words_marked(client: TestClient, room: Room) -> None:
    (first, *_) = room.library.find("barrier").hits
    page = client.get("/search", params={"words": "barrier"}).text
    assert "<mark>barrier</mark>" in page
    assert f"/reports/{first.report}?chosen={first.id}" in links(page)
    assert str(first.publisher) in page and f"/people/{first.handle}" in links(page)


def test_each_kind_has_its_tab(client: TestClient, room: Room) -> None:
    for kind in ("statements", "events", "reports"):
        found = room.library.find("council", kinds=[kind], limit=20).hits
        page = client.get("/search", params={"words": "council", "in": kind}).text
        for hit in found:
            assert (f"/reports/{hit.report}?chosen={hit.id}" if hit.id else f"/reports/{hit.report}") in links(page)
    # Where there are no statements, but something else, that is shown.
    assert 'id="in-reports"' in client.get("/search?words=Wexcombe+Bugle").text


def test_every_facet_leads_to_as_many_as_it_says(client: TestClient) -> None:
    for start in ("/search", "/search?in=events", "/search?in=reports", "/search?words=the&disputed=1"):
        page = client.get(start).text
        facets = re.findall(r'<a id="f-[^"]*" href="([^"]*)">(?:(?!</a>).)*<small>([\d,]+)</small>', page, re.S)
        assert facets
        for address, count in facets:
            led = client.get(html.unescape(address))
            assert led.status_code == 200
            now = re.search(r'aria-current="page">\w+ <small>([\d,+]+)', led.text)
            assert now, address
            assert now[1] == count, address


def test_a_search_is_in_its_address(client: TestClient) -> None:
    address = "/search?words=the&publisher=Corvid+Press&first=2019&last=2019&disputed=1"
    page = client.get(address).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)" form="seeking">', page))
    assert hidden == {"publisher": "Corvid Press", "first": "2019", "last": "2019", "disputed": "1"}
    asked = Asked(words="the", publisher="Corvid Press", first="2019", last="2019", disputed="1")
    assert asked.address() == "/search?words=the&first=2019&last=2019&publisher=Corvid+Press&disputed=1"
    assert client.get(asked.address()).text.replace(asked.address(), "") == page.replace(address, "")


def test_more_is_behind_the_first_page(client: TestClient, room: Room) -> None:
    seen: list[str] = []
    address = "/search?in=statements"
    while address:
        page = client.get(address).text
        seen += re.findall(r'<a class="hit[^"]*" href="([^"]*)"', page)
        following = re.search(r'id="more" href="([^"]*)"', page)
        address = html.unescape(following[1]) if following else ""
    count = sum(one.statements for one in room.library.list_reports().reports)
    assert len(seen) == len(set(seen)) == count


def test_what_is_disputed(client: TestClient) -> None:
    page = client.get("/search?disputed=1").text
    assert "Disputed by" in page and 'class="act denies"' in page
    assert client.get("/search?disputed=maybe").status_code == 400


@pytest.mark.parametrize(
    "query",
    ["in=people", "page=0", "page=51", "page=x", "first=soon", "first=2021&last=2020", "act=sings", "kind=loud",
     "event=FEAST", f"words={'a' * 1001}", "words=" + "+".join(["x"] * 60), "words=-toll"],
)  # fmt: skip
def test_what_cannot_be_meant(client: TestClient, query: str) -> None:
    page = client.get(f"/search?{query}")
    assert page.status_code == 400
    assert "Traceback" not in page.text
    assert client.get(f"/search.csv?{query}").status_code == 400


def test_nothing_found_says_what_to_do(client: TestClient) -> None:
    assert "without “act”" in client.get("/search?words=barrier&act=thanks&publisher=Corvid+Press").text
    assert "Radko Salin" in client.get("/search?speaker=Radko+Sallin").text
    assert "Try fewer words" in client.get("/search?words=qqqq+zzzz").text
    assert "begin so" in client.get("/search?words=barri").text


def test_people_are_offered(client: TestClient) -> None:
    assert "/people/radko-salin" in links(client.get("/search?words=radko+sal").text)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("field", ["words", "speaker", "about", "place", "publisher"])
def test_words_of_strangers(client: TestClient, words: str, field: str) -> None:
    page = client.get("/search", params={field: words})
    assert page.status_code in (200, 400)
    assert (
        "<script>alert" not in page.text
        and "<img" not in page.text
        and "49" not in re.findall(r"value=\"(\d+)\"", page.text)
    )
    table = client.get("/search.csv", params={field: words})
    assert table.status_code in (200, 400)
    assert "\n" not in table.headers["content-type"]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_result_as_a_table(client: TestClient, room: Room) -> None:
    answer = client.get("/search.csv?words=council&in=events")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="events.csv"'
    found = room.library.find("council", kinds=["events"], limit=500).hits
    assert {(row["report"], row["id"]) for row in rows(answer.text)} == {(str(hit.report), hit.id) for hit in found}
    everything = rows(client.get("/search.csv").text)
    assert len(everything) == sum(one.statements for one in room.library.list_reports().reports)
    assert rows(client.get("/search.csv?speaker=Nobody+Known").text) == []


def test_a_table_has_no_formulas(client: TestClient, room: Room) -> None:
    from onrecord.acquire.document import Document

    text = "=HYPERLINK(1)\n\n6 May 2021\n\n“=1+1 is what they owe us,” said Ada Brisk.\n"
    room.library.add_documents([Document(data=text.encode(), uri="=cmd", media_type="text/plain")], workers=1)
    answer = client.get("/search.csv?words=owe")
    assert answer.status_code == 200
    for row in csv.reader(io.StringIO(answer.text)):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row), row


def test_a_snippet_is_cut_around_what_was_found() -> None:
    words = "word " * 200 + "needle " + "word " * 200
    start = words.index("needle")
    told = snippet(words, ((start, start + 6),))
    assert ("needle", True) in told and told[0][0] == "… " and told[-1][0] == " …"
    assert sum(len(piece) for piece, _ in told) < 400
    assert snippet("short", ()) == [("short", False)]


def test_a_foreign_page_may_search_but_not_decide(client: TestClient) -> None:
    foreign = {"Origin": "https://evil.example"}
    assert client.get("/search?words=barrier", headers=foreign).status_code == 200
    assert client.post("/people/radko-salin/merge", data={"other": "x"}, headers=foreign).status_code == 403
    assert ADDRESS.startswith("http://127.")
