"""What a person types into the search, taken apart.

::

    bridge repair          both words, in any form: "bridges", "repaired"
    "bridge repair"        these words as they stand
    bridge OR ferry        one of them
    bridge -toll           the one without the other
    organi*                words that begin so

Nothing typed is wrong: a sign that means nothing is left out, a quotation mark that is never closed closes at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.errors import UsageError
from onrecord.store.folding import clean, folded, words_in

MOST_TERMS = 48

# A minus only before a word; curly quotation marks as straight ones; a star only behind a word.
_TERM = re.compile(r"""(?P<minus>(?<!\S)[-−–])?(?:["“”„](?P<phrase>[^"“”„]*)(?:["“”„]|\Z)|(?P<word>[^\s"“”„]+))""")


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One thing to look for: words that follow one another.  exact: as they stand; prefix: the last begins so."""

    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """All of ``every`` must be there, of each one term at least; none of ``none`` may."""

    every: tuple[tuple[Term, ...], ...] = ()
    none: tuple[Term, ...] = ()

    @property
    def strict(self) -> bool:
        """Whether the index alone cannot tell: it knows words by their stems, not as they stand."""
        return any(_strict(term) for terms in (*self.every, self.none) for term in terms)

    @property
    def begins(self) -> bool:
        """Whether a beginning of a word is asked for."""
        return any(term.prefix for terms in self.every for term in terms)


def parse_query(words: str) -> Query:
    """What these words ask for; an empty query where they hold no word.

    Raises ``UsageError`` where more than MOST_TERMS things are asked for, or only what must not be there.
    """
    every: list[list[Term]] = []
    none: list[Term] = []
    either = False
    for match in _TERM.finditer(clean(words)):
        word, phrase = match["word"], match["phrase"]
        if word == "OR" and not match["minus"]:
            either = bool(every)
            continue
        printed = tuple(words_in(phrase if word is None else word))
        if not printed:
            continue
        term = Term(words=printed, exact=word is None, prefix=word is not None and word.endswith("*"))
        if match["minus"]:
            none.append(term)
        elif either:
            every[-1].append(term)
        else:
            every.append([term])
        either = False
    if len(none) + sum(map(len, every)) > MOST_TERMS:
        raise UsageError(f"more than {MOST_TERMS} words to look for; give fewer")
    if none and not every:
        raise UsageError("only words that must not be there; give one that must")
    return Query(every=tuple(tuple(terms) for terms in every), none=tuple(none))


def holds(query: Query, texts: Iterable[str], plain: Callable[[Sequence[Term]], bool]) -> bool:
    """Whether some texts have what must be, or must not be, as it stands: phrases and beginnings of words.

    Of words that may take any form the index has told already, but for a choice between such a word and a phrase:
    plain says whether the texts have one of some such words.
    """
    alike = [folded(text) for text in texts]
    if any(_has(term, alike) for term in query.none if _strict(term)):
        return False
    for terms in query.every:
        strict = [term for term in terms if _strict(term)]
        if not strict or any(_has(term, alike) for term in strict):
            continue
        if len(strict) == len(terms) or not plain([term for term in terms if not _strict(term)]):
            return False
    return True


def _strict(term: Term) -> bool:
    return term.exact or term.prefix


def _has(term: Term, texts: Sequence[str]) -> bool:
    """Whether one of some folded texts has a term's words in a row."""
    pattern = _pattern(term)
    return any(pattern.search(text) for text in texts)


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    """What finds a term in folded text: words are letters and figures, between them stands anything else."""
    words = r"[\W_]+".join(map(re.escape, term.words))
    return re.compile(rf"(?<![^\W_]){words}" + ("" if term.prefix else r"(?![^\W_])"))
