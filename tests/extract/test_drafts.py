from __future__ import annotations

from onrecord.extract.drafts import Draft, with_headlines_apart


def test_no_content_goes_on_from_a_headline_into_the_story() -> None:
    headlines = [(0, 5), (30, 33)]
    across = Draft(source=((20, 22),), cue=((22, 23),), content=((0, 5), (10, 20)), confidence=0.8)
    within = Draft(source=(), cue=((1, 2),), content=((2, 5),), confidence=0.8)
    nothing = Draft(source=(), cue=((22, 23),), content=((30, 33),), confidence=0.8)
    alone = Draft(source=(), cue=(), content=((30, 33),), confidence=0.4)
    found = with_headlines_apart([across, within, nothing, alone], headlines)
    assert [draft.content for draft in found] == [((10, 20),), ((2, 5),), ((30, 33),)]
    assert found[2] is alone
