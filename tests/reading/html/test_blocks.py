"""What each part of a page is."""

from __future__ import annotations

from tests.reading.html.made import AMP, BLOG, BROADCASTER, HEBREW, LIVE, WIRE, blocks, page


def test_a_wire_story() -> None:
    read = page(WIRE)
    assert blocks(read, "headline") == ["Harbour dredging halted at Kelm after third spill"]
    assert blocks(read, "byline") == ["By Orla Venn and Tam Brisk"]
    assert blocks(read, "dateline") == ["May 7, 2031", "KELM, May 7 (Northgate) —"]
    assert blocks(read, "caption") == ["A dredger lies idle off Kelm on Tuesday. Photo: Idris Vale"]
    assert blocks(read, "subheading") == ["Fishermen want answers"]
    assert len(blocks(read, "paragraph")) == 4 and len(blocks(read, "list")) == 2
    assert blocks(read, "paragraph")[0].startswith("The port authority stopped")
    assert blocks(read, "note") == ["Correction: an earlier version of this story gave a wrong number of boats."]
    assert blocks(read, "notice") == ["© 2031 Northgate Wire. All rights reserved."]
    assert blocks(read, "furniture") == ["Home", "World", "Business"]
    assert "First spill closes the beach at Kelm" in blocks(read, "related")


def test_a_page_that_says_nothing_of_itself() -> None:
    read = page(BLOG)
    assert blocks(read, "headline") == ["What the ferry people told me"]
    assert len(blocks(read, "paragraph")) == 4
    assert blocks(read, "furniture") == ["Pell's notebook", "© A. Pell"]


def test_a_broadcaster() -> None:
    read = page(BROADCASTER)
    assert blocks(read, "paragraph")[0].startswith("Plans for a toll")
    assert blocks(read, "subheading") == ["What happens now"]
    # A post is one block, its signature with it.
    assert blocks(read, "post") == [
        "The toll is dead. Thank you to everyone who wrote to us about it this year.\n"
        "— Dav Tarn (@davtarn) November 4, 2030"
    ]
    assert blocks(read, "related") == ["More on this story", "Toll bridge: the story so far"]
    assert blocks(read, "notice") == ["We use cookies to give you the best experience on our site."]


def test_a_live_report_is_one_story() -> None:
    read = page(LIVE)
    assert [words.split()[0] for words in blocks(read, "paragraph")] == ["The", "All", "The"]
    assert blocks(read, "subheading") == ["Bridge shut to all traffic", "Schools stay closed", "River still rising"]
    assert "10:02" in blocks(read, "dateline")


def test_amp_and_elements_of_the_page_s_own_making() -> None:
    read = page(AMP)
    assert "Nobody was hurt. The owner, Bree Castor, said she had no idea how it began." in blocks(read, "paragraph")


def test_right_to_left() -> None:
    read = page(HEBREW)
    assert read.language == "he"
    assert len(blocks(read, "paragraph")) == 2 and "\U0001f309" in read.text


def test_of_two_articles_the_one_under_the_headline() -> None:
    """A page that is scrolled on into the next story."""
    told = "<p>The {} was shut on Monday after the storm, the council of Osk said in a statement to the papers.</p>"
    source = (
        "<html><head><title>Bridge shut after the storm</title></head><body><main>"
        f"<article><h1>Bridge shut after the storm</h1>{told.format('old bridge') * 3}{told.format('new bridge')}</article>"
        f"<article><h1>Harbour shut after the storm</h1>{told.format('harbour') * 2}{told.format('quay')}</article></main></body></html>"
    )
    read = page(source)
    assert all("bridge" in words for words in blocks(read, "paragraph"))


def test_a_heading_over_links_is_not_the_story_s() -> None:
    read = page(WIRE)
    assert "Related" in blocks(read, "related") and "Most read" in blocks(read, "related")
