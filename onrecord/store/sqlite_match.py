"""What is sought, in the language of FTS5.

Every word goes in between quotation marks, letters and figures only, so that nothing typed is ever taken for a
command of that language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.store.query import Term
from onrecord.store.search import Kind, Sign, Sought, mark

_TEXT, _MARKS = "{words names}", "{marks}"
# By which of its marks an entry of each kind is known under the other names of who is in it.
_KNOWN_BY: dict[Kind, tuple[Sign, ...]] = {
    "statements": ("speaker",),
    "events": ("speaker", "about"),
    "reports": ("about",),
}
# What Porter's stemmer takes away, in the letters that words have.
_ENDINGS = (
    "ables ably als ances ancies ants ates ational atives ators ences encies ents ers es ed eed ful fully fulness "
    "ibles ibly icals ically ics icates ications ies ing ings ions isms iteness ities ives iveness izations izes izers "
    "ized izing isations ises isers ised ising ly ments ness ous ously ousness s tional y ements eness edly ingly ist "
    "ilities alities ivities alisms logies abilities ibilities"
).split()
# A stem is not always the word's own letters: "hoping" is hope, "happy" happi, "capability" capabl.
_TURNED = ("", "e", "i", "l")
_SHORTEST = 2


def match_of(sought: Sought, kind: Kind) -> str:
    """The whole of what is sought: words and marks."""
    parts = []
    for number, terms in enumerate(sought.query.every):
        found = [f"{_TEXT} : ({_any(_phrases(terms, shortened=sought.shortened))})"]
        if profiles := sought.others[number] if sought.others else ():
            found.append(_marked(mark(sign, profile) for profile in profiles for sign in _KNOWN_BY[kind]))
        parts.append(f"({' OR '.join(found)})")
    parts += [_marked(some) for some in sought.marks]
    match = " AND ".join(parts)
    if barred := [term for term in sought.query.none if not (term.exact or term.prefix)]:
        match = f"({match}) NOT ({_TEXT} : ({_any(_phrases(barred, shortened=False))}))"
    return match


def terms_match(terms: Sequence[Term]) -> str:
    """Any of some terms."""
    return _any(_phrases(terms, shortened=True))


def stems_before(beginning: str) -> list[str]:
    """Stems that words which begin so may have and that are shorter than the beginning: "organiza": organ."""
    found: dict[str, None] = {}
    for length in range(_SHORTEST, len(beginning)):
        rest = beginning[length:]
        # "slipped" is slip: before an ending a consonant may be there twice.
        twice = rest[1:] if rest[0] == beginning[length - 1] else None
        if twice == "" or any(_may_end(one) for one in (rest, twice) if one):
            found |= dict.fromkeys(beginning[:length] + turned for turned in _TURNED)
    found.pop(beginning, None)
    return list(found)


def _may_end(rest: str) -> bool:
    return any(ending.startswith(rest) or rest.startswith(ending) for ending in _ENDINGS)


def _phrases(terms: Iterable[Term], *, shortened: bool) -> Iterator[str]:
    for term in terms:
        if not term.prefix:
            yield f'"{" ".join(term.words)}"'
            continue
        yield f'"{" ".join(term.words)}" *'
        if not shortened:
            continue
        if term.words[-1].endswith("y") and len(term.words[-1]) > _SHORTEST:
            # A final y is stemmed to i, also where it only ends a beginning: "liby" is no beginning of libya then.
            yield f'"{" ".join((*term.words[:-1], term.words[-1][:-1]))}" *'
        for stem in stems_before(term.words[-1]):
            yield f'"{" ".join((*term.words[:-1], stem))}"'


def _any(phrases: Iterable[str]) -> str:
    return " OR ".join(phrases)


def _marked(marks: Iterable[str]) -> str:
    return f"({_MARKS} : ({_any(f'{chr(34)}{one}{chr(34)}' for one in marks)}))"
