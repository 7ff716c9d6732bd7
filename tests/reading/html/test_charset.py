"""Which encoding a page is in: named truly, falsely, or not at all."""

from __future__ import annotations

import codecs

import pytest

from onrecord.errors import Empty, NotText
from onrecord.reading.given import Given
from onrecord.reading.html.charset import decode_page
from onrecord.reading.html.page import read_html
from onrecord.reading.media import media_type_of

WORDS = "<p>Der Bürgermeister von Köln sagte „nein“</p>"


@pytest.mark.parametrize(
    ("data", "carrier", "encoding"),
    [
        (WORDS.encode(), None, "utf-8"),
        # The bytes are sound UTF-8, whatever the page or its carrier says.
        (b'<meta charset="iso-8859-1">' + WORDS.encode(), "latin-1", "utf-8"),
        (b'<meta charset="utf-8">' + WORDS.encode("cp1252"), None, "windows-1252"),
        (WORDS.encode("cp1252"), "utf-8", "windows-1252"),
        (codecs.BOM_UTF8 + WORDS.encode(), "cp1252", "utf-8"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), None, "utf-16-le"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-8", "utf-16-be"),
        (WORDS.encode("utf-16-le"), "utf-16", "utf-16-le"),
        (
            b"<meta http-equiv=Content-Type content='text/html; charset=no-such'>" + WORDS.encode("cp1252"),
            "x",
            "windows-1252",
        ),
    ],
)
def test_the_encoding_is_found(data: bytes, carrier: str | None, encoding: str) -> None:
    decoded = decode_page(data, carrier)
    assert decoded.encoding == encoding and decoded.text.endswith(WORDS) and not decoded.problems


def test_encodings_that_only_their_name_tells() -> None:
    words = "<p>Мэр сказал, что мост закрыт.</p>"
    assert decode_page(words.encode("koi8-r"), "KOI8-R").text == words
    assert decode_page(b'<meta charset="windows-1251">' + words.encode("cp1251")).text.endswith(words)
    words = "<p>市長は橋が閉鎖されると述べた。</p>"
    assert decode_page(b"<meta charset=Shift_JIS>" + words.encode("cp932")).text.endswith(words)
    assert decode_page(words.encode("euc-jp"), "euc-jp").text == words


def test_broken_bytes_are_shown_and_told() -> None:
    decoded = decode_page("<p>Bürger, Köln, Größe, Übung, Ärger</p>".encode() + b"\xff")
    assert decoded.encoding == "utf-8" and [problem.kind for problem in decoded.problems] == ["encoding"]
    assert read_html(WORDS.encode() * 3 + b"<p>\xff</p>", Given()).problems[0].kind == "encoding"


def test_codecs_that_make_no_text() -> None:
    for name in ("base64", "rot13", "zip", "utf-7", "idna", "unicode_escape", "../../etc/passwd", "\x00"):
        assert decode_page(b"<p>plain</p>", name).text == "<p>plain</p>"


def test_nuls_are_dropped_as_browsers_do() -> None:
    assert (
        read_html(
            b"<p>One wo\x00rd and more of these, many more, to the\x00 end of the line, which is long enough for them</p>",
            Given(),
        ).text.count("\x00")
        == 0
    )


def test_no_text() -> None:
    with pytest.raises(Empty):
        decode_page(b" \n ")
    with pytest.raises(NotText):
        decode_page(b"<p>" + bytes(range(32)) * 40)


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html>", b"  <HTML lang=en>", b"<!-- saved --><!-- again -->\n<html>", b"\xef\xbb\xbf<!doctype html>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', b"<article class=x>", b"<div>", b"<p>", b"<script src=x>",
        codecs.BOM_UTF16_LE + "<!doctype html>".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "<html>".encode("utf-16-be"),
    ],
)  # fmt: skip
def test_html_is_told_from_its_first_tag(head: bytes) -> None:
    assert media_type_of(head + head[:2] * 0) == "text/html"


@pytest.mark.parametrize(
    "head", [b"<price> is what they asked", b"<b@x.example> wrote", b"< p >", b"a <p>", b"<pre-war houses"]
)
def test_words_in_angle_brackets_are_no_html(head: bytes) -> None:
    assert media_type_of(head) == "text/plain"
