"""What is sought, in the language of FTS5.

Every word goes in between quotation marks, letters and figures only, so that nothing typed is ever taken for a
command of that language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.store.query import Term
from onrecord.store.search import Kind, Sought, mark
from onrecord.store.search_terms import KNOWN_BY, rows_of

_TEXT, _MARKS = "{words names}", "{marks}"


def match_of(sought: Sought, kind: Kind) -> str:
    """The whole of what is sought: words and marks."""
    parts = []
    for number, terms in enumerate(sought.query.every):
        found = [f"{_TEXT} : ({_any(_phrases(terms, shortened=sought.shortened))})"]
        if profiles := sought.others[number] if sought.others else ():
            found.append(_marked(mark(sign, profile) for profile in profiles for sign in KNOWN_BY[kind]))
        parts.append(f"({' OR '.join(found)})")
    parts += [_marked(some) for some in sought.marks]
    match = " AND ".join(parts)
    if barred := [term for term in sought.query.none if not (term.exact or term.prefix)]:
        match = f"({match}) NOT ({_TEXT} : ({_any(_phrases(barred, shortened=False))}))"
    return match


def terms_match(terms: Sequence[Term]) -> str:
    """Any of some terms."""
    return _any(_phrases(terms, shortened=True))


def _phrases(terms: Iterable[Term], *, shortened: bool) -> Iterator[str]:
    for words, begins in rows_of(terms, shortened=shortened):
        yield f'"{" ".join(words)}"' + (" *" if begins else "")


def _any(phrases: Iterable[str]) -> str:
    return " OR ".join(phrases)


def _marked(marks: Iterable[str]) -> str:
    return f"({_MARKS} : ({_any(f'{chr(34)}{one}{chr(34)}' for one in marks)}))"
