"""What is sought, in the language of FTS5.

Every word goes in between quotation marks, letters and figures only, so that nothing typed is ever taken for a
command of that language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.entities_naming import lookup_key
from onrecord.store.query import Term
from onrecord.store.search import Kind, Sign, Sought, mark, names_with

_TEXT, _MARKS = "{words names}", "{marks}"
# By which of its marks an entry of each kind is known under the other names of who is in it.
_KNOWN_BY: dict[Kind, tuple[Sign, ...]] = {"statements": ("speaker",), "events": ("speaker", "about"), "reports": ("about",)}
# What Porter's stemmer takes away, in the letters that words have.
_ENDINGS = (
    "ables ably als ances ancies ants ates ational atives ators ences encies ents ers es ed eed ful fully fulness ibles "
    "ibly icals ically ics icates ications ies ing ings ions isms iteness ities ives iveness izations izes izers ized "
    "izing isations ises isers ised ising ly ments ness ous ously ousness s tional y ements eness edly ingly ist"
).split()
# A stem is not always the word's own letters: "hoping" is hope, "happy" happi, "capability" capabl.
_TURNED = ("", "e", "i", "l")
_SHORTEST = 2


def match_of(connection: Connection, sought: Sought, kind: Kind) -> str:
    """The whole of what is sought: words and marks."""
    parts = []
    for terms in sought.query.every:
        found = [f"{_TEXT} : ({_any(_phrases(terms))})"]
        if profiles := _other_names(connection, terms):
            found.append(_marked(mark(sign, profile) for profile in profiles for sign in _KNOWN_BY[kind]))
        parts.append(f"({' OR '.join(found)})")
    parts += [_marked(some) for some in sought.marks]
    match = " AND ".join(parts)
    if barred := [term for term in sought.query.none if not (term.exact or term.prefix)]:
        match = f"({match}) NOT ({_TEXT} : ({_any(_phrases(barred))}))"
    return match


def terms_match(terms: Sequence[Term]) -> str:
    """Any of some terms."""
    return _any(_phrases(terms))


def stems_before(beginning: str) -> list[str]:
    """Stems that words which begin so may have and that are shorter than the beginning: "organiza": organ."""
    found: dict[str, None] = {}
    for length in range(_SHORTEST, len(beginning)):
        rest = beginning[length:]
        if any(ending.startswith(rest) or rest.startswith(ending) for ending in _ENDINGS):
            found |= dict.fromkeys(beginning[:length] + turned for turned in _TURNED)
    found.pop(beginning, None)
    return list(found)


def _phrases(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        if not term.prefix:
            yield f'"{" ".join(term.words)}"'
            continue
        before = " ".join(term.words[:-1])
        yield f'"{before} {term.words[-1]}" *' if before else f'"{term.words[-1]}" *'
        for stem in stems_before(term.words[-1]):
            yield f'"{before} {stem}"' if before else f'"{stem}"'


def _any(phrases: Iterable[str]) -> str:
    return " OR ".join(phrases)


def _marked(marks: Iterable[str]) -> str:
    return f"({_MARKS} : ({_any(f'{chr(34)}{one}{chr(34)}' for one in marks)}))"


def _other_names(connection: Connection, terms: Iterable[Term]) -> list[int]:
    """Profiles whose own name lacks the words of a term, but whose entity has them in another name."""
    names, profile = schema.entity_name, schema.entity_profile
    found: dict[int, None] = {}
    for term in terms:
        for some in chunks(names_with(connection, term.words, prefix=term.prefix)):
            query = (
                select(profile.c.id, profile.c.name)
                .join(names, names.c.entity == profile.c.entity)
                .where(names.c.id.in_(some))
                .distinct()
                .limit(1000)
            )
            for row in connection.execute(query):
                own = set(lookup_key(row.name).split())
                missing = [word for word in term.words if word not in own]
                if missing and not (term.prefix and any(word.startswith(term.words[-1]) for word in own)):
                    found[row.id] = None
    return list(found)
