"""Copies, on texts alone: words, marks, passages, the verdict, the original."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.follow.copies.align import passages
from onrecord.follow.copies.family import family_of, links_of
from onrecord.follow.copies.judge import shared
from onrecord.follow.copies.shingles import LEAST, marks_of
from onrecord.follow.copies.story import Story, credits_of, is_agency, plain_name, publishes
from onrecord.follow.copies.words import words_of
from tests.follow.made import DAM, FERRY, blocks_of, filler, rewritten, story


def shown(text: str) -> list[str]:
    words = words_of(text, [((0, len(text)),)])
    return [text[start:stop] for start, stop in zip(words.starts, words.stops, strict=True)]


def test_words_and_their_places() -> None:
    assert shown("“We’re naïve,” said A.P.'s Ilda – 4,000 times") == [
        "We", "re", "naïve", "said", "A", "P", "s", "Ilda", "4", "000", "times",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Étude in E", "e\u0301tude IN e"),
        ("the inspec-\ntors came", "the inspectors came"),
        ("soft\u00adly now", "softly now"),
        ("it’s “so”", 'It\'s "so"'),
        ("ﬁne", "ﬁne"),
    ],
)
def test_ways_of_printing_one_word(one: str, other: str) -> None:
    numbers = [words_of(text, [((0, len(text)),)]).numbers.tolist() for text in (one, other)]
    assert numbers[0] == numbers[1]


@given(st.text(max_size=300))
def test_any_text_has_words_within_it(text: str) -> None:
    words = words_of(text, [((0, len(text)),)])
    assert len(words.starts) == len(words.numbers) == len(words.quoted) == len(words.skipped)
    assert (words.starts < words.stops).all()
    assert (words.stops[:-1] <= words.starts[1:]).all()
    assert not len(words) or words.stops[-1] <= len(text)
    assert words_of(text, []).numbers.tolist() == []
    assert len(marks_of(words)) <= len(words)


def test_skipped_text_cuts_a_passage() -> None:
    text = DAM.replace("\n\nThe crack", "\n\nRead more: ferries\n\nThe crack")
    blocks = [spans for _, spans in blocks_of(text) if not text[spans[0][0] :].startswith("Read more")]
    words = words_of(text, blocks)
    spans = words.spans(0, len(words))
    assert len(spans) == 2
    assert "Read more" not in "".join(text[start:end] for start, end in spans)
    whole = words_of(DAM, [spans for _, spans in blocks_of(DAM)])
    assert whole.spans(0, len(whole)) == ((0, len(DAM.rstrip()) - 1),)


def test_what_is_quoted() -> None:
    text = 'She said "not today" and “not ever, he\n\nthought” it.'
    words = words_of(text, [spans for _, spans in blocks_of(text)])
    assert [text[a:b] for a, b, q in zip(words.starts, words.stops, words.quoted, strict=True) if q] == [
        "not", "today", "not", "ever", "he",
    ]  # fmt: skip


def test_a_whole_copy_is_one_passage() -> None:
    one, other = story("a", DAM), story("b", filler(1) + "\n" + DAM + "\n" + filler(2))
    (passage,) = passages(one.words, other.words)
    assert (passage.first, passage.last, passage.same) == (0, len(one.words), len(one.words))
    spans = other.words.spans(passage.there_first, passage.there_last)
    assert other.text[spans[0][0] : spans[0][1]] == DAM.rstrip().rstrip(".")


def test_passages_in_another_order() -> None:
    paragraphs = DAM.rstrip().split("\n\n")
    other = story("b", "\n\n".join(paragraphs[::-1]) + "\n")
    found = passages(story("a", DAM).words, other.words)
    assert len(found) == len(paragraphs)
    assert [one.there_first for one in found] == sorted((one.there_first for one in found), reverse=True)


@pytest.mark.parametrize("seed", range(5))
def test_passages_span_the_words_that_were_replaced(seed: int) -> None:
    one, other = story("a", DAM), story("b", rewritten(DAM, 0.25, seed))
    found = passages(one.words, other.words)
    assert sum(passage.last - passage.first for passage in found) >= 0.95 * len(one.words)
    for passage in found:
        assert (one.words.numbers[passage.here] == other.words.numbers[passage.there]).all()


def test_passages_are_the_same_from_both_sides() -> None:
    one, other = story("a", DAM + "\n" + FERRY), story("b", rewritten(FERRY) + "\n" + rewritten(DAM))
    there = sorted((passage.turned() for passage in passages(other.words, one.words)), key=lambda one: one.first)
    for left, right in zip(passages(one.words, other.words), there, strict=True):
        assert (left.first, left.last, left.there_first) == (right.first, right.last, right.there_first)
        assert left.here.tolist() == right.here.tolist()


def test_no_word_stands_in_two_passages() -> None:
    rng = random.Random(3)
    words = filler(4, 30).split()
    one, other = (story(key, " ".join(rng.choices(words, k=3000))) for key in "ab")
    found = passages(one.words, other.words)
    for first, last in (("first", "last"), ("there_first", "there_last")):
        taken = np.zeros(3000, dtype=int)
        for passage in found:
            taken[getattr(passage, first) : getattr(passage, last)] += 1
        assert taken.max(initial=0) <= 1


def test_a_text_that_repeats_itself_is_no_trouble() -> None:
    one, other = story("a", "the tide turns at seven. " * 5000), story("b", "the tide turns at eight. " * 5000)
    assert len(passages(one.words, other.words)) < 50
    assert len(marks_of(one.words)) < 10


def test_copies_and_none() -> None:
    dam, ferry = story("a", DAM), story("b", FERRY)
    assert not shared(dam, ferry).is_copy
    for copy in (
        DAM,
        rewritten(DAM, 0.3),
        "\n\n".join(DAM.split("\n\n")[2:]),
        filler(5, 300) + "\n" + DAM[:420] + "\n",
    ):
        other = story("c", copy)
        assert shared(dam, other).is_copy
        assert shared(other, dam).is_copy
        assert not shared(ferry, other).is_copy


def test_one_quotation_is_anybodys() -> None:
    quotation = (
        "“We asked for the drawings in the spring, we asked for them in the summer, and now that the leaves are off "
        "the trees they tell us that they burned before I was born,” she said."
    )
    one, other = story("a", DAM + "\n" + quotation + "\n"), story("b", quotation + "\n\n" + FERRY)
    assert shared(one, other).same > 25
    assert not shared(one, other).is_copy


def test_very_short_reports_are_copies_of_nothing() -> None:
    brief = " ".join(DAM.split()[: LEAST - 8])
    assert len(marks_of(story("a", brief).words)) == 0
    assert not shared(story("a", brief), story("b", brief)).is_copy
    assert not len(story("a", "").words)


def test_furniture_makes_no_copy() -> None:
    """What three reports have that share nothing else, of different weeks, is nobody's."""
    lines = (
        "Our correspondents live in more than forty towns and have worked for this house for nineteen years on the "
        "average. To reach one of them, call the porter between nine and five and ask for the foreign desk; he will "
        "know who is awake."
    )
    some = [story(str(n), f"{filler(n, 150)}\n{lines}\n", day=f"2021-0{n}-01") for n in range(1, 5)]
    assert links_of(some[0], some) == []
    # The same of two alone, or within few days, as an agency's paragraph is printed: it is taken for one.
    assert len(links_of(some[0], some[:2])) == 1
    together = [story(one.key, one.text, day="2021-03-01") for one in some]
    assert len(links_of(together[0], together)) == 3


def test_a_notice_to_readers_makes_no_copy() -> None:
    notice = (
        "Sign up for our weekly newsletter and have it in your inbox on Fridays. Subscribers may read the archive and "
        "leave comments. You can unsubscribe whenever you like, and our readers' desk answers letters within a week."
    )
    one, other = (story(key, f"{filler(n, 200)}\n{notice}\n") for n, key in enumerate("ab"))
    assert links_of(one, [other]) == []


def near(*some: Story) -> list[Story]:
    return list(some)


def test_the_original_by_credit_and_a_clock_that_is_wrong() -> None:
    agency = story("m", DAM, publisher="Meridian", day="2021-10-12")
    copy = story("c", "TOLM (Meridian) - " + DAM, domain="post.example", day="2021-10-12")
    early = story("e", "TOLM (Meridian) - " + rewritten(DAM), domain="star.example", day="2021-10-01")
    some = near(agency, copy, early)
    for one in some:
        family = family_of(one, lambda _: some)
        assert (family.origin.key, family.independent, len(family.stories)) == ("m", 1, 3)
        assert family.copies == {"c", "e"}
        assert [reason.kind for reason in family.origin.reasons["e"]] == ["credits", "clock"]


def test_the_original_by_date() -> None:
    first = story("x", DAM, day="2021-10-12", time="08:00")
    later = story("a", rewritten(DAM), day="2021-10-12", time="11:30")
    assert family_of(later, lambda _: near(first, later)).origin.key == "x"
    undated = story("b", rewritten(DAM, seed=2))
    family = family_of(undated, lambda _: near(first, undated))
    assert family.origin.key is None, "nothing tells which of the two is the original"


def test_an_excerpt_is_no_original() -> None:
    whole, part = story("w", DAM), story("p", "\n\n".join(DAM.split("\n\n")[:2]) + "\n")
    family = family_of(part, lambda _: near(whole, part))
    assert family.origin.key == "w"
    assert family.origin.confidence < 0.8
    assert family.copies == {"p"}


def test_whom_they_credit_is_not_here() -> None:
    some = [story(key, "TOLM (Meridian) - " + DAM, domain=f"{key}.example", day="2021-10-12") for key in "ab"]
    family = family_of(some[0], lambda _: some)
    assert (family.origin.key, family.origin.credited) == (None, "Meridian")


def test_sources_that_are_joined_stay_independent() -> None:
    dam, ferry = story("d", DAM, day="2021-10-12"), story("f", FERRY, day="2021-10-13")
    joined = story("j", DAM + "\n" + FERRY, day="2021-10-14")
    family = family_of(joined, lambda one: [dam, ferry, joined])
    assert (len(family.stories), family.independent, set(family.copies)) == (3, 2, {"j"})
    assert {one.key for one in family_of(dam, lambda one: [dam, ferry, joined]).stories} == {"d", "j"}


def test_a_persons_word_takes_a_link_away() -> None:
    one, other = story("a", DAM), story("b", DAM)
    apart = {frozenset("ab")}
    assert len(family_of(one, lambda _: [other], apart).stories) == 1


def test_credits() -> None:
    text = "TOLM, Oct. 12 (Meridian) - The wall holds.\n\nBy Ada Brisk, Oskinform\n\nSource: Reuters\n"
    kinds = ["paragraph", "byline", "paragraph"]
    blocks = [(kind, spans) for kind, (_, spans) in zip(kinds, blocks_of(text), strict=True)]
    found = credits_of(text, blocks, (), [("Radio Skerry", ())])
    assert {(one.kind, one.name) for one in found} == {
        ("dateline", "Meridian"), ("byline", "Oskinform"), ("rights", "Reuters"), ("carrier", "Radio Skerry"),
    }  # fmt: skip
    for one in found:
        assert not one.spans or text[one.spans[0][0] : one.spans[0][1]] == one.name
    assert credits_of("", [], ()) == ()


def test_names_of_publishers() -> None:
    assert plain_name("The Associated Press") == plain_name("AP") == "associated press"
    assert is_agency("AFP") and not is_agency("The Velden Post") and not is_agency("")
    page = story("a", DAM, publisher="The Velden Post", domain="www.apnews.com")
    assert publishes(page, "Velden Post") and publishes(page, "AP") and not publishes(page, "Reuters")
    assert not publishes(story("a", DAM), "AP")
