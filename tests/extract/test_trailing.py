from __future__ import annotations

import pytest

from onrecord.extract.drafts import Draft
from onrecord.extract.trailing import with_trailing
from tests.extract.told import wording_of, words_at

FOUND = [
    ("The court ordered that Moor be freed, his lawyer said.", "his lawyer", "said"),
    ("The union will call off its strike, the ministry announced on Monday.", "the ministry", "announced"),
    ("Two officers had begged for help, his sister told reporters.", "his sister", "told"),
    ("The court ordered that Moor be freed.", None, None),
    ("The court, which ruled late, said that Moor was free.", None, None),
    ("“The court ordered it, and Moor is free, his lawyer said.”", None, None),
    ("He was freed, and the lawyer said.", None, None),
]


@pytest.mark.parametrize(("text", "source", "cue"), FOUND)
def test_sources_at_the_end_of_a_sentence(text: str, source: str | None, cue: str | None) -> None:
    wording = wording_of(text)
    drafts, _ = with_trailing(wording, [], [])
    if source is None or cue is None:
        assert drafts == []
        return
    (draft,) = drafts
    assert draft.source == (words_at(wording, source),) and draft.cue == (words_at(wording, cue),)
    assert draft.content[0][0] == 0


def test_what_the_sentence_holds_stands_within_it() -> None:
    wording = wording_of("The court ordered that Moor be freed, his lawyer said.")
    inner = Draft(
        source=(words_at(wording, "The court"),),
        cue=(words_at(wording, "ordered"),),
        content=(words_at(wording, "that Moor be freed"),),
        confidence=0.9,
    )
    drafts, parents = with_trailing(wording, [inner], [None])
    assert len(drafts) == 2 and parents == [1, None]
