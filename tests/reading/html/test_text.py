"""The text of a page and the place of each piece of it in the page's own tree."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from onrecord.errors import InputError
from onrecord.reading.page import Page
from tests.reading.html.made import ALL, ODD, WIRE, page


def content(source: str, path: str) -> str:
    """The text content of the element that the path leads to, in a fresh tree with its comments."""
    root = etree.fromstring(source.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    (element,) = root.xpath(path)
    return str(element.xpath("string()"))


def check_places(source: str, read: Page) -> None:
    assert read.source_map is not None and read.source_map.kind == "html"
    covered = [False] * len(read.text)
    for piece in read.source_map.pieces:
        start, end = piece.span
        assert piece.path is not None and piece.offset is not None
        assert content(source, piece.path)[piece.offset : piece.offset + end - start] == read.text[start:end]
        assert not any(covered[start:end])
        covered[start:end] = [True] * (end - start)
    assert all(seen or character == "\n" for seen, character in zip(covered, read.text, strict=True))
    owned = [0] * len(read.text)
    for block in read.blocks:
        for start, end in block.spans:
            assert read.text[start:end] == read.text[start:end].strip() != ""
            owned[start:end] = [one + 1 for one in owned[start:end]]
    assert all(one == 1 or character.isspace() for one, character in zip(owned, read.text, strict=True))


@pytest.mark.parametrize("name", ALL)
def test_every_piece_is_found_again(name: str) -> None:
    check_places(ALL[name], page(ALL[name]))


def test_what_is_not_shown_is_not_in_the_text() -> None:
    text = page(WIRE).text + page(ODD).text
    for unseen in ("never shown", "color: red", "var hidden", "not seen", "nor this", "schema.org", "A dredger\n"):
        assert unseen not in text


def test_blanks_are_collapsed_but_never_made_up() -> None:
    text = page(ODD).text
    # Hard blanks, soft hyphens and astral characters are the page's own and stay.
    assert "First\u00a0\u00a0hard spaces & entities <b>, an éclair, \U0001f600 and a tab\there." in text
    assert "Broken over several lines, with a soft\u00adhyphen and abreak, the clerk said." in text
    assert "kept   as\n    it is" in text
    assert "One line\nand another\nand a third one" in text
    assert "Before after it all" in text


def test_a_blank_in_a_run_of_line_ends_is_the_one_that_is_kept() -> None:
    assert "one two" in page("<p>one\n \n<b>\n</b>two</p>").text
    assert "one\ntwo" in page("<p>one\n\n<b>two</b></p>").text


def test_two_breaks_end_a_paragraph_and_one_a_line() -> None:
    read = page("<div>First line<br>and its second<br/> <br>Another paragraph</div>")
    assert read.text == "First line\nand its second\nAnother paragraph"
    assert len(read.blocks) == 2


def test_text_about_a_block_within_a_block() -> None:
    read = page("<div>Before <p>between</p> and after</div>")
    assert read.text == "Before\nbetween\nand after"


def test_elements_with_names_that_are_no_names_for_xpath() -> None:
    source = "<div><x:y><p>One</p></x:y><u-v><p>Two</p></u-v><z_z>Three</z_z></div>"
    check_places(source, page(source))


def test_comments_and_instructions_between_words() -> None:
    source = "<p>One<!-- not this --> two <?php echo 1 ?>three</p><!-- x --><p>Four</p>"
    read = page(source)
    assert read.text == "One two three\nFour"
    check_places(source, read)


def test_a_story_that_a_script_will_show_is_read_and_said_to_be_hidden() -> None:
    paragraphs = "".join(
        f"<p>The council of Osk met for the {n} time on Monday, and the mayor said that the plan would be kept.</p>"
        for n in ("first", "second", "third", "fourth", "fifth", "sixth")
    )
    source = f"<html><body><article><h1>Council of Osk keeps its plan</h1><div style='display:none'>{paragraphs}</div></article></body></html>"
    read = page(source)
    assert [problem.kind for problem in read.problems] == ["hidden"]
    assert "for the sixth time" in read.text
    check_places(source, read)


_TAGS = st.sampled_from(
    "p div span b i a br ul li h1 h2 table tr td pre article section script style x-y o:p svg".split()
)


@st.composite
def soup(draw: st.DrawFn) -> str:
    """Tags opened, closed and left open at random, with text and blanks between."""
    parts = ["<html><body>"]
    for _ in range(draw(st.integers(1, 40))):
        tag = draw(_TAGS)
        parts.append(draw(st.sampled_from([f"<{tag}>", f"</{tag}>", f"<{tag} hidden>", f"<{tag} class='a-b'>"])))
        parts.append(draw(st.text(alphabet=string.ascii_letters + " \n\t&;\u00a0\u00e9\U0001f600\u200b", max_size=12)))
    return "".join(parts)


@given(soup())
@settings(max_examples=150, deadline=None)
def test_any_soup_of_tags(source: str) -> None:
    try:
        read = page(source)
    except InputError:
        return
    check_places(source, read)
