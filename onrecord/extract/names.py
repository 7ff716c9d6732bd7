"""Names of persons, organizations, places and other things, from the encoder's name head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.countries import country_of, is_demonym
from onrecord.extract.encoder import Floats
from onrecord.extract.first_names import is_first_name
from onrecord.extract.mentions import ORGANIZATION, OTHER, PERSON, PLACE, is_pronoun
from onrecord.extract.name_kinds import kind_by_neighbours, kinds_by_words, one_kind_a_string
from onrecord.extract.name_parts import whole_names
from onrecord.extract.names_elsewhere import further, in_titles, longest_everywhere
from onrecord.extract.picture_credits import is_picture_credit
from onrecord.extract.role_nouns import MODIFIERS, ORGANIZATION_ROLES, PERSON_ROLES, ROLES
from onrecord.extract.runs import find_runs, likeliest
from onrecord.extract.wording import Wording, WordRange

KINDS = (PERSON, ORGANIZATION, PLACE, OTHER)  # the name head's kinds in order
# The first and name_kinds.KEEPS_KIND were chosen on a quarter of Universal NER's development part, with a network
# trained on the rest: span F1 72.6 without the two, 73.1 with the second, 74.2 with both.  Organizations, where it errs
# most, must be surer: even on the sentences that it learned from 0.45 gives them F1 93.0, 0.6 93.5, 0.7 93.7, 0.8 92.6;
# but from 0.6 on reports lose some that everybody knows.
LEAST_OTHERWISE = 0.45
LEAST_ORGANIZATION = 0.55
_CARRIED_BY = frozenset("by citing via agency newspaper broadcaster".split())
_CARRIES = frozenset("quoted cited reported quotes cites reports citing quoting".split())
GUESSED = 0.6  # what a name is given that a rule finds; a judgement
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_BEFORE_MONTHS = frozenset(
    "in since until till by of last next this early late mid from to before after during and".split()
)
_MARKS = frozenset(",;:()[]\"“”‘'«»")
_TITLES = frozenset("mr mrs ms miss mx dr drs sir dame lord lady president sheikh aunt uncle".split())


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``first`` to ``last`` (half-open) name something of kind ``form`` (see ``mentions``)."""

    first: int
    last: int
    form: int
    confidence: float


def find_names(wording: Wording, scores: Floats, sources: Iterable[WordRange] = ()) -> list[Name]:
    """The story's names in text order, trimmed of titles and marks; one string has one kind in a report.

    scores: log-probabilities ``[words, 9]`` of the name tags; sources: who is told
    to have said something, where a name is likely.
    """
    found: list[Name] = []
    doubtful: list[Name] = []
    path = likeliest(scores, wording.story.paragraphs)
    for number, runs in find_runs(wording.story, scores, path=path).items():
        for (first, last), confidence in zip(runs.bounds.tolist(), runs.confidence.tolist(), strict=True):
            trimmed = _trimmed(wording, first, last, KINDS[number - 1])
            if trimmed and confidence >= LEAST_OTHERWISE:
                form = kind_by_neighbours(wording, trimmed, KINDS[number - 1])
                sure = confidence >= _least(wording, trimmed, KINDS[number - 1])
                (found if sure else doubtful).append(Name(*trimmed, form, round(confidence, 3)))
    # What is surely named elsewhere is named here too.
    known = {wording.said(name.first, name.last) for name in found}
    found += [name for name in doubtful if wording.said(name.first, name.last) in known]
    found = whole_names(wording, (name for name in found if not _is_title(wording, name)))
    found = kinds_by_words(wording, found)
    found = [
        name for name in found if name.form == ORGANIZATION or not is_picture_credit(wording, (name.first, name.last))
    ]
    found = _completed(wording, found)
    found = _with_defined(wording, found)
    found += _behind_roles(wording, found)
    found = _with_sources(wording, found, sources)
    found.sort(key=lambda name: name.first)
    found = one_kind_a_string(wording, found)
    found = in_titles(wording, longest_everywhere(wording, further(wording, found)))
    return sorted([*found, *_missed(wording, found)], key=lambda name: name.first)


def _least(wording: Wording, words: WordRange, form: int) -> float:
    """How sure the head must be of a name; of an organization less where it hands on what others say."""
    before = words[0] - 1
    while before >= 0 and wording.lower[before] in ("the", "a", "an"):
        before -= 1
    beside = (wording.lower[before] if before >= 0 else "", *wording.lower[words[1] : words[1] + 1])
    if form != ORGANIZATION or beside[0] in _CARRIED_BY or beside[-1] in _CARRIES | ORGANIZATION_ROLES:
        return LEAST_OTHERWISE
    return LEAST_ORGANIZATION


def _trimmed(wording: Wording, first: int, last: int, form: int) -> tuple[int, int] | None:
    """Without marks, a possessive ending, or (persons) the titles before."""
    words = wording.lower
    while last > first and (words[last - 1] in _MARKS or words[last - 1] == "’"):
        last -= 1
    if last - first > 2:
        last = _before_possessive(words, last)
    while first < last and words[first] in _MARKS:
        first += 1
    # "the RIA Novosti news agency": the name ends where the common nouns begin.
    if form == ORGANIZATION and wording.printed[first][:1].isupper():
        while last - first > 1 and words[last - 1] in ROLES | {"news"} and wording.printed[last - 1].islower():
            last -= 1
    if form == PERSON:
        while last - first > 1 and _precedes(wording, first):
            first += 1
        if last - first == 1 and words[first] in _TITLES - {"president"}:
            return None
    if last - first == 1 and is_pronoun(wording.printed[first]):
        return None
    # A lone abbreviation keeps its point: "U.S.".
    return (first, last) if first < last and any(word[0].isalnum() for word in words[first:last]) else None


def _before_possessive(words: Sequence[str], end: int) -> int:
    """Where words that end there end without "'s" or "'"."""
    if words[end - 1] == "s" and words[end - 2] in ("'", "’"):
        return end - 2
    return end - 1 if words[end - 1] in ("'", "’") else end


def _precedes(wording: Wording, word: int) -> bool:
    """Whether a word before a person's name is no part of it: "Mrs", "." of "Mr.", "Commander"."""
    lower = wording.lower[word]
    return (
        lower in _TITLES
        or lower in (".", "the")
        or (lower in PERSON_ROLES and not is_first_name(wording.printed[word]))
    )


def _is_title(wording: Wording, name: Name) -> bool:
    """Whether a word only qualifies a role or is one: "Interior" of "Interior Minister", "Commander" before a name."""
    if name.last - name.first > 1 or name.last >= len(wording.lower):
        return False
    word, after = wording.lower[name.first], wording.lower[name.last]
    if word in PERSON_ROLES and not is_first_name(wording.printed[name.first]):
        return wording.printed[name.last][:1].isupper()
    return word in MODIFIERS and after in PERSON_ROLES


def _completed(wording: Wording, names: list[Name]) -> list[Name]:
    """Persons' names with the given name, last name or initials beside them that the head passed over."""
    taken = {word for name in names for word in range(name.first, name.last)}
    openings = set(wording.story.sentences)
    count = len(wording.printed)

    def free_name(word: int) -> bool:
        printed = wording.printed[word] if 0 <= word < count else ""
        return word not in taken and printed[:1].isupper() and printed.isalpha()

    result = []
    for name in names:
        first, last = name.first, name.last
        if name.form == PERSON and last - first == 1:
            if free_name(first - 1) and is_first_name(wording.printed[first - 1]):
                first -= 1
            elif is_first_name(wording.printed[first]) and free_name(last):
                last += 1
        if name.form == PERSON:
            # Initials: "W. H. Moor".
            while first not in openings and _is_initial(wording, first - 2) and not {first - 2, first - 1} & taken:
                first -= 2
        result.append(Name(first, last, name.form, name.confidence))
    return result


def _behind_roles(wording: Wording, names: list[Name]) -> Iterator[Name]:
    """Two or three capitalised words behind a person's role that the head passed over: "the baker April March"."""
    taken = {word for name in names for word in range(name.first, name.last)}
    printed = wording.printed
    for place in range(1, len(printed)):
        if wording.lower[place - 1] not in PERSON_ROLES or place in taken:
            continue
        last = place
        while last < len(printed) and printed[last][:1].isupper() and printed[last][1:].islower() and last not in taken:
            last += 1
        if 2 <= last - place <= 3:
            yield Name(place, last, PERSON, GUESSED)


def _with_defined(wording: Wording, names: list[Name]) -> list[Name]:
    """Capitalised words whose initials stand in brackets behind them, and the initials: "Islamic State (IS)".

    After Schwartz and Hearst (2003), for names alone.
    """
    printed = wording.printed
    result = list(names)

    def add(first: int, last: int) -> None:
        inside = [name for name in result if name.first < last and first < name.last]
        # What the head found of more words, or as a person, stays.
        if all(first <= name.first and name.last <= last and name.form != PERSON for name in inside) and not any(
            name.last - name.first == last - first and name.form == ORGANIZATION for name in inside
        ):
            result[:] = [name for name in result if name not in inside]
            result.append(Name(first, last, ORGANIZATION, GUESSED))

    for place in range(2, len(printed) - 2):
        short = printed[place + 1]
        if printed[place] != "(" or printed[place + 2] != ")" or not (1 < len(short) < 7 and short.isupper()):
            continue
        end = _before_possessive(wording.lower, place)  # "The United Nations' (UN) top court"
        first = _spelt_out(wording, end, short)
        if first is not None:
            add(first, end)
            for later in range(place + 1, len(printed)):
                if printed[later] == short:
                    add(later, later + 1)
    return result


def _spelt_out(wording: Wording, end: int, short: str) -> int | None:
    """Where the words begin that end at ``end`` and have these initials; None where they have not."""
    first, letters = end, list(short.lower())
    while first and letters and wording.printed[first - 1][0].isalpha():
        lower = wording.lower[first - 1]
        if wording.printed[first - 1][0].isupper() and lower[0] == letters[-1]:
            letters.pop()
        elif lower not in ("of", "the", "for", "and", "in"):
            return None
        first -= 1
    return None if letters or not wording.printed[first][0].isupper() else first


def _is_initial(wording: Wording, word: int) -> bool:
    printed = wording.printed
    return word >= 0 and len(printed[word]) == 1 and printed[word].isupper() and printed[word + 1] == "."


def _with_sources(wording: Wording, names: list[Name], sources: Iterable[WordRange]) -> list[Name]:
    """Two or three capitalised words that are a source as a whole name a person.

    So where they begin with a given name, or where the head found nothing in them and they are no role, country or
    common words.
    """
    result = list(names)
    usual = {word for word in wording.printed if word.islower()}
    last_names = {wording.lower[n.last - 1] for n in names if n.form == PERSON and n.last - n.first > 1}
    for first, last in sources:
        words = wording.printed[first:last]
        if not 2 <= len(words) <= 3 or not all(word[:1].isupper() and word.isalpha() for word in words):
            continue
        inside = [name for name in result if name.first < last and first < name.last]
        if any(name.last - name.first == last - first for name in inside):
            continue
        # "Per Lund" of a report that knows an Ada Lund is another Lund, whatever the head took "Lund" for.
        related = wording.lower[last - 1] in last_names
        plain = (related or all(name.form == PERSON for name in inside)) and not any(
            word.isupper() or word.lower() in ROLES | usual or country_of(word) or is_demonym(word) for word in words
        )
        if not is_first_name(words[0]) and not plain:
            continue
        result = [name for name in result if name not in inside]
        result.append(Name(first, last, PERSON, GUESSED))
    return result


def _missed(wording: Wording, names: list[Name]) -> Iterator[Name]:
    """Last names that stand alone where the head passed them over, of persons whom it found elsewhere."""
    last_names: dict[str, float] = {}
    for name in names:
        if name.form == PERSON and name.last - name.first > 1 and wording.printed[name.last - 1][:1].isupper():
            own = wording.printed[name.last - 1]
            last_names[own] = max(last_names.get(own, 0.0), name.confidence)
    taken = {word for name in names for word in range(name.first, name.last)}
    openings = set(wording.story.sentences)
    for word, printed in enumerate(wording.printed):
        if word in taken or printed not in last_names or len(printed) < 3:
            continue
        # Somebody called March, and the month.
        if word and wording.lower[word] in _MONTHS and wording.lower[word - 1] in _BEFORE_MONTHS:
            continue
        # Part of a longer name of something else: "Strand Street".
        if word + 1 < len(wording.printed) and wording.printed[word + 1][:1].isupper():
            continue
        before = word - 1
        if (
            word in openings
            or not word
            or not wording.printed[before][:1].isupper()
            or wording.lower[before] in _TITLES
        ):
            yield Name(word, word + 1, PERSON, round(0.8 * last_names[printed], 3))
