from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.store.folding import clean, folded, words_in
from onrecord.store.query import MOST_TERMS, Query, Term, holds, parse_query
from onrecord.store.search_terms import stems_before


def every(words: str) -> list[list[str]]:
    return [
        [" ".join(term.words) + "!" * term.exact + "*" * term.prefix for term in terms]
        for terms in parse_query(words).every
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bridge repair", [["bridge"], ["repair"]]),
        ('"harbour bridge" repair', [["harbour bridge!"], ["repair"]]),
        ("“harbour bridge”", [["harbour bridge!"]]),
        ('"never closed', [["never closed!"]]),
        ("bridge OR ferry port", [["bridge", "ferry"], ["port"]]),
        ("OR bridge OR", [["bridge"]]),
        ("bridge or ferry", [["bridge"], ["or"], ["ferry"]]),
        ("organi*", [["organi*"]]),
        ("Málaga", [["malaga"]]),
        ("U.S.", [["u s"]]),
        ("co-operate", [["co operate"]]),
        ("AND NOT NEAR(", [["and"], ["not"], ["near"]]),
        ('a"b c"d', [["a"], ["b c!"], ["d"]]),
        ("*** ( ) : ^ -", []),
        ("", []),
    ],
)
def test_what_is_typed_and_what_is_meant(typed: str, meant: list[list[str]]) -> None:
    assert every(typed) == meant


def test_what_must_not_be_there() -> None:
    query = parse_query('bridge -toll -"harbour gate" well-known')
    assert every('bridge -toll -"harbour gate" well-known') == [["bridge"], ["well known"]]
    assert query.none == (Term(words=("toll",)), Term(words=("harbour", "gate"), exact=True))
    with pytest.raises(UsageError, match="give one that must"):
        parse_query("-toll")


def test_too_many_words() -> None:
    parse_query(" ".join(["word"] * MOST_TERMS))
    with pytest.raises(UsageError, match="give fewer"):
        parse_query(" ".join(["word"] * (MOST_TERMS + 1)))


def test_as_it_stands() -> None:
    def never(_: object) -> bool:
        return False

    query = parse_query('"the order"')
    assert holds(query, ["He gave the order."], never)
    assert not holds(query, ["He gave the orders."], never)
    assert not holds(query, ["He gave the", "order"], never), "two texts are not one phrase"
    assert holds(parse_query("organi*"), ["an Organisation"], never)
    assert not holds(parse_query("organi*"), ["an organ"], never)
    assert holds(parse_query('port -"old port"'), ["the port is old"], never)
    assert not holds(parse_query('port -"old port"'), ["the old port"], never)


def test_a_choice_between_a_phrase_and_a_word_of_any_form() -> None:
    query = parse_query('"the orders" OR ferry')
    assert holds(query, ["the ferries"], lambda terms: [term.words for term in terms] == [("ferry",)])
    assert not holds(query, ["the order"], lambda _: False)


def test_stems_that_are_shorter_than_the_beginning() -> None:
    assert "organ" in stems_before("organiza")
    assert "hope" in stems_before("hopi")
    assert "capabl" in stems_before("capabili")
    assert "the" not in stems_before("there")
    assert "organiza" not in stems_before("organiza")


@given(st.text(max_size=60))
def test_nothing_typed_is_an_error(typed: str) -> None:
    try:
        query = parse_query(typed)
    except UsageError:
        return
    assert isinstance(query, Query)
    for terms in query.every:
        assert terms
        for term in terms:
            assert term.words
            assert all(word and word == folded(word) for word in term.words)


@given(st.text(alphabet=st.characters(codec=None), max_size=40))
def test_cleaned_text_has_its_length_and_can_be_written(text: str) -> None:
    assert len(clean(text)) == len(text)
    clean(text).encode("utf-8")
    assert "\0" not in clean(text)
    assert clean(clean(text)) == clean(text)


def test_words_are_letters_and_figures() -> None:
    assert words_in("Ünïted  Co-op’s 3rd_try") == ["united", "co", "op", "s", "3rd", "try"]


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
