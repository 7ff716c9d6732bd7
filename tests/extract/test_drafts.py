from __future__ import annotations

from onrecord.extract.drafts import Draft, with_headlines_apart, with_paragraphs_joined
from tests.extract.told import wording_of, words_at


def test_no_content_goes_on_between_a_headline_and_the_story() -> None:
    text = (
        "Mayor asks the town to wait\nThe river rose on Monday. “We are dry,” the mayor said, and the town believed her.\n"
        "Flood\nShe went home early that day, her office said."
    )
    wording = wording_of(text)
    headlines = [words_at(wording, "Mayor asks the town to wait"), words_at(wording, "Flood")]
    asks, said = words_at(wording, "asks"), words_at(wording, "said")
    inside, plain = words_at(wording, "the town to wait"), words_at(wording, "The river rose")
    quoted, flood = words_at(wording, "“We are dry,”"), words_at(wording, "Flood")
    from_story = Draft(source=(), cue=(said,), content=(inside, quoted), confidence=0.8)
    from_headline = Draft(source=(), cue=(asks,), content=(inside, plain, quoted), confidence=0.8)
    nothing = Draft(source=(), cue=(said,), content=(flood,), confidence=0.8)
    alone = Draft(source=(), cue=(), content=(flood,), confidence=0.4)
    found = with_headlines_apart([from_story, from_headline, nothing, alone], headlines, wording.story)
    # A quotation that a headline's cue had taken stays as one without a cue; other words are let go.
    assert [(bool(draft.cue), draft.content) for draft in found] == [
        (True, (quoted,)),
        (True, (inside,)),
        (False, (quoted,)),
        (False, (flood,)),
    ]
    assert found[3] is alone


SPEECH = (
    "She spoke. “I was born over a pit. It took my father.\n“So I have come to ask you for names. Write them down.”\n"
    "An old man stood there. “She is the first,” he said."
)


def test_a_quotation_that_a_paragraph_leaves_open_goes_on_in_the_next() -> None:
    wording = wording_of(SPEECH)
    first = words_at(wording, "“I was born over a pit. It took my father.")
    second = words_at(wording, "“So I have come to ask you for names. Write them down.”")
    third = words_at(wording, "“She is the first,”")
    hers = Draft(source=(), cue=(words_at(wording, "spoke"),), content=(first,), confidence=0.8)
    his = Draft(source=(), cue=(words_at(wording, "said"),), content=(second, third), confidence=0.8)
    found = with_paragraphs_joined([hers, his], wording.story)
    assert [draft.content for draft in found] == [(first, second), (third,)]


def test_a_cue_in_the_same_paragraph_is_its_own() -> None:
    text = "“We were dry, Lund said.\n“They were not,” added Brisk."
    wording = wording_of(text)
    first, second = words_at(wording, "“We were dry,"), words_at(wording, "“They were not,”")
    drafts = [
        Draft(source=(), cue=(words_at(wording, "said"),), content=(first,), confidence=0.8),
        Draft(source=(), cue=(words_at(wording, "added"),), content=(second,), confidence=0.8),
    ]
    assert with_paragraphs_joined(drafts, wording.story) == drafts
