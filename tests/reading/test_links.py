from __future__ import annotations

import pytest

from onrecord.reading.layout import blocks_of
from onrecord.reading.links import domain_of, links_of, slug_of
from onrecord.reading.plain import read_plain
from onrecord.record import Link
from tests.reading.html.made import page


def links(text: str, url: str | None = None) -> list[Link]:
    return links_of(text, blocks_of(text), url)


def test_two_addresses_of_one_page() -> None:
    found = links(
        "See:\n\nhttps://a.example/news/crane-falls-at-lisse-harbour-59846\n"
        "https://www.a.example/2024/04/28/crane-falls-at-lisse-harbour\nhttps://b.example/news/crane-falls-at-lisse-harbour\n"
    )
    assert [link.same_as for link in found] == [None, 0, None]


def test_tracking_does_not_make_another_page() -> None:
    found = links(
        "https://a.example/44718\nhttp://www.a.example/44718/?utm_source=feed\nhttps://a.example/44718?page=2\n"
    )
    assert [link.same_as for link in found] == [None, 0, None]


def test_relations() -> None:
    text = (
        "The crane fell on Tuesday, Talvet said.\n\nRelated: Cranes of Lisse are too old, divers say\n\n"
        "https://a.example/cranes-lisse-too-old-divers-say\n\nhttps://talvet.example/1\n\nhttps://c.example/own\n\nhttps://d.example/2\n"
    )
    assert [link.relation for link in links(text, "https://c.example/own")] == ["related", "origin", "self", "other"]


def test_a_sentence_end_is_no_part_of_an_address() -> None:
    (link,) = links("It is at https://a.example/x_(y), he said.")
    assert link.url == "https://a.example/x_(y)"


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.bbc.co.uk/x", "bbc.co.uk"),
        ("www.a.example", "a.example"),
        ("https://x.y.a.example:80/", "a.example"),
        ("https://[::1", None),
        ("https://localhost/", None),
    ],
)
def test_domains(url: str, domain: str | None) -> None:
    assert domain_of(url) == domain


def test_a_slug_needs_words() -> None:
    assert slug_of("https://a.example/2021/05/04/12345.html") == ""
    assert slug_of("https://a.example/crane-falls-at-lisse-1234567.html") == "crane-falls-at-lisse"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "192.168.0.12:8000", "10.1", "[::1]", "[::ffff:127.0.0.1]:8080", "0x7f.0.0.1", "localhost",
     "localhost:8765", "news.localhost", "desk.local", "wiki.corp", "build.internal", "nas.lan"],
)  # fmt: skip
def test_a_machine_s_number_or_local_name_is_no_publisher(host: str) -> None:
    address = f"http://{host}/2031/05/04/crane"
    assert domain_of(address) is None
    body = "The crane fell on Tuesday, the harbour's director said, and lay there for a day.\n"
    assert read_plain(body, url=address).publisher is None
    html = f"<html><head><title>Crane</title></head><body><article><h1>Crane falls at Lisse</h1><p>{body * 4}</p></article></body></html>"
    assert page(html, url=address).publisher is None


def test_pages_on_a_numbered_host_are_told_apart_as_on_any_other() -> None:
    found = links("http://127.0.0.1:8000/44718\nhttp://127.0.0.1:8000/44718/?utm_source=feed\nhttp://127.0.0.2/44718\n")
    assert [link.same_as for link in found] == [None, 0, None]
