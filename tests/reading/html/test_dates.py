"""Sources of a page's date that contradict each other are weighed."""

from __future__ import annotations

import pytest

from onrecord.reading.plain import read_plain
from onrecord.record import Published
from tests.reading.html.made import page

STALE = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "datePublished": "2019-03-01T08:00Z"%s}'
    '</script><meta property="article:published_time" content="2019-03-01T08:00:00Z">'
)
STORY = (
    "<p>The council of Osk said that the old bridge was shut for a month, and that it was sorry for the trouble.</p>"
    "<p>Shopkeepers on both banks asked for help with their rents, and the mayor said that she had heard them.</p>"
)
DATED = (
    "<p>The council of Osk voted on 12 June 2031 to shut the old bridge, after an engineer found a crack in it.</p>"
    "<p>The crack was first seen on 2 June 2031, and divers went down a week after, the council said.</p>"
)
FRESH_ADDRESS = '<link rel="canonical" href="https://osk.example/2031/06/13/old-bridge">'


def published(head: str = "", line: str = "", story: str = STORY) -> Published:
    return page(
        f"<html><head>{head}</head><body><article><h1>Old bridge in Osk is shut</h1>{line}{story}</article></body></html>"
    ).published


def line(words: str) -> str:
    return f'<p class="date">{words}</p>'


@pytest.mark.parametrize(
    ("head", "shown", "story"),
    [
        (FRESH_ADDRESS, line("13 June 2031"), STORY),
        (FRESH_ADDRESS, "", STORY),
        ("", line("13 June 2031"), DATED),
        (FRESH_ADDRESS, "", DATED),
        (FRESH_ADDRESS, line("13 June 2031"), DATED),
    ],
)
@pytest.mark.parametrize("changed", ["", ', "dateModified": "2031-06-13T09:00Z"'])
def test_a_stale_date_for_machines_gives_way(head: str, shown: str, story: str, changed: str) -> None:
    found = published(STALE % changed + head, shown, story)
    assert found.date == "2031-06-13" and 0.5 <= found.confidence < 0.97
    (old,) = [one for one in found.rejected if one.date == "2019-03-01"]
    assert {one.kind for one in old.evidence} == {"json-ld", "meta"} and ";" in old.evidence[0].detail


def test_the_more_speaks_for_a_date_the_surer_it_is() -> None:
    one = published(STALE % "" + FRESH_ADDRESS)
    two = published(STALE % "" + FRESH_ADDRESS, line("13 June 2031"))
    three = published(STALE % "" + FRESH_ADDRESS, line("13 June 2031"), DATED)
    assert one.confidence < two.confidence < three.confidence


def test_a_late_change_alone_makes_the_date_less_sure_and_no_other() -> None:
    alone, changed = published(STALE % ""), published(STALE % ', "dateModified": "2031-06-13T09:00Z"')
    assert (alone.date, changed.date) == ("2019-03-01", "2019-03-01")
    assert changed.confidence < 0.9 < alone.confidence
    assert [one.date for one in changed.rejected] == ["2031-06-13"]


def test_a_story_of_later_days_makes_the_day_of_the_change_its_own() -> None:
    found = published(STALE % ', "dateModified": "2031-06-13T09:00Z"', story=DATED)
    assert found.date == "2031-06-13" and found.confidence < 0.9
    (old,) = found.rejected
    assert "the story tells of 2031-06-12, which was later" in old.evidence[0].detail


def test_a_story_of_later_days_alone_leaves_the_date_open() -> None:
    found = published(STALE % "", story=DATED)
    assert found.confidence < 0.6


def test_what_is_still_to_come_says_nothing_against_a_date() -> None:
    story = (
        "<p>The bridge will be shut until 12 June 2031, the council said, and a new one is due by 1 May 2033.</p>"
        "<p>It had promised to finish the works planned for 3 March 2030.</p>"
    )
    assert published(STALE % "", story=story).confidence > 0.95


def test_another_story_s_older_date_line_takes_nothing_from_the_page_s() -> None:
    found = published(STALE % "", line("1 March 2019") + line("4 May 2016"))
    assert found.date == "2019-03-01" and found.confidence > 0.85


def test_sources_that_agree_are_as_sure_as_before() -> None:
    fresh = STALE.replace("2019-03-01", "2031-06-13") % ', "dateModified": "2031-06-14T09:00Z"'
    found = published(fresh + FRESH_ADDRESS, line("13 June 2031"), DATED)
    assert found.date == "2031-06-13" and found.confidence > 0.97


def test_a_plain_report_whose_address_contradicts_its_date_line() -> None:
    body = "The crane fell on Tuesday, the harbour's director said, and lay there.\n\nIt will be lifted by Friday, she said.\n"
    text = f"Crane shuts the harbour of Lisse\n\n4 May 2021\n\n{body}"
    both = read_plain(text, url="https://news.example/2021/05/04/crane").published
    against = read_plain(text, url="https://news.example/2016/05/03/crane").published
    assert both.date == against.date == "2021-05-04"
    assert against.confidence < 0.9 < both.confidence
    assert [one.date for one in against.rejected] == ["2016-05-03"]
