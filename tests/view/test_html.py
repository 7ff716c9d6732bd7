from __future__ import annotations

import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from onrecord.reader import Reader
from onrecord.record import Report
from onrecord.view.html import html_page
from onrecord.view.marked import Marked, marks_of
from tests.conftest import EXAMPLES
from tests.view.made import TEXT, made

HOSTILE = (
    "<script>alert(1)</script> & <img src=x onerror=alert(2)>\n\n"
    'The mayor "of <b>Strand</b>" said that \'x\' onmouseover="alert(3)" was a lie, and \u202egnorw\u202c too.\n\n'
    "“</p></article><script src=https://evil.example/x.js>” Ada Lund said. See javascript:alert(4) "
    "and https://evil.example/?a=1&b=2."
)


class Page(HTMLParser):
    """Tags with attributes, ids, links, and the text of the article."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._inside = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        # What a fold is called is not of the report.
        self._inside += (tag == "article") - (tag == "summary")

    def handle_endtag(self, tag: str) -> None:
        self._inside -= (tag == "article") - (tag == "summary")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text.append(data)


@pytest.fixture(params=[*sorted(path.name for path in EXAMPLES.glob("*.txt")), "hostile", "short", "made"])
def report(reader: Reader, request: pytest.FixtureRequest) -> Report:
    invented = {"hostile": HOSTILE, "short": "No."}
    if request.param == "made":
        return made(reader)
    if request.param in invented:
        return reader.read(text=invented[request.param])
    return reader.read(EXAMPLES / request.param)


def test_the_text_is_all_there(report: Report) -> None:
    page = Page(html_page([report]))
    plain = re.sub(r"\s+|[\u202a-\u202e\ufffd\ufeff]", "", "".join(page.text))
    assert plain == re.sub(r"\s+|[\u202a-\u202e\ufeff]", "", report.text)


def test_menus_are_folded_away_and_all_there(reader: Reader) -> None:
    menu = "".join(f"<li><a href='/{word}'>{word.title()}</a></li>" for word in ("news", "sport", "weather", "letters"))
    story = "".join(
        f"<p>The mayor of Velden, Ada Brisk, said on day {number} that the bridge would stay shut until the autumn, and "
        "that nobody had asked the harbour master about it before the council had voted.</p>" for number in range(6)
    )  # fmt: skip
    page = reader.read(
        f"<!doctype html><html><head><title>Bridge stays shut</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>Bridge stays shut</h1>{story}</article></body></html>".encode()
    )
    html = html_page([page])
    start, end = html.index('<details class="fold"><summary>'), html.index("</details>")
    assert start < html.index("Weather", start) < end < html.index("would stay shut", end)
    assert "open" not in html[start : start + 30]
    assert "".join("".join(Page(html).text).split()) == "".join(
        "".join(page.text[start:end].split()) for block in page.blocks for start, end in block.spans
    )


def test_links_lead_somewhere_in_the_page(report: Report) -> None:
    page = Page(html_page([report, report]))
    ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.tags:
        assert tag not in ("img", "iframe", "link", "object", "embed", "form", "base")
        assert not any(name.startswith("on") or name == "src" for name in attributes)
        if tag == "a":
            href = attributes["href"]
            assert href and href.startswith("#") and href[1:] in ids
    assert sum(tag == "script" for tag, _ in page.tags) == 1


def test_direction_marks_of_a_report_do_not_turn_the_page(reader: Reader) -> None:
    assert "\u202e" not in html_page([reader.read(text=HOSTILE)])


def test_every_statement_is_listed_once(reader: Reader) -> None:
    report = reader.read(EXAMPLES / "04-court-report.txt")
    page = Page(html_page([report]))
    listed = [attributes["id"] for tag, attributes in page.tags if tag == "li" and attributes.get("id")]
    statements = [one for one in listed if str(one).startswith("r1-a")]
    assert sorted(str(one) for one in statements) == sorted(f"r1-{one.id}" for one in report.attributions)


@pytest.mark.parametrize("name", ["06-live-blog.txt", "made"])
def test_pieces_are_the_marks_and_nothing_else(reader: Reader, name: str) -> None:
    report = made(reader) if name == "made" else reader.read(EXAMPLES / name)
    wanted = {(place, one, role) for (start, end), one, role in marks_of(report) for place in range(start, end)}
    marked = Marked(report)
    found, last = set(), 0
    for piece in marked.pieces(0, len(report.text)):
        assert piece.start == last
        last = piece.end
        found |= {(place, *mark) for mark in piece.marks for place in range(piece.start, piece.end)}
    assert last == len(report.text)
    assert found == wanted


def listed(page: str, identity: str) -> str:
    """The entry with an id, as HTML."""
    start = page.index(f'<li id="{identity}"')
    return page[start : page.index("</ul></li>", start)]


def test_events_places_and_times_are_listed(reader: Reader) -> None:
    page = html_page([made(reader)])
    ids = [str(attributes.get("id")) for tag, attributes in Page(page).tags if tag == "li"]
    assert [one for one in ids if "-v" in one] == ["r1-v2", "r1-v1", "r1-v4", "r1-v3", "r1-v5"]
    assert [one for one in ids if "-p" in one] == ["r1-p1", "r1-p3", "r1-p4", "r1-p5"]
    assert [one for one in ids if "-t" in one] == [f"r1-t{number}" for number in range(1, 7)]
    dates = re.findall("<h3>([^<]+)</h3>", page[page.index("What happened") :])
    assert dates == ["25 February 2019", "11 March 2019, morning", "April 2019", "No date told"]
    assert "named 3 times" in listed(page, "r1-p1") and "58.90 N, 3.25 W" in listed(page, "r1-p1")
    assert "not resolved" in listed(page, "r1-p5") and "may be Springfield, Illinois" in listed(page, "r1-p5")


def test_an_event_says_on_whose_word_it_is(reader: Reader) -> None:
    page = html_page([made(reader)])
    shooting, order = listed(page, "r1-v2"), listed(page, "r1-v1")
    assert 'on the word of <a href="#r1-a2">Tom Avery, line 5</a>' in shooting
    assert 'disputed by <a href="#r1-a3">defence ministry, line 7</a>' in shooting
    assert "word of" not in order and "ordered, not told as done" in order


def test_words_lead_to_their_event_and_light_with_it(reader: Reader) -> None:
    tags = [attributes for tag, attributes in Page(html_page([made(reader)])).tags if tag in ("a", "span")]
    for event in ("v1", "v2", "v3", "v4", "v5"):
        own = [one for one in tags if f"r1-{event}" in (one.get("data-a") or "").split()]
        assert own and all(one["href"] == f"#r1-{event}" and " what" in str(one["class"]) for one in own)
        assert sum(one.get("id") == f"r1-{event}-text" for one in tags) == 1
    with_the_shooting = [one for one in tags if "r1-v2" in (one.get("data-part") or "").split()]
    assert len(with_the_shooting) == 5  # actor, recipients, wounded, day, place
    later = next(one for one in tags if "r1-p6" in (one.get("data-a") or "").split())
    assert later["href"] == "#r1-p1", "every mention leads to the one entry"


def test_names_units_and_places_are_escaped(reader: Reader) -> None:
    bad, report = "<img src=x onerror=alert(1)>\u202e", made(reader)
    changed = replace(
        report,
        entities=tuple(replace(one, name=bad, named=True) for one in report.entities),
        places=tuple(
            replace(one, name=bad, country=bad, candidates=tuple(replace(c, name=bad) for c in one.candidates))
            for one in report.places
        ),
        times=tuple(replace(one, value=bad, start=bad, end=bad) for one in report.times),
        events=tuple(
            replace(one, type=bad, mode=bad, magnitude=tuple(replace(m, unit=bad) for m in one.magnitude))
            for one in report.events
        ),
    )
    page = html_page([changed])
    assert "<img" not in page and "\u202e" not in page and "&lt;img" in page


def test_a_record_of_statements_alone_has_their_list_alone(reader: Reader) -> None:
    report = replace(made(reader), events=(), times=(), places=())
    report = replace(report, attributions=tuple(replace(one, time=None, place=None) for one in report.attributions))
    page = html_page([report])
    body = page[page.index("<section") : page.index("</section>")]
    assert "What happened" not in body and "<nav" not in body and "data-part" not in body and " when" not in body


def test_time_stays_linear_with_many_events(reader: Reader) -> None:
    """A day that all events share is one piece of the text, however many there are."""
    report = made(reader)
    many = tuple(replace(report.events[n % 5], id=f"v{n}", time="t1", place="p1") for n in range(20_000))
    began = time.monotonic()
    page = html_page([replace(report, events=many)])
    assert time.monotonic() - began < 20
    assert page.count('<li id="r1-v') == 20_000
    assert TEXT.split()[0] in page
