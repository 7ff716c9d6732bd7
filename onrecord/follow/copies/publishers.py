"""Which reports of a family a name publishes: looked up, since each of 300 may credit an agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from onrecord.follow.copies.story import Credit, Story, labels_of, meant, plain_name, publishes


class Publishers:
    """Some reports by who publishes them."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = stories
        self._found: dict[str, list[Story]] = {}
        self._credits: dict[str, list[Credit]] = {}

    def of(self, name: str) -> Sequence[Story]:
        """The reports that ``publishes`` says are this name's, in the order in which they were given."""
        if name not in self._found:
            plain, labels = meant(name)
            numbers = set(self._by_name.get(plain, ())) if plain else set[int]()
            numbers.update(number for label in labels for number in self._by_label.get(label, ()))
            self._found[name] = [self._stories[number] for number in sorted(numbers)]
        return self._found[name]

    def credits(self, story: Story) -> list[Credit]:
        """The same as ``origin_credits`` of one of the reports."""
        if story.key not in self._credits:
            self._credits[story.key] = origin_credits(story)
        return self._credits[story.key]

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, story in enumerate(self._stories):
            if story.publisher:
                found[plain_name(story.publisher)].append(number)
        return found

    @cached_property
    def _by_label(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, story in enumerate(self._stories):
            for label in labels_of(story):
                found[label].append(number)
        return found


def origin_credits(story: Story) -> list[Credit]:
    """Whom a report credits for its own words, not for a statement; nobody where that is its publisher."""
    return [one for one in story.credits if one.kind != "carrier" and not publishes(story, one.name)]
