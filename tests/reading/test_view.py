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
