"""Texts as a server's text search has them: words by their stems, with places, or as pairs where they are very long."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.store.folding import clean, folded
from onrecord.store.postgres.lexemes import mark_of, pair_of, stem_of, vector
from onrecord.store.postgres.match import match_of, names_match
from onrecord.store.query import parse_query
from onrecord.store.search import Sought
from tests.postgres import Server

pytestmark = pytest.mark.server_only


@pytest.fixture(scope="module")
def asking(server: Server) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
        yield connection


def found(
    asking: psycopg.Connection[tuple[object, ...]], text: str, typed: str, names: str = "", marks: str = ""
) -> bool:
    """Whether a text is found by what is typed."""
    match = match_of(Sought(query=parse_query(typed)), "statements")
    given = (vector(folded(text), folded(names), marks.split()), match)
    row = asking.execute("SELECT CAST(%s AS tsvector) @@ CAST(%s AS tsquery)", given).fetchone()
    return bool(row and row[0])


def test_words_by_their_stems_with_places() -> None:
    assert vector("the ferries, the ferry", "Ada Brisk", ["s7"]) == ("'=s7' 'the':1,3 'ferri':2,4 'ada':13 'brisk':14")
    assert (stem_of("ferries"), mark_of("s7"), pair_of("a", "b")) == ("ferri", "=s7", "a+b")
    assert vector("", "", []) == ""


def test_what_is_sought_is_quoted() -> None:
    assert match_of(Sought(query=parse_query("ferries -toll")), "statements") == "(('ferri')) & !('toll')"
    assert names_match(["ada", "bri"], prefix=True) == "'ada' & 'bri':*"


def test_phrases_and_beginnings(asking: psycopg.Connection[tuple[object, ...]]) -> None:
    text = "The harbour master said that no ferry would sail."
    assert found(asking, text, '"harbour master"') and not found(asking, text, '"master harbour"')
    assert found(asking, text, "harb*") and found(asking, text, '"ferries would"')
    assert found(asking, text, "harbour -bridge") and not found(asking, text, "harbour -ferry")
    # No phrase goes on from the text into the names, and no mark is a word.
    assert not found(asking, text, '"sail Ada"', names="Ada Brisk", marks="s7")
    assert found(asking, text, "Brisk", names="Ada Brisk") and not found(asking, text, "s7", marks="s7")


@pytest.mark.parametrize("words", [300, 20_000])
def test_phrases_in_very_long_texts(asking: psycopg.Connection[tuple[object, ...]], words: int) -> None:
    """More than 255 places of one word; places behind the 16,383rd."""
    other = "tide" if words == 300 else ""
    middle = " ".join(other or f"w{number % 4000}" for number in range(words))
    text = f"first ferry {middle} the last harbour master spoke"
    for typed in (
        '"first ferry"',
        '"harbour master"',
        "last harbour",
        '"last harbour master"',
        "harbour-mas*",
        "spo*",
    ):
        assert found(asking, text, typed), typed
    for typed in ('"ferry first"', '"master harbour"', '"spoke Ada"', "bridge"):
        assert not found(asking, text, typed, names="Ada Brisk"), typed


def test_texts_longer_than_a_vector(asking: psycopg.Connection[tuple[object, ...]]) -> None:
    """What a vector has no room for is left out, and the rest is found."""
    text = "harbour " + " ".join(f"{number:x}word" * 9 for number in range(17_000))
    assert found(asking, text, "harbour")
    assert found(asking, "y" * 5000 + " harbour", "harbour")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet=st.characters(codec=None), max_size=60), typed=st.text(max_size=20))
def test_any_text_is_taken(asking: psycopg.Connection[tuple[object, ...]], text: str, typed: str) -> None:
    told = vector(folded(clean(text)), folded(clean(typed)), [])
    asking.execute("SELECT CAST(%s AS tsvector)", (told,))
    query = parse_query(" ".join(word for word in typed.split() if not word.startswith(("-", "−", "–"))))
    if query.every and len(query.every) < 40:
        asking.execute("SELECT CAST(%s AS tsquery)", (match_of(Sought(query=query), "events"),))
