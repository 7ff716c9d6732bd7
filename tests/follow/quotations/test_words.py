from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.follow.quotations.keys import MOST_KEYS, keys_of
from onrecord.follow.quotations.quoted import quoted_words, voice_of, wording_key
from onrecord.follow.quotations.words import MOST_WORDS, words_of

# Other programs on the machine may hold a test up.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def forms(text: str) -> list[str]:
    return [word.form for word in words_of(text)]


def test_short_forms_are_written_out_and_stand_at_their_place() -> None:
    text = "We won’t go, they can't stay; I’m sure she’ll say: it's Velden's"
    assert forms(text) == "we will not go they can not stay i am sure she will say it velden".split()
    for word in words_of(text):
        assert text[word.start : word.stop].strip()
    assert [text[word.start : word.stop] for word in words_of(text)][1:3] == ["won’t", "won’t"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("five", "5"), ("5", "5"), ("5,000", "5000"), ("1,237.", "1237"), ("18.7%", "18.7"), ("007", "7")],
)
def test_numbers_are_read(text: str, value: str) -> None:
    word = words_of(f"There are {text} ships")[2]
    assert (word.form, word.number) == (value, True)


def test_one_is_no_number() -> None:
    assert not words_of("no one saw one")[1].number


def test_capitals_marks_and_brackets() -> None:
    words = words_of("Salin came. He [the minister] left, Ilse")
    assert [(word.form, word.capital, word.opens) for word in words if word.capital] == [
        ("salin", True, True), ("he", True, True), ("ilse", True, False),
    ]  # fmt: skip
    assert [word.form for word in words if word.added] == ["the", "minister"]
    assert [word.form for word in words if word.apart] == ["he", "the", "left", "ilse"]


@UNHURRIED
@given(st.text(max_size=200))
def test_any_text_gives_words_at_their_places(text: str) -> None:
    last = 0
    for word in words_of(text):
        assert last <= word.start < word.stop <= len(text)
        assert word.form
        last = word.start
    assert keys_of(words_of(text), "x") == keys_of(words_of(text), "x")


def test_a_speech_is_bounded() -> None:
    words = words_of(" ".join(f"word{number}" for number in range(5000)))
    assert len(words) == MOST_WORDS
    assert len(keys_of(words, "salin")) == MOST_KEYS


def test_what_is_quoted() -> None:
    assert quoted_words("“All of it,” “and this”", "direct") == "“All of it,” “and this”"
    assert quoted_words('that it was "a sorry mess" and "wrong", even "a very old one', "mixed") == (
        "a sorry mess … a very old one"
    )
    assert quoted_words("that “nothing is left” and «no one came»", "mixed") == "nothing is left … no one came"
    assert quoted_words("that nothing is left", "indirect") == ""


def test_voices() -> None:
    assert voice_of("Radko Salin", "person") == voice_of("Salin", "person") == "salin"
    assert voice_of("John Smith Jr", "person") == "smith"
    assert voice_of("The Grain Board", "organization") == "grain board"
    assert voice_of(None, None) == ""


def test_few_words_are_of_their_day() -> None:
    few, many = words_of("We will not leave"), words_of("We will not leave the old harbour before spring")
    assert wording_key(few, "salin", "2021-01-01") != wording_key(few, "salin", "2021-01-02")
    assert wording_key(many, "salin", "2021-01-01") == wording_key(many, "salin", "2021-01-02")
    assert wording_key(many, "salin", None) != wording_key(many, "brisk", None)
    same = (
        words_of("“We won’t leave the old harbour — before Spring!”"),
        words_of("we will not leave the old harbour before spring"),
    )
    assert wording_key(same[0], "salin", None) == wording_key(same[1], "salin", None)
