"""What is sought, as rows of stemmed words: the same for every search index.

The indexes know words by their stems (Porter).  A beginning of a word is looked for among stems, of which some are
shorter than the beginning itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.store.query import Term
from onrecord.store.search import Kind, Sign

# By which of its marks an entry of each kind is known under the other names of who is in it.
KNOWN_BY: dict[Kind, tuple[Sign, ...]] = {
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


def rows_of(terms: Iterable[Term], *, shortened: bool) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Words that follow one another, one such row of which is enough, and whether the last only begins so.

    shortened: of the beginning of a word also the stems that are shorter.
    """
    for term in terms:
        yield term.words, term.prefix
        if not term.prefix or not shortened:
            continue
        if term.words[-1].endswith("y") and len(term.words[-1]) > _SHORTEST:
            # A final y is stemmed to i, also where it only ends a beginning: "liby" is no beginning of libya then.
            yield (*term.words[:-1], term.words[-1][:-1]), True
        for stem in stems_before(term.words[-1]):
            yield (*term.words[:-1], stem), False


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
