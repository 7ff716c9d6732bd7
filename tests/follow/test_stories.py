"""Reports by stories."""

from __future__ import annotations

import random

import onrecord
from onrecord.follow.stories.group import report_stories, stories_of
from onrecord.follow.stories.terms import report_terms, terms_of

# Two fires, two elections and a lone story, all invented.
STORIES = {
    "mill": [
        "Fire destroys the Karsk paper mill, two workers hurt",
        "Two workers were hurt when fire destroyed the paper mill at Karsk on Tuesday, the mill's owner Ilmar Renn said",
        "Paper mill in Karsk burns down; owner Renn blames a dryer",
        "Firefighters from Karsk needed nine hours to put out the fire at Renn's paper mill",
    ],
    "hotel": [
        "Fire at the Hotel Albatross in Port Vell kills a guest",
        "A guest was killed when fire broke out in the kitchen of the Hotel Albatross in Port Vell, firefighters said",
        "Port Vell hotel fire: guest dead, kitchen of the Albatross gutted",
        "The Albatross in Port Vell will stay shut after the fire that killed a guest, the hotel's manager Oda Quist said",
    ],
    "mayor": [
        "Lena Torvald elected mayor of Brisk with 54 percent of the vote",
        "Brisk elects Torvald as its mayor",
        "Lena Torvald won the mayor's race in Brisk on Sunday with 54 percent",
    ],
    "whale": ["A whale swam up the river Orvany as far as the locks at Moor"],
}


def documents() -> list[tuple[str, str]]:
    return [(story, text) for story, texts in STORIES.items() for text in texts]


def partition(keys: list[str], groups: list[int]) -> set[frozenset[str]]:
    return {frozenset(key for key, group in zip(keys, groups, strict=True) if group == one) for one in groups}


def test_two_fires_are_two_stories() -> None:
    given = documents()
    found = stories_of([terms_of(text.split()) for _, text in given])
    wanted = {frozenset(texts) for texts in STORIES.values()}
    assert partition([text for _, text in given], found.groups) == wanted
    assert found.groups == sorted(found.groups), "numbered as they come"


def test_the_order_does_not_matter() -> None:
    given = [text for _, text in documents()]
    first = stories_of([terms_of(text.split()) for text in given])
    for seed in range(5):
        mixed = random.Random(seed).sample(given, len(given))
        again = stories_of([terms_of(text.split()) for text in mixed])
        assert partition(mixed, again.groups) == partition(given, first.groups)
        back = [mixed.index(text) for text in given]
        assert (again.near[back][:, back] == first.near).all(), "to the last bit"


def test_two_alone() -> None:
    """Without others to compare with, words decide."""
    mill, other, hotel = (STORIES[story][at] for story, at in (("mill", 0), ("mill", 1), ("whale", 0)))
    assert stories_of([terms_of(text.split()) for text in (mill, other)]).groups == [0, 0]
    assert stories_of([terms_of(text.split()) for text in (mill, hotel)]).groups == [0, 1]


def test_none_and_empty() -> None:
    assert stories_of([]).groups == []
    assert stories_of([terms_of([])]).groups == [0]
    assert stories_of([terms_of([]), terms_of(["!"]), terms_of("the mill".split())]).groups == [0, 1, 2]


def test_copies_are_one_story() -> None:
    assert stories_of([terms_of(STORIES["mill"][1].split())] * 3).groups == [0, 0, 0]


def test_reports() -> None:
    texts = [f"{STORIES[story][0]}\n\n{STORIES[story][1]}." for story in ("mill", "hotel")]
    texts += [f"{STORIES[story][2]}\n\n{STORIES[story][3]}." for story in ("mill", "hotel")]
    reports = [onrecord.read(text=text, published="2021-11-03") for text in texts]
    assert report_stories(reports).groups == [0, 1, 0, 1]
    assert report_terms(reports[0]).counts["mill"] == 3
