"""What kind of document it is, told from its bytes alone; names and headers lie too often."""

from __future__ import annotations

import codecs
import json
import re

# Media types of what onrecord reads or unpacks; every other known kind is named in words, for the refusal.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"WARC/", "application/warc"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"(\xb5/\xfd", "application/zstd"),
    (b"PK\x03\x04", "application/zip"),
    (b"PAR1\x15", "application/parquet"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"RIFF", "sound or video"),
    (b"OggS", "sound or video"),
    (b"ID3", "sound"),
)
# The first tag tells, as it does for browsers (WHATWG MIME Sniffing), with the elements that a saved piece of a page
# begins with.  Feeds and other XML begin with other tags.
_HTML = re.compile(
    # Atomic and possessive: there are too many ways to cut a row of comments to go back and try them.
    rb"\s*+(?:<\?xml[^>]*\?>\s*+)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|base|"
    rb"noscript|main|article|section|header|footer|nav|aside|div|p|h[1-6]|table|ul|ol|figure|span|a|b|br|font|iframe|"
    rb"center|form|img|blockquote)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    rb"\s*+(?:<\?xml[^>]*\?>\s*+)?(?>(?><!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*+(?:\[.*?\])?\s*>)\s*)*+"
    rb"<(?:rss|feed|(?:rdf:)?RDF)[\s>]",
    re.DOTALL,
)
_XML = re.compile(rb"\s*<\?xml\s")
# A header of a message: its field names are told from words before a colon by what stands among them.
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \t][^\r\n]*)?\r?\n(?:[ \t]+[^\s][^\r\n]*\r?\n)*")
_MAIL_ONLY = {b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to", b"dkim-signature"}
_MBOX = re.compile(rb"From \S+ [^\r\n]{1,80}\d{4}[^\r\n]{0,10}\r?\n")
_JSON_OBJECT = re.compile(rb'\s*\{\s*(?:"[^"\r\n]{0,200}"\s*:|\}\s*$)')
_JSON_LIST = re.compile(rb'\s*\[\s*\{\s*"[^"\r\n]{0,200}"\s*:')
_LETTERS = re.compile(rb"[ -~]+")
_LOOKED_AT = 1 << 16
# Control characters that no text holds; tab, line ends, form feed, escape and the odd NUL may occur.
CONTROL = bytes(set(range(32)) - {0, 9, 10, 11, 12, 13, 27})


def media_type_of(data: bytes) -> str:
    """A media type ("text/html", "application/pdf", "text/plain" where nothing speaks against it), or what it is in
    words ("a PNG picture") where onrecord has no use for it.

    Of containers: application/warc, gzip, zstd, zip, parquet, feed (RSS and Atom), jsonl and mbox, message/rfc822.  The
    first 64 KB are enough to tell by.
    """
    for magic, kind in _MAGIC:
        # "MZ" and the like also begin words: then there must be binary bytes about.
        if data.startswith(magic) and (
            len(magic) > 4 or not _LETTERS.fullmatch(magic) or share_of(data[:512], CONTROL + b"\x00") > 0.02
        ):
            return kind
    if data[257:262] == b"ustar":
        return "a tar archive"
    head = _in_utf8(data[:_LOOKED_AT])
    if _HTML.match(head[:4096]):
        return "text/html"
    return _kind_of_text(head) or "text/plain"


def _in_utf8(head: bytes) -> bytes:
    """The first bytes without a byte-order mark; those of UTF-16 as UTF-8, so that one look serves for all."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, errors="ignore").encode()
    return head.removeprefix(codecs.BOM_UTF8)


def _kind_of_text(head: bytes) -> str | None:
    """What kind of text it is, where it is no plain one."""
    first = head.lstrip()[:1]
    if first == b"<":
        if _FEED.match(head):
            return "application/feed"
        return "an XML document" if _XML.match(head) and b"<html" not in head.lower() else None
    if first == b"{" and _JSON_OBJECT.match(head):
        return "application/jsonl" if _is_whole_line(head) else "a JSON document"
    if first == b"[" and _JSON_LIST.match(head):
        return "a JSON document"
    if head.startswith(b"From ") and (line := _MBOX.match(head)) and _FIELD.match(head, line.end()):
        return "application/mbox"
    return "message/rfc822" if _is_message(head) else None


def _is_whole_line(head: bytes) -> bool:
    """Whether the first line is a JSON object, or goes on beyond what is looked at."""
    line, end, rest = head.lstrip().partition(b"\n")
    if not end and len(head) >= _LOOKED_AT:
        return True
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # A broken first line does not make the others anything else.
        return _JSON_OBJECT.match(rest) is not None


def _is_message(head: bytes) -> bool:
    """Whether it begins with the header of a message: fields only, and among them some that only mail has."""
    names: set[bytes] = set()
    place = 0
    while field := _FIELD.match(head, place):
        names.add(field.group(1).lower())
        place = field.end()
    if len(names) < 2 or (len(head) < _LOOKED_AT and place < len(head) and head[place : place + 1] not in b"\r\n"):
        return False
    return bool(names & _MAIL_ONLY) or {b"from", b"to", b"date", b"subject"} <= names


def share_of(data: bytes, some: bytes) -> float:
    """The share of these bytes in the data, 0 to 1."""
    if not data:
        return 0.0
    return 1 - len(data.translate(None, some)) / len(data)
