"""Words brought to one form, so that what is typed and what is printed can be compared: small letters, no accents."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
# Marks that stand over, under or through a letter.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
_UNFIT = re.compile("[\0\ud800-\udfff]")


def folded(text: str) -> str:
    """Small letters without accents: "Málaga" and "MALAGA" are one, "Straße" is strasse, "ﬁre" is fire.

    The text may change in length.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _ACCENTS.sub("", apart)


def words_in(text: str) -> list[str]:
    """The folded words of a text, letters and figures alone: "Co-op's" is co, op, s."""
    return _WORD.findall(folded(text))


def clean(text: str) -> str:
    """A text that a database driver takes: no NUL and no half of a surrogate pair; the length stays the same."""
    return _UNFIT.sub("\ufffd", text)
