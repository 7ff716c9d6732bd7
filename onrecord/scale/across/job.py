"""What all steps of a job know."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.follow.copies.candidates import MOST
from onrecord.follow.quotations.keys import MOST_SHARING
from onrecord.scale.across.place import Place

REPORTS_A_BUCKET = 400  # as many as are held in memory at once, with those that they are compared with


@dataclass(frozen=True)
class Job:
    """``work``: where steps put what other steps need; ``buckets``: over which rows are spread.

    ``most``: pages with a mark, ``most_sharing``: wordings with a key; what more have is common.
    """

    work: Place
    buckets: int
    most: int = MOST
    most_sharing: int = MOST_SHARING

    def place(self, name: str) -> Place:
        """Where the step of that name puts its rows."""
        return self.work.within(name)


def buckets_for(reports: int) -> int:
    """How many buckets so many reports are spread over."""
    return max(1, -(-reports // REPORTS_A_BUCKET))
