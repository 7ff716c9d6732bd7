"""Hostile pages: a record or one clear line, in linear time."""

from __future__ import annotations

import time

import pytest

from onrecord.errors import InputError, NoText, TooLarge
from onrecord.reading.given import Given
from onrecord.reading.html.page import read_html
from tests.reading.html.made import blocks, page

TOLD = "The mayor said that the bridge would be shut until Monday at noon. "

# Each near or over a bound; the slowest takes two seconds on a laptop's core.
PAGES = {
    "nested 100,000 deep": "<html><body>" + "<div>" * 100_000 + "deep text" + "</div>" * 100_000,
    "nested 40,000 deep": "<html><body>" + "<div>" * 40_000 + "deep text",
    "bold 20,000 deep": "<html><body>" + "<b>x" * 20_000,
    "20 MB of one element": "<html><body><p>" + "word " * 4_000_000,
    "20 MB of one attribute": "<html><body><p title='" + "word " * 4_000_000 + "'>x",
    "as long as may be": "<html><body><p>" + "The mayor said no. " * 70_000,
    "paragraphs never closed": "<html><body>" + f"<p>{TOLD}" * 5_000,
    "cells never closed": "<html><body><table>" + "<tr><td>x" * 20_000,
    "ends without a beginning": "<html><body>" + "<div>" * 400 + "</x>" * 40_000 + TOLD,
    "a million attributes": "<html><body><p " + " ".join(f"a{n}=1" for n in range(1_000_000)) + ">x",
    "attributes without blanks": "<html><body><p " + "".join(f"a{n}='1'" for n in range(100_000)) + ">x",
    "attributes on many": "<html><body>" + ("<p " + " ".join(f"a{n}" for n in range(490)) + ">x</p>") * 1_500,
    "a quotation mark never closed": "<html><body><p " + "a='" * 49_000,
    "JSON nested deep": '<script type="application/ld+json">' + "[" * 200_000 + f"</script><p>{TOLD}</p>",
    "JSON of many names": '<script type="application/ld+json">{"@type":"Article","author":['
    + ",".join(['{"name":"A B"}'] * 50_000) + f"]}}</script><p>{TOLD}</p>",
    "JSON nested in authors": '<script type="application/ld+json">' + '{"@type":"Article","author":' * 900 + "1" + "}" * 900
    + f"</script><p>{TOLD}</p>",
    "JSON of references in a ring": '<script type="application/ld+json">{"@type":"Article","@id":"a","author":{"@id":"a"}}'
    f"</script><p>{TOLD}</p>",
    "one name of a megabyte": "<div class='" + "article-body " * 80_000 + f"'><p>{TOLD}</p></div>",
    "hidden in hidden": "<html><body>" + "<div hidden>" * 400 + f"<p>{TOLD * 2}</p>" * 9_000,
    "entities": "<p>" + "&amp;" * 500_000,
    "entities of a doctype": '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;&b; words</p>',
    "blanks": "<p>a" + " \n" * 2_000_000 + "b",
    "breaks": "<p>" + "x<br>" * 20_000,
    "links in links": "<html><body>" + "<a href=x>y " * 24_000,
    "comments": "<p>" + "x<!-- -->" * 24_000,
    "a comment never closed": f"<p>{TOLD}<!-- " + "x <p>" * 20_000,
    "a byline of brackets": "<p class=byline>By " + "(" * 200_000 + f"</p><p>{TOLD}</p>",
    "dates": "<p>x</p>" + "<time datetime='2020-01-01'>1 January 2020</time> " * 12_000,
    "titles": "<html><head>" + "<meta name=author content='a, b, c'>" * 24_000 + f"</head><p>{TOLD}</p>",
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_read_or_refused_in_good_time(name: str) -> None:
    data = PAGES[name].encode()
    began = time.process_time()
    try:
        read_html(data, Given())
    except InputError as error:
        assert "\n" not in str(error) and ";" in str(error)
    # In five seconds on a machine of its own; these run beside others.
    assert time.process_time() - began < 12


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (PAGES["nested 100,000 deep"], TooLarge),
        (PAGES["nested 40,000 deep"], TooLarge),
        (PAGES["20 MB of one element"], TooLarge),
        (PAGES["a million attributes"], TooLarge),
        (PAGES["attributes without blanks"], TooLarge),
        ("<html><body></body></html>", NoText),
        ("<!doctype html>", NoText),
        ("<html><body><div id=root></div><script src=app.js></script></body></html>", NoText),
        ("<html><body><p hidden>words</p><style>p {}</style>", NoText),
    ],
)
def test_what_is_refused(source: str, error: type[InputError]) -> None:
    with pytest.raises(error):
        page(source)


def test_nothing_is_lost_in_deep_nesting() -> None:
    """The parser's own default gives up in silence at 256."""
    read = page("<html><body>" + "<div>" * 450 + f"<p>{TOLD}</p>" + "</div>" * 450 + "<p>And after.</p>")
    assert TOLD.strip() in read.text and "And after." in read.text


def test_everything_unclosed() -> None:
    read = page(f"<body><article><h1>Bridge shut<p>{TOLD}<p>{TOLD}<ul><li>One<li>Two<table><tr><td>Cell<p>{TOLD}")
    assert read.text.count(TOLD.strip()) == 3
    for words in ("One", "Two", "Cell"):
        assert words in read.text


def test_scripts_in_text_are_text() -> None:
    source = f"<article><h1>On scripts</h1><p>&lt;script&gt;alert(1)&lt;/script&gt; is what they typed. {TOLD}</p><p>{TOLD}</p></article>"
    assert "<script>alert(1)</script> is what they typed." in page(source).text
    assert "alert" not in page("<p>One</p><script><!-- alert(1) //--></script><p>Two</p><script>alert(2)").text


def test_a_long_script_is_no_long_tag() -> None:
    script = "<script>var a = '<p " + "word = x / y " * 20_000 + "';</script>"
    assert "The mayor" in page(f"<html><head>{script}</head><body><p>{TOLD}</p></body></html>").text


def test_time_grows_linearly() -> None:
    took = []
    for times in (300, 2_400):
        source = f"<article><h1>Bridge</h1>{f'<p>{TOLD} <a href=/x>More</a></p>' * times}</article>".encode()
        read_html(source, Given())
        began = time.process_time()
        read_html(source, Given())
        took.append(time.process_time() - began)
    assert took[1] < 2.5 * 8 * took[0]


def test_a_url_that_is_none() -> None:
    for url in ("http://[", "x", "//", "http://\u2100.example/"):
        assert page(f"<article><h1>Bridge</h1><p>{TOLD}<a href='{url}'>so</a></p></article>", url=url).text
    assert blocks(page(f"<article><h1>Bridge</h1><p>{TOLD}</p></article>"), "headline") == ["Bridge"]
