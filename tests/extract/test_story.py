from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.quotes import OPENS
from onrecord.extract.story import OVERLAP, QUOTE_MARK, WINDOW, Story, story_of, windows
from onrecord.reading.plain import read_plain


def story(text: str, most_words: int = 10**6) -> Story:
    page = read_plain(text)
    return story_of(page.view.text, page.view_bounds, page.view_sentences, most_words)


def check_windows(made: Story) -> None:
    cut = list(windows(made))
    owned = [window.owned for window in cut]
    assert owned[0][0] == 0
    assert owned[-1][1] == len(made.spans)
    assert all(one[1] == other[0] for one, other in itertools.pairwise(owned))
    for window in cut:
        assert len(window.pieces) <= WINDOW
        assert window.first <= window.owned[0] <= window.owned[1] <= window.last
        assert len(window.first_piece) == window.last - window.first
    for one, other in itertools.pairwise(cut):
        assert other.last > one.last
        shared = sum(len(made.pieces[word]) for word in range(other.first, one.last))
        assert shared <= OVERLAP


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=12), st.integers(1, 40))
def test_windows_cover_every_word_once(lengths: list[int], sentence: int) -> None:
    paragraphs = []
    for length in lengths:
        words = ["word" if number % sentence else "End. Word" for number in range(1, length + 1)]
        paragraphs.append(" ".join(words) + ".")
    check_windows(story("\n\n".join(paragraphs)))


def test_words_of_many_pieces_still_fit() -> None:
    check_windows(story("Xyzzyplughqwertzuiopasdfghjkl" * 3 + " said " + "Qqqqqxxxxzzz " * 300))


def test_every_style_of_mark_reads_the_same() -> None:
    made = [
        story(f"The mayor said {left}no one asked us{right} on Tuesday.")
        for left, right in ("“”", '""', "«»", "‘’", ("''", "''"))
    ]
    assert all(one.pieces == made[0].pieces and one.features == made[0].features for one in made)
    place = made[0].states.index(OPENS)
    assert made[0].pieces[place] == (QUOTE_MARK,)


def test_a_cut_comes_at_a_sentence_end() -> None:
    made = story("One two three. Four five six. Seven eight nine.", most_words=6)
    assert len(made.spans) == 4
