"""What of a statement is quoted, and whose voice it is said to be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from onrecord.follow.quotations.words import Word

# From a mark that opens to the one that closes it; single marks are apostrophes as often.
_QUOTED = re.compile("“([^“”]*)(?:”|$)|«([^«»]*)(?:»|$)|\"([^\"]*)(?:\"|$)|''([^']*)(?:''|$)|``(.*?)(?:''|$)")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ENDS = frozenset("jr sr ii iii iv".split())
# Short words mean little away from their day: of these a wording is of one day.
SHORT = 6


def quoted_words(content: str, kind: str) -> str:
    """The words of a statement that stand between marks.

    content: the statement's; kind: "direct" (all of it), "mixed" (its quoted pieces, with "…" between), else nothing.
    A single word between marks is a way of speaking, and left out.
    """
    if kind == "direct":
        return content
    if kind != "mixed":
        return ""
    pieces = (next(filter(None, found.groups()), "") for found in _QUOTED.finditer(content))
    return " … ".join(piece.strip() for piece in pieces if len(piece.split()) > 1)


def voice_of(name: str | None, kind: str | None) -> str:
    """A speaker as all reports have them: of a person the last name, else the whole one, in small letters.

    name, kind: of the entity; empty for nobody.
    """
    words = [word.casefold() for word in _WORD.findall(name or "")]
    if kind != "person":
        return " ".join(word for word in words if word != "the")
    while len(words) > 1 and words[-1] in _ENDS:
        words.pop()
    return words[-1] if words else ""


def wording_key(words: Sequence[Word], voice: str, day: str | None) -> str:
    """What tells a wording from all others: its words, who is said to speak, and, of few words, the report's day."""
    when = (day or "") if len(words) < SHORT else ""
    return hashlib.sha256("\n".join((voice, when, *(word.form for word in words))).encode()).hexdigest()
