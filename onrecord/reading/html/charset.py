"""The bytes of a page to characters: which encoding it is in.

What a page or its carrier names is believed only where the bytes fit: a legacy
name over bytes that are sound UTF-8 is the most common lie on the web.
"""

from __future__ import annotations

import codecs
import re

from onrecord.errors import Empty, NotText
from onrecord.reading.decode import Decoded
from onrecord.reading.media import CONTROL, share_of
from onrecord.record import Problem

# How far into a page browsers look for its encoding is 1,024 bytes; pages with long heads put it later.
_LOOKED_AT = 8192
_META = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
# What browsers take these names for (WHATWG Encoding Standard).
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_page(data: bytes, carrier: str | None = None) -> Decoded:
    """The characters of a page, without NULs, which browsers drop.

    carrier: the encoding that an HTTP header or the like names.  Order: byte-order mark, UTF-8 where the bytes are
    sound UTF-8, the carrier's, the page's own, Windows-1252.  Raises Empty or NotText where there is no text to have.
    """
    if not data.strip():
        raise Empty("it is empty; give a page with text in it")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    named = [name for name in (_known(carrier), *_declared(data[:_LOOKED_AT])) if name]
    if any(name.startswith("utf-16") for name in named) and data.count(0) > len(data) // 5:
        return _decoded(data, next(name for name in named if name.startswith("utf-16")))
    if share_of(data, CONTROL + b"\x00") > 0.02:
        raise NotText("it is binary, not a page; give HTML")
    try:
        return _sound(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for name in named:
        if not name.startswith("utf-"):
            try:
                return _sound(data.decode(name), name)
            except UnicodeDecodeError:
                continue
    return _best_guess(data, named)


def _declared(head: bytes) -> list[str | None]:
    """What the page itself names, in its own order."""
    found = [match.group(1) for match in (_XML.match(head), _META.search(head)) if match]
    return [_known(name.decode("ascii", errors="replace")) for name in found]


def _known(name: str | None) -> str | None:
    """Python's name for an encoding of text, as browsers understand it; None where there is none."""
    if not name:
        return None
    try:
        info = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    # Codecs that make no text of bytes (base64, rot13 ...), and those that a web page has no business with.
    if not getattr(info, "_is_text_encoding", True) or info.name in ("utf-7", "idna", "punycode", "unicode_escape"):
        return None
    if info.name == "utf-16":
        return "utf-16-le"
    return _MEANT.get(info.name, info.name)


def _best_guess(data: bytes, named: list[str]) -> Decoded:
    """Bytes that fit nothing whole: the encoding in which fewest characters break."""
    candidates = dict.fromkeys(["utf-8", *(name for name in named if not name.startswith("utf-")), "cp1252"])
    read = {name: data.decode(name, errors="replace") for name in candidates}
    # Windows-1252 breaks on five bytes only, so that it would win by taking anything for a letter:
    # it is left to bytes that hold few sound UTF-8 characters for each broken one.
    utf8 = read["utf-8"]
    broken = utf8.count("\ufffd")
    sound = len(utf8) - broken - len(utf8.encode("ascii", errors="ignore"))
    name = "utf-8" if sound > 2 * broken else min(list(read)[1:], key=lambda one: read[one].count("\ufffd"))
    bad = read[name].count("\ufffd")
    if not bad:
        return _sound(read[name], name)
    problem = Problem(kind="encoding", detail=f"read as {_shown(name)}: {bad} broken characters, shown as U+FFFD")
    return _sound(read[name], name, (problem,))


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    bad = text.count("\ufffd")
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        problem = Problem(kind="encoding", detail=f"marked as {encoding}: {bad} broken characters, shown as U+FFFD")
        return _sound(text, encoding, (problem,))
    return _sound(text, encoding)


def _sound(text: str, encoding: str, problems: tuple[Problem, ...] = ()) -> Decoded:
    # The parser would show a form feed, which is a blank, as a broken character.
    text = text.replace("\x00", "").replace("\x0c", " ")
    if not text.strip():
        raise Empty("it holds nothing but blanks; give a page with text in it")
    return Decoded(text=text, encoding=_shown(encoding), problems=problems)


def _shown(name: str) -> str:
    return re.sub(r"^cp(125\d)$", r"windows-\1", name)
