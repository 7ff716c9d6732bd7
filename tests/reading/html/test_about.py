"""What a page says of itself: headline, authors, date, publisher, language, address."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.reading.html.dates import moment
from tests.reading.html.made import AMP, BLOG, BROADCASTER, LIVE, WIRE, page

STORY = (
    "<p>The council of Osk said on Monday that the old bridge would be shut for a month, and that it was sorry.</p>" * 2
)


def made(head: str = "", body: str = "") -> str:
    return f"<html><head>{head}</head><body><article><h1>Old bridge in Osk is shut</h1>{body}{STORY}</article></body></html>"


def ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def test_the_wire_story_by_its_graph() -> None:
    read = page(WIRE)
    assert read.headline is not None and read.headline.spans
    assert {one.kind for one in read.headline.evidence} >= {"page", "json-ld", "meta"}
    # References are followed; each name stands in the byline.
    assert [(author.name, read.text[slice(*author.spans[0])]) for author in read.authors] == [
        ("Orla Venn", "Orla Venn"),
        ("Tam Brisk", "Tam Brisk"),
    ]
    # The day is that of the page's own clock, and when it was changed is kept apart.
    assert (read.published.date, read.published.time) == ("2031-05-07", "23:40")
    assert [one.date for one in read.published.rejected] == ["2031-05-09"]
    assert "changed" in read.published.rejected[0].evidence[0].detail
    assert read.publisher is not None
    assert (read.publisher.name, read.publisher.domain) == ("Northgate Wire", "northgatewire.example")
    assert read.address == "https://www.northgatewire.example/2031/05/07/harbour-dredging-halted-kelm"
    assert {one.detail for one in read.language_evidence} == {"lang en-US", "inLanguage en-US"}


def test_links_of_the_story() -> None:
    read = page(WIRE)
    told = {read.text[slice(*link.spans[0])]: link for link in read.links}
    assert told["statement"].url == "https://port.kelm.example/statements/12"
    related = told["First spill closes the beach at Kelm"]
    assert (related.url, related.relation) == ("https://www.northgatewire.example/2031/05/02/first-spill", "related")
    assert "Home" not in told


def test_nothing_said_nothing_made_up() -> None:
    read = page(BLOG)
    assert read.published.date is None and read.authors == () and read.publisher is None and read.address is None


def test_meta_tags_alone() -> None:
    read = page(BROADCASTER)
    assert (read.published.date, read.published.time) == ("2030-11-04", "09:15")
    assert [author.name for author in read.authors] == ["Mirren Oake"]  # a role is no name, an address neither
    assert read.publisher is not None and read.publisher.name == "Vale News"


def test_broken_json_and_a_string_of_names() -> None:
    """A comma too many; the entries of a live report have dates of their own."""
    read = page(LIVE)
    assert [author.name for author in read.authors] == ["Staff of the Osk Courier", "Lena Hart"]
    assert read.published.date == "2029-02-03"


def test_a_list_of_objects() -> None:
    read = page(AMP)
    assert [author.name for author in read.authors] == ["Uma Lorne"]
    assert (read.published.date, read.published.time) == ("2030-01-19", "08:30")
    assert read.publisher is not None and (read.publisher.name, read.publisher.domain) == (
        "The Varn Ledger",
        "ledger.example",
    )


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ('"Ida Moss"', ["Ida Moss"]),
        ('["Ida Moss", {"name": "Rolf Ake"}]', ["Ida Moss", "Rolf Ake"]),
        ('{"@type": "Person", "name": "Ida Moss, Rolf Ake and Jo Venn"}', ["Ida Moss", "Rolf Ake", "Jo Venn"]),
        ('{"@type": "Organization", "name": "Hull, Venn and Sons News"}', ["Hull, Venn and Sons News"]),
        ('{"@type": "Person", "name": "Ida Moss (imo)"}', ["Ida Moss"]),
        ('[{"name": "https://x.example/ida"}, {"name": ""}, null, 7]', []),
        ('{"name": {"@value": "Ida &amp; Moss"}}', ["Ida", "Moss"]),
    ],
)
def test_shapes_of_authors(author: str, names: list[str]) -> None:
    read = page(made(ld(f'{{"@type": "NewsArticle", "headline": "x", "author": {author}}}')))
    assert [one.name for one in read.authors] == names


@pytest.mark.parametrize(
    "data",
    [
        '/*<![CDATA[*/{"@type":"NewsArticle","datePublished":"2030-05-06"}/*]]>*/',
        '<!-- {"@type":"NewsArticle","datePublished":"2030-05-06"} -->',
        '{"@type":"NewsArticle","description":"two\nlines","datePublished":"2030-05-06"};',
        '{"@type":"http://schema.org/NewsArticle","datePublished":"2030-05-06",}',
        '{"@type":["Thing","schema:NewsArticle"],"datePublished":["2030-05-06T10:00"]}',
        '{"x":[[{"@graph":[{"@type":"BlogPosting","datePublished":"2030-05-06"}]}]]}',
        '{"@type":"NewsArticle","datePublished":"2030-05-06"}{"@type":"WebSite"}',
        r'{"@type":"NewsArticle","headline":"It\'s","datePublished":"2030-05-06"}',
    ],
)
def test_shapes_of_json_ld(data: str) -> None:
    assert page(made(ld(data))).published.date == "2030-05-06"


def test_what_only_hangs_on_the_article_is_not_it() -> None:
    data = (
        '{"@type": "WebPage", "hasPart": {"@type": "NewsArticle", "headline": "Other", "datePublished": "2001-01-01"},'
        '"mentions": [{"@type": "Article", "datePublished": "2002-02-02"}], "datePublished": "2030-05-06"}'
    )
    read = page(made(ld(data)))
    assert read.published.date == "2030-05-06"
    assert read.headline is not None and read.headline.text == "Old bridge in Osk is shut"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2030-05-06T23:30:00-04:00", (date(2030, 5, 6), "23:30")),
        ("2030-05-06 08:05", (date(2030, 5, 6), "08:05")),
        ("2030-05-06T00:00:00Z", (date(2030, 5, 6), None)),
        ("20300506T0930", (date(2030, 5, 6), "09:30")),
        ("06.05.2030, 7:45 Uhr", (date(2030, 5, 6), "07:45")),
        ("Mon May 06 19:20:36 CEST 2030", (date(2030, 5, 6), "19:20")),
        ("Mon, 06 May 2030 19:20:36 +0200", (date(2030, 5, 6), "19:20")),
        ("6 May 2030", (date(2030, 5, 6), None)),
        ("1588766400", (date(2020, 5, 6), "12:00")),
        ("2030-02-31", None),
        ("0001-01-01", None),
        ("yesterday", None),
        ("", None),
        ("2030-05-06T99:99", (date(2030, 5, 6), None)),
    ],
)
def test_moments(value: str, found: tuple[date, str | None] | None) -> None:
    assert moment(value) == found


def test_a_change_counts_only_where_nothing_else_is_stated() -> None:
    changed = '<meta property="article:modified_time" content="2030-06-01T10:00:00Z">'
    stated = '<meta property="article:published_time" content="2030-05-06T10:00:00Z">'
    read = page(made(changed))
    assert read.published.date == "2030-06-01" and read.published.confidence < 0.7
    read = page(made(changed + stated))
    assert read.published.date == "2030-05-06" and [one.date for one in read.published.rejected] == ["2030-06-01"]


def test_what_the_caller_knows_goes_first() -> None:
    read = page(WIRE, published=date(2031, 5, 8), url="https://mirror.example/2031/05/08/x")
    assert read.published.date == "2031-05-08" and read.published.evidence[0].kind == "given"
    assert "2031-05-07" in {one.date for one in read.published.rejected}
    assert read.publisher is not None and read.publisher.domain == "mirror.example"
    assert read.address == "https://mirror.example/2031/05/08/x"


def test_a_date_line_and_an_address() -> None:
    read = page(made(body='<p class="meta"><time datetime="2030-05-06T07:00:00+02:00">6 May</time></p>'))
    assert (read.published.date, read.published.time) == ("2030-05-06", "07:00")
    assert read.published.evidence[0].spans
    read = page(made('<link rel="canonical" href="https://osk.example/2030/05/06/bridge">'))
    assert read.published.date == "2030-05-06" and read.published.evidence[0].kind == "address"


def test_the_site_s_name_is_no_part_of_the_headline() -> None:
    head = (
        '<title>Old bridge in Osk is shut | The Osk Courier</title><meta property="og:site_name" content="Osk Courier">'
    )
    source = f"<html><head>{head}</head><body><div>{STORY}</div></body></html>"
    read = page(source)
    assert read.headline is not None and read.headline.text == "Old bridge in Osk is shut" and read.headline.spans == ()


def test_a_site_that_names_itself_gives_way_to_a_person() -> None:
    head = '<meta property="og:site_name" content="Osk Courier">' + ld(
        '{"@type":"NewsArticle","author":{"name":"Osk Courier"},"publisher":{"name":"Osk Courier"}}'
    )
    read = page(made(head, '<div class="author-name">By Ida Moss</div>'))
    assert [author.name for author in read.authors] == ["Ida Moss"]
    assert [author.name for author in page(made(head)).authors] == ["Osk Courier"]


def test_links_need_something_to_hang_on() -> None:
    told = '<p>The council of Osk <a href="/minutes">said in its minutes</a> on Monday that the old bridge would be shut for a month.</p>'
    assert page(made(body=told)).links == ()
    (link,) = page(made('<base href="https://osk.example/a/">', told)).links
    assert link.url == "https://osk.example/minutes"
    (link,) = page(made(body=told), url="https://osk.example/news/1").links
    assert link.url == "https://osk.example/minutes" and link.relation == "other"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "mailto:a@b.example", "#top", "http://[", "data:text/html,x", ""]
)
def test_addresses_that_are_no_pages(address: str) -> None:
    told = f'<p>The council of Osk <a href="{address}">said in its minutes</a> on Monday that the old bridge would be shut for a month.</p>'
    assert page(made(body=told), url="https://osk.example/news/1").links == ()
