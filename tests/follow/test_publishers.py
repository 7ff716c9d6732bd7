"""Families of very many reports: who publishes what is looked up, and gives what asking one by one gives."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.follow.copies import origin, publishers
from onrecord.follow.copies.family import family_of
from onrecord.follow.copies.origin import before, origin_of
from onrecord.follow.copies.publishers import Publishers
from onrecord.follow.copies.story import Credit, Story, publishes
from tests.follow.made import DAM, story

NAMES = [
    "The Hallin Post",
    "Hallin Post",
    "Associated Press",
    "AP",
    "ap news",
    "Reuters",
    "Ostermark",
    "",
    "the",
    "dpa",
]
DOMAINS = [
    None,
    "hallinpost.example",
    "ap.example",
    "apnews.example",
    "www.reuters.example",
    "dpa.example",
    "OSTERMARK.ex",
]
TIMES = [None, "08:00:00", "08:00:30", "08:01", "07:59:00+01:00", "09:00:00+01:00", "08:00:00Z", "07:00:00Z"]
stories = st.lists(
    st.builds(
        lambda key, publisher, domain, day, time: replace(
            story("", ""), key=str(key), publisher=publisher, domain=domain, day=day, time=time
        ),
        st.integers(0, 10**6),
        st.sampled_from([None, *NAMES]),
        st.sampled_from(DOMAINS),
        st.sampled_from([None, "2019-03-01", "2019-03-02"]),
        st.sampled_from(TIMES),
    ),
    max_size=8,
    unique_by=lambda one: one.key,
)


@given(stories, st.sampled_from(NAMES))
def test_a_name_has_the_reports_that_it_publishes(some: list[Story], name: str) -> None:
    assert list(Publishers(some).of(name)) == [one for one in some if publishes(one, name)]


@given(stories)
def test_the_earliest_are_those_that_none_came_out_before(some: list[Story]) -> None:
    dated = [one for one in some if one.day]
    first = {one.key for one in dated if not any(before(other, one) for other in dated)}
    reasons = origin_of(some, {}).reasons if some else {}
    told = {key for key, all_of_it in reasons.items() if any(reason.kind == "earliest" for reason in all_of_it)}
    assert told == (first if len(first) < len(dated) else set())


def test_a_report_on_very_many_pages_is_not_compared_with_each_by_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """An agency's report on as many pages as are compared took six seconds."""
    count = 60
    some = [
        replace(
            story(
                f"{number:02}", f"{DAM}\nPage {number}.", publisher=f"Paper {number}", domain=f"paper{number}.example"
            ),
            day="2019-03-01",
            time=f"08:{number:02}",
            credits=(Credit(name="Associated Press", kind="dateline"), Credit(name="Mira Tal", kind="carrier")),
        )
        for number in range(count)
    ]
    asked = Mock(side_effect=before), Mock(side_effect=publishes)
    monkeypatch.setattr(origin, "before", asked[0])
    monkeypatch.setattr(publishers, "publishes", asked[1])
    family = family_of(some[7], lambda _: some)
    assert len(family.stories) == count
    assert family.origin.credited == "Associated Press"
    assert 0 < sum(mock.call_count for mock in asked) < 20 * count
