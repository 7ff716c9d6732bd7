"""What kind of document it is, told from its bytes alone; names and headers lie too often."""

from __future__ import annotations

import codecs
import re

# Media types of what onrecord reads or unpacks; every other known kind is named in words, for the refusal.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"WARC/", "application/warc"),
    (b"\x1f\x8b", "application/gzip"),
    (b"(\xb5/\xfd", "application/zstd"),
    (b"PK\x03\x04", "application/zip"),
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
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body|title|meta|link|script|"
    rb"style|base|noscript|main|article|section|header|footer|nav|aside|div|p|h[1-6]|table|ul|ol|figure|span|a|b|br|font|"
    rb"iframe|center|form|img|blockquote)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LOOKED_AT = 4096
# Control characters that no text holds; tab, line ends, form feed, escape and the odd NUL may occur.
CONTROL = bytes(set(range(32)) - {0, 9, 10, 11, 12, 13, 27})


def media_type_of(data: bytes) -> str:
    """A media type ("text/html", "application/pdf", "text/plain" where nothing speaks against it), or what it is in
    words ("a PNG picture") where onrecord has no use for it."""
    for magic, kind in _MAGIC:
        # "MZ" and the like also begin words: then there must be binary bytes about.
        if data.startswith(magic) and (len(magic) > 4 or share_of(data[:512], CONTROL + b"\x00") > 0.02):
            return kind
    head = data[:_LOOKED_AT]
    for mark, encoding in _UTF16:
        if data.startswith(mark):
            head = head[len(mark) :].decode(encoding, errors="replace").encode("utf-8", errors="replace")
    if _HTML.match(head):
        return "text/html"
    return "text/plain"


def share_of(data: bytes, some: bytes) -> float:
    """The share of these bytes in the data, 0 to 1."""
    if not data:
        return 0.0
    return 1 - len(data.translate(None, some)) / len(data)
