"""Claims that a report disputes in passing: "a claim the opposition disputes", "an account denied by Lund".

The denial hangs on a noun that stands for what was said before.  The model tends
to take the noun for the end of the claim itself; the form is regular, so a rule
finds it and puts the claim right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.drafts import Draft
from onrecord.extract.quoted_as import without
from onrecord.extract.wording import Wording, WordRange

_CLAIM = frozenset(
    "claim claims charge charges allegation allegations accusation accusations account assertion assertions suggestion "
    "version figure figures contention characterization characterisation description statement story something toll "
    "conclusion finding findings estimate interpretation view argument".split()
)
_VERB = re.compile(
    r"(?:den(?:y|ies|ied)|disput(?:e|es|ed)|reject(?:s|ed)?|refut(?:e|es|ed)|contest(?:s|ed)?|dismiss(?:es|ed)?|"
    r"challeng(?:e|es|ed)|contradict(?:s|ed)?|rebut(?:s|ted)?|repudiat(?:e|es|ed))$"
)
_BEFORE_VERB = frozenset(
    "has have had also repeatedly strongly flatly vehemently long since later both all was been".split()
)
_ENDS = frozenset((".", ",", ";", ":", "—", "–", "!", "?", "(", ")"))
LONGEST = 14
CONFIDENCE = 0.75


@dataclass(frozen=True, slots=True)
class Disclaimed:
    """A denial in passing, in word ranges."""

    source: WordRange
    cue: WordRange
    content: WordRange


def disclaimed(wording: Wording) -> Iterator[Disclaimed]:
    """Every "a claim (that) NAME disputes" and "a claim disputed by NAME" outside quotations."""
    for place, word in enumerate(wording.lower):
        if word not in _CLAIM or not place or wording.quoted(place):
            continue
        start = place
        while start > 0 and place - start < 3 and wording.printed[start - 1][0].isalpha():
            start -= 1
            if wording.lower[start] in ("a", "an", "the", "that", "its", "his", "her", "their"):
                break
        if wording.lower[start] not in ("a", "an") and word != "something":
            continue
        if start and wording.printed[start - 1] not in (",", "—", "–", "-", "(", ":", "”", '"'):
            continue
        found = _behind(wording, start if word != "something" else place, place + 1)
        if found:
            yield found


def _behind(wording: Wording, start: int, after: int) -> Disclaimed | None:
    """The verb within the next words of the sentence, and its source before or behind it."""
    _, last = wording.sentence(start)
    clause = after
    if clause < last and wording.lower[clause] in ("that", "which"):
        clause += 1
    for verb in range(clause, min(last, clause + LONGEST)):
        if wording.printed[verb] in _ENDS or wording.quoted(verb):
            return None
        if not _VERB.match(wording.lower[verb]):
            continue
        cue = verb
        while cue > clause and wording.lower[cue - 1] in _BEFORE_VERB:
            cue -= 1
        if cue > clause:
            return Disclaimed((clause, cue), (cue, verb + 1), (start, after))
        if verb + 1 < last and wording.lower[verb + 1] == "by":
            stop = verb + 2
            while stop < last and wording.printed[stop] not in _ENDS and stop - verb < LONGEST:
                stop += 1
            return Disclaimed((verb + 2, stop), (cue, verb + 2), (start, after)) if stop > verb + 2 else None
        return None
    return None


def with_disclaimed(wording: Wording, drafts: Sequence[Draft], found: Sequence[Disclaimed]) -> list[Draft]:
    """The drafts with the denials in passing: what the model made of their words is replaced."""
    result = list(drafts)
    for one in found:
        whole = (min(one.source[0], one.content[0]), max(one.source[1], one.cue[1]))
        kept = []
        for draft in result:
            if any(first < whole[1] and whole[0] < last for first, last in draft.cue):
                continue
            content = tuple(_unended(wording, part) for part in without(draft.content, whole))
            if content or not draft.content:
                kept.append(replace(draft, content=content))
        denial = Draft(source=(one.source,), cue=(one.cue,), content=(one.content,), confidence=CONFIDENCE)
        result = [*kept, denial]
    return result


def _unended(wording: Wording, words: WordRange) -> WordRange:
    """Without the dash or comma that leads to the denial."""
    first, last = words
    while last > first + 1 and wording.printed[last - 1] in _ENDS:
        last -= 1
    return first, last
