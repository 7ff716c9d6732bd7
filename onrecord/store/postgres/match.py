"""What is sought, as a ``tsquery``.

Every lexeme stands between quotation marks, letters and figures only, so that nothing typed is ever taken for a sign
of that language.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from onrecord.store.postgres.lexemes import LONGEST, mark_of, pair_of, stem_of
from onrecord.store.query import Term
from onrecord.store.search import Kind, Sought, mark
from onrecord.store.search_terms import KNOWN_BY, rows_of


def match_of(sought: Sought, kind: Kind) -> str:
    """The whole of what is sought: words and marks; empty where neither is."""
    parts = []
    for number, terms in enumerate(sought.query.every):
        found = _phrases(terms, shortened=sought.shortened)
        if profiles := sought.others[number] if sought.others else ():
            found += [_quoted(mark_of(mark(sign, one))) for one in profiles for sign in KNOWN_BY[kind]]
        parts.append(_any(found))
    parts += [_any(_quoted(mark_of(one)) for one in some) for some in sought.marks]
    match = " & ".join(parts)
    if barred := [term for term in sought.query.none if not (term.exact or term.prefix)]:
        match = f"({match}) & !{_any(_phrases(barred, shortened=False))}"
    return match


def names_match(words: Iterable[str], *, prefix: bool) -> str:
    """A name that has all these words as they stand.  prefix: the last one begins so."""
    found = [_quoted(word[:LONGEST]) + (":*" if len(word) > LONGEST else "") for word in words]
    return " & ".join(found) + (":*" if prefix and not found[-1].endswith("*") else "")


def _phrases(terms: Iterable[Term], *, shortened: bool) -> list[str]:
    found = []
    for words, begins in rows_of(terms, shortened=shortened):
        stems = [stem_of(word) for word in words]
        end = ":*" if begins else ""
        if len(stems) == 1:
            found.append(_quoted(stems[0]) + end)
            continue
        # A long text has pairs in the place of places (lexemes.py).
        pairs = " & ".join(_quoted(pair_of(*two)) for two in pairwise(stems))
        found.append(f"({' <-> '.join(map(_quoted, stems))}{end} | ({pairs}{end}))")
    return found


def _any(some: Iterable[str]) -> str:
    return f"({' | '.join(some)})"


def _quoted(lexeme: str) -> str:
    return f"'{lexeme}'"
