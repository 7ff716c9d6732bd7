"""What the rest of a report tells of a name: where it ends, and whether it is one.

The head judges each place by itself: it finds "Smolny Beyond Borders" in one sentence and "Smolny Beyond" in the next,
and in a headline, where most words begin with a capital, "Abandon Republican Party".  F1 against CoreNLP's names of
PolNeAR dev 80.9 before, 81.1 with it (organizations 63.4 and 64.5); on pages of 29 publishers it put 30 names right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.extract.countries import country_named
from onrecord.extract.first_names import is_first_name
from onrecord.extract.mentions import ORGANIZATION, OTHER, PERSON, PLACE
from onrecord.extract.role_nouns import ORGANIZATION_ROLES, PERSON_ROLES
from onrecord.extract.wording import Wording

if TYPE_CHECKING:
    from onrecord.extract.names import Name

_KNOWN_NOWHERE = 0.8  # how sure the head must be of a headline's name that the text does not have; a judgement
_SMALL = frozenset(
    "a an and as at but by for from if in into is nor of off on or out over s than the to up via vs with".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def longest_everywhere(wording: Wording, names: Sequence[Name]) -> list[Name]:
    """The names in text order, each as long as the longest name of the report that is printed there."""
    known: dict[tuple[str, ...], Name] = {}
    at: dict[int, Name] = {}
    for name in names:
        at |= dict.fromkeys(range(name.first, name.last), name)
        words = tuple(wording.printed[name.first : name.last])
        if name.form != OTHER and sum(word[:1].isupper() for word in words) > 1:
            surest = known.get(words, name)
            known[words] = name if name.confidence > surest.confidence else surest
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in sorted(known, key=len, reverse=True):
        by_first[words[0]].append(words)
    whole: list[Name] = []
    place = 0
    for word, printed in enumerate(wording.printed):
        if word < place:
            continue
        for words in by_first.get(printed, ()):
            end = word + len(words)
            if tuple(wording.printed[word:end]) != words:
                continue
            inside = {at[part] for part in range(word, end) if part in at}
            # A name that begins before or goes on behind is another: "Bank of Tarn" and "National Bank of Tarn".
            if all(word <= name.first and name.last <= end for name in inside):
                same = [name for name in inside if (name.first, name.last) == (word, end)]
                whole.append(same[0] if same else replace(known[words], first=word, last=end))
                place = end
                break
    covered = {word for name in whole for word in range(name.first, name.last)}
    return sorted([*whole, *(name for name in names if name.first not in covered)], key=lambda name: name.first)


def further(wording: Wording, names: Sequence[Name]) -> list[Name]:
    """The names, to the word that says that they are an organization: "Europa | League"."""
    taken = {word for name in names for word in range(name.first, name.last)}
    result = []
    for name in names:
        last, stop = name.last, wording.sentence(name.first)[1]
        while last < stop and last not in taken and wording.printed[last].istitle() and wording.printed[last].isalpha():
            last += 1
        added = wording.lower[name.last : last]
        if (
            name.form in (PLACE, ORGANIZATION)
            and added
            and added[-1] in ORGANIZATION_ROLES
            and (PERSON_ROLES | _DAYS).isdisjoint(added)
        ):
            result.append(replace(name, last=last, form=ORGANIZATION))
        else:
            result.append(name)
    return result


def in_titles(wording: Wording, names: Sequence[Name]) -> list[Name]:
    """The names, those of headlines without words that the text writes small, and only if the text knows the rest."""
    seen = _Seen.of(wording)
    result = []
    for name in names:
        if int(wording.sentence_of[name.first]) not in seen.titles:
            result.append(name)
        elif (kept := _in_title(wording, seen, name)) is not None:
            result.append(kept)
    return result


def _in_title(wording: Wording, seen: _Seen, name: Name) -> Name | None:
    first, last = name.first, name.last

    def is_common(word: int) -> bool:
        lower = wording.lower[word]
        return seen.small[lower] > 2 * seen.capital[lower]

    if name.form == PERSON and is_first_name(wording.printed[first]):
        return replace(name, last=last - 1) if last - first > 2 and is_common(last - 1) else name
    while first < last and is_common(first):
        first += 1
    # "Trade Commission" stays whole, though a text writes "the commission".
    while first < last and is_common(last - 1):
        if last - first > 1 and wording.lower[last - 1] in ORGANIZATION_ROLES:
            break
        last -= 1
    if first == last:
        return None
    cut = (first, last) != (name.first, name.last)
    lower = wording.lower[first:last]
    known = any(seen.capital[word] for word in lower) or "." in lower or country_named(wording.said(first, last))
    if not known and (cut or name.confidence < _KNOWN_NOWHERE):
        return None
    return replace(name, first=first, last=last)


@dataclass(frozen=True)
class _Seen:
    """Which sentences, by number, are headlines; how often the others have a word with a small letter or, not in the
    first place, with a capital."""

    titles: set[int] = field(default_factory=set)
    small: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, wording: Wording) -> _Seen:
        seen = cls()
        for number, start in enumerate(wording.story.sentences):
            stop = wording.sentence(start)[1]
            words = wording.printed[start:stop]
            # A list of names is no headline: "Ada Lund, Per Moor, Tarn United and Brisk Rovers came."
            if (start, stop) == wording.paragraph(start) and _is_title(words):
                seen.titles.add(number)
                continue
            for place, word in enumerate(words):
                if word.islower():
                    seen.small[word] += 1
                elif place and word[:1].isupper():
                    seen.capital[word.lower()] += 1
        return seen


def _is_title(words: Sequence[str]) -> bool:
    """Whether nearly all words begin with a capital but for those that headlines write small."""
    telling = [word for word in words if word[0].isalpha() and word.lower() not in _SMALL]
    return len(telling) > 2 and sum(word[0].isupper() for word in telling) > 0.8 * len(telling)
