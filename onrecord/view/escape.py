"""Words of a report made safe for a page."""

from __future__ import annotations

import unicodedata
from html import escape

_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """Words with controls and direction marks made visible, code point for code point.

    A browser reads "\\r\\n" as one sign, so both are given as line ends of their own.
    """
    return text if text.isprintable() else "".join(_sign(c) for c in text)


def _sign(c: str) -> str:
    if c == "\r":
        return "\n"
    control = unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\f\v\x85"
    return "\ufffd" if control or c in _DIRECTION else c


def shown(text: str) -> str:
    """Escaped, and with controls and direction marks made visible."""
    return escape(visible(text))


def sure(confidence: float) -> str:
    """A confidence in words and percent."""
    steps = ((0.9, "sure"), (0.7, "likely"), (0.4, "possible"))
    words = next((word for least, word in steps if confidence >= least), "unsure")
    return f"{words}, {confidence:.0%}"
