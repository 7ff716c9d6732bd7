"""Across reports: what one report shares with others.

The map:

- ``copies/``: which reports are copies of which, passage by passage, and what the original is.

All here works on texts and records alone; what has been placed lies in the library (``store/following/``).
"""
