"""Whom the words before a pronoun are about: the subject of the sentence before.

"Lund had met Brisk on Monday. He said ..." goes on about Lund far more often than about Brisk
(subject parallelism; Brennan, Friedman and Pollard 1987 rank the subject first).  Found by
form: the first person of the sentence outside quotation marks that no preposition governs and
that possesses nothing; "..., Lund said" has its speaker there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.mentions import HE, ORGANIZATION, PERSON, ROLE, SHE, Mention
from onrecord.extract.role_nouns import PERSON_ROLES
from onrecord.extract.wording import Wording, WordRange

SENTENCES_BACK = 4
REACH = 150  # words of a sentence that are looked at, so that one without an end takes no longer
_GOVERNING = frozenset(
    "of to from with at in by on near against about under behind for inside outside within into between among around "
    "over through like than despite after before during since without including".split()
)


@dataclass(frozen=True, slots=True)
class Subject:
    """An index of the mentions, and how many sentences before the pronoun; ``with_other``: the one behind "and"."""

    mention: int
    back: int
    with_other: int | None = None


def subject_before(
    wording: Wording,
    mentions: Sequence[Mention],
    place: int,
    forms: Sequence[int] = (PERSON, HE, SHE, ROLE),
    not_before: int = 0,
) -> Subject | None:
    """The subject of what stands before a word, looked for back over a few sentences; None where none is found.

    forms: the forms of mention looked for; not_before: where to stop looking.  Sentences wholly within quotation
    marks are passed over and do not count.
    """
    first, end = max(wording.sentence(place)[0], place - REACH), place
    back = 0
    while back < SENTENCES_BACK:
        if any(not wording.quoted(word) and wording.printed[word][0].isalnum() for word in range(first, end)):
            found = _in(wording, mentions, (first, end), forms)
            if found:
                return Subject(found[0], back, found[1])
            back += 1
        elif back == 0:
            back = 1
        if first <= not_before or first == 0:
            return None
        end = first
        first = max(wording.sentence(end - 1)[0], end - REACH)
    return None


def _in(
    wording: Wording, mentions: Sequence[Mention], words: WordRange, forms: Sequence[int]
) -> tuple[int, int | None] | None:
    """The mention of a range that is its subject, and who is named beside it."""
    index = bisect_left(mentions, words[0], key=lambda mention: mention.first)
    while index < len(mentions) and mentions[index].first < words[1]:
        mention = mentions[index]
        if mention.form in forms and not wording.quoted(mention.first) and mention.last < words[1]:
            if mention.form == ROLE and PERSON in forms and wording.lower[mention.last - 1] not in PERSON_ROLES:
                index += 1
                continue
            if not _governed(wording, mention, words[0]) and not _possesses(wording, mention):
                return index, _beside(wording, mentions, index, words[1])
        index += 1
    return None


def _governed(wording: Wording, mention: Mention, start: int) -> bool:
    """Whether a preposition stands before the mention, its titles aside."""
    place = mention.first - 1
    while place >= start and (
        wording.lower[place] in ("the", "a", "an", ".", "former", "then")
        or (wording.printed[place][0].isupper() and place > start)
        or wording.lower[place] in PERSON_ROLES
    ):
        if wording.lower[place] in _GOVERNING:
            return True
        place -= 1
    return place >= start and wording.lower[place] in _GOVERNING


def _possesses(wording: Wording, mention: Mention) -> bool:
    if mention.form in (HE, SHE):
        return wording.lower[mention.first] in ("his", "her", "hers", "him", "himself", "herself")
    after = wording.lower[mention.last] if mention.last < len(wording.lower) else ""
    return after in ("'", "’") or (mention.form in (PERSON, ORGANIZATION) and after == "-")


def _beside(wording: Wording, mentions: Sequence[Mention], index: int, end: int) -> int | None:
    """Who is named beside the mention: "Lund and Brisk"."""
    mention = mentions[index]
    for other in range(index + 1, min(index + 3, len(mentions))):
        if mentions[other].first >= end:
            return None
        between = wording.lower[mention.last : mentions[other].first]
        if mentions[other].form == mention.form and "and" in between and len(between) <= 3:
            return other
    return None
