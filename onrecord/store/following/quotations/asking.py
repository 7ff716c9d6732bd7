"""Which utterance is meant: by words, as somebody has heard them, by a statement, or by a wording's key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.errors import NotInLibrary, UsageError
from onrecord.follow.quotations.diff import Difference, differences
from onrecord.follow.quotations.keys import keys_of
from onrecord.follow.quotations.likeness import likeness
from onrecord.follow.quotations.words import Word, words_of
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.following.quotations.judged import wording_row
from onrecord.store.following.quotations.showing import Utterance, utterance_of
from onrecord.store.lookup import statement_number

_KEY = re.compile("[0-9a-f]{12,64}")
# Of a key so many wordings are looked at, be it common or not; and of what the words find so many statements.
_OF_KEY, _OF_INDEX = 64, 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Quoted:
    """What was found for words or for a statement.

    utterances: the likeliest first.  different: how the words that were asked for differ from the first one's fullest
    wording; null where it was not asked by words, or they are too few to say.  more: there are more utterances.
    unplaced: reports that are not placed yet, and left out.
    """

    asked: str
    utterances: tuple[Utterance, ...] = ()
    different: Difference | None = None
    more: bool = False
    unplaced: int = 0


def quote(connection: Connection, words: str, *, limit: int = 3, unplaced: int = 0) -> Quoted:
    """The utterances that are meant.

    words: some that were said, be they quoted rightly or not; or a statement, by its number in the library ("812") or
    by report and id ("10:a3"); or the key of a wording, of which 12 letters do.  limit: utterances at most.  unplaced:
    reports that wait to be placed.

    Raises NotInLibrary where a statement or key is none, or the statement is no quotation that says enough to be
    followed; UsageError where nothing is asked.
    """
    words = " ".join(words.split())
    if not words:
        raise UsageError("nothing to look for; give words that were said, or a statement")
    if limit < 1:
        raise UsageError(f"a limit of {limit} shows nothing; give 1 or more")
    if (number := statement_number(connection, words)) is not None:
        return _one(connection, words, _of_number(connection, number), unplaced)
    if _KEY.fullmatch(words):
        return _one(connection, words, wording_row(connection, words).utterance, unplaced)
    ends = _ends(connection, words, limit + 1)
    utterances = [one for end in ends[:limit] if (one := utterance_of(connection, end)) is not None]
    asked = words_of(words)
    different = None
    if utterances and len(asked) >= 4 and likeness(asked, words_of(utterances[0].wordings[0].words), same_speaker=True):
        different = differences(utterances[0].wordings[0].words, words)
    return Quoted(
        asked=words, utterances=tuple(utterances), different=different, more=len(ends) > limit, unplaced=unplaced
    )


def _one(connection: Connection, asked: str, end: int, unplaced: int) -> Quoted:
    shown = utterance_of(connection, end)
    return Quoted(asked=asked, utterances=(shown,) if shown else (), unplaced=unplaced)


def _of_number(connection: Connection, number: int) -> int:
    having, wording = schema.statement_wording.c, schema.wording.c
    query = select(wording.utterance).join_from(schema.statement_wording, schema.wording, wording.id == having.wording)
    end: int | None = connection.scalar(query.where(having.statement == number))
    if end is not None:
        return end
    table = schema.statement.c
    kind = connection.scalar(select(table.kind).where(table.id == number))
    why = "it is no quotation" if kind == "indirect" else "it says too little to be followed, or waits to be placed"
    raise NotInLibrary(f"statement {number} is in no utterance: {why}")


def _ends(connection: Connection, words: str, count: int) -> list[int]:
    """The utterances of the wordings that are likest, then of those that have the words."""
    asked = words_of(words)
    found = _by_words(connection, [word.form for word in asked], every=True)
    ends = dict.fromkeys(_alike(connection, asked, _by_keys(connection, asked)))
    if len(ends) < count:
        ends |= dict.fromkeys(found.values())
    if not ends:
        some = _by_words(connection, [word.form for word in asked if word.tells], every=False)
        ends |= dict.fromkeys(_alike(connection, asked, some))
    return list(ends)[:count]


def _by_keys(connection: Connection, asked: tuple[Word, ...]) -> set[int]:
    """Wordings that share keys with the words; whoever asks need not know who said them."""
    key, numbers = schema.wording_key.c, set[int]()
    for one in keys_of(asked, "")[:_OF_KEY]:
        numbers |= set(connection.scalars(select(key.wording).where(key.key == one).limit(_OF_KEY)))
    return numbers


def _alike(connection: Connection, asked: tuple[Word, ...], numbers: Iterable[int]) -> Iterable[int]:
    """The utterances of those wordings that are like the words, the likest first."""
    wording, found = schema.wording.c, []
    for some in chunks(sorted(numbers)):
        query = select(wording.key, wording.text, wording.utterance, wording.statements).where(wording.id.in_(some))
        for row in connection.execute(query):
            alike = likeness(asked, words_of(row.text), same_speaker=True)
            if alike is not None:
                found.append(
                    (-round(alike.share, 2), -round(alike.share_whole, 2), -row.statements, row.key, row.utterance)
                )
    return (one[-1] for one in sorted(found))


def _by_words(connection: Connection, forms: Iterable[str], *, every: bool) -> dict[int, int]:
    """Of the statements that the search index has by these words: the wording, and the utterance of each.

    every: all words must be there; else any.
    """
    from onrecord.store.query import parse_query
    from onrecord.store.search import Sought, ranked

    # What was said may hold any mark; none of them is meant as one of a query.
    sought = Sought(query=parse_query((" " if every else " OR ").join(dict.fromkeys(forms))))
    if sought.empty:
        return {}
    numbers = [number for number, _ in ranked(connection, "statements", sought, _OF_INDEX)[0]]
    having, wording = schema.statement_wording.c, schema.wording.c
    query = select(having.statement, wording.id, wording.utterance).join_from(
        schema.statement_wording, schema.wording, wording.id == having.wording
    )
    there = {row.statement: row for row in connection.execute(query.where(having.statement.in_(numbers)))}
    return {there[number].id: there[number].utterance for number in numbers if number in there}
