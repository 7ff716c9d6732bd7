"""What is compared first of two wordings says nothing else than what is compared last."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.follow.quotations.likeness import likeness, may_be_alike
from onrecord.follow.quotations.words import plain_of, words_of

WORDS = (
    "we will not reopen the harbour before all 5,000 cranes and five boats “won't” can’t [the mayor] it's Velden's "
    "Málaga one 1.5 bn — … don't three never"
).split()
QUOTATIONS = some.lists(some.sampled_from(WORDS), max_size=30).map(" ".join) | some.text(max_size=60)


@settings(max_examples=300, deadline=None)
@given(QUOTATIONS, QUOTATIONS, some.booleans())
def test_plain_words(first: str, second: str, same_speaker: bool) -> None:
    for text in (first, second):
        assert plain_of(text) == tuple((word.form, word.tells) for word in words_of(text))
    if not may_be_alike(plain_of(first), plain_of(second), same_speaker=same_speaker):
        assert likeness(words_of(first), words_of(second), same_speaker=same_speaker) is None


def test_of_a_speech_the_beginning() -> None:
    long = " ".join(f"word{number} can't" for number in range(900))
    assert plain_of(long) == tuple((word.form, word.tells) for word in words_of(long))
