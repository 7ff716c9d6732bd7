from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Empty, NotText
from onrecord.reading.decode import decode

TEXT = "“Nobody asked us,” the mayor of Brézin said.\r\nIt costs £62.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.text == TEXT
    assert decoded.encoding == encoding
    assert not decoded.problems


@given(st.text(min_size=1).filter(lambda text: text.strip() and not text.startswith("\ufeff") and text.isprintable()))
def test_utf8_is_never_changed(text: str) -> None:
    try:
        assert decode(text.encode("utf-8")).text == text
    except NotText:
        assert "<" in text or "%PDF" in text or "WARC" in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        (b"PK\x03\x04" + bytes(range(256)), "ZIP"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "program"),
        (bytes(range(256)) * 20, "binary"),
        ("Grüße aus Wien".encode("utf-16-le"), "UTF-16 without"),
        (b"caf\xe9 \x00 and more text follows here to the end of it", "binary"),
    ],
)
def test_binary_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(NotText, match=words):
        decode(data)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n...", b"  <!DOCTYPE html><html>", b"<html><body>x", b"WARC/1.0\r\n"])
def test_other_kinds_are_not_decoded(data: bytes) -> None:
    with pytest.raises(NotText, match="not plain text"):
        decode(data)


@pytest.mark.parametrize("data", [b"", b"  \n\t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + "  ".encode("utf-16-le")])
def test_empty(data: bytes) -> None:
    with pytest.raises(Empty):
        decode(data)


def test_words_that_look_like_a_magic_number() -> None:
    assert decode(b"MZ Wallace, the bag maker, said no.").text.startswith("MZ Wallace")


def test_damage_is_named() -> None:
    broken = "“Nobody,” he said. “Not me,” she said. ".encode() + b"\xe2\x80 end"
    decoded = decode(broken)
    assert decoded.encoding == "utf-8"
    assert [problem.kind for problem in decoded.problems] == ["encoding"]
    odd = decode("Привет, как дела".encode("cp1251") + b" hello")
    assert [problem.kind for problem in odd.problems] == ["encoding"]
    cut = decode(codecs.BOM_UTF16_LE + "He said no".encode("utf-16-le")[:-1])
    assert [problem.kind for problem in cut.problems] == ["encoding"]
