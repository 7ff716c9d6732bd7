"""Wordings and names for tests of the rules, without the model."""

from __future__ import annotations

from onrecord.extract.mentions import ORGANIZATION, OTHER, PERSON, PLACE
from onrecord.extract.names import Name
from onrecord.extract.story import story_of
from onrecord.extract.wording import Wording, WordRange
from onrecord.reading.sentences import sentences

KINDS = {"person": PERSON, "organization": ORGANIZATION, "place": PLACE, "other": OTHER}


def wording_of(text: str) -> Wording:
    """A text's wording, a line a paragraph."""
    lines, offset = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((offset, offset + len(line)))
        offset += len(line) + 1
    return Wording.of(text, story_of(text, lines, [s for a, b in lines for s in sentences(text, a, b)], 10**6))


def words_at(wording: Wording, phrase: str, nth: int = 0) -> WordRange:
    """Where a phrase stands, in words."""
    wanted = wording_of(phrase).lower
    starts = [i for i in range(len(wording.lower)) if wording.lower[i : i + len(wanted)] == wanted]
    return starts[nth], starts[nth] + len(wanted)


def names_at(wording: Wording, **kinds: str) -> list[Name]:
    """Every place of the names given as ``person="Ada Lund|Lund"``, longest first."""
    found: dict[int, Name] = {}
    taken: set[int] = set()
    for kind, phrases in kinds.items():
        for phrase in sorted(phrases.split("|"), key=len, reverse=True):
            wanted = wording_of(phrase).printed
            for i in range(len(wording.printed)):
                span = set(range(i, i + len(wanted)))
                if wording.printed[i : i + len(wanted)] == wanted and not span & taken:
                    taken |= span
                    found[i] = Name(i, i + len(wanted), KINDS[kind], 0.9)
    return [found[i] for i in sorted(found)]
