"""Across reports: what one report shares with others.

The map:

- ``copies/``: which reports are copies of which, passage by passage, and what the original is;
- ``quotations/``: which quotations are of one utterance, and how their words differ;
- ``claims/``: which statements put forward the same, what became of a claim, and which figures differ;
- ``stance/``: whether a statement is for or against another, or merely reports it;
- ``stories/``: which reports tell one story;
- ``events/``: which of their words tell one event.

All here works on texts and records alone; what has been placed lies in the library (``store/following/``).
"""
