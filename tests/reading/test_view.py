from __future__ import annotations

from onrecord.reading.view import view_of


def test_words_broken_at_a_line_end() -> None:
    text = "They asked for compen-\nsation and a well-\nknown face, aqui\u00adfer."
    view, bounds = view_of(text, [[(0, len(text))]])
    assert view.text == "They asked for compensation and a well-known face, aquifer."
    assert bounds == [(0, len(view.text))]
    start = view.text.index("compensation")
    assert view.spans(start, start + len("compensation")) == ((text.index("compen"), text.index("sation") + 6),)
    start = view.text.index("aquifer")
    ((a, b),) = view.spans(start, start + 7)
    assert text[a:b] == "aqui\u00adfer"


def test_skipped_text_splits_a_span() -> None:
    text = "One half of it 3/7 and the other."
    view, _ = view_of(text, [[(0, 14), (19, len(text))]])
    assert view.text == "One half of it and the other."
    assert view.spans(0, len(view.text)) == ((0, 14), (19, len(text)))
    assert view.spans(9, 18) == ((9, 14), (19, 22))


def seen(text: str) -> str:
    return view_of(text, [[(0, len(text))]])[0].text


def test_a_hyphen_of_its_own_stays() -> None:
    assert seen("a coal-\npowered ship of the 8-\nyear plan for Asia-\nPacific") == (
        "a coal-powered ship of the 8-year plan for Asia-Pacific"
    )
    assert seen("the state-\nment of inter-\nnational firms, provoca-\ntion and all") == (
        "the statement of international firms, provocation and all"
    )
    assert seen("a warmth-\nto-weight ratio") == "a warmth-to-weight ratio"


def test_the_word_elsewhere_tells() -> None:
    assert seen("The quayhead, or quay-\nhead, and the tide-lock, or tide-\nlock.") == (
        "The quayhead, or quayhead, and the tide-lock, or tide-lock."
    )


def test_a_text_whose_words_nobody_breaks() -> None:
    text = "a clean-\nup of coal-\nfired, tide-\nwashed and child-\nrearing quays with a 3D-\nmodelled wall"
    assert seen(text) == "a clean-up of coal-fired, tide-washed and child-rearing quays with a 3D-modelled wall"


def test_two_signs_for_two_hyphens() -> None:
    text = "a well-known cleanup, or clean-\nup, of the har\u2010\nbour and Mac\u2010\nGregor"
    assert seen(text) == "a well-known cleanup, or clean-up, of the harbour and MacGregor"


def test_a_dash_at_a_line_end_joins() -> None:
    assert (
        seen("kept it\u2014\nand/\nor 1990\u2013\n1995 \u2014\nso") == "kept it\u2014and/or 1990\u20131995 \u2014\nso"
    )
    assert seen("aqui\u00ad\nfer") == "aquifer"


def test_a_word_broken_by_skipped_text() -> None:
    text = "in cold stor-\n\n3/7\n\nage of the well-\n\n4/7\n\nknown kind"
    view, _ = view_of(text, [[(0, 13), (20, 36), (43, len(text))]])
    assert view.text == "in cold storage of the well-known kind"
    start = view.text.index("storage")
    assert [text[a:b] for a, b in view.spans(start, start + 7)] == ["stor", "age"]
